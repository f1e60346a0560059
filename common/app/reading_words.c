/*
 * reading_words.c - the options by which sequences were read and counted.
 */
#include <stdlib.h>

#include "app/reading_words.h"
#include "app/report_request.h"
#include "base/mem.h"
#include "base/number.h"
#include "checks/check.h"
#include "cli/cli.h"

static void
add(struct reading_words *words, const char *word)
{
	words->all = mem_grow(words->all, &words->room, words->n + 1,
			      sizeof(*words->all));
	words->all[words->n++] = word;
}

/* value NULL: not given. */
static void
add_option(struct reading_words *words, const char *option, const char *value)
{
	if (!value)
		return;
	add(words, option);
	add(words, value);
}

static void
add_names(struct reading_words *words, const struct input_options *in)
{
	const struct {
		const char *option, *value;
	} names[] = { { "--label", in->label },
		      { "--split", in->split },
		      { "--label-column", in->label_column },
		      { "--split-column", in->split_column },
		      { "--id-column", in->id_column } };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		add_option(words, names[i].option, names[i].value);
	for (size_t i = 0; i < in->n_seq_columns; i++)
		add_option(words, "--seq-column", in->seq_columns[i]);
}

static const char *
keep(struct reading_words *words, struct text *text)
{
	return text_store_take(&words->texts, text);
}

static void
add_regression(struct reading_words *words, const struct input_options *in)
{
	struct text text = { 0 };
	char number[NUMBER_TEXT];

	if (!in->regression)
		return;
	add(words, "--regression");
	if (!in->has_threshold)
		return;
	shortest_number(number, in->threshold);
	text_adds(&text, number);
	add_option(words, "--label-threshold", keep(words, &text));
	text_release(&text);
}

/* What was counted, in the order of the list of checks. */
static void
add_counting(struct reading_words *words, const struct report_request *r)
{
	const uint64_t positions = r->choice.positions.value;
	struct text text = { 0 };

	if (r->choice.checks) {
		for (size_t i = 0; r->checks[i]; i++)
			text_addf(&text, "%s%s", i ? "," : "",
				  r->checks[i]->name);
		add_option(words, "--checks", keep(words, &text));
	}
	for (unsigned k = 0; k < 32; k++) {
		if (!(r->kmers & (uint32_t)1 << k))
			continue;
		text_add_u64(&text, k);
		add_option(words, "-k", keep(words, &text));
	}
	if (positions != MEASURING_POSITIONS) {
		text_add_u64(&text, positions);
		add_option(words, "--positions", keep(words, &text));
	}
	if (r->no_leak)
		add(words, "--no-leak");
	text_release(&text);
}

void
reading_words_init(struct reading_words *words,
		   const struct cli_shared *shared,
		   const struct report_request *request)
{
	add_names(words, &shared->input);
	add_regression(words, &shared->input);
	if (shared->input.reference)
		add_option(words, "--reference", "REFERENCE");
	add_counting(words, request);
}

void
reading_words_release(struct reading_words *words)
{
	free(words->all);
	text_store_release(&words->texts);
	*words = (struct reading_words){ 0 };
}
