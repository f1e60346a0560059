/*
 * words.c - what checks, parts and flags are called on a page.
 */
#include "page/words.h"

#include <string.h>

#include "page/html.h"
#include "page/svg.h"
#include "report/headline.h"
#include "report/reason.h"
#include "report/said.h"

struct check_words {
	const char *check, *title;	/* NULL: headline_title() has it */
	/* What sequences are sorted by; %s is the part. */
	const char *feature;
};

static const struct check_words checks[] = {
	{ "length", "Length", "length" },
	{ "gc", "GC content", "GC content" },
	{ "base", "Single bases", "their share of %s" },
	{ "dinuc", "Dinucleotides", "their share of %s" },
	{ "kmer", "Words of k letters", "their share of %s" },
	{ "start", "From the start", "whether they have %s from the start" },
	{ "end", "From the end", "whether they have %s from the end" },
	{ "centre", "From the centre",
	  "whether they have %s from the centre" },
	{ "n", "Ambiguous bases", "how much N they hold (%s)" },
	{ "case", "Lower case", "their share of lower case" },
	{ "complexity", "Low complexity", "low complexity" },
	{ "skew", "Strand skew", "%s skew" },
	{ "alphabet", NULL, "whether they hold %s" },
	{ "copies", NULL, "whether they have copies" },
	{ "leak", NULL, "whether they were seen in another split" },
	{ "label", NULL, "whether their label is %s" },
	{ "dup", "Copies", "copies" },
};

static const struct check_words *
find_check(const char *check)
{
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		if (strcmp(checks[i].check, check) == 0)
			return &checks[i];
	return NULL;
}

const char *
words_check(const char *check)
{
	const struct check_words *words = find_check(check);

	if (!words)
		return check;
	if (words->title)
		return words->title;
	return headline_title(strcmp(check, "leak") == 0 ? "leaked" : check);
}

const char *
words_section(const struct section *section)
{
	switch (section->kind) {
	case SECTION_DRIFT:
		return headline_title("drift");
	case SECTION_COPIES:
		return headline_title("repeats");
	case SECTION_CONFLICT:
		return headline_title("conflict");
	case SECTION_LEAK:
		return headline_title("leak");
	case SECTION_NOTE:
		return "Not compared";
	case SECTION_CHECK:
		break;
	}
	return words_check(section->check);
}

static bool
is_position(const char *check)
{
	return strcmp(check, "start") == 0 || strcmp(check, "end") == 0 ||
	       strcmp(check, "centre") == 0;
}

void
words_add_part(struct text *to, const char *check, const char *part)
{
	size_t n = strlen(part);

	if (strcmp(part, ".") == 0)
		return;
	if (!is_position(check) || n < 2) {
		html_add_cut(to, part, HTML_NAME);
		return;
	}
	html_add_text(to, part + n - 1);	/* 17A: A at 17 */
	text_adds(to, " at ");
	text_add(to, part, n - 1);
}

void
words_add_feature(struct text *to, const char *check, const char *part)
{
	const struct check_words *words = find_check(check);
	const char *feature = words ? words->feature : "%s";
	const char *hole = strstr(feature, "%s");

	if (!hole) {
		text_adds(to, feature);
		return;
	}
	text_add(to, feature, (size_t)(hole - feature));
	words_add_part(to, check, part);
	text_adds(to, hole + 2);
}

const char *
words_flag_class(enum flag flag)
{
	switch (flag) {
	case FLAG_PASS:
		return "pass";
	case FLAG_INCONCLUSIVE:
		return "inconclusive";
	case FLAG_WARNING:
		return "warning";
	case FLAG_FAIL:
		return "fail";
	case FLAG_NONE:
		break;
	}
	return "faint";
}

bool
words_calm(enum flag flag)
{
	return flag == FLAG_PASS || flag == FLAG_NONE;
}

void
words_add_flag(struct text *to, enum flag flag)
{
	if (flag == FLAG_NONE)
		return;
	text_addf(to, "<span class=\"flag %s\">", words_flag_class(flag));
	svg_add_flag(to, flag);
	text_addf(to, "%s</span> ", flag_text(flag));
}

void
words_add_count(struct text *to, uint64_t n, const char *one,
		const char *many)
{
	text_add_grouped(to, n);
	text_addf(to, " %s", n == 1 ? one : many);
}

static void
add_class(struct text *to, const struct page_column *column,
	  const char *label,
	  void (*add_name)(struct text *to, const char *name))
{
	size_t number = page_class(column, label);

	if (number == column->n_labels) {
		add_name(to, label);
		return;
	}
	text_addf(to, "<b class=\"c%zu\">", number % CLASS_COLOURS);
	add_name(to, label);
	text_adds(to, "</b>");
}

void
words_add_class(struct text *to, const struct page_column *column,
		const char *label)
{
	add_class(to, column, label, html_add_name);
}

void
words_add_whole_class(struct text *to, const struct page_column *column,
		      const char *label)
{
	add_class(to, column, label, html_add_whole_name);
}

void
words_say_class(struct text *to, const struct page_column *column,
		const char *label)
{
	if (said_is_number(label))
		text_adds(to, "label ");
	words_add_class(to, column, label);
}

static void
add_side(struct text *to, const struct section *section,
	 const struct verdict *v, const char *side, bool say)
{
	bool is_class = v->kind == VERDICT_CLASS || v->kind == VERDICT_COPIES;

	if (say && said_is_number(side))
		text_addf(to, "%s ", said_side(v->kind));
	if (strcmp(side, "*") == 0)
		text_adds(to, "the others");
	else if (is_class)
		words_add_class(to, section->column, side);
	else
		html_add_name(to, side);
}

static void
add_sides(struct text *to, const struct section *section,
	  const struct verdict *v, bool say)
{
	add_side(to, section, v, v->a, say);
	if (strcmp(v->b, ".") == 0 || strcmp(v->a, v->b) == 0)
		return;
	text_adds(to, v->kind == VERDICT_LEAK     ? " in " :
		      v->kind == VERDICT_COPIES ? " and " :
						  " against ");
	add_side(to, section, v, v->b, say);
}

void
words_add_sides(struct text *to, const struct section *section,
		const struct verdict *v)
{
	add_sides(to, section, v, false);
}

void
words_say_sides(struct text *to, const struct section *section,
		const struct verdict *v)
{
	add_sides(to, section, v, true);
}

void
words_add_reason(struct text *to, const struct verdict *v)
{
	const char *const names[] = { v->a, v->b, v->scope };

	html_add_prose(to, v->reason, names, 3);
}

/*
 * With a capital, unless words, of which it was made, begin with what is no
 * word or with a name: pos is not Pos.
 */
static void
add_capital(struct text *to, size_t from, const char *words,
	    const struct verdict *v)
{
	char *first = to->n > from ? to->bytes + from : NULL;

	if (first && *first >= 'a' && *first <= 'z' &&
	    (!v || !reason_begins_with_name(words, v)))
		*first = (char)(*first - 'a' + 'A');
}

static void
add_stop(struct text *to)
{
	if (to->n && to->bytes[to->n - 1] != '.')
		text_addc(to, '.');
}

void
words_add_found(struct text *to, const struct section *section,
		const struct verdict *v, bool brief)
{
	const char *const names[] = { v->a, v->b, v->scope };
	size_t n;
	const char *worst, *found = reason_found(v, &worst, &n);
	const char *end = strstr(found, "; ");
	struct text words = { 0 };
	size_t from = to->n;

	if (v->flag == FLAG_NONE && section->column->column->as_start) {
		text_adds(to, "Repeats the start: all records have ");
		text_add_grouped(to, section->column->column->length);
		text_adds(to, " nt.");
		return;
	}
	if (brief && end)
		text_add(&words, found, (size_t)(end - found));
	else
		text_adds(&words, found);
	html_add_prose(to, words.bytes, names, 3);
	text_release(&words);
	add_capital(to, from, found, v);
	add_stop(to);
	if (n)
		text_addf(to, " <small>%.*s</small>", (int)n, worst);
}

void
words_add_title(struct text *to, const char *words, const struct verdict *v)
{
	const char *const names[] = { v ? v->a : "", v ? v->b : "",
				      v ? v->scope : "", v ? v->column : "" };

	html_add_prose(to, words, names, 4);
}

void
words_add_sentence(struct text *to, const char *words,
		   const struct verdict *v)
{
	size_t from = to->n;

	words_add_title(to, words, v);
	add_capital(to, from, words, v);
	add_stop(to);
}
