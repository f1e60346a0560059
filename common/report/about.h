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
#include "report/verdicts.h"

struct count_table;
struct error;
struct text;

enum {
	DIGEST_TEXT = 65,	/* 64 hex digits and NUL */
	ABOUT_WORDS = 16
};

struct about {
	const char *name;	/* of the data: --name */
	const char *input;	/* stands for the input in commands */
	char digest[DIGEST_TEXT];	/* SHA-256 of the count table's text */
	/* The command that makes the report, defaults spelled out; the last
	 * word is input. Texts are those of `numbers` or constant. */
	const char *command[ABOUT_WORDS];
	size_t n_command;
	char numbers[3][VERDICT_NUMBER];
};

/*
 * Fills about; name and input are borrowed. -1 with err set where the table
 * cannot be written (its sums overflow, a spilled run cannot be read). about
 * points into itself: it is not copied.
 */
MUST_USE int about_init(struct about *about, const char *name,
			const char *input,
			const struct verdict_options *options,
			const struct count_table *table, struct error *err);

/*
 * Adds words to text as a shell reads them: quoted where they need it. The
 * word that is `input` stands as it is, for it may be several words.
 */
void about_add_command(struct text *text, const char *const *words, size_t n,
		       const char *input);

#endif
