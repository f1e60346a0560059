/*
 * head.c - name, size and verdict: what a reader sees in ten seconds.
 */
#include <math.h>
#include <string.h>

#include "page/html.h"
#include "page/parts.h"
#include "page/words.h"
#include "report/about.h"
#include "report/finding.h"
#include "report/said.h"
#include "stats/distribution.h"

enum { NAMED = 8, DIGEST_SHOWN = 8 };

static void
add_dot(struct text *to)
{
	text_adds(to, " \xc2\xb7 ");
}

/* Records of a column whose label (or split) is name. */
static uint64_t
records_of(const struct view *view, const char *name, bool label)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < view->n; i++) {
		const struct group *group = view_group(view, i);

		if (!name || strcmp(label ? group->label : group->split,
				    name) == 0)
			sum += view->records[i];
	}
	return sum;
}

/* "promoter 20,102, background 16,029", or "12 classes" of many. */
static void
add_names(struct text *to, const struct page_column *column, bool label)
{
	const char **names = label ? column->labels : column->splits;
	size_t n = label ? column->n_labels : column->n_splits;
	bool number;

	if (!n)
		return;
	add_dot(to);
	if (n > NAMED) {
		words_add_count(to, n, "", label ? "classes" : "splits");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (i)
			text_adds(to, ", ");
		/* "label 0: 4,119": two numbers side by side are one. */
		number = said_is_number(names[i]);
		if (label)
			words_say_class(to, column, names[i]);
		else if (number)
			html_say_name(to, "split", names[i]);
		else
			html_add_whole_name(to, names[i]);
		text_adds(to, number ? ": " : " ");
		text_add_grouped(to, records_of(&column->column->view,
						names[i], label));
	}
}

/* The shortest and the longest record of a column; false: not counted. */
static int
find_lengths(const struct column *column, uint32_t *least, uint32_t *most,
	     bool *known, struct error *err)
{
	size_t n;
	const struct view_series *series = view_check(&column->view,
						      "length", &n);

	*known = false;
	for (size_t i = 0; i < n; i++) {
		struct run_walk *walk;
		struct tally t;
		int status;

		if (series[i].series->kind != SERIES_VALUES)
			continue;
		walk = run_walk_open(&series[i].series->runs, &entry_tally);
		while ((status = run_walk_next(walk, &t, err)) > 0) {
			*least = !*known || t.value < *least ? t.value :
							       *least;
			*most = !*known || t.value > *most ? t.value : *most;
			*known = true;
		}
		run_walk_close(walk);
		if (status < 0)
			return -1;
	}
	return 0;
}

static int
add_facts(const struct page *page, const struct page_column *column,
	  struct text *to, struct error *err)
{
	uint32_t least = 0, most = 0;
	bool known;

	text_adds(to, "<p class=\"faint\">");
	if (page->judged->n > 1) {
		html_add_name(to, column->column->view.column);
		text_adds(to, ": ");
	}
	words_add_count(to, records_of(&column->column->view, NULL, true),
			"sequence", "sequences");
	add_names(to, column, true);
	add_names(to, column, false);
	if (find_lengths(column->column, &least, &most, &known, err) < 0)
		return -1;
	if (known) {
		add_dot(to);
		text_add_grouped(to, least);
		if (most != least) {
			text_adds(to, " to ");
			text_add_grouped(to, most);
		}
		text_adds(to, " nt");
	}
	if (column == page->columns) {
		add_dot(to);
		text_addf(to, "data <code>%.*s</code>", DIGEST_SHOWN,
			  page->about->digest);
	}
	text_adds(to, "</p>\n");
	return 0;
}

/*
 * The score that decided a finding; of records that the title counts over all
 * classes, how many these are of all.
 */
static void
add_size(struct text *to, const struct page *page, const struct finding *f,
	 const struct verdict *v)
{
	if (v->measure == MEASURE_SHARE && f->price.known && f->price.of)
		html_add_share(to, (double)(f->price.of - f->price.keeps) /
				   (double)f->price.of);
	else
		html_add_score(to, v, &page->judged->options.rule);
}

/* What decided a finding, as a number in brackets. */
static void
add_finding(struct text *to, const struct page *page,
	    const struct finding *f)
{
	const struct verdict_list *list = &page->judged->list;

	const struct verdict *v = f->n_rows ? &list->all[f->rows[0]] : NULL;

	words_add_title(to, f->title, v);
	if (v) {
		const char *words = v->measure == MEASURE_AUROC ? "AUROC " :
								  "";

		if (!isnan(v->score)) {
			text_addf(to, " (%s<b>", words);
			add_size(to, page, f, v);
			text_adds(to, "</b>)");
		}
	}
	text_addc(to, '.');
}

/*
 * The smallest AUROC that a check of one feature would have been flagged for,
 * four times of five, in the comparison that can tell least; 0 for none.
 */
static double
least_shown(const struct judged *judged)
{
	const struct rule *rule = &judged->options.rule;
	double least = 0;

	for (size_t i = 0; i < judged->n; i++) {
		const struct comparison_list *list =
			&judged->columns[i].comparisons;

		for (size_t j = 0; j < list->n; j++) {
			const struct comparison *c = &list->all[j];
			double a = c->a.effective, b = c->b.effective;
			double z = -normal_quantile(
				rule->alpha / (2. * (double)c->pairs));
			double shown = .5 + (z + .8416) *
					    sqrt((a + b + 1) / (12 * a * b));

			if (c->kind == VERDICT_CLASS && shown > least)
				least = shown;
		}
	}
	if (least == 0)
		return 0;
	return fmin(1, fmax(least, rule->warn));
}

/* Why it is not known, of the first headline that says so. */
static void
add_doubt(const struct page *page, struct text *to)
{
	const struct verdict_list *list = &page->judged->list;

	for (size_t i = 0; i < list->n; i++) {
		const struct verdict *v = &list->all[i];

		if (!v->headline || v->flag != FLAG_INCONCLUSIVE)
			continue;
		if (strcmp(v->check, ".") != 0)
			text_addf(to, "%s: ", words_check(v->check));
		words_add_reason(to, v);
		text_addc(to, '.');
		return;
	}
}

static void
add_sentence(const struct page *page, enum flag worst, struct text *to)
{
	const struct finding_list *findings = page->findings;
	double least = least_shown(page->judged);

	if (worst >= FLAG_WARNING) {
		for (size_t i = 0; i < findings->n && i < 2; i++) {
			if (i)
				text_addc(to, ' ');
			add_finding(to, page, &findings->all[i]);
		}
	} else if (worst == FLAG_INCONCLUSIVE) {
		add_doubt(page, to);
	} else if (least > 0) {
		text_adds(to, "With so many sequences a feature such as GC "
			      "content would have been flagged, four times "
			      "out of five, from an AUROC of ");
		html_add_auroc(to, least, &page->judged->options.rule);
		text_adds(to, " on.");
	} else {
		text_adds(to, "No two classes were there to compare.");
	}
}

static const char *
headline(enum flag worst)
{
	switch (worst) {
	case FLAG_FAIL:
		return "Fix before training";
	case FLAG_WARNING:
		return "Usable with care";
	case FLAG_INCONCLUSIVE:
		return "Too few sequences to tell";
	case FLAG_PASS:
		return "No shortcut found";
	case FLAG_NONE:
		break;
	}
	return "Nothing was compared";
}

static void
add_tally(const struct page *page, struct text *to)
{
	static const enum flag flags[] = { FLAG_FAIL, FLAG_WARNING,
					   FLAG_INCONCLUSIVE, FLAG_PASS };
	size_t all = 0;

	text_adds(to, "<ul class=\"tally\">");
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		size_t n = verdict_list_tally(&page->judged->list, flags[i]);

		if (!n)
			continue;
		text_addf(to, "<li class=\"%s\"><b>",
			  words_flag_class(flags[i]));
		text_add_grouped(to, n);
		text_addf(to, "</b>\xc2\xa0%s</li>", flag_text(flags[i]));
		all += n;
	}
	if (all) {
		text_adds(to, "<li><small>of ");
		words_add_count(to, all, "comparison", "comparisons");
		text_adds(to, "</small></li>");
	}
	text_adds(to, "</ul>");
}

int
page_add_head(const struct page *page, struct text *to, struct error *err)
{
	enum flag worst = verdict_list_worst(&page->judged->list);
	const char *class = worst == FLAG_NONE ? "inconclusive" :
						 words_flag_class(worst);

	text_adds(to, "<header>\n<div class=\"head\"><h1>");
	html_add_whole_name(to, page->about->name);
	text_adds(to, "</h1><small>gbqc-report " GBQC_VERSION
		      "</small></div>\n");
	for (size_t i = 0; i < page->judged->n; i++)
		if (add_facts(page, &page->columns[i], to, err) < 0)
			return -1;
	text_addf(to,
		  "<div class=\"verdict on-%s\"><div><h2 class=\"%s\">%s"
		  "</h2>\n<p>",
		  class, class, headline(worst));
	add_sentence(page, worst, to);
	text_adds(to, "</p></div>");
	add_tally(page, to);
	text_adds(to, "</div>\n</header>\n");
	return 0;
}
