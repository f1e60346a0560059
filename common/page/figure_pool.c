/*
 * figure_pool.c - the words of 5 to 8 letters that differ most between
 * classes: shown, not scored.
 */
#include <stdlib.h>
#include <string.h>

#include "page/figure_parts.h"
#include "page/parts.h"
#include "page/pool.h"

enum { WORDS_LEAST = 5, WORDS_MOST = 8 };

/*
 * A section whose rows tell which classes differ most: of a check of words
 * where there is one, else of any.
 */
static const struct section *
guide_of(const struct page *page, const struct page_column *column)
{
	static const char *const wanted[] = { "kmer", "dinuc", "gc", "base" };
	const struct section *any = NULL;

	for (size_t w = 0; w < sizeof(wanted) / sizeof(*wanted); w++)
		for (size_t i = 0; i < page->n_sections; i++) {
			const struct section *s = &page->sections[i];

			if (s->column != column || s->kind != SECTION_CHECK)
				continue;
			if (strcmp(s->check, wanted[w]) == 0)
				return s;
			any = any ? any : s;
		}
	return any;
}

static void
add_numbers(const struct figure_pair *pair, const struct part_rows *rows,
	    size_t n, struct text *out)
{
	const struct figure_column columns[] = {
		{ "Word", false, NULL },
		{ ", share of words", true, figure_side(&pair->c->a) },
		{ ", share of words", true, figure_side(&pair->c->b) }
	};

	figure_numbers_open(out, "Numbers of this figure", columns, 3);
	for (size_t i = 0; i < n; i++) {
		text_addf(out, "<tr><th scope=\"row\" class=\"code\">%s</th>",
			  rows->all[i].at);
		figure_cell_share(out, rows->all[i].mean_a);
		figure_cell_share(out, rows->all[i].mean_b);
		text_adds(out, "</tr>");
	}
	figure_numbers_close(out);
}

static int
write_pair(const struct figure_pair *pair, unsigned k, struct text *out,
	   struct error *err)
{
	const struct view *view = &pair->section->column->column->view;
	struct part_rows rows;
	struct text caption = { 0 };
	size_t n;

	if (pool_rows_init(&rows, view, pair->c, k, err) < 0)
		return -1;
	n = rows.n < PARTS_MOST ? rows.n : PARTS_MOST;
	if (n) {
		text_addf(&caption, "In all records of a class together: the "
			  "%zu words of %zu that are furthest from chance.",
			  n, rows.n);
		figure_open(out, false);
		figure_add_heading(out, &(struct figure_task){ .n = 2 }, pair);
		parts_draw_dots(pair, &rows, n, "% of words", out);
		text_addf(out, "<p class=\"faint\">%s</p>", caption.bytes);
		add_numbers(pair, &rows, n, out);
		figure_close(out, NULL);
	}
	text_release(&caption);
	part_rows_release(&rows);
	return 0;
}

/* Two classes are drawn once, though several splits compare them. */
static bool
seen_before(const struct verdict *const *pairs, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (strcmp(pairs[j]->a, pairs[i]->a) == 0 &&
		    strcmp(pairs[j]->b, pairs[i]->b) == 0)
			return true;
	return false;
}

static int
write_words(const struct section *guide, unsigned k, struct text *out,
	    struct error *err)
{
	const struct verdict *pairs[SECTION_PAIRS];
	size_t n = section_pairs(guide, pairs);

	text_addf(out, "<section class=\"check calm\">\n<h2>Words of %u "
		  "letters</h2>\n<p class=\"say\">Shown, not scored: a record "
		  "has few of them.</p>\n", k);
	figure_row_open(out);
	for (size_t i = 0; i < n; i++) {
		struct figure_pair pair;

		if (!seen_before(pairs, i) &&
		    figure_pair_init(&pair, guide, pairs[i], i + 1) &&
		    write_pair(&pair, k, out, err) < 0)
			return -1;
	}
	figure_row_close(out);
	text_adds(out, "</section>\n");
	return 0;
}

int
page_add_pool(const struct page *page, const struct page_column *column,
	      struct text *out, struct error *err)
{
	const struct section *guide = guide_of(page, column);

	for (unsigned k = WORDS_LEAST; k <= WORDS_MOST; k++)
		if (guide && pool_has(&column->column->view, k) &&
		    write_words(guide, k, out, err) < 0)
			return -1;
	return 0;
}
