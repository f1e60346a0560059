/*
 * json.c - the report for programs.
 *
 * Keys in a fixed order, a line a group, verdict or finding, so that two
 * reports compare by diff. New keys keep the version, a changed one raises
 * it.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "export/json.h"
#include "export/json_copies.h"
#include "export/json_leaks.h"
#include "export/json_text.h"
#include "io/output.h"
#include "report/about.h"
#include "report/column.h"
#include "report/finding.h"
#include "report/group_figures.h"
#include "report/headline.h"
#include "report/leak_findings.h"
#include "report/verdicts.h"

static void
put_key(struct output *out, const char *key)
{
	output_printf(out, "\"%s\":", key);
}

static void
put_count(struct output *out, const char *key, uint64_t n)
{
	output_printf(out, "\"%s\":%" PRIu64, key, n);
}

/*
 * A command as a list of words. ABOUT_INPUT becomes the words of the user,
 * which blanks part.
 */
static void
put_command(struct output *out, const char *const *words, size_t n,
	    const struct about *about)
{
	const char *comma = "";

	output_puts(out, "[");
	for (size_t i = 0; i < n; i++) {
		bool is_input = strcmp(words[i], ABOUT_INPUT) == 0;
		const char *word = is_input ? about->input : words[i];

		for (size_t length; *word; word += length) {
			word += is_input ? strspn(word, " ") : 0;
			length = is_input ? strcspn(word, " ") : strlen(word);
			if (!length)
				continue;
			output_puts(out, comma);
			json_put_bytes(out, word, length);
			comma = ",";
		}
	}
	output_puts(out, "]");
}

static void
put_settings(const struct judged *judged, const struct about *about,
	     struct output *out)
{
	static const char *const keys[] = { "warn", "fail", "alpha" };
	static const char *const compare[] = { "auto", "pairs", "rest" };
	double threshold;

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		output_printf(out, "\"%s\":%s,", keys[i],
			      about->numbers[i]);
	output_printf(out, "\"compare\":\"%s\",\"parts\":%s,"
		      "\"label_threshold\":", compare[judged->options.compare],
		      judged->options.all_parts ? "true" : "false");
	if (judged->n && count_table_threshold(judged->columns[0].view.table,
					       &threshold))
		output_printf(out, "%.17g", threshold);
	else
		output_puts(out, "null");
}

static void
put_head(const struct judged *judged, const struct about *about,
	 struct output *out)
{
	static const enum flag flags[] = { FLAG_FAIL, FLAG_WARNING,
					   FLAG_INCONCLUSIVE, FLAG_PASS };

	output_puts(out, "{\"schema\":\"gbqc.report/1\",\"gbqc\":\""
			 GBQC_VERSION "\",\"name\":");
	json_put_string(out, about->name);
	output_printf(out, ",\"digest\":\"sha256:%s\",\n \"command\":",
		      about->digest);
	put_command(out, about->command, about->n_command, about);
	output_puts(out, ",\n \"settings\":{");
	put_settings(judged, about, out);
	output_printf(out, "},\n \"verdict\":\"%s\",\"tally\":{",
		      headline_word(&judged->list));
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		if (i)
			output_puts(out, ",");
		put_count(out, flag_text(flags[i]),
			  verdict_list_tally(&judged->list, flags[i]));
	}
	output_puts(out, "}");
}

static void
put_group(const struct view *view, size_t place, const struct group_figures *f,
	  struct output *out)
{
	const struct {
		const char *key;
		double value;
	} lengths[] = { { "min", f->shortest }, { "q1", f->quarter },
			{ "median", f->median }, { "q3", f->three_quarters },
			{ "max", f->longest }, { "mean", f->mean } };

	json_put_group(out, view, place);
	output_puts(out, ",");
	put_count(out, "n", view->records[place]);
	output_puts(out, ",\"empty\":");
	if (isnan(f->shortest)) {
		output_puts(out, "null,\"length\":null");
	} else {
		output_printf(out, "%" PRIu64 ",\"length\":{", f->empty);
		for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths);
		     i++) {
			if (i)
				output_puts(out, ",");
			put_key(out, lengths[i].key);
			json_put_figure(out, lengths[i].value);
		}
		output_puts(out, "}");
	}
	output_puts(out, ",\"gc\":");
	json_put_figure(out, f->gc);
	output_puts(out, "}");
}

static int
put_groups(const struct judged *judged, struct output *out, struct error *err)
{
	size_t n = 0;

	output_puts(out, ",\n \"groups\":[");
	for (size_t i = 0; i < judged->n; i++) {
		const struct column *column = &judged->columns[i];
		struct group_figures *figures = group_figures_make(column,
								   err);

		if (!figures)
			return -1;
		for (size_t g = 0; g < column->view.n; g++) {
			json_put_element(out, n++);
			put_group(&column->view, g, &figures[g], out);
		}
		free(figures);
	}
	json_put_end(out, n > 0);
	return 0;
}

static void
put_verdict(const struct verdict *v, const struct rule *rule,
	    struct output *out)
{
	static const char *const measures[] = { ".", "auroc", "share" };
	const struct {
		const char *key, *text;
	} names[] = { { "scope", v->scope }, { "a", v->a }, { "b", v->b },
		      { "column", v->column }, { "check", v->check },
		      { "at", v->at } };
	const struct {
		const char *key;
		double value;
	} numbers[] = { { "score", v->score }, { "low", v->low },
			{ "high", v->high },
			{ "auprc", v->average_precision },
			{ "prevalence", v->prevalence },
			{ "accuracy", v->accuracy },
			{ "majority", v->majority } };

	output_printf(out, "{\"kind\":\"%s\"", verdict_kind_text(v->kind));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		output_printf(out, ",\"%s\":", names[i].key);
		json_put_name(out, names[i].text);
	}
	output_puts(out, ",\"n_a\":");
	json_put_records(out, v->n_a);
	output_puts(out, ",\"n_b\":");
	json_put_records(out, v->n_b);
	output_puts(out, ",\"measure\":");
	json_put_name(out, measures[v->measure]);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		if (i == 3) {
			output_puts(out, ",\"higher\":");
			json_put_name(out, v->higher > 0 ? v->a :
					   v->higher < 0 ? v->b : ".");
		}
		output_printf(out, ",\"%s\":", numbers[i].key);
		json_put_number(out, numbers[i].value, rule);
	}
	output_puts(out, ",\"p\":");
	json_put_p(out, v->p, rule);
	output_puts(out, ",\"flag\":");
	json_put_name(out, flag_text(v->flag));
	output_puts(out, ",\"reason\":");
	json_put_name(out, v->reason);
	output_puts(out, ",\"part\":");
	json_put_name(out, v->headline ? v->part : v->at);
	output_puts(out, "}");
}

static void
put_commands(const struct finding *finding, const struct about *about,
	     struct output *out)
{
	output_puts(out, "[");
	for (size_t i = 0; i < finding->n_commands; i++) {
		const char *const *words = finding->commands[i].words;
		size_t n = 0;

		while (n < FINDING_WORDS && words[n])
			n++;
		if (i)
			output_puts(out, ",");
		put_command(out, words, n, about);
	}
	output_puts(out, "]");
}

static void
put_price(const struct finding *finding, const struct rule *rule,
	  struct output *out)
{
	const struct price *price = &finding->price;

	if (price->known)
		output_printf(out, "\"keeps\":%" PRIu64 ",\"of\":%" PRIu64,
			      price->keeps, price->of);
	else
		output_puts(out, "\"keeps\":null,\"of\":null");
	output_puts(out, ",\"before\":");
	json_put_number(out, price->known ? price->before : NAN, rule);
	output_puts(out, ",\"after\":");
	json_put_number(out, price->known ? price->after : NAN, rule);
	output_puts(out, ",\"price\":");
	json_put_name(out, finding->price_text);
}

static void
put_finding(const struct finding *finding, const struct about *about,
	    const struct rule *rule, struct output *out)
{
	const struct {
		const char *key, *text;
	} words[] = { { "cause", finding->cause },
		      { "column", finding->column },
		      { "title", finding->title },
		      { "text", finding->text },
		      { "mend", finding->mend } };

	output_printf(out, "{\"flag\":\"%s\"", flag_text(finding->flag));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		output_printf(out, ",\"%s\":", words[i].key);
		json_put_name(out, words[i].text);
	}
	output_puts(out, ",\"rows\":[");
	for (size_t i = 0; i < finding->n_rows; i++)
		output_printf(out, "%s%zu", i ? "," : "", finding->rows[i]);
	output_printf(out, "],\"own\":%zu,\"commands\":", finding->n_own);
	put_commands(finding, about, out);
	output_puts(out, ",");
	put_price(finding, rule, out);
	output_puts(out, "}");
}

static void
put_intervals(const struct interval_list *list, struct output *out)
{
	output_puts(out, ",\n \"intervals\":[");
	for (size_t i = 0; i < list->n; i++) {
		const struct interval *interval = &list->all[i];

		json_put_element(out, i);
		output_printf(out, "{\"row\":%zu,\"from\":%" PRId32
			      ",\"to\":%" PRId32 ",\"consensus_a\":",
			      interval->row, interval->from, interval->to);
		json_put_string(out, interval->consensus_a);
		output_puts(out, ",\"consensus_b\":");
		json_put_string(out, interval->consensus_b);
		output_puts(out, "}");
	}
	json_put_end(out, list->n > 0);
}

int
json_write(const struct judged *judged, const struct about *about,
	   const struct finding_list *findings, struct output *out,
	   struct error *err)
{
	const struct verdict_list *list = &judged->list;
	const struct rule *rule = &judged->options.rule;

	put_head(judged, about, out);
	if (put_groups(judged, out, err) < 0)
		return -1;
	output_puts(out, ",\n \"verdicts\":[");
	for (size_t i = 0; i < list->n && !output_failed(out); i++) {
		json_put_element(out, i);
		put_verdict(&list->all[i], rule, out);
	}
	json_put_end(out, list->n > 0);
	output_puts(out, ",\n \"findings\":[");
	for (size_t i = 0; i < findings->n; i++) {
		json_put_element(out, i);
		put_finding(&findings->all[i], about, rule, out);
	}
	json_put_end(out, findings->n > 0);
	put_intervals(&findings->intervals, out);
	json_put_copies(out, judged);
	output_puts(out, ",\n \"leaks\":[");
	for (size_t i = 0; i < list->n_leaks; i++) {
		json_put_element(out, i);
		json_put_leaks(out, &list->leaks[i]);
	}
	json_put_end(out, list->n_leaks > 0);
	output_puts(out, "}\n");
	return 0;
}
