/*
 * finding_words.c - titles, texts, prices and commands of findings.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/about.h"
#include "report/finding_words.h"
#include "report/intervals.h"
#include "report/leak_findings.h"
#include "report/reason.h"
#include "report/said.h"
#include "report/shown.h"

/* What gives the label away, by cause; and a tool that shows more of it. */
struct cause_words {
	const char *cause, *subject;
	bool several;		/* the subject is a plural */
	const char *tool;	/* with --summary, or NULL */
};

static const struct cause_words causes[] = {
	{ "length", "Length", false, "gbqc-len" },
	{ "gc", "GC content", false, "gbqc-gc" },
	{ "base", "Single bases", true, "gbqc-comp" },
	{ "dinuc", "Pairs of bases", true, "gbqc-comp" },
	{ "kmer", "Short words", true, NULL },
	{ "n", "Runs of N", true, "gbqc-comp" },
	{ "case", "Lower case", false, "gbqc-comp" },
	{ "complexity", "Low complexity", false, "gbqc-comp" },
	{ "skew", "The strand", false, "gbqc-comp" },
	{ "alphabet", "A letter of one class", false, NULL },
	{ "letters", "U against T", false, NULL },
};

static const struct cause_words *
find_words(const char *cause)
{
	for (size_t i = 0; i < sizeof(causes) / sizeof(*causes); i++)
		if (strcmp(causes[i].cause, cause) == 0)
			return &causes[i];
	return NULL;
}

static bool
is(const char *word, const char *other)
{
	return strcmp(word, other) == 0;
}

static bool
is_position(const char *cause)
{
	return is(cause, "start") || is(cause, "end") || is(cause, "centre");
}

/* The interval that holds the worst part of a row; NULL if there is none. */
static const struct interval *
find_interval(const struct interval_list *intervals, size_t row,
	      const struct verdict *v)
{
	int32_t at;
	char letter;

	if (!interval_part(v->part, &at, &letter))
		return NULL;
	for (size_t i = 0; i < intervals->n; i++) {
		const struct interval *it = &intervals->all[i];

		if (it->row == row && it->from <= at && at <= it->to)
			return it;
	}
	return NULL;
}

/* "Positions 199 to 203 read tCAgt in pos", the side that has more of it. */
static bool
add_interval(struct text *text, const struct finding *f,
	     const struct verdict *v, const struct interval *it)
{
	const char *read = v->higher < 0 ? it->consensus_b : it->consensus_a;

	if (read[strspn(read, ".")] == '\0')
		return false;
	if (it->from == it->to)
		text_addf(text, "Position %" PRId32, it->from);
	else
		text_addf(text, "Positions %" PRId32 " to %" PRId32,
			  it->from, it->to);
	if (!is(f->cause, "start"))
		text_addf(text, " from the %s", f->cause);
	text_addf(text, " read%s %s in ", it->from == it->to ? "s" : "",
		  read);
	said_add(text, said_side(v->kind), v->higher < 0 ? v->b : v->a);
	return true;
}

/* What stands at positions, or only that they tell the label. */
static void
add_position(struct text *text, const struct finding *f,
	     const struct verdict *v, const struct interval_list *intervals)
{
	const struct interval *it = find_interval(intervals, f->rows[0], v);
	size_t n = strlen(v->part);

	if (it && add_interval(text, f, v, it))
		return;
	text_addf(text, "Position %.*s from the %s gives the label away",
		  (int)(n ? n - 1 : 0), v->part, f->cause);
}

static uint64_t
share_count(const struct verdict *v)
{
	double of = (double)v->n_a;

	if (v->kind == VERDICT_COPIES && !is(v->a, v->b))
		of += (double)v->n_b;
	return (uint64_t)llround(v->score * of);
}

/* "371 test records"; of one label: "371 test records of pos". */
static void
add_tested(struct text *text, const struct verdict *v, uint64_t n)
{
	text_add_grouped(text, n);
	text_addc(text, ' ');
	if (said_is_number(v->a)) {
		text_addf(text, "record%s of ", n == 1 ? "" : "s");
		said_add(text, "split", v->a);
	} else {
		text_addf(text, "%s record%s", v->a, n == 1 ? "" : "s");
	}
	if (is(v->scope, "."))
		return;
	text_adds(text, said_is_number(v->a) ? ", " : " of ");
	said_add(text, "label", v->scope);
}

/* What so many records have to do with another split. */
static void
add_leak_title(struct text *text, const struct verdict *v, uint64_t n)
{
	const bool one = n == 1;

	add_tested(text, v, n);
	if (!is(v->check, "leak"))
		text_adds(text, one ? " is in " : " are in ");
	else if (is(v->part, leak_kind_text(LEAK_PARTIAL)))
		text_addf(text, " %s a part with ",
			  one ? "shares" : "share");
	else if (is(v->part, leak_kind_text(LEAK_LOW)))
		text_adds(text, one ? " is like " : " are like ");
	else
		text_addf(text, " %s a copy or near copy in ",
			  one ? "has" : "have");
	said_add(text, "split", v->b);
	if (!is(v->check, "leak"))
		text_adds(text, " too");
	else if (is(v->part, leak_kind_text(LEAK_LOW)))
		text_adds(text, " by low complexity");
}

/* Records, and what they do: "371 test records are in train too". */
static void
add_share_title(struct text *text, const struct finding *f,
		const struct verdict *v)
{
	uint64_t n;
	const char *s;

	/* A pair table alone does not tell how many there are. */
	if (v->n_a == RECORDS_UNKNOWN || isnan(v->score)) {
		text_adds(text, "Records of ");
		said_add(text, "split", v->a);
		text_adds(text, " are in ");
		said_add(text, "split", v->b);
		text_adds(text, " too");
		return;
	}
	n = f->price.known ? f->price.of - f->price.keeps : share_count(v);
	if (is(f->cause, "leak")) {
		add_leak_title(text, v, n);
		return;
	}
	s = n == 1 ? "" : "s";
	text_add_grouped(text, n);
	if (is(f->cause, "conflict"))
		text_addf(text, " record%s %s a sequence of another label", s,
			  n == 1 ? "has" : "have");
	else
		text_addf(text, " record%s repeat%s another of %s label", s,
			  n == 1 ? "s" : "", n == 1 ? "its" : "their");
}

/* "train and test". */
static void
add_both(struct text *text, const struct verdict *v)
{
	said_add(text, said_side(v->kind), v->a);
	text_adds(text, " and ");
	said_add(text, said_side(v->kind), v->b);
}

void
finding_add_title(struct text *text, const struct finding *f,
		  const struct judged *judged,
		  const struct interval_list *intervals)
{
	const struct verdict *v = &judged->list.all[f->rows[0]];
	const struct cause_words *words = find_words(f->cause);

	if (is(f->cause, "drift")) {
		add_both(text, v);
		text_adds(text, " differ");
	} else if (is(f->cause, "label")) {
		text_adds(text, "Classes have other shares in ");
		add_both(text, v);
	} else if (v->measure == MEASURE_SHARE) {
		add_share_title(text, f, v);
	} else if (is(f->cause, "repeats")) {
		text_addf(text, "Copies give the label away");
	} else if (is_position(f->cause)) {
		add_position(text, f, v, intervals);
	} else {
		text_adds(text, words ? words->subject : f->cause);
		text_addf(text, " give%s the label away",
			  words && words->several ? "" : "s");
	}
	if (judged->n > 1)
		text_addf(text, ", column %s", f->column);
}

/* The words of a row as a sentence: with a capital, without a full stop. */
static void
add_sentence(struct text *text, const struct verdict *v)
{
	size_t at = text->n, n;
	const char *worst, *found = reason_found(v, &worst, &n);

	text_adds(text, found);
	if (text->n > at && !reason_begins_with_name(found, v) &&
	    text->bytes[at] >= 'a' && text->bytes[at] <= 'z')
		text->bytes[at] = (char)(text->bytes[at] - 'a' + 'A');
}

/* " (AUROC .796, worst of 16, train)". */
static void
add_score(struct text *text, const struct verdict *v, const struct rule *rule)
{
	char number[VERDICT_NUMBER];
	const char *worst;
	size_t n;

	if (v->measure != MEASURE_AUROC)
		return;
	text_addf(text, " (AUROC %s", verdict_score(number, v, rule));
	reason_found(v, &worst, &n);
	if (n)
		text_addf(text, ", %.*s", (int)n, worst);
	if (!is(v->scope, ".")) {
		text_adds(text, ", ");
		said_add(text, said_scope(v->kind), v->scope);
	}
	text_addc(text, ')');
}

/* Other comparisons with the same cause: of how many rows. */
static void
add_others(struct text *text, const struct finding *f)
{
	size_t n = f->n_own ? f->n_own - 1 : 0;

	if (!n)
		return;
	text_addc(text, ' ');
	text_add_grouped(text, n);
	text_addf(text, " other comparison%s flagged, too.",
		  n == 1 ? " is" : "s are");
}

/* True where a row of the finding is of that check. */
static bool
has_check(const struct finding *f, const struct verdict_list *list,
	  const char *check)
{
	for (size_t i = 0; i < f->n_rows; i++)
		if (is(list->all[f->rows[i]].check, check))
			return true;
	return false;
}

/* What follows from the cause, as far as checks of letters do. */
static void
add_followers(struct text *text, const struct finding *f,
	      const struct verdict_list *list)
{
	static const struct {
		const char *check, *word;
	} words[] = { { "base", "bases" }, { "dinuc", "pairs of bases" },
		      { "kmer", "words" }, { "start", "positions" } };
	enum { WORDS = sizeof(words) / sizeof(*words) };
	const char *there[WORDS];
	size_t n = 0;

	if (f->n_own == f->n_rows || is(f->cause, "repeats"))
		return;
	for (size_t w = 0; w < WORDS; w++)
		if (has_check(f, list, words[w].check))
			there[n++] = words[w].word;
	for (size_t i = 0; i < n; i++)
		text_addf(text, "%s%s", i == 0 ? " Flags on " :
					i + 1 < n ? ", " : " and ",
			  there[i]);
	if (n)
		text_adds(text, " follow from it: look at them again "
			  "afterwards.");
}

/*
 * A leak has ten more things to say, of which the section tells; splits that
 * are called "a; b" are cut short here.
 */
static void
cut_details(struct text *text, size_t from)
{
	char *details = strstr(text->bytes + from, "; ");

	if (!details)
		return;
	*details = '\0';
	text->n = (size_t)(details - text->bytes);
}

/* Whose copies they are: "test: ", "pos, test: ", "pos: ". */
static void
add_group(struct text *text, const struct verdict *v)
{
	const bool label = is(v->a, v->b) && !is(v->a, ".");
	const bool split = !is(v->scope, ".");

	if (label)
		said_add(text, "label", v->a);
	if (label && split)
		text_adds(text, ", ");
	if (split)
		said_add(text, "split", v->scope);
	if (label || split)
		text_adds(text, ": ");
}

void
finding_add_text(struct text *text, const struct finding *f,
		 const struct judged *judged)
{
	const struct verdict_list *list = &judged->list;
	const struct verdict *v = &list->all[f->rows[0]];
	const size_t from = text->n;

	if (v->kind == VERDICT_COPIES) {
		add_group(text, v);
	} else if (v->kind != VERDICT_CLASS && !is(v->scope, ".")) {
		said_add(text, "label", v->scope);
		text_adds(text, ": ");
	}
	add_sentence(text, v);
	if (is(v->check, "leak") && v->kind == VERDICT_LEAK)
		cut_details(text, from);
	add_score(text, v, &judged->options.rule);
	text_addc(text, '.');
	add_others(text, f);
	add_followers(text, f, list);
}

static void
add_percent(struct text *text, uint64_t part, uint64_t of)
{
	double percent = of ? 100 * (double)part / (double)of : 0;

	if (part && percent < .5)
		text_adds(text, "under 1 %");
	else if (part == of || percent < 99.5)
		text_addf(text, "%.0f %%", percent);
	else
		text_adds(text, "over 99 %");
}

void
finding_add_price(struct text *text, const struct finding *f,
		  const struct judged *judged)
{
	const struct verdict *v = &judged->list.all[f->rows[0]];
	const struct rule *rule = &judged->options.rule;
	const struct price *p = &f->price;
	char number[VERDICT_NUMBER];

	if (!p->known)
		return;
	if (is(f->cause, "leak")) {
		text_adds(text, "Drops ");
		text_add_grouped(text, p->of - p->keeps);
		text_adds(text, " of ");
		add_tested(text, v, p->of);
		text_adds(text, "; ");
		said_add(text, "split", v->b);
		text_adds(text, " stays as it is.");
		return;
	}
	text_adds(text, is(f->cause, "gc") || is(f->cause, "length") ?
			"Matching keeps " : "Keeps ");
	text_add_grouped(text, p->keeps);
	text_adds(text, " of ");
	text_add_grouped(text, p->of);
	text_adds(text, " (");
	add_percent(text, p->keeps, p->of);
	text_adds(text, ").");
	if (isnan(p->before) || isnan(p->after))
		return;
	text_addf(text, " AUROC from %s to ",
		  shown_auroc(number, p->before, rule));
	text_addf(text, "%s.", shown_auroc(number, p->after, rule));
}

static void
add_command(struct finding *f, const struct finding_command *command)
{
	f->commands[f->n_commands++] = *command;
}

void
finding_set_commands(struct finding *f, const struct judged *judged)
{
	const struct cause_words *words = find_words(f->cause);
	const struct verdict *v = &judged->list.all[f->rows[0]];

	if (is_position(f->cause)) {
		add_command(f, &(struct finding_command){
				       { "gbqc-report", "--parts",
					 ABOUT_INPUT } });
		add_command(f, &(struct finding_command){
				       { "grep", "-w", f->cause } });
	} else if (v->kind == VERDICT_LEAK && is(v->check, "leak")) {
		add_command(f, &(struct finding_command){
				       { "gbqc-leak", ABOUT_INPUT } });
	} else if (v->kind == VERDICT_COPIES || v->kind == VERDICT_LEAK) {
		add_command(f, &(struct finding_command){
				       { "gbqc-dup", "--list",
					 ABOUT_INPUT } });
	} else if (words && words->tool) {
		add_command(f, &(struct finding_command){
				       { words->tool, "--summary",
					 ABOUT_INPUT } });
	}
}
