/*
 * figure_positions.c - a letter at a position, from one anchor: along the
 * sequence, then the intervals where something stands, with their letters.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/check.h"
#include "page/figure_track.h"
#include "report/finding.h"

/* Of a pair: intervals in its table, and those of them with letter stacks. */
enum { INTERVALS_MOST = 20, STACKS_MOST = 3 };

/* The second half is said where lengths differ. */
static const char shades_words[] =
	"Shaded where the classes differ by 5, 10, 20 or 40 percentage points "
	"and more, and by more than chance does at one position of 1,000.";
static const char reach_words[] =
	" Reach: the share of records that are as long; grey: not judged, "
	"as less than a quarter of a class reaches it.";

static const char *
along_of(const char *check)
{
	if (strcmp(check, "end") == 0)
		return "position from the end, nt";
	if (strcmp(check, "centre") == 0)
		return "position from the centre, nt";
	return "position from the start, nt";
}

/* Rows of verdicts stand by score where flags are equal. */
struct ranked {
	enum flag flag;
	double score;
	size_t at;
};

static int
compare_ranked(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	if (a->flag != b->flag)
		return a->flag < b->flag ? 1 : -1;
	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	return (a->at > b->at) - (a->at < b->at);
}

/* The numbers of n intervals, the worst first, from malloc(). */
static size_t *
rank_intervals(const struct verdict_list *rows, const struct interval *all,
	       size_t n)
{
	struct ranked *ranked = mem_array(n + 1, sizeof(*ranked));
	size_t *order = mem_array(n + 1, sizeof(*order));

	for (size_t i = 0; i < n; i++) {
		const struct verdict *v = &rows->all[all[i].worst];

		ranked[i] = (struct ranked){ v->flag, v->score, i };
	}
	qsort(ranked, n, sizeof(*ranked), compare_ranked);
	for (size_t i = 0; i < n; i++)
		order[i] = ranked[i].at;
	free(ranked);
	return order;
}

static void
add_stacks(const struct track_figure *f, struct text *out)
{
	for (size_t i = 0; i < f->n_intervals && i < STACKS_MOST; i++) {
		const struct interval *in = &f->intervals[f->worst[i]];

		figure_row_open(out);
		for (int side = 0; side < 2; side++) {
			figure_open(out, false);
			stacks_draw(f, in, side, out);
			figure_close(out, NULL);
		}
		figure_row_close(out);
	}
}

static void
add_consensus(const char *consensus, struct text *out)
{
	if (strspn(consensus, ".") == strlen(consensus)) {
		text_adds(out, "<td>no letter above 35 %</td>");
		return;
	}
	text_adds(out, "<td class=\"code\">");
	html_add_name(out, consensus);
	text_adds(out, "</td>");
}

static void
add_flag(enum flag flag, struct text *out)
{
	static const char *const classes[] = {
		[FLAG_NONE] = "", [FLAG_PASS] = "pass",
		[FLAG_INCONCLUSIVE] = "inconclusive",
		[FLAG_WARNING] = "warning", [FLAG_FAIL] = "fail"
	};

	text_addf(out, "<td><span class=\"flag %s\">", classes[flag]);
	svg_add_flag(out, flag);
	text_addf(out, "%s</span></td>", flag_text(flag));
}

static void
add_interval(const struct track_figure *f, const struct interval *in,
	     struct text *out)
{
	const struct figure_pair *p = f->pair;
	const struct judged *judged = p->section->page->judged;
	const struct verdict *v = &judged->list.all[in->worst];
	const struct track *t = f->track;
	size_t place = track_place(t, in->at);
	const char *letter = memchr(t->letters, in->letter, t->n_letters);
	size_t cell = place * t->n_letters + (size_t)(letter - t->letters);

	text_adds(out, "<tr>");
	add_flag(v->flag, out);
	text_addf(out, "<td>%d", (int)in->from);
	if (in->to != in->from)
		text_addf(out, "\xe2\x80\x93%d", (int)in->to);
	text_adds(out, "</td>");
	add_consensus(in->consensus_a, out);
	add_consensus(in->consensus_b, out);
	text_addf(out, "<td>%c at %d: ", in->letter, (int)in->at);
	html_add_share(out, t->share_a[cell]);
	text_adds(out, " against ");
	html_add_share(out, t->share_b[cell]);
	text_adds(out, "</td><td><b>");
	html_add_score(out, v, &judged->options.rule);
	text_adds(out, "</b> ");
	html_add_interval(out, v, &judged->options.rule);
	text_adds(out, "</td>");
	figure_cell_open(out);
	text_add_grouped(out, in->reach_a);
	text_adds(out, " and ");
	text_add_grouped(out, in->reach_b);
	figure_cell_close(out);
	text_adds(out, "</tr>");
}

static void
add_table(const struct track_figure *f, struct text *out)
{
	const struct figure_column columns[] = {
		{ "Verdict", false, NULL }, { "Interval", false, NULL },
		{ "", false, figure_side(&f->pair->c->a) },
		{ "", false, figure_side(&f->pair->c->b) },
		{ "Worst place", false, NULL },
		{ "AUROC", true, NULL },
		{ "sequences that reach it", true, NULL }
	};

	if (!f->n_intervals)
		return;
	figure_table_open(out, columns, 7);
	for (size_t i = 0; i < f->n_intervals && i < INTERVALS_MOST; i++)
		add_interval(f, &f->intervals[f->worst[i]], out);
	figure_table_close(out);
	if (f->n_intervals > INTERVALS_MOST)
		text_addf(out, "<p class=\"faint\">The worst %d of %zu "
			  "intervals.</p>", (int)INTERVALS_MOST,
			  f->n_intervals);
}

/* The intervals of a headline within a list: the first, and *n. */
static const struct interval *
intervals_of(const struct interval_list *list, size_t row, size_t *n)
{
	const struct interval *first = NULL;

	*n = 0;
	for (size_t i = 0; i < list->n; i++) {
		if (list->all[i].row != row)
			continue;
		if (!first)
			first = &list->all[i];
		(*n)++;
	}
	return first;
}

static void
write_pair(const struct figure_task *task, const struct figure_pair *pair,
	   struct position_table *table, const struct interval_list *list,
	   struct text *out)
{
	const struct verdict_list *rows = &task->section->page->judged->list;
	struct track track;
	struct track_figure f = { .pair = pair, .track = &track,
				  .along = along_of(task->check->name) };
	struct text caption = { 0 };
	size_t *worst;

	track_init(&track, table, pair->c,
		   strcmp(task->check->name, "end") == 0);
	f.intervals = intervals_of(list, (size_t)(pair->v - rows->all),
				   &f.n_intervals);
	worst = rank_intervals(rows, f.intervals, f.n_intervals);
	f.worst = worst;
	if (track.n) {
		figure_add_heading(out, task, pair);
		figure_row_open(out);
		figure_open(out, true);
		track_draw(&f, out);
		text_adds(&caption, shades_words);
		if (!track.all_reach)
			text_adds(&caption, reach_words);
		figure_close(out, caption.bytes);
		figure_row_close(out);
		add_stacks(&f, out);
		add_table(&f, out);
		track_add_numbers(&f, out);
	}
	free(worst);
	text_release(&caption);
	track_release(&track);
}

int
figure_positions(const struct figure_task *task, struct text *out,
		 struct error *err)
{
	const struct view *view = &task->section->column->column->view;
	struct position_table table;
	const struct interval_list *list =
		&task->section->page->findings->intervals;

	if (position_table_init(&table, view, task->check->name, err) < 0)
		return -1;
	for (size_t i = 0; i < task->n && table.n; i++)
		write_pair(task, &task->pairs[i], &table, list, out);
	position_table_release(&table);
	return 0;
}
