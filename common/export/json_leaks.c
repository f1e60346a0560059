/*
 * json_leaks.c - near copies between splits, in the report for programs.
 */
#include <inttypes.h>
#include <math.h>

#include "export/json_leaks.h"
#include "export/json_text.h"
#include "io/output.h"
#include "report/leak_findings.h"

void
json_put_records(struct output *out, uint64_t n)
{
	if (n == RECORDS_UNKNOWN)
		output_puts(out, "null");
	else
		output_u64(out, n);
}

static void
put_kinds(struct output *out, const uint64_t kinds[LEAK_KINDS])
{
	for (int k = 0; k < LEAK_KINDS; k++)
		output_printf(out, "%s\"%s\":%" PRIu64, k ? "," : "",
			      leak_kind_text((enum leak_kind)k), kinds[k]);
}

/* Tested records by relation, strand and labels: what occurs. */
static void
put_best(struct output *out, const struct leak_findings *leaks)
{
	static const char *const labels[] = { "same", "other", "unlabelled" };
	const char *comma = "";

	output_puts(out, ",\"best\":[");
	for (int i = 0; i < 2 * PAIR_NONE * 2 * LEAK_LABELS; i++) {
		int label = i % LEAK_LABELS, rest = i / LEAK_LABELS;
		int minus = rest % 2, relation = rest / 2 % PAIR_NONE;
		bool low = rest / 2 / PAIR_NONE;
		uint64_t n = low ? leaks->best_low[relation][minus][label] :
				   leaks->best[relation][minus][label];

		if (!n)
			continue;
		output_printf(out, "%s{\"relation\":\"%s\",\"strand\":\"%s\","
			      "\"labels\":\"%s\",\"low\":%s,\"n\":%" PRIu64
			      "}", comma,
			      pair_relation_name((enum pair_relation)relation),
			      minus ? "-" : "+", labels[label],
			      low ? "true" : "false", n);
		comma = ",";
	}
	output_puts(out, "]");
}

static void
put_classes(struct output *out, const struct leak_findings *leaks)
{
	output_puts(out, ",\"classes\":[");
	for (size_t i = 0; i < leaks->n_classes; i++) {
		output_puts(out, i ? ",{\"label\":" : "{\"label\":");
		json_put_name(out, leaks->classes[i].label);
		output_puts(out, ",\"n\":");
		json_put_records(out, leaks->classes[i].asked);
		output_puts(out, ",");
		put_kinds(out, leaks->classes[i].kinds);
		output_puts(out, "}");
	}
	output_puts(out, "]");
}

/* Whole or absent: what the score of a look-up of labels is. */
static void
put_floor(struct output *out, const struct leak_floor *floor)
{
	output_puts(out, ",\"floor\":");
	if (!floor->known) {
		output_puts(out, "null");
		return;
	}
	output_printf(out, "{\"n\":%" PRIu64 ",\"right\":%" PRIu64
		      ",\"low\":", floor->n, floor->right);
	json_put_figure(out, floor->low);
	output_puts(out, ",\"high\":");
	json_put_figure(out, floor->high);
	output_puts(out, ",\"majority\":");
	json_put_name(out, floor->majority);
	output_printf(out, ",\"majority_right\":%" PRIu64 ",\"bins\":[",
		      floor->majority_right);
	for (int i = 0; i < LEAK_BINS; i++) {
		const struct leak_bin *bin = &floor->bins[i];

		output_puts(out, i ? ",{\"from\":" : "{\"from\":");
		json_put_figure(out, bin->from < 0 ? NAN : bin->from);
		output_printf(out, ",\"n\":%" PRIu64 ",\"right\":%" PRIu64
			      "}", bin->n, bin->right);
	}
	output_puts(out, "]}");
}

static void
put_conflicts(struct output *out, const struct leak_conflicts *conflicts)
{
	output_puts(out, ",\"conflicts\":");
	if (!conflicts->known) {
		output_puts(out, "null");
		return;
	}
	output_printf(out, "{\"records\":%" PRIu64 ",\"groups\":%" PRIu64
		      ",\"wrong\":%" PRIu64 ",\"n\":", conflicts->records,
		      conflicts->groups, conflicts->wrong);
	json_put_records(out, conflicts->n);
	output_printf(out, ",\"complete\":%s}",
		      conflicts->complete ? "true" : "false");
}

/* A share in ten-thousandths, as the pair table has it. */
static void
put_share(struct output *out, const char *key, uint32_t share)
{
	output_printf(out, ",\"%s\":%.4f", key, share / 1e4);
}

/* The columns of the pair table; then how both are written. */
static void
put_example(struct output *out, const struct leak_example *example)
{
	const struct pair_row *pair = &example->pair;
	const struct pair_shares shares = pair_shares_of(pair);
	const struct {
		const char *key, *text;
	} names[] = { { "qlabel", pair->qlabel }, { "tlabel", pair->tlabel },
		      { "qsplit", pair->qsplit }, { "tsplit", pair->tsplit },
		      { "tags", pair->low ? "low" : "." } };

	output_puts(out, "{\"query\":");
	json_put_name(out, pair->query);
	output_puts(out, ",\"target\":");
	json_put_name(out, pair->target);
	output_printf(out, ",\"relation\":\"%s\",\"strand\":\"%c\",\"edits\":%"
		      PRIu64 ",\"length\":%" PRIu64 ",\"qlen\":%" PRIu64
		      ",\"tlen\":%" PRIu64, pair_relation_name(pair->relation),
		      pair->strand, pair->edits, pair->length, pair->qlen,
		      pair->tlen);
	put_share(out, "identity", shares.identity);
	put_share(out, "qcov", shares.qcov);
	put_share(out, "tcov", shares.tcov);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		output_printf(out, ",\"%s\":", names[i].key);
		json_put_name(out, names[i].text);
	}
	if (example->query && example->target) {
		output_printf(out, ",\"query_at\":%" PRIu64 ",\"target_at\":%"
			      PRIu64 ",\"query_letters\":",
			      example->query_at, example->target_at);
		json_put_string(out, example->query);
		output_puts(out, ",\"target_letters\":");
		json_put_string(out, example->target);
	}
	output_puts(out, "}");
}

void
json_put_leaks(struct output *out, const struct leak_findings *leaks)
{
	output_puts(out, "{\"tested\":");
	json_put_name(out, leaks->tested);
	output_puts(out, ",\"in\":");
	json_put_name(out, leaks->in);
	output_puts(out, ",\"column\":");
	json_put_name(out, leaks->column);
	output_puts(out, ",\"n_tested\":");
	json_put_records(out, leaks->n_tested);
	output_puts(out, ",\"n_in\":");
	json_put_records(out, leaks->n_in);
	output_printf(out, ",\"blank\":%" PRIu64 ",\"doubt\":", leaks->blank);
	json_put_name(out, leaks->doubt);
	output_printf(out, ",\"identity\":%.3f,\"overlap\":%.3f,\"min_score\":%"
		      PRIu32 ",\"both_strands\":%s,\"overlaps\":%s,",
		      leaks->options.identity / 1e3,
		      leaks->options.overlap / 1e3, leaks->options.min_score,
		      leaks->options.plus_only ? "false" : "true",
		      leaks->options.no_overlap ? "false" : "true");
	put_kinds(out, leaks->kinds);
	output_printf(out, ",\"short_near\":%" PRIu64, leaks->short_near);
	put_best(out, leaks);
	put_classes(out, leaks);
	if (leaks->in_known) {
		output_puts(out, ",\"in_kinds\":{");
		put_kinds(out, leaks->in_kinds);
		output_puts(out, "}");
	} else {
		output_puts(out, ",\"in_kinds\":null");
	}
	put_floor(out, &leaks->floor);
	put_conflicts(out, &leaks->conflicts);
	output_puts(out, ",\"examples\":[");
	for (size_t i = 0; i < leaks->n_examples; i++) {
		output_puts(out, i ? ",\n   " : "\n   ");
		put_example(out, &leaks->examples[i]);
	}
	output_puts(out, "]}");
}
