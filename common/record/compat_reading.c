/*
 * compat_reading.c - what is read otherwise with input_options.compat: as the
 * reference implementation reads it.
 */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/number.h"
#include "record/compat_reading.h"
#include "record/dataset.h"

void
compat_set_columns(struct input_options *options)
{
	static const char *const sequence[] = { "sequence" };

	if (options->n_seq_columns == 0) {
		options->seq_columns = sequence;
		options->n_seq_columns = 1;
	}
	if (!options->label_column)
		options->label_column = "label";
	options->split_column = options->id_column = NULL;
}

static bool
equals(struct slice text, const char *word)
{
	return text.n == strlen(word) && memcmp(text.bytes, word, text.n) == 0;
}

bool
compat_is_missing(struct slice field)
{
	static const char *const words[] = {
		"#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN",
		"-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
		"NaN", "None", "n/a", "nan", "null"
	};
	enum { LONGEST = 8 };

	if (field.n == 0)
		return true;
	if (field.n > LONGEST)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (equals(field, words[i]))
			return true;
	return false;
}

/* As isspace() has it, whatever the locale. */
static bool
is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool
is_infinite(struct slice text)
{
	if (text.n > 0 && (text.bytes[0] == '+' || text.bytes[0] == '-')) {
		text.bytes++;
		text.n--;
	}
	return (text.n == 3 && strncasecmp(text.bytes, "inf", 3) == 0) ||
	       (text.n == 8 && strncasecmp(text.bytes, "infinity", 8) == 0);
}

bool
compat_number(struct slice label, double *number)
{
	while (label.n > 0 && is_blank(label.bytes[0])) {
		label.bytes++;
		label.n--;
	}
	while (label.n > 0 && is_blank(label.bytes[label.n - 1]))
		label.n--;
	if (decimal_number(label.bytes, label.n, number))
		return true;
	if (!is_infinite(label))
		return false;
	*number = label.bytes[0] == '-' ? -INFINITY : INFINITY;
	return true;
}

size_t
compat_squeeze(char *bytes, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!is_blank(bytes[i]))
			bytes[kept++] = bytes[i];
	return kept;
}

static int
check_letters(struct slice seq, const char *file, uint64_t line,
	      struct error *err)
{
	unsigned char all = 0;

	for (size_t i = 0; i < seq.n; i++)
		all |= (unsigned char)seq.bytes[i];
	if (all < 0x80 && (seq.n == 0 || !memchr(seq.bytes, 0, seq.n)))
		return 0;
	for (size_t i = 0; i < seq.n; i++)
		if ((unsigned char)(seq.bytes[i] - 1) >= 0x7f)
			return error_at(err, file, line, 0, "byte 0x%02x in "
					"a sequence: --compat reads any ASCII "
					"as letters, but nothing else",
					(unsigned char)seq.bytes[i]);
	return 0;
}

int
compat_check(const struct record *record, const char *file, struct error *err)
{
	if (record->label.n > 0 &&
	    memchr(record->label.bytes, 0, record->label.n))
		return error_at(err, file, record->line, 0,
				"a label may hold no NUL byte");
	for (size_t i = 0; i < record->columns; i++)
		if (check_letters(record->seq[i], file, record->line, err) < 0)
			return -1;
	return 0;
}
