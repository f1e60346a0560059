/*
 * slug.c - names as path components: the reference's path form.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "compat/slug.h"

/* Device names of Windows, everywhere: a tree may be copied there. */
static bool
is_reserved(const char *text)
{
	static const char *const devices[] = { "con", "prn", "aux", "nul" };

	for (size_t i = 0; i < sizeof(devices) / sizeof(*devices); i++)
		if (strcmp(text, devices[i]) == 0)
			return true;
	return (strncmp(text, "com", 3) == 0 || strncmp(text, "lpt", 3) == 0) &&
		text[3] >= '1' && text[3] <= '9' && text[4] == '\0';
}

/*
 * The next character of a name in lower case, or '-' for what no path form
 * holds. The two letters outside ASCII whose lower case begins inside it are
 * the Kelvin sign (k) and I with a dot above (i and a combining dot).
 */
static char
next_character(const unsigned char **at)
{
	unsigned char c = *(*at)++;

	if (c == 0xe2 && (*at)[0] == 0x84 && (*at)[1] == 0xaa) {
		*at += 2;
		return 'k';
	}
	if (c == 0xc4 && (*at)[0] == 0xb0)
		return 'i';	/* 0xb0, left over, stands for the dot */
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    c == '.' || c == '_')
		return (char)c;
	return '-';
}

static bool
is_edge(char c)
{
	return c == '-' || c == '.' || c == '_';
}

/* Cuts a slug to at most room letters, and what then ends it. */
static void
fit(struct slug *slug, size_t room)
{
	size_t n = strlen(slug->text);

	if (n > room)
		n = room;
	while (n > 0 && is_edge(slug->text[n - 1]))
		n--;
	slug->text[n] = '\0';
}

void
slug_make(struct slug *slug, const char *name, const char *otherwise)
{
	const unsigned char *at = (const unsigned char *)name;
	size_t n = 0;

	while (*at != '\0' && n < SLUG_MAX) {
		char c = next_character(&at);

		if (n == 0 ? !is_edge(c)
		    : c != '-' || slug->text[n - 1] != '-')
			slug->text[n++] = c;
	}
	slug->text[n] = '\0';
	fit(slug, SLUG_MAX);
	if (slug->text[0] == '\0' || is_reserved(slug->text))
		snprintf(slug->text, sizeof(slug->text), "%s", otherwise);
}

static bool
is_taken(const struct slug *slugs, const bool *done, size_t n,
	 const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (done[i] && strcmp(slugs[i].text, text) == 0)
			return true;
	return false;
}

/* slug becomes folder-slug, at most 80 letters. */
static void
put_folder(struct slug *slug, const char *folder)
{
	struct slug before;
	char both[2 * SLUG_MAX + 2];

	slug_make(&before, folder, "");
	if (before.text[0] == '\0')
		return;
	snprintf(both, sizeof(both), "%s-%s", before.text, slug->text);
	memcpy(slug->text, both, SLUG_MAX);
	slug->text[SLUG_MAX] = '\0';
	fit(slug, SLUG_MAX);
}

/* Makes slugs[i] different from all that are done. */
static void
number_alike(struct slug *slugs, const bool *done, size_t n, size_t i)
{
	struct slug base = slugs[i];

	for (size_t number = 2;
	     is_taken(slugs, done, n, slugs[i].text); number++) {
		char tail[24];
		int length = snprintf(tail, sizeof(tail), "-%zu", number);

		slugs[i] = base;
		fit(&slugs[i], SLUG_MAX - (size_t)length);
		memcpy(slugs[i].text + strlen(slugs[i].text), tail,
		       (size_t)length + 1);
	}
}

/* The next name to be served: the first in order that is not done. */
static size_t
next_name(const struct slug_name *names, const bool *done, size_t n,
	  int last_last)
{
	size_t next = n;

	for (size_t i = 0; i < n; i++)
		if (!done[i] && (next == n || ((i + 1 < n || !last_last) &&
				 strcmp(names[i].name, names[next].name) < 0)))
			next = i;
	return next;
}

void
slugs_make(struct slug *slugs, const struct slug_name *names, size_t n,
	   int last_last)
{
	bool *done = mem_zeroed(n, sizeof(*done));
	bool *alone = mem_array(n, sizeof(*alone));
	size_t i;

	for (i = 0; i < n; i++)
		slug_make(&slugs[i], names[i].name, "unnamed");
	for (i = 0; i < n; i++) {
		alone[i] = true;
		for (size_t j = 0; j < n; j++)
			if (j != i && !strcmp(slugs[i].text, slugs[j].text))
				alone[i] = false;
	}
	memcpy(done, alone, n * sizeof(*done));
	while ((i = next_name(names, done, n, last_last)) < n) {
		if (names[i].folder)
			put_folder(&slugs[i], names[i].folder);
		number_alike(slugs, done, n, i);
		done[i] = true;
	}
	free(alone);
	free(done);
}
