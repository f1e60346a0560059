/*
 * summary_table.c - many datasets, a row each, from their reports.
 */
#include <string.h>

#include "base/text.h"
#include "export/report_file.h"
#include "export/summary_table.h"
#include "io/output.h"
#include "report/headline.h"

static const char header[] =
	"#gbqc-summary 1\n"
	"#dataset\tflag\tfail\twarning\tinconclusive\tpass\tworst_check\t"
	"worst_score\tleaked\tn\n";

static void
add_number(struct text *line, const struct verdict *v,
	   const struct rule *rule)
{
	char number[VERDICT_NUMBER];

	text_addf(line, "\t%s", v ? verdict_number(number, v->score, rule) :
				    ".");
}

static void
add_row(struct text *line, const struct report_file *file)
{
	static const enum flag flags[] = { FLAG_FAIL, FLAG_WARNING,
					   FLAG_INCONCLUSIVE, FLAG_PASS };
	const struct verdict_list *list = &file->list;
	const struct verdict *worst = headline_worst(list);

	text_add_field(line, file->dataset, strlen(file->dataset));
	if (!file->path) {
		text_adds(line, "\tError\t.\t.\t.\t.\t.\t.\t.\t.\n");
		return;
	}
	text_addf(line, "\t%s", flag_text(verdict_list_worst(list)));
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		text_add_column(line, verdict_list_tally(list, flags[i]));
	text_addf(line, "\t%s", worst ? headline_subject(worst) : ".");
	add_number(line, worst, &file->rule);
	add_number(line, headline_leak(list), &file->rule);
	if (list->n_groups)
		text_add_column(line, headline_records(list));
	else	/* of pairs alone */
		text_adds(line, "\t.");
	text_addc(line, '\n');
}

void
summary_table_write(const struct report_file_list *list, struct output *out)
{
	struct text line = { 0 };

	output_puts(out, header);
	for (size_t i = 0; i < list->n && !output_failed(out); i++) {
		text_clear(&line);
		add_row(&line, &list->all[i]);
		output_write(out, line.bytes, line.n);
	}
	text_release(&line);
}

bool
summary_table_reaches(const struct report_file_list *list, enum flag flag)
{
	for (size_t i = 0; i < list->n; i++)
		if (!list->all[i].path ||
		    verdict_list_worst(&list->all[i].list) >= flag)
			return true;
	return false;
}
