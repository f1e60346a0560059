/*
 * about.h - what a report says of itself: of which data it is, by which
 * settings it was made, and how it is made again.
 *
 * Nothing here tells where, when or by whom: the same counts and the same
 * settings give the same words.
 */
#ifndef GBQC_REPORT_ABOUT_H
#define GBQC_REPORT_ABOUT_H

#include <stddef.h>

#include "base/attributes.h"
#include "base/number.h"
#include "report/verdicts.h"

struct count_table;
struct error;
struct text;

/* The word of a command that stands for the data. */
#define ABOUT_INPUT "INPUT"

enum {
	DIGEST_TEXT = 65	/* 64 hex digits and NUL */
};

struct about {
	const char *name;	/* of the data: --name */
	const char *input;	/* --input-name: the data, in commands */
	char digest[DIGEST_TEXT];	/* SHA-256 of the count table's text */
	/* What makes the report again, defaults of judging spelled out; the
	 * last word is ABOUT_INPUT. Texts are those of `numbers`, borrowed or
	 * constant. */
	const char **command;
	size_t n_command, room;
	char numbers[3][NUMBER_TEXT];
};

/*
 * Fills about; all but the table is borrowed. reading[0..n-1] are the options
 * by which sequences were read and counted, as words of a command; none of
 * counts. -1 with err set where the table cannot be written (its sums
 * overflow, a spilled run cannot be read); about_release() either way. about
 * points into itself: it is not copied.
 */
MUST_USE int about_init(struct about *about, const char *name,
			const char *input,
			const struct verdict_options *options,
			const char *const *reading, size_t n,
			const struct count_table *table, struct error *err);
void about_release(struct about *about);

/*
 * Adds a command to text as a shell reads it: words are quoted where they
 * need it, and ABOUT_INPUT becomes the words of input, each quoted alike.
 */
void about_add_command(struct text *text, const struct about *about,
		       const char *const *words, size_t n);

#endif
