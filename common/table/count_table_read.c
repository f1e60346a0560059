/*
 * count_table_read.c - the text of a count table into series.
 *
 * Most rows differ from the one before in their last fields only, so the
 * reader keeps what came before those, and looks nothing up while it repeats.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "io/source.h"
#include "table/count_table_private.h"
#include "table/hex.h"

/* Entries that a series collects before it sorts and adds up. */
enum { COLLECT = 1 << 16 };

/* The entries of a series, as they come. */
struct builder {
	char *entries;
	size_t n, room;
	size_t sort_at;		/* twice what was left after sorting */
};

union entry {
	struct tally tally;
	struct position_count position;
	struct hash_count hash;
};

struct reader {
	struct count_table *table;
	struct table_lines lines;
	const char *file;
	struct builder *builders;	/* by the number of the series */
	size_t n_builders, builders_room;
	/* The series of the row before, and the text that leads to it. */
	struct text prefix;
	size_t series;
	enum series_kind kind;
	struct text names;		/* scratch */
};

static int
sort_builder(struct builder *builder, const struct entry_kind *kind,
	     struct error *err)
{
	size_t left = entry_sort(kind, builder->entries, builder->n);

	if (left == SIZE_MAX)
		return error_set(err, "%s", kind->overflow);
	builder->n = left;
	builder->sort_at = left > COLLECT / 2 ? 2 * left : COLLECT;
	return 0;
}

static int
add_entry(struct reader *reader, const union entry *entry, struct error *err)
{
	const struct entry_kind *kind = series_entries(reader->kind);
	struct builder *builder = &reader->builders[reader->series];

	if (builder->n >= builder->sort_at
	    && sort_builder(builder, kind, err))
		return error_at(err, reader->file, reader->lines.number, 0,
				"%s", kind->overflow);
	if (builder->n == builder->room)
		builder->entries = mem_grow(builder->entries, &builder->room,
					    builder->n + 1, kind->size);
	entry_copy(kind, builder->entries + builder->n++ * kind->size, entry);
	return 0;
}

/*
 * Reads a number without leading zeros, of at most nine digits; longer ones
 * are left to the slow way. NULL if there is none.
 */
static const char *
quick_u32(const char *at, uint32_t *number)
{
	uint32_t n = 0;
	const char *start = at;

	while (*at >= '0' && *at <= '9' && at - start < 10)
		n = 10 * n + (uint32_t)(*at++ - '0');
	if (at == start || at - start == 10 || (*start == '0' && at > start + 1))
		return NULL;
	*number = n;
	return at;
}

/* The count, up to the newline: at most 18 digits. */
static bool
quick_count(const char *at, uint64_t *count)
{
	uint64_t n = 0;
	const char *start = at;

	while (*at >= '0' && *at <= '9' && at - start < 19)
		n = 10 * n + (uint64_t)(*at++ - '0');
	*count = n;
	return *at == '\n' && at > start && at - start < 19 && *start != '0';
}

static bool
quick_values(const char *at, struct tally *tally)
{
	at = quick_u32(at, &tally->value);
	if (!at || *at++ != '\t')
		return false;
	if (*at == '.') {
		tally->of = TALLY_ABSENT;
		at++;
	} else {
		at = quick_u32(at, &tally->of);
	}
	return at && *at == '\t' && quick_count(at + 1, &tally->count);
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || c == '*' || c == '-';
}

static bool
quick_positions(const char *at, struct position_count *position)
{
	bool minus = *at == '-';
	uint32_t place;

	at = quick_u32(at + minus, &place);
	if (!at || (minus && place == 0) || at[0] != '\t' || !is_letter(at[1])
	    || at[2] != '\t' || at[3] != '.' || at[4] != '\t')
		return false;
	position->at = minus ? -(int32_t)place : (int32_t)place;
	position->letter = (unsigned char)at[1];
	return quick_count(at + 5, &position->count);
}

/* n is what is left of the line. */
static bool
quick_hashes(const char *at, size_t n, struct hash_count *hash)
{
	uint64_t count;

	if (n < 38 || (at[0] != '+' && at[0] != '-') || at[1] != '\t'
	    || !hex_read(at + 2, &hash->high) || !hex_read(at + 18, &hash->low)
	    || at[34] != '\t' || at[35] != '.' || at[36] != '\t'
	    || !quick_count(at + 37, &count) || count > UINT32_MAX)
		return false;
	hash->plus = at[0] == '+' ? (uint32_t)count : 0;
	hash->minus = at[0] == '-' ? (uint32_t)count : 0;
	return true;
}

/* A row that begins as the one before. False: it must be taken apart. */
static bool
read_quickly(struct reader *reader, const char *line, size_t n,
	     union entry *entry)
{
	size_t skip = reader->prefix.n;

	if (skip == 0 || n <= skip
	    || memcmp(line, reader->prefix.bytes, skip) != 0)
		return false;
	switch (reader->kind) {
	case SERIES_VALUES:
		return quick_values(line + skip, &entry->tally);
	case SERIES_POSITIONS:
		return quick_positions(line + skip, &entry->position);
	case SERIES_HASHES:
		return quick_hashes(line + skip, n - skip, &entry->hash);
	default:
		return false;
	}
}

static bool
is_text(const struct table_row *row, size_t field, const char *text)
{
	return row->n[field] == strlen(text)
	       && memcmp(row->field[field], text, row->n[field]) == 0;
}

/* Digits alone: such a field is meant as a number. */
static bool
is_digits(const struct table_row *row, size_t field)
{
	for (size_t i = 0; i < row->n[field]; i++)
		if (row->field[field][i] < '0' || row->field[field][i] > '9')
			return false;
	return true;
}

/* A number of a row, or "." as TALLY_ABSENT. -1 with err set if too large. */
static int
row_number(const struct reader *reader, const struct table_row *row,
	   size_t field, uint32_t *number, struct error *err)
{
	const char *text = row->field[field];
	size_t n = row->n[field];
	uint64_t value;
	struct quote quote;

	if (is_text(row, field, ".")) {
		*number = TALLY_ABSENT;
		return 0;
	}
	if (!digits_u64(text, n, &value) || value >= TALLY_ABSENT
	    || (text[0] == '0' && n > 1))
		return error_at(err, reader->file, reader->lines.number, 0,
				"\"%s\" is not a number up to %ju without "
				"leading zeros", error_quote(&quote, text, n),
				(uintmax_t)TALLY_ABSENT - 1);
	*number = (uint32_t)value;
	return 0;
}

/* A position, as table text: a number, after a minus if below 0. */
static bool
row_position(const struct table_row *row, int32_t *position)
{
	const char *text = row->field[4];
	size_t n = row->n[4];
	bool minus = text[0] == '-';
	uint64_t place;

	if (!digits_u64(text + minus, n - minus, &place) || place > INT32_MAX
	    || (text[minus] == '0' && (minus || n > 1)))
		return false;
	*position = minus ? -(int32_t)place : (int32_t)place;
	return true;
}

/*
 * What kind of row it is, and its entry. 1; 0 if it is none that this
 * version knows; -1 with err set.
 */
static int
row_entry(const struct reader *reader, const struct table_row *row,
	  enum series_kind *kind, union entry *entry, struct error *err)
{
	bool has_of = !is_text(row, 6, ".");
	bool signed_at = is_text(row, 4, "+") || is_text(row, 4, "-");
	struct hash_count *hash = &entry->hash;

	if (!has_of && signed_at && row->n[5] == 32
	    && hex_read(row->field[5], &hash->high)
	    && hex_read(row->field[5] + 16, &hash->low)) {
		if (row->count > UINT32_MAX)
			return error_at(err, reader->file,
					reader->lines.number, 0, "%s",
					entry_hash.overflow);
		hash->plus = row->field[4][0] == '+' ? (uint32_t)row->count : 0;
		hash->minus = (uint32_t)row->count - hash->plus;
		*kind = SERIES_HASHES;
		return 1;
	}
	if (!has_of && row->n[5] == 1 && is_letter(row->field[5][0])
	    && row_position(row, &entry->position.at)) {
		entry->position.letter = (unsigned char)row->field[5][0];
		entry->position.count = row->count;
		*kind = SERIES_POSITIONS;
		return 1;
	}
	entry->tally = (struct tally){ TALLY_ABSENT, TALLY_ABSENT,
				       row->count };
	*kind = is_text(row, 5, "windows") ? SERIES_WINDOWS : SERIES_VALUES;
	if (!has_of && (*kind == SERIES_WINDOWS || is_text(row, 5, ".")))
		return 1;
	if (!is_digits(row, 5) || (has_of && !is_digits(row, 6)))
		return 0;
	if (row_number(reader, row, 5, &entry->tally.value, err)
	    || row_number(reader, row, 6, &entry->tally.of, err))
		return -1;
	return 1;
}

static void
count_unknown(struct reader *reader, const struct table_row *row)
{
	struct count_table *table = reader->table;

	table->unknown++;
	if (!table->unknown_check)
		table->unknown_check = mem_text(row->field[3], row->n[3]);
}

/* Finds the series of a row, and keeps what the next may begin with. */
static void
enter_series(struct reader *reader, const struct table_row *row,
	     enum series_kind kind)
{
	struct count_table *table = reader->table;
	bool own_at = kind == SERIES_VALUES || kind == SERIES_WINDOWS;
	size_t start[5], n = own_at ? 5 : 4;
	struct text *names = &reader->names;
	uint32_t group;

	text_clear(names);
	for (size_t i = 0; i < n; i++) {
		start[i] = names->n;
		text_add(names, row->field[i], row->n[i]);
		text_addc(names, '\0');
	}
	group = count_table_group(table, names->bytes + start[0],
				  names->bytes + start[1],
				  names->bytes + start[2]);
	reader->series = (size_t)(count_table_series(
		table, group, names->bytes + start[3],
		own_at ? names->bytes + start[4] : "", kind) - table->series);
	reader->kind = kind;
	text_clear(&reader->prefix);
	text_add(&reader->prefix, row->field[0],
		 (size_t)(row->field[n] - row->field[0]));
	reader->builders = mem_grow(reader->builders, &reader->builders_room,
				    names_count(table->series_names),
				    sizeof(*reader->builders));
	while (reader->n_builders < names_count(table->series_names))
		reader->builders[reader->n_builders++] =
			(struct builder){ .sort_at = COLLECT };
}

static int
read_row(struct reader *reader, const char *line, size_t n, struct error *err)
{
	union entry entry;
	struct table_row row;
	enum series_kind kind;
	int status;

	if (read_quickly(reader, line, n, &entry))
		return add_entry(reader, &entry, err);
	if (table_row_parse(&row, line, n, reader->file,
			    reader->lines.number, err))
		return -1;
	status = row_entry(reader, &row, &kind, &entry, err);
	if (status < 0)
		return -1;
	if (status == 0) {
		count_unknown(reader, &row);
		return 0;
	}
	enter_series(reader, &row, kind);
	return add_entry(reader, &entry, err);
}

/* Hands the sorted entries over to the table. */
static int
finish(struct reader *reader, struct error *err)
{
	for (size_t i = 0; i < reader->n_builders; i++) {
		struct builder *builder = &reader->builders[i];
		struct series *series = &reader->table->series[i];
		const struct entry_kind *kind = series_entries(series->kind);
		struct error what = { 0 };

		if (builder->n == 0)
			continue;
		if (sort_builder(builder, kind, &what))
			return error_at(err, reader->file, 0, 0, "%s",
					what.text);
		builder->entries = mem_resize(builder->entries, builder->n,
					      kind->size);
		run_list_take(&series->runs, builder->entries, builder->n);
		*builder = (struct builder){ 0 };
		if (run_list_settle(&series->runs, kind, &what))
			return error_at(err, reader->file, 0, 0, "%s",
					what.text);
	}
	return 0;
}

static int
read_lines(struct reader *reader, struct error *err)
{
	const char *line;
	size_t n;
	int status;

	while ((status = table_lines_next(&reader->lines, &line, &n,
					  err)) > 0) {
		if (reader->lines.number == 1
		    && table_first_line(line, n, reader->file, err))
			return -1;
		if (n > 0 && line[0] == '#'
		    ? table_head_line(&reader->table->head, line, n,
				      reader->file, reader->lines.number, err)
		    : read_row(reader, line, n, err) ||
		      table_head_row(&reader->table->head, reader->file,
				     reader->lines.number, err))
			return -1;
	}
	if (status < 0)
		return -1;
	if (reader->lines.number == 0)
		return table_empty(reader->file, err);
	return finish(reader, err);
}

int
count_table_read(struct count_table *table, struct source *source,
		 struct error *err)
{
	struct reader reader = {
		.table = table,
		.lines = { .source = source },
		.file = source_name(source)
	};
	int status = read_lines(&reader, err);

	for (size_t i = 0; i < reader.n_builders; i++)
		free(reader.builders[i].entries);
	free(reader.builders);
	text_release(&reader.prefix);
	text_release(&reader.names);
	table_lines_release(&reader.lines);
	return status;
}
