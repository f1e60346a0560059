/*
 * verdict_table.c - the verdict table as tab-separated text.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/output.h"
#include "report/verdict.h"

static const char header[] =
	"#gbqc-verdicts 1\n"
	"#kind\tscope\ta\tb\tcolumn\tcheck\tat\tn_a\tn_b\tmeasure\tscore\t"
	"low\thigh\thigher\tauprc\tprevalence\taccuracy\tmajority\tp\tflag\t"
	"reason\n";

static int
sign_of(double x)
{
	return (x > 0) - (x < 0);
}

/* True where text stands otherwise to one of k thresholds than n does. */
static int
hides_threshold(const char *text, double n, const double *thresholds, size_t k)
{
	double shown = strtod(text, NULL);

	for (size_t i = 0; i < k; i++)
		if (sign_of(shown - thresholds[i]) !=
		    sign_of(n - thresholds[i]))
			return 1;
	return 0;
}

static const char *
number(char text[VERDICT_NUMBER], double n, const double *thresholds, size_t k)
{
	if (isnan(n)) {
		snprintf(text, VERDICT_NUMBER, ".");
		return text;
	}
	for (int digits = 6; digits <= 17; digits++) {
		snprintf(text, VERDICT_NUMBER, "%.*g", digits, n);
		if (!hides_threshold(text, n, thresholds, k))
			break;
	}
	return text;
}

const char *
verdict_number(char text[VERDICT_NUMBER], double n, const struct rule *rule)
{
	const double thresholds[] = { rule->warn, rule->fail, rule->alpha,
				      .02, .5, 0 };

	return number(text, n, thresholds,
		      sizeof(thresholds) / sizeof(*thresholds));
}

const char *
verdict_p(char text[VERDICT_NUMBER], double p, const struct rule *rule)
{
	return number(text, p, (const double[]){ rule->alpha, 0 }, 2);
}

static void
write_size(uint64_t n, struct output *out)
{
	if (n == RECORDS_UNKNOWN)
		output_puts(out, "\t.");
	else
		output_printf(out, "\t%" PRIu64, n);
}

static void
write_row(const struct verdict *v, const struct rule *rule,
	  struct output *out)
{
	static const char *const measures[] = { ".", "auroc", "share" };
	const char *higher = v->higher > 0 ? v->a : v->higher < 0 ? v->b : ".";
	const double before[] = { v->score, v->low, v->high };
	const double after[] = { v->average_precision, v->prevalence,
				 v->accuracy, v->majority };
	char text[VERDICT_NUMBER];

	output_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%s",
		      verdict_kind_text(v->kind), v->scope, v->a, v->b,
		      v->column, v->check, v->at);
	write_size(v->n_a, out);
	write_size(v->n_b, out);
	output_printf(out, "\t%s", measures[v->measure]);
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		output_printf(out, "\t%s",
			      verdict_number(text, before[i], rule));
	output_printf(out, "\t%s", higher);
	for (size_t i = 0; i < sizeof(after) / sizeof(*after); i++)
		output_printf(out, "\t%s",
			      verdict_number(text, after[i], rule));
	output_printf(out, "\t%s\t%s\t%s\n", verdict_p(text, v->p, rule),
		      flag_text(v->flag), v->reason);
}

void
verdict_table_write(const struct verdict_list *list, const struct rule *rule,
		    struct output *out)
{
	output_puts(out, header);
	for (size_t i = 0; i < list->n && !output_failed(out); i++)
		write_row(&list->all[i], rule, out);
}
