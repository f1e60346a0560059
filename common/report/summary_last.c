/*
 * summary_last.c - the last line: the tally, what was not looked at where
 * nothing was found, and what to do first.
 */
#include <string.h>

#include "report/finding.h"
#include "report/headline.h"
#include "report/screen.h"
#include "report/summary.h"

/* True where a subject has a row, whatever it says. */
static bool
was_looked_at(const struct verdict_list *list, const char *subject)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->all[i].headline &&
		    strcmp(headline_subject(&list->all[i]), subject) == 0)
			return true;
	return false;
}

/*
 * " Nothing found in 14 comparisons of 15 checks. Not looked at: kmer, leak.":
 * by subjects, as lines of the summary have them.
 */
static void
add_nothing_found(const struct verdict_list *list, struct text *line)
{
	struct text others = { 0 };
	const size_t pass = verdict_list_tally(list, FLAG_PASS);
	const char *subject;
	size_t n = 0;

	for (size_t i = 0; (subject = headline_subject_at(i)); i++) {
		if (was_looked_at(list, subject)) {
			n++;
			continue;
		}
		text_adds(&others, others.n ? ", " : "");
		text_adds(&others, subject);
	}
	text_addf(line, " Nothing found in %zu comparison%s of %zu check%s. "
		  "Not looked at: ", pass, pass == 1 ? "" : "s", n,
		  n == 1 ? "" : "s");
	text_add(line, others.bytes, others.n);
	text_addf(line, "%swhether records %soverlap.", others.n ? ", " : "",
		  was_looked_at(list, "leak") ? "of one split " : "");
	text_release(&others);
}

void
summary_last_line(const struct verdict_list *list,
		  const struct finding_list *findings, struct text *line)
{
	static const enum flag flags[] = { FLAG_FAIL, FLAG_WARNING,
					   FLAG_INCONCLUSIVE, FLAG_PASS };
	const struct finding *first = findings->n ? &findings->all[0] : NULL;
	const char *comma = "";

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		size_t n = verdict_list_tally(list, flags[i]);

		if (!n)
			continue;
		text_addf(line, "%s%zu %s", comma, n, flag_text(flags[i]));
		comma = ", ";
	}
	if (!*comma)
		text_adds(line, "nothing to judge");
	text_addc(line, '.');
	if (verdict_list_worst(list) == FLAG_PASS)
		add_nothing_found(list, line);
	if (first) {
		text_adds(line, " First: ");
		screen_add(line, first->mend ? first->mend : first->title);
		text_addc(line, '.');
	}
}
