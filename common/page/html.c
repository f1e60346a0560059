/*
 * html.c - outside text and numbers in HTML.
 */
#include "page/html.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/said.h"
#include "report/shown.h"

/* Room for a letter in any form: "\u{10FFFF}" or "&quot;". */
enum { LETTER_TEXT = 16 };

/*
 * One letter of n bytes as it is shown, in shown. Returns how many bytes it
 * takes up.
 */
static size_t
show_letter(char shown[LETTER_TEXT], const char *bytes, size_t n)
{
	static const char special[] = "&<>\"'";
	static const char *const entities[] = { "&amp;", "&lt;", "&gt;",
						"&quot;", "&#39;" };
	uint32_t code;
	size_t length = utf8_decode(bytes, n, &code);
	const char *found;

	if (!length) {
		snprintf(shown, LETTER_TEXT, "\\x%02X",
			 (unsigned)(unsigned char)bytes[0]);
		return 1;
	}
	if (!utf8_shows(code)) {
		snprintf(shown, LETTER_TEXT, "\\u{%X}", (unsigned)code);
		return length;
	}
	found = code < 0x80 ? strchr(special, (int)code) : NULL;
	if (found) {
		snprintf(shown, LETTER_TEXT, "%s",
			 entities[found - special]);
		return length;
	}
	memcpy(shown, bytes, length);
	shown[length] = '\0';
	return length;
}

/* At most so many letters of n bytes. Returns how many bytes they are. */
static size_t
add_letters(struct text *to, const char *bytes, size_t n, size_t letters)
{
	size_t i = 0;

	for (; i < n && letters > 0; letters--) {
		char shown[LETTER_TEXT];

		i += show_letter(shown, bytes + i, n - i);
		text_adds(to, shown);
	}
	return i;
}

void
html_add_text(struct text *to, const char *text)
{
	add_letters(to, text, strlen(text), SIZE_MAX);
}

bool
html_add_cut(struct text *to, const char *name, size_t letters)
{
	size_t n = strlen(name);
	struct text shown = { 0 };
	bool cut = add_letters(&shown, name, n, letters) < n;

	if (cut) {
		add_letters(to, name, n, letters - 1);
		text_adds(to, "\xe2\x80\xa6");
	} else {
		text_add(to, shown.bytes, shown.n);
	}
	text_release(&shown);
	return cut;
}

/* The title has so many letters of the name. */
static void
add_name(struct text *to, const char *name, size_t letters)
{
	struct text shown = { 0 };
	bool cut = html_add_cut(&shown, name, HTML_NAME);

	text_adds(to, "<bdi");
	if (cut) {
		text_adds(to, " title=\"");
		html_add_cut(to, name, letters);
		text_addc(to, '"');
	}
	text_addc(to, '>');
	text_add(to, shown.bytes, shown.n);
	text_adds(to, "</bdi>");
	text_release(&shown);
}

void
html_add_name(struct text *to, const char *name)
{
	add_name(to, name, HTML_TITLE);
}

void
html_say_name(struct text *to, const char *what, const char *name)
{
	if (said_is_number(name))
		text_addf(to, "%s ", what);
	html_add_name(to, name);
}

void
html_add_whole_name(struct text *to, const char *name)
{
	add_name(to, name, SIZE_MAX);
}

/* The long name that text begins with, or NULL. */
static const char *
long_name_at(const char *text, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(names[i]);

		if (length > HTML_NAME &&
		    strncmp(text, names[i], length) == 0)
			return names[i];
	}
	return NULL;
}

void
html_add_prose(struct text *to, const char *sentence,
	       const char *const *names, size_t n)
{
	size_t length = strlen(sentence), i = 0;

	while (i < length) {
		const char *name = long_name_at(sentence + i, names, n);
		char shown[LETTER_TEXT];

		if (name) {
			html_add_name(to, name);
			i += strlen(name);
			continue;
		}
		i += show_letter(shown, sentence + i, length - i);
		text_adds(to, shown);
	}
}

void
html_add_sides(struct text *to, const char *a, const char *b)
{
	html_add_name(to, a);
	if (strcmp(b, ".") == 0 || strcmp(a, b) == 0)
		return;
	text_adds(to, " against ");
	if (strcmp(b, "*") == 0)
		text_adds(to, "the others");
	else
		html_add_name(to, b);
}

static void
add_dash(struct text *to)
{
	text_adds(to, "\xe2\x80\x93");
}

void
html_add_auroc(struct text *to, double auroc, const struct rule *rule)
{
	char number[VERDICT_NUMBER];

	if (isnan(auroc))
		add_dash(to);
	else
		text_adds(to, shown_auroc(number, auroc, rule));
}

/* Without the sign. */
static void
add_percent(struct text *to, double share)
{
	char number[VERDICT_NUMBER];

	text_adds(to, shown_percent(number, share));
}

void
html_add_share(struct text *to, double share)
{
	if (isnan(share)) {
		add_dash(to);
		return;
	}
	add_percent(to, share);
	text_adds(to, "\xc2\xa0%");
}

void
html_add_p(struct text *to, double p, const struct rule *rule)
{
	char number[VERDICT_NUMBER];

	if (isnan(p))
		add_dash(to);
	else
		html_add_text(to, shown_p(number, p, rule));
}

void
html_add_score(struct text *to, const struct verdict *v,
	       const struct rule *rule)
{
	if (v->measure == MEASURE_SHARE)
		html_add_share(to, v->score);
	else
		html_add_auroc(to, v->score, rule);
}

void
html_add_interval(struct text *to, const struct verdict *v,
		  const struct rule *rule)
{
	const double ends[] = { v->low, v->high };

	if (isnan(v->low) || isnan(v->high))
		return;
	for (size_t i = 0; i < 2; i++) {
		text_adds(to, i ? ", " : "[");
		if (v->measure == MEASURE_SHARE)
			add_percent(to, ends[i]);
		else
			html_add_auroc(to, ends[i], rule);
	}
	text_adds(to, v->measure == MEASURE_SHARE ? "\xc2\xa0%]" : "]");
}
