/*
 * figure_leaks.c - what records of one split are in another: relations and
 * labels, how alike the best is, what looking up would score, and examples
 * letter by letter.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "page/figure.h"
#include "page/words.h"
#include "report/leak_findings.h"

/* Tenths of a pixel; letters of an alignment a line. */
enum { WIDTH = 4700, ROW = 220, TOP = 220, LEFT = 900, RIGHT = 3900,
       ALIGNED = 60 };

static uint64_t
sum_labels(const uint64_t best[2][LEAK_LABELS], int strand, int label)
{
	uint64_t sum = 0;

	for (int s = 0; s < 2; s++)
		for (int l = 0; l < LEAK_LABELS; l++)
			if ((strand < 0 || s == strand) &&
			    (label < 0 || l == label))
				sum += best[s][l];
	return sum;
}

static void
add_relation(const char *name, const char *more,
	     const uint64_t best[2][LEAK_LABELS], struct text *out)
{
	if (!sum_labels(best, -1, -1))
		return;
	text_addf(out, "<tr><th scope=\"row\">%s%s</th>", name, more);
	for (int l = 0; l < LEAK_LABELS; l++)
		figure_cell_count(out, sum_labels(best, -1, l));
	figure_cell_count(out, sum_labels(best, 1, -1));
	figure_cell_count(out, sum_labels(best, -1, -1));
	text_adds(out, "</tr>");
}

static void
add_relations(const struct leak_findings *f, struct text *out)
{
	static const struct figure_column columns[] = {
		{ "Best relation of a record", false, NULL },
		{ "same label", true, NULL }, { "other label", true, NULL },
		{ "without label", true, NULL },
		{ "of all, reverse complement", true, NULL },
		{ "all", true, NULL }
	};

	figure_table_open(out, columns, 6);
	for (int r = PAIR_COPY; r < PAIR_NONE; r++) {
		const char *name = pair_relation_name((enum pair_relation)r);

		add_relation(name, "", f->best[r], out);
		add_relation(name, ", low complexity", f->best_low[r], out);
	}
	figure_table_close(out);
}

/* "identical", ".95 to 1", "none". */
static void
bin_words(const struct leak_findings *f, size_t i, struct text *to)
{
	const struct leak_bin *bin = &f->floor.bins[i];

	if (bin->from < 0) {
		text_adds(to, "not related");
	} else if (i == 0) {
		text_adds(to, "identical");
	} else {
		text_addf(to, "%.0f to %.0f %%", 100 * bin->from,
			  100 * f->floor.bins[i - 1].from);
	}
}

static uint64_t
most_of(const struct leak_findings *f)
{
	uint64_t most = 0;

	for (size_t i = 0; i < LEAK_BINS; i++)
		if (f->floor.bins[i].n > most)
			most = f->floor.bins[i].n;
	return most;
}

static void
draw_bin(const struct leak_findings *f, size_t i, const struct scale *s,
	 struct text *out)
{
	const struct leak_bin *bin = &f->floor.bins[i];
	int32_t y = TOP + (int32_t)i * ROW;
	int32_t right = scale_place(s, (double)bin->right);
	int32_t end = scale_place(s, (double)bin->n);
	struct text words = { 0 };

	bin_words(f, i, &words);
	svg_text(out, &(struct svg_words){ .x = LEFT - 80, .y = y + 140,
					   .anchor = SVG_END,
					   .ink = INK_TEXT },
		 words.bytes);
	text_clear(&words);
	if (right > LEFT)
		svg_rectangle(out, LEFT, y + 20, right - LEFT, ROW - 60,
			      &(struct svg_look){ .fill = INK_FAINT }, NULL);
	if (end > right)
		svg_rectangle(out, right, y + 25, end - right, ROW - 70,
			      &(struct svg_look){ .fill = INK_PAPER,
						  .stroke = INK_FAINT },
			      NULL);
	text_add_grouped(&words, bin->n);
	svg_text(out, &(struct svg_words){ .x = end + 60, .y = y + 140,
					   .ink = INK_TEXT },
		 words.bytes);
	text_release(&words);
}

static void
add_bins(const struct leak_findings *f, struct text *out)
{
	const struct scale s = { 0, (double)most_of(f), LEFT, RIGHT };

	figure_open(out, false);
	svg_open(out, WIDTH, TOP + LEAK_BINS * ROW + 40,
		 "Records by how alike the best record of the other split "
		 "is; filled: those with its label");
	svg_text(out, &(struct svg_words){ .x = LEFT, .y = 120,
					   .ink = INK_FAINT },
		 "records by the best they match; filled: of its label");
	for (size_t i = 0; i < LEAK_BINS; i++)
		draw_bin(f, i, &s, out);
	svg_close(out);
	figure_close(out, "Alike: identity times the smaller coverage.");
}

/* What labels are worth that somebody only looks up. */
static void
add_floor(const struct leak_findings *f, struct text *out)
{
	const struct leak_floor *floor = &f->floor;

	if (!floor->known || !floor->n)
		return;
	text_adds(out, "<div><p>Looking up the label of the most alike record "
		  "of ");
	html_say_name(out, "split", f->in);
	text_adds(out, " is right for <b>");
	html_add_share(out, (double)floor->right / (double)floor->n);
	text_adds(out, "</b> of ");
	text_add_grouped(out, floor->n);
	text_adds(out, " records of ");
	html_say_name(out, "split", f->tested);
	if (floor->majority) {
		text_adds(out, "; always saying ");
		html_say_name(out, "label", floor->majority);
		text_adds(out, " is right for ");
		html_add_share(out, (double)floor->majority_right /
					    (double)floor->n);
	}
	text_adds(out, ". A score below that shows no learning.</p></div>");
}

static void
add_bin_numbers(const struct leak_findings *f, struct text *out)
{
	static const struct figure_column columns[] = {
		{ "alike", false, NULL }, { "records", true, NULL },
		{ "of its label", true, NULL }, { "share", true, NULL },
		{ "95 % interval", true, NULL }
	};

	figure_numbers_open(out, "Numbers of this figure", columns, 5);
	for (size_t i = 0; i < LEAK_BINS; i++) {
		const struct leak_bin *bin = &f->floor.bins[i];

		text_adds(out, "<tr><th scope=\"row\">");
		bin_words(f, i, out);
		text_adds(out, "</th>");
		figure_cell_count(out, bin->n);
		figure_cell_count(out, bin->right);
		figure_cell_share(out, bin->n ? (double)bin->right /
							(double)bin->n :
						NAN);
		figure_cell_open(out);
		if (bin->n) {
			html_add_share(out, bin->low);
			text_adds(out, " to ");
			html_add_share(out, bin->high);
		}
		figure_cell_close(out);
		text_adds(out, "</tr>");
	}
	figure_numbers_close(out);
}

static void
add_label(const struct section *section, const char *label, struct text *out)
{
	if (strcmp(label, ".") == 0)
		return;
	text_adds(out, " (");
	words_add_class(out, section->column, label);
	text_addc(out, ')');
}

/* Up to ALIGNED letters of one side; returns how many are no gap. */
static uint64_t
add_letters(const char *letters, size_t n, uint64_t at, struct text *out)
{
	uint64_t seen = 0;

	text_addf(out, "%8" PRIu64 " ", at);
	for (size_t i = 0; i < n; i++) {
		const char letter[] = { letters[i], '\0' };

		html_add_text(out, letter);
		seen += letters[i] != '-';
	}
	text_addf(out, " %" PRIu64 "\n", seen ? at + seen - 1 : at);
	return seen;
}

/* The letters of both, one above the other, equal ones joined. */
static void
add_alignment(const struct leak_example *e, struct text *out)
{
	size_t n = strlen(e->query);
	uint64_t query = e->query_at, target = e->target_at;

	text_adds(out, "<pre>");
	for (size_t from = 0; from < n; from += ALIGNED) {
		size_t m = n - from < ALIGNED ? n - from : ALIGNED;

		query += add_letters(e->query + from, m, query, out);
		text_addf(out, "%9s", "");
		for (size_t i = from; i < from + m; i++)
			text_addc(out, e->query[i] == e->target[i] ? '|' :
								     ' ');
		text_addc(out, '\n');
		target += add_letters(e->target + from, m, target, out);
		if (from + m < n)
			text_addc(out, '\n');
	}
	text_adds(out, "</pre>");
}

static void
add_example(const struct section *section, const struct leak_example *e,
	    struct text *out)
{
	const struct pair_row *p = &e->pair;

	text_addf(out, "<li><b>%s</b>%s: ", pair_relation_name(p->relation),
		  p->strand == '-' ? " on the other strand" : "");
	html_add_name(out, p->query);
	add_label(section, p->qlabel, out);
	text_adds(out, " in ");
	html_add_name(out, p->target);
	add_label(section, p->tlabel, out);
	text_adds(out, ", ");
	words_add_count(out, p->edits, "difference", "differences");
	text_adds(out, " in ");
	text_add_grouped(out, p->length);
	text_adds(out, " letters");
	if (p->low)
		text_adds(out, ", of low complexity");
	if (e->query && e->target && e->query[0])
		add_alignment(e, out);
	text_adds(out, "</li>\n");
}

static void
add_examples(const struct section *section, const struct leak_findings *f,
	     struct text *out)
{
	if (!f->n_examples)
		return;
	text_addf(out, "<details><summary>%zu example%s, every relation "
		  "first</summary><ol>\n", f->n_examples,
		  f->n_examples == 1 ? "" : "s");
	for (size_t i = 0; i < f->n_examples; i++)
		add_example(section, &f->examples[i], out);
	text_adds(out, "</ol></details>\n");
}

static void
add_conflicts(const struct leak_findings *f, struct text *out)
{
	const struct leak_conflicts *c = &f->conflicts;

	if (!c->known || !c->wrong)
		return;
	text_adds(out, "<p>Copies and near copies of other labels: ");
	words_add_count(out, c->records, "record", "records");
	text_adds(out, " of ");
	html_say_name(out, "split", f->tested);
	text_adds(out, ". Of both splits at least <b>");
	text_add_grouped(out, c->wrong);
	text_adds(out, "</b> will be wrong for any model that says the same "
		  "of sequences so alike.</p>\n");
}

static void
write_findings(const struct section *section, const struct leak_findings *f,
	       struct text *out)
{
	uint64_t related = 0;

	for (int k = 0; k < LEAK_KINDS; k++)
		related += f->kinds[k];
	if (!related)
		return;
	text_adds(out, "<h3>");
	html_add_name(out, f->tested);
	text_adds(out, " in ");
	html_add_name(out, f->in);
	text_adds(out, "</h3>\n");
	add_relations(f, out);
	figure_row_open(out);
	if (most_of(f))
		add_bins(f, out);
	add_floor(f, out);
	figure_row_close(out);
	if (most_of(f))
		add_bin_numbers(f, out);
	add_conflicts(f, out);
	add_examples(section, f, out);
}

void
figure_leaks(const struct section *section, struct text *out)
{
	const struct verdict_list *list = &section->page->judged->list;

	for (size_t i = 0; i < list->n_leaks; i++)
		if (strcmp(list->leaks[i].column,
			   section->column->column->view.column) == 0)
			write_findings(section, &list->leaks[i], out);
}
