/*
 * cards.c - what to fix first: a card a cause, with its price and commands.
 */
#include <string.h>

#include "page/html.h"
#include "page/parts.h"
#include "page/words.h"
#include "report/about.h"
#include "report/finding.h"

enum { CARDS = 5 };

/* What mends, in working order. */
static const char *const filters[] = { "gbqc-dedup", "gbqc-match",
				       "gbqc-split" };
enum { FILTERS = sizeof(filters) / sizeof(*filters) };

static bool
mends(const struct finding *f)
{
	for (size_t i = 0; i < FILTERS; i++)
		if (strcmp(f->commands[0].words[0], filters[i]) == 0)
			return true;
	return false;
}

static size_t
word_count(const struct finding_command *command)
{
	size_t n = 0;

	while (n < FINDING_WORDS && command->words[n])
		n++;
	return n;
}

/* A click selects it, and Tab reaches it where it must be scrolled. */
static void
add_line(struct text *to, const struct text *line)
{
	text_adds(to, "<pre tabindex=\"0\">");
	html_add_text(to, line->bytes);
	text_adds(to, "</pre>");
}

static void
add_commands(const struct finding *f, const struct about *about,
	     struct text *to)
{
	struct text line = { 0 };

	for (size_t i = 0; i < f->n_commands; i++) {
		if (i)
			text_adds(&line, " | ");
		about_add_command(&line, about, f->commands[i].words,
				  word_count(&f->commands[i]));
	}
	if (line.n) {
		text_addf(to, "<p class=\"faint\">%s</p>",
			  mends(f) ? "To mend it:" : "To look closer:");
		add_line(to, &line);
	}
	text_release(&line);
}

static const struct section *
section_of(const struct page *page, const struct verdict *v)
{
	for (size_t i = 0; i < page->n_sections; i++)
		for (size_t j = 0; j < page->sections[i].n; j++)
			if (page->sections[i].rows[j] == v)
				return &page->sections[i];
	return NULL;
}

/* What decided a finding, or NULL. */
static const struct verdict *
first_row(const struct page *page, const struct finding *f)
{
	return f->n_rows ? &page->judged->list.all[f->rows[0]] : NULL;
}

/* The title, linked to the section of what decided it. */
static void
add_title(const struct page *page, const struct finding *f, struct text *to)
{
	const struct section *s = NULL;

	if (f->n_rows)
		s = section_of(page, first_row(page, f));
	if (s)
		text_addf(to, "<a href=\"#s%zu\">", s->number);
	words_add_title(to, f->title, first_row(page, f));
	if (s)
		text_adds(to, "</a>");
}

static void
add_paragraph(struct text *to, const char *words, const struct verdict *v,
	      const char *class)
{
	if (!words)
		return;
	text_addf(to, "<p%s>", class);
	words_add_sentence(to, words, v);
	text_adds(to, "</p>");
}

static void
add_card(const struct page *page, const struct finding *f, struct text *to)
{
	const struct verdict *v = first_row(page, f);

	text_adds(to, "<li>");
	words_add_flag(to, f->flag);
	text_adds(to, "<h3>");
	add_title(page, f, to);
	text_adds(to, "</h3>");
	add_paragraph(to, f->text, v, "");
	add_paragraph(to, f->mend, NULL, "");
	add_paragraph(to, f->price_text, NULL, " class=\"faint\"");
	add_commands(f, page->about, to);
	text_adds(to, "</li>\n");
}

/* Findings beyond the cards, a line each. */
static void
add_rest(const struct page *page, struct text *to)
{
	const struct finding_list *list = page->findings;

	if (list->n <= CARDS)
		return;
	text_addf(to, "<details><summary>%zu more</summary><ol start=\"%d\">",
		  list->n - CARDS, CARDS + 1);
	for (size_t i = CARDS; i < list->n; i++) {
		const struct finding *f = &list->all[i];

		text_adds(to, "<li>");
		words_add_flag(to, f->flag);
		text_addc(to, ' ');
		add_title(page, f, to);
		text_adds(to, ". ");
		words_add_sentence(to, f->text, first_row(page, f));
		if (f->mend) {
			text_addc(to, ' ');
			words_add_sentence(to, f->mend, NULL);
		}
		add_commands(f, page->about, to);
		text_adds(to, "</li>\n");
	}
	text_adds(to, "</ol></details>\n");
}

/* The command of a tool among those of all findings, or NULL. */
static const struct finding_command *
find_command(const struct finding_list *list, const char *tool)
{
	for (size_t i = 0; i < list->n; i++)
		for (size_t j = 0; j < list->all[i].n_commands; j++) {
			const struct finding_command *c =
				&list->all[i].commands[j];

			if (c->words[0] && strcmp(c->words[0], tool) == 0)
				return c;
		}
	return NULL;
}

/*
 * A command as a stage of a pipe, in words; how many. It writes no file, and
 * only the first stage reads the data.
 */
static size_t
make_stage(const struct finding_command *c, bool first,
	   const char *words[FINDING_WORDS])
{
	size_t n = 0;

	for (size_t i = 0; i < word_count(c); i++) {
		if (strcmp(c->words[i], "-o") == 0)
			i++;
		else if (first || strcmp(c->words[i], ABOUT_INPUT) != 0)
			words[n++] = c->words[i];
	}
	return n;
}

/* All that filters can do, in working order, judged again at the end. */
static void
add_pipe(const struct page *page, struct text *to)
{
	const struct about *about = page->about;
	struct text line = { 0 };

	for (size_t i = 0; i < FILTERS; i++) {
		const struct finding_command *c =
			find_command(page->findings, filters[i]);
		const char *words[FINDING_WORDS];
		size_t n;

		if (!c)
			continue;
		n = make_stage(c, line.n == 0, words);
		if (line.n)
			text_adds(&line, " | ");
		about_add_command(&line, about, words, n);
	}
	if (line.n) {
		text_adds(&line, " | tee cleaned | gbqc-report --html "
				 "cleaned.html");
		text_adds(to, "<p>All that filters can do, as one pipe, "
			      "judged again at its end:</p>");
		add_line(to, &line);
		text_addc(to, '\n');
	}
	text_release(&line);
}

void
page_add_cards(const struct page *page, struct text *to)
{
	const struct finding_list *list = page->findings;

	if (!list->n)
		return;
	text_adds(to, "<section id=\"fix\">\n<h2>What to fix first</h2>\n"
		      "<ol class=\"cards\">\n");
	for (size_t i = 0; i < list->n && i < CARDS; i++)
		add_card(page, &list->all[i], to);
	text_adds(to, "</ol>\n");
	add_rest(page, to);
	add_pipe(page, to);
	text_adds(to, "</section>\n");
}
