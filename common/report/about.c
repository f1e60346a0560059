/*
 * about.c - what a report says of itself.
 */
#include <stdio.h>
#include <string.h>

#include <nettle/sha2.h>

#include "base/error.h"
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
	about->command[about->n_command++] = word;
}

static void
make_command(struct about *about, const struct verdict_options *options)
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
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		snprintf(about->numbers[i], sizeof(about->numbers[i]),
			 "%.17g", numbers[i].value);
		/* The shortest that reads back as the same number. */
		for (int digits = 1; digits < 17; digits++) {
			char *text = about->numbers[i];
			double back;

			snprintf(text, VERDICT_NUMBER, "%.*g", digits,
				 numbers[i].value);
			if (decimal_number(text, strlen(text), &back) &&
			    back == numbers[i].value)
				break;
		}
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
	   const struct verdict_options *options,
	   const struct count_table *table, struct error *err)
{
	*about = (struct about){ .name = name, .input = input };
	make_command(about, options);
	return make_digest(table, options->threads ? options->threads : 1,
			   about->digest, err);
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
