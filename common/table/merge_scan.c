/*
 * merge_scan.c - checks rows at the speed of reading: what a row shares with
 * the one before was checked there.
 */
#include <string.h>

#include "base/error.h"
#include "table/merge_private.h"
#include "table/row_masks.h"

/* What a line is: a row may be less than the one before. */
enum scan { SCAN_HEADER, SCAN_LESS, SCAN_FOLLOWS };

enum { KEY_TABS = TABLE_FIELDS - 1, SHORTEST_ROW = 2 * TABLE_FIELDS - 1 };

static int
scan_header(struct scanner *scanner, const char *at, const char **end,
	    struct error *err)
{
	const char *stop = text_newline(at);

	*end = stop;
	scanner->row = NULL;	/* a stretch of rows ends here */
	if (scanner->line == 1
	    && table_first_line(at, (size_t)(stop - at), scanner->file, err))
		return -1;
	if (table_head_line(scanner->head, at, (size_t)(stop - at),
			    scanner->file, scanner->line, err))
		return -1;
	return SCAN_HEADER;
}

/*
 * A row that looked wrong, or is the first of a stretch, or has a count of
 * many digits.
 */
static int
scan_with_care(struct scanner *scanner, const char *at, const char *end,
	       struct error *err)
{
	struct table_row row;

	if (scanner->line == 1)
		return table_first_line(at, (size_t)(end - at), scanner->file,
					err);
	if (table_row_parse(&row, at, (size_t)(end - at), scanner->file,
			    scanner->line, err) ||
	    table_head_row(scanner->head, scanner->file, scanner->line, err))
		return -1;
	scanner->key = (size_t)(row.field[KEY_TABS] - at);
	return 0;
}

/* The bytes of a word before the first that is marked. */
static uint64_t
before_first(uint64_t marks)
{
	return (marks & -marks) - 1;
}

/* The tabs of n bytes of checked text. */
static size_t
count_tabs(const char *text, size_t n)
{
	size_t tabs = 0;

	for (; n > WORD; n -= WORD, text += WORD)
		tabs += word_count(word_equals(word_load(text), '\t'));
	return tabs + word_count(word_equals(word_load(text), '\t')
				 << (WORD - n) * 8);
}

/*
 * Goes on in a row from a byte that the row before has too, up to the
 * newline, *end. Returns the number of tabs, or SIZE_MAX where two stand
 * side by side or another control byte is met.
 */
static size_t
check_bytes(const char *at, const char **end)
{
	uint64_t newlines, wrong = 0, carry = 0;
	size_t n = 0;

	do {
		uint64_t word = word_load(at);
		uint64_t tabs = word_equals(word, '\t');
		uint64_t others = word_controls(word) ^ tabs;

		newlines = word_equals(word, '\n');
		if (newlines) {
			tabs &= before_first(newlines);
			others &= before_first(newlines);
			*end = at + word_first(newlines);
		}
		wrong |= others | (tabs & (tabs << 8 | carry));
		carry = tabs >> 56;
		n += word_count(tabs);
		at += WORD;
	} while (!newlines);
	return wrong ? SIZE_MAX : n;
}

/*
 * True if the n last bytes before end, of a row, are a number from 1 on, of
 * less than eight digits.
 */
static inline bool
is_small_count(const char *end, size_t n)
{
	if (n == 1)	/* mostly */
		return end[-1] >= '1' && end[-1] <= '9';
	return n > 0 && n < WORD && end[-(ptrdiff_t)n] != '0'
	       && word_is_digits(word_load(end - WORD), n);
}

/*
 * Checks a row that shares at least one byte with the row before, which has
 * been checked: there must be as many tabs from there on, and a count.
 */
static bool
check_rest(struct scanner *scanner, const char *at, size_t common,
	   const char **end)
{
	size_t from = common - 1, digits;
	size_t tabs = count_tabs(scanner->row + from, scanner->key - from);

	if (check_bytes(at + from, end) != tabs || *end - at < SHORTEST_ROW)
		return false;
	digits = text_last_field(*end);
	if (!is_small_count(*end, digits))
		return false;
	scanner->key = (size_t)(*end - at) - digits;
	return true;
}

/* Checks any line, whose newline is *end then. -1 with err set. */
static int
scan_line(struct scanner *scanner, const char *at, const char **end,
	  struct error *err)
{
	const char *row = scanner->row;
	size_t common = 0;
	bool less = true;

	scanner->line++;
	if (*at == '#')
		return scan_header(scanner, at, end, err);
	if (row) {
		common = text_common(row, at, scanner->key);
		less = common < scanner->key
		       && (unsigned char)at[common]
			  < (unsigned char)row[common];
	}
	if (common == 0 || !check_rest(scanner, at, common, end)) {
		*end = text_newline(at);
		if (scan_with_care(scanner, at, *end, err))
			return -1;
	}
	scanner->row = at;
	scanner->base = masks_base(at, (size_t)(*end + 1 - at), scanner->base,
				   common);
	return less ? SCAN_LESS : SCAN_FOLLOWS;
}

#if HAVE_WIDE

/*
 * Checks rows as long as each follows the one before, shares its first fields
 * and is right and short. Returns where it stopped.
 */
WIDE static inline __attribute__((always_inline)) const char *
rows_within(struct scanner *scanner, const char *at, const char *end, bool half)
{
	const int wanted = KEY_TABS - SHARED_TABS;
	const size_t base = scanner->base, width = half ? HALF_MASKED : MASKED;
	const char *before = scanner->row;
	const char *first = at;
	const uint32_t *const ends = scanner->end;
	const size_t n_ends = masks_ends(at, end, scanner->end, scanner->ahead);
	size_t i, key = scanner->key;

	for (i = 0; i < n_ends; i++) {
		const size_t length = (size_t)(first + ends[i] - at);
		const size_t n = length - base;
		struct row_masks masks;
		uint64_t tabs, others;
		size_t common, digits;

		if (n >= width || !masks_share(at, before, base))
			break;
		masks = masks_of(at + base, before + base, half);
		tabs = masks_below(masks.tab, n);
		others = masks_below(masks.control, n) ^ tabs;
		common = base + (size_t)_tzcnt_u64(masks.differs);
		/* A tab stands before base, too: no field may be empty. */
		if ((int)_mm_popcnt_u64(tabs) != wanted || others
		    || (tabs << 1 | 1) & (tabs | UINT64_C(1) << n))
			break;
		if (common < key && (unsigned char)at[common]
				    < (unsigned char)before[common])
			break;
		digits = n - (size_t)(64 - _lzcnt_u64(tabs));
		if (!is_small_count(at + length, digits))
			break;
		key = length - digits;
		before = at;
		at += length + 1;
	}
	scanner->line += i;
	scanner->row = before;
	scanner->key = key;
	scanner->ahead = masks_ahead(scanner->ahead, i, i == n_ends,
				     LINES_AHEAD);
	return at;
}

WIDE static const char *
rows_wide(struct scanner *scanner, const char *at, const char *end)
{
	switch (masks_suit(at, scanner->base, end)) {
	case HALF_MASKED:
		return rows_within(scanner, at, end, true);
	case MASKED:
		return rows_within(scanner, at, end, false);
	default:
		return at;
	}
}

#endif

/* Checks rows at their cheapest, where the processor can; else none. */
static const char *
scan_rows(struct scanner *scanner, const char *at, const char *end)
{
#if HAVE_WIDE
	if (scanner->row && masks_can())
		return rows_wide(scanner, at, end);
#endif
	(void)scanner;
	(void)end;
	return at;
}

const char *
scanner_take(struct scanner *scanner, const char *at, const char *end,
	     uint64_t offset, struct error *err)
{
	const char *stop = scan_rows(scanner, at, end);

	if (stop == at) {
		const int scan = scan_line(scanner, at, &stop, err);

		if (scan < 0)
			return NULL;
		stop++;
		if (scan == SCAN_HEADER)
			return stop;
		if (scan == SCAN_LESS)
			stretch_begin(scanner->stretches, scanner->input,
				      offset);
	}
	stretch_end(scanner->stretches, offset + (uint64_t)(stop - at));
	return stop;
}

int
scanner_cut(const struct scanner *scanner, struct error *err)
{
	return error_at(err, scanner->file, scanner->line + 1, 0,
			"the last line has no newline: the file may be cut");
}
