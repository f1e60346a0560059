/*
 * reading_words.h - the options by which gbqc-report read and counted
 * sequences, as words of the command that does it again.
 */
#ifndef GBQC_APP_READING_WORDS_H
#define GBQC_APP_READING_WORDS_H

#include <stddef.h>

#include "base/text.h"

struct cli_shared;
struct report_request;

/* Start with { 0 }. */
struct reading_words {
	const char **all;
	size_t n, room;
	struct text_store texts;	/* of numbers */
};

/*
 * What was given and changes the result, in a fixed order: nothing where
 * counts were read. A report names no file: that of --reference is the word
 * REFERENCE.
 */
void reading_words_init(struct reading_words *words,
			const struct cli_shared *shared,
			const struct report_request *request);
void reading_words_release(struct reading_words *words);

#endif
