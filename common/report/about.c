/*
 * about.c - what a report says of itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "io/output.h"
#include "report/about.h"
#include "table/count_table.h"

static void
hash_more(void *state, const void *bytes, size_t n)
{
	sha256_update(state, n, bytes);
}

/* Of what gbqc-merge would write. */
static int
make_digest(const struct count_table *table, size_t threads,
	    char digest[DIGEST_TEXT], struct error *err)
{
	struct sha256_ctx state;
	struct output *out = output_open_sink(hash_more, &state);
	uint8_t sum[SHA256_DIGEST_SIZE];
	int status;

	sha256_init(&state);
	status = count_table_write(table, threads, out, err);
	if (status == 0)
		status = output_close(out, err);
	else
		output_discard(out);
	sha256_digest(&state, sizeof(sum), sum);
	for (size_t i = 0; i < sizeof(sum); i++)
		snprintf(digest + 2 * i, 3, "%02x", sum[i]);
	return status;
}

static void
add(struct about *about, const char *word)
{
	about->command = mem_grow(about->command, &about->room,
				  about->n_command + 1,
				  sizeof(*about->command));
	about->command[about->n_command++] = word;
}

static void
make_command(struct about *about, const struct verdict_options *options,
	     const char *const *reading, size_t n)
{
	static const char *const compare[] = { "auto", "pairs", "rest" };
	const struct {
		const char *option;
		double value;
	} numbers[] = {
		{ "--warn", options->rule.warn },
		{ "--fail", options->rule.fail },
		{ "--alpha", options->rule.alpha },
	};

	add(about, "gbqc-report");
	for (size_t i = 0; i < n; i++)
		add(about, reading[i]);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		shortest_number(about->numbers[i], numbers[i].value);
		add(about, numbers[i].option);
		add(about, about->numbers[i]);
	}
	add(about, "--compare");
	add(about, compare[options->compare]);
	if (options->all_parts)
		add(about, "--parts");
	add(about, ABOUT_INPUT);
}

int
about_init(struct about *about, const char *name, const char *input,
	   const struct verdict_options *options, const char *const *reading,
	   size_t n, const struct count_table *table, struct error *err)
{
	*about = (struct about){ .name = name, .input = input };
	make_command(about, options, reading, n);
	return make_digest(table, options->threads ? options->threads : 1,
			   about->digest, err);
}

void
about_release(struct about *about)
{
	free(about->command);
	*about = (struct about){ 0 };
}

/* A word of these alone means itself to every shell. */
static bool
is_plain(const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_@%+=:,./-";

	return *word && word[strspn(word, plain)] == '\0';
}

/* Within single quotes only the single quote means something. */
static void
add_quoted(struct text *text, const char *word)
{
	text_addc(text, '\'');
	for (; *word; word++)
		if (*word == '\'')
			text_adds(text, "'\\''");
		else
			text_addc(text, *word);
	text_addc(text, '\'');
}

static void
add_word(struct text *text, const char *word)
{
	if (is_plain(word))
		text_adds(text, word);
	else
		add_quoted(text, word);
}

/* Each of several words on its own: none becomes a command. */
static void
add_input(struct text *text, const char *input)
{
	struct text word = { 0 };
	const char *before = "";

	while (*(input += strspn(input, " "))) {
		size_t n = strcspn(input, " ");

		text_clear(&word);
		text_add(&word, input, n);
		text_adds(text, before);
		add_word(text, word.bytes);
		before = " ";
		input += n;
	}
	text_release(&word);
}

void
about_add_command(struct text *text, const struct about *about,
		  const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			text_addc(text, ' ');
		if (strcmp(words[i], ABOUT_INPUT) == 0)
			add_input(text, about->input);
		else
			add_word(text, words[i]);
	}
}
