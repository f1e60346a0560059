/* pair_table.c - rows of a pair table: their order, and their text. */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "io/output.h"
#include "table/pair_format.h"

enum { SHARE = 10000, THOUSAND = 1000 };

const struct pair_options pair_options_default = {
	.identity = 900, .overlap = 500, .min_score = 20
};

const char pair_first_word[] = "#gbqc-pairs ";
const char pair_first_line[] = "#gbqc-pairs 1";
const char pair_columns[] =
	"#query\ttarget\trelation\tstrand\tedits\tlength\tqlen\ttlen\t"
	"identity\tqcov\ttcov\tqlabel\ttlabel\tqsplit\ttsplit\ttags";

static const char *const relations[] = { "copy", "near", "contained",
					 "contains", "overlap", "none" };
static const char *const last_columns[] = { "\ttargets", "", "\tqueries" };

const char *
pair_relation_name(enum pair_relation relation)
{
	return relations[relation];
}

int
pair_rank(enum pair_relation relation)
{
	return relation == PAIR_CONTAINS ? PAIR_CONTAINED : (int)relation;
}

const char *
pair_last_column(enum pair_form form)
{
	return last_columns[form];
}

/* part of whole, 1 at most and where both are nothing. */
static uint32_t
share(uint64_t part, uint64_t whole)
{
	return part >= whole ? SHARE : (uint32_t)(part * SHARE / whole);
}

struct pair_shares
pair_shares_of(const struct pair_row *pair)
{
	return (struct pair_shares){
		.identity = share(pair->length - pair->edits, pair->length),
		.qcov = share(pair->length, pair->qlen),
		.tcov = share(pair->length, pair->tlen),
	};
}

static int
compare_u64(uint64_t x, uint64_t y)
{
	return (x > y) - (x < y);
}

/* The order of two rows of one record: the better one first. */
static int
compare_relation(const struct pair_row *x, const struct pair_row *y)
{
	int order = pair_rank(x->relation) - pair_rank(y->relation);

	if (order == 0)
		order = compare_u64(y->length - y->edits,
				    x->length - x->edits);
	if (order == 0)
		order = compare_u64(x->edits, y->edits);
	return order != 0 ? order : x->strand - y->strand;
}

/* What is left, so that only equal rows compare equal. */
static int
compare_rest(const struct pair_row *x, const struct pair_row *y)
{
	int order = strcmp(x->qsplit, y->qsplit);

	if (order == 0)
		order = strcmp(x->tsplit, y->tsplit);
	if (order == 0)
		order = (int)x->relation - (int)y->relation;
	if (order == 0)
		order = strcmp(x->qlabel, y->qlabel);
	if (order == 0)
		order = strcmp(x->tlabel, y->tlabel);
	if (order == 0)
		order = compare_u64(x->qlen, y->qlen);
	if (order == 0)
		order = compare_u64(x->tlen, y->tlen);
	return order != 0 ? order : (int)x->low - (int)y->low;
}

int
pair_compare(enum pair_form form, const struct pair_row *x,
	     const struct pair_row *y)
{
	bool by_target = form == PAIR_BEST_QUERY;
	int order = by_target ? strcmp(x->target, y->target) :
				strcmp(x->query, y->query);

	if (order == 0)
		order = compare_relation(x, y);
	if (order == 0)
		order = by_target ? strcmp(x->query, y->query) :
				    strcmp(x->target, y->target);
	return order != 0 ? order : compare_rest(x, y);
}

bool
pair_same_record(enum pair_form form, const struct pair_row *x,
		 const struct pair_row *y)
{
	const char *one = form == PAIR_BEST_QUERY ? x->target : x->query;
	const char *other = form == PAIR_BEST_QUERY ? y->target : y->query;

	return strcmp(one, other) == 0 && strcmp(x->qsplit, y->qsplit) == 0 &&
	       strcmp(x->tsplit, y->tsplit) == 0;
}

/* A share of thousandths as an option: 0.9, 0.85. */
static void
add_thousandths(struct text *text, const char *option, uint32_t share_of)
{
	text_addf(text, " %s %u.%03u", option, share_of / THOUSAND,
		  share_of % THOUSAND);
	while (text->bytes[text->n - 1] == '0' &&
	       text->bytes[text->n - 2] != '.')
		text->bytes[--text->n] = '\0';
}

void
pair_options_text(const struct pair_options *options, struct text *text)
{
	const struct pair_options *usual = &pair_options_default;

	if (options->identity != usual->identity)
		add_thousandths(text, "--identity", options->identity);
	if (options->overlap != usual->overlap)
		add_thousandths(text, "--overlap", options->overlap);
	if (options->min_score != usual->min_score)
		text_addf(text, " --min-score %u", options->min_score);
	if (options->plus_only)
		text_adds(text, " --strand plus");
	if (options->no_overlap)
		text_adds(text, " --no-overlap");
	if (options->none)
		text_adds(text, " --none");
}

void
pair_head_write(const struct pair_head *head, struct output *out)
{
	struct text options = { 0 };

	output_printf(out, "%s\n%s%s\n", pair_first_line, pair_columns,
		      pair_last_column(head->form));
	pair_options_text(&head->options, &options);
	if (options.n > 0)
		output_printf(out, "#options%s\n", options.bytes);
	text_release(&options);
}

/* A field after the first. */
static void
write_text(struct output *out, const char *text)
{
	output_write(out, "\t", 1);
	output_puts(out, text);
}

static void
write_number(struct output *out, uint64_t n)
{
	output_write(out, "\t", 1);
	output_u64(out, n);
}

void
pair_share_text(char text[PAIR_SHARE_TEXT], uint32_t share_of)
{
	text[0] = (char)('0' + share_of / SHARE);
	text[1] = '.';
	share_of %= SHARE;
	for (int i = PAIR_SHARE_TEXT - 2; i > 1; i--, share_of /= 10)
		text[i] = (char)('0' + share_of % 10);
	text[PAIR_SHARE_TEXT - 1] = '\0';
}

static void
write_share(struct output *out, uint32_t share_of)
{
	char text[PAIR_SHARE_TEXT];

	pair_share_text(text, share_of);
	write_text(out, text);
}

static void
write_numbers(const struct pair_row *pair, struct output *out)
{
	const struct pair_shares shares = pair_shares_of(pair);

	write_number(out, pair->edits);
	write_number(out, pair->length);
	write_number(out, pair->qlen);
	write_number(out, pair->tlen);
	write_share(out, shares.identity);
	write_share(out, shares.qcov);
	write_share(out, shares.tcov);
}

/* Of relation none: the one length that is there. */
static void
write_no_numbers(enum pair_form form, const struct pair_row *pair,
		 struct output *out)
{
	output_puts(out, "\t.\t.");
	if (form == PAIR_BEST_QUERY) {
		write_text(out, ".");
		write_number(out, pair->tlen);
	} else {
		write_number(out, pair->qlen);
		write_text(out, ".");
	}
	output_puts(out, "\t.\t.\t.");
}

void
pair_row_write(enum pair_form form, const struct pair_row *pair,
	       struct output *out)
{
	const char strand[] = { pair->strand, '\0' };

	output_puts(out, pair->query);
	write_text(out, pair->target);
	write_text(out, relations[pair->relation]);
	write_text(out, strand);
	if (pair->relation == PAIR_NONE)
		write_no_numbers(form, pair, out);
	else
		write_numbers(pair, out);
	write_text(out, pair->qlabel);
	write_text(out, pair->tlabel);
	write_text(out, pair->qsplit);
	write_text(out, pair->tsplit);
	write_text(out, pair->low ? "low" : ".");
	if (form != PAIR_ALL)
		write_number(out, pair->related);
	output_write(out, "\n", 1);
}
