/*
 * finding_words.c - texts, prices and commands of findings.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/about.h"
#include "report/finding_words.h"
#include "report/intervals.h"
#include "report/reason.h"
#include "report/said.h"
#include "report/shown.h"

/* The tool that shows more of a cause, with --summary; NULL: none. */
static const char *
tool_of(const char *cause)
{
	static const char *const tools[][2] = {
		{ "length", "gbqc-len" }, { "gc", "gbqc-gc" },
		{ "base", "gbqc-comp" }, { "dinuc", "gbqc-comp" },
		{ "n", "gbqc-comp" }, { "case", "gbqc-comp" },
		{ "complexity", "gbqc-comp" }, { "skew", "gbqc-comp" },
	};

	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++)
		if (strcmp(tools[i][0], cause) == 0)
			return tools[i][1];
	return NULL;
}

static bool
is(const char *word, const char *other)
{
	return strcmp(word, other) == 0;
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
		finding_add_tested(text, v, p->of);
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
	const char *tool = tool_of(f->cause);
	const struct verdict *v = &judged->list.all[f->rows[0]];

	if (check_has_positions(f->cause)) {
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
	} else if (tool) {
		add_command(f, &(struct finding_command){
				       { tool, "--summary", ABOUT_INPUT } });
	}
}
