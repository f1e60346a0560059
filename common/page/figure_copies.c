/*
 * figure_copies.c - copies within classes, conflicts between labels, and what
 * several splits hold: how many, and the sequences that are there most often.
 */
#include <inttypes.h>
#include <string.h>

#include "page/figure.h"
#include "page/words.h"
#include "report/about.h"
#include "report/copy_groups.h"
#include "report/copy_names.h"

enum { BAR_WIDTH = 2400, BAR_HEIGHT = 130, MEMBERS_MOST = 12 };

/* Distinct sequences, then copies: the same strand, the other one. */
static void
draw_bar(const struct copies_group *g, const struct class_look *look,
	 struct text *out)
{
	const struct scale s = { 0, (double)g->records, 5, BAR_WIDTH - 5 };
	int32_t distinct = scale_place(&s, (double)g->distinct);
	int32_t same = scale_place(&s, (double)(g->distinct + g->extra.same));

	svg_open(out, BAR_WIDTH, BAR_HEIGHT,
		 "distinct sequences, then copies on the same strand (dark) "
		 "and on the other strand (framed)");
	svg_rectangle(out, 5, 10, distinct - 5, BAR_HEIGHT - 20,
		      &(struct svg_look){ .fill = look->area, .opacity = 30 },
		      NULL);
	if (same > distinct)
		svg_rectangle(out, distinct, 10, same - distinct,
			      BAR_HEIGHT - 20,
			      &(struct svg_look){ .fill = look->line }, NULL);
	if (s.high > same && g->extra.other)
		svg_rectangle(out, same, 15, s.high - same, BAR_HEIGHT - 30,
			      &(struct svg_look){ .fill = INK_PAPER,
						  .stroke = look->line },
			      NULL);
	svg_close(out);
}

static void
add_label(const struct section *section, const char *label, struct text *out)
{
	if (strcmp(label, ".") == 0)
		text_adds(out, "no label");
	else
		words_say_class(out, section->column, label);
}

static void
add_group_row(const struct section *section, size_t place, struct text *out)
{
	const struct column *column = section->column->column;
	const struct copies_group *g = &column->copies.groups[place];
	const struct group *group = view_group(&column->view, place);
	struct class_look look = class_look(page_class(section->column,
						       group->label));

	text_adds(out, "<tr><th scope=\"row\">");
	add_label(section, group->label, out);
	text_adds(out, "</th><td>");
	if (strcmp(group->split, ".") != 0)
		html_add_name(out, group->split);
	text_adds(out, "</td>");
	figure_cell_count(out, g->records);
	figure_cell_count(out, g->distinct);
	figure_cell_count(out, g->extra.same);
	figure_cell_count(out, g->extra.other);
	text_adds(out, "<td class=\"plot\">");
	if (g->records)
		draw_bar(g, &look, out);
	text_adds(out, "</td></tr>");
}

static void
add_groups(const struct section *section, struct text *out)
{
	static const struct figure_column columns[] = {
		{ "Class", false, NULL }, { "Split", false, NULL },
		{ "records", true, NULL }, { "distinct", true, NULL },
		{ "copies, same strand", true, NULL },
		{ "copies, other strand", true, NULL },
		{ "distinct | same | other", false, NULL }
	};
	const struct column *column = section->column->column;

	figure_table_open(out, columns, 7);
	for (size_t i = 0; i < column->view.n; i++)
		if (column->copies.groups[i].counted)
			add_group_row(section, i, out);
	figure_table_close(out);
}

/* ": r17 (row 18, +), row 21 (-), 5 more": some of them by name. */
static void
add_records(const struct copy_member *m, struct text *out)
{
	uint64_t more = m->plus + m->minus - m->n_records;

	for (size_t i = 0; i < m->n_records; i++) {
		const struct copy_record *r = &m->records[i];

		text_adds(out, i ? ", " : ": ");
		if (r->id) {
			html_add_name(out, r->id);
			text_adds(out, " (");
		}
		text_adds(out, "row ");
		text_add_u64(out, r->row);
		text_addf(out, "%s%s)", r->id ? ", " : " (",
			  r->minus ? "\xe2\x88\x92" : "+");
	}
	if (!more)
		return;
	text_adds(out, ", ");
	text_add_grouped(out, more);
	text_adds(out, " more");
}

static void
add_member(const struct section *section, const struct copy_member *m,
	   struct text *out)
{
	const struct group *group = view_group(&section->column->column->view,
					       m->place);

	text_add_grouped(out, m->plus + m->minus);
	text_addc(out, ' ');
	add_label(section, group->label, out);
	if (strcmp(group->split, ".") != 0) {
		text_adds(out, " in ");
		html_say_name(out, "split", group->split);
	}
	if (m->plus && m->minus)
		text_adds(out, " (both strands)");
	if (m->n_records)
		add_records(m, out);
}

static void
add_sequence(const struct section *section, const struct copy_group *g,
	     struct text *out)
{
	const bool named = section->column->column->groups->named;
	uint64_t plus = 0, minus = 0;

	for (size_t i = 0; i < g->n; i++) {
		plus += g->members[i].plus;
		minus += g->members[i].minus;
	}
	text_adds(out, "<tr>");
	figure_cell_count(out, plus + minus);
	text_adds(out, "<td class=\"members\">");
	for (size_t i = 0; i < g->n && i < MEMBERS_MOST; i++) {
		if (i)
			text_adds(out, named ? "<br/>" : ", ");
		add_member(section, &g->members[i], out);
	}
	if (g->n > MEMBERS_MOST)
		text_addf(out, " and %zu more groups", g->n - MEMBERS_MOST);
	text_addf(out, "</td><td class=\"code\">%016" PRIx64 "%016" PRIx64
		  "</td></tr>", g->high, g->low);
}

/* The command that names all records: counts name none, a page a few. */
static void
add_command(const struct section *section, struct text *out)
{
	static const char *const words[] = { "gbqc-dup", "--list",
					     ABOUT_INPUT };
	struct text command = { 0 };

	about_add_command(&command, section->page->about, words, 3);
	if (section->column->column->groups->named)
		text_addf(out, "<p>Of a sequence %d records at most are named, "
			  "the first of the input in each class and split; "
			  "row counts all records, + is the strand of the "
			  "hash. This lists every copy", COPY_NAMES);
	else
		text_adds(out, "<p>Counts hold no ids: this lists every copy "
			  "with its id and row");
	text_adds(out, ", the most copied sequence first.</p><pre>");
	html_add_text(out, command.bytes);
	text_adds(out, "</pre>\n");
	text_release(&command);
}

static void
add_top(const struct section *section, const struct copy_top *top,
	const char *what, struct text *out)
{
	static const struct figure_column columns[] = {
		{ "records", true, NULL }, { "of", false, NULL },
		{ "hash of the sequence", false, NULL }
	};

	if (!top->n)
		return;
	text_adds(out, "<details><summary>");
	if (top->n < top->in_all) {
		text_addf(out, "The %zu largest of ", top->n);
		text_add_grouped(out, top->in_all);
	} else {
		text_adds(out, top->n == 1 ? "The one" : "All");
		if (top->n > 1)
			text_addf(out, " %zu", top->n);
	}
	text_addf(out, " %s%s</summary>",
		  top->in_all == 1 ? "sequence" : "sequences", what);
	figure_table_open(out, columns, 3);
	for (size_t i = 0; i < top->n; i++)
		add_sequence(section, &top->all[i], out);
	figure_table_close(out);
	text_adds(out, "</details>\n");
	add_command(section, out);
}

/* What labels that contradict each other cost: no model can be right twice. */
static void
add_ceilings(const struct section *section, const struct copy_groups *groups,
	     struct text *out)
{
	const struct copies *copies = &section->column->column->copies;

	for (size_t s = 0; s < copies->n_splits; s++) {
		const struct copy_ceiling *c = &groups->ceilings[s];

		if (c->right == c->records)
			continue;
		text_adds(out, "<p>");
		if (strcmp(copies->splits[s].name, ".") != 0) {
			text_adds(out, "In ");
			html_say_name(out, "split", copies->splits[s].name);
			text_adds(out, ", no");
		} else {
			text_adds(out, "No");
		}
		text_adds(out, " model that sees the sequence alone can be "
			  "right for more than <b>");
		text_add_grouped(out, c->right);
		text_adds(out, "</b> of ");
		text_add_grouped(out, c->records);
		text_adds(out, " records (");
		html_add_share(out, (double)c->right / (double)c->records);
		text_adds(out, ").</p>\n");
	}
}

void
figure_copies(const struct section *section, struct text *out)
{
	const struct copy_groups *groups = section->column->column->groups;

	if (!groups)
		return;
	switch (section->kind) {
	case SECTION_COPIES:
		add_groups(section, out);
		add_top(section, &groups->within, " with copies in a class",
			out);
		break;
	case SECTION_CONFLICT:
		add_ceilings(section, groups, out);
		add_top(section, &groups->labels, " under several labels",
			out);
		break;
	case SECTION_LEAK:
		add_top(section, &groups->splits, " in several splits", out);
		break;
	case SECTION_CHECK:
	case SECTION_DRIFT:
	case SECTION_NOTE:
		break;
	}
}
