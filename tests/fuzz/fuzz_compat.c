/*
 * fuzz_compat.c - any bytes, read as the reference reads them, to the report
 * of the first two classes; path forms of all labels.
 *
 * The first byte chooses options, the rest is the file, which is given twice.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "compat/classes.h"
#include "compat/pair.h"
#include "io/output.h"
#include "record/dataset.h"

#include "fuzz.h"

/* A path form may be a folder, and stays where it is put. */
static void
check_slugs(const struct classes *classes)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyz0123456789._-";
	struct slug_name names[COMPAT_CLASSES];
	struct slug slugs[COMPAT_CLASSES];

	for (size_t i = 0; i < classes->n; i++)
		names[i] = (struct slug_name){ classes->all[i].label, NULL };
	slugs_make(slugs, names, classes->n, 0);
	for (size_t i = 0; i < classes->n; i++) {
		const char *text = slugs[i].text;
		const size_t n = strlen(text);

		if (n == 0 || n > SLUG_MAX || strspn(text, letters) != n ||
		    strchr("._-", text[0]) || strchr("._-", text[n - 1]))
			abort();
		for (size_t j = 0; j < i; j++)
			if (strcmp(text, slugs[j].text) == 0)
				abort();
	}
}

static void
write_pair(const struct classes *classes)
{
	struct error err = { 0 };
	struct output *out = output_open("/dev/null", &err);
	struct pair pair = {
		.a = classes->all[0].groups[0],
		.b = classes->all[1].groups[0],
		.distinct_a = strings_count(classes->strings[0], 0),
		.distinct_b = strings_count(classes->strings[0], 1),
	};

	if (!out)
		abort();
	pair_write(&pair, out);
	if (output_close(out, &err) < 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const columns[] = { "sequence", "b" };
	struct window_options window = { .min_coverage = COMPAT_MIN_COVERAGE };
	struct input_options options = { .compat = true };
	struct classes classes = { 0 };
	struct error err = { 0 };
	struct dataset *set;
	const char *files[2];

	if (n == 0 || fuzz_is_cram(bytes + 1, n - 1))
		return 0;
	window.end_position = bytes[0] & 1 ? 3 : 0;
	options.regression = bytes[0] & 2;
	if (bytes[0] & 4) {
		options.seq_columns = columns;
		options.n_seq_columns = 2;
	}
	files[0] = fuzz_file(0, bytes + 1, n - 1);
	files[1] = fuzz_file(1, bytes + 1, n - 1);
	options.files = files;
	options.n_files = 2;
	set = dataset_open(&options, 1, &err);
	if (set && classes_read(&classes, set, &window, &err) == 0) {
		check_slugs(&classes);
		if (classes.n > 1)
			write_pair(&classes);
	} else if (!err.text[0] || strchr(err.text, '\n')) {
		fprintf(stderr, "no line: %s\n", err.text);
		abort();
	}
	classes_release(&classes);
	dataset_close(set);
	return 0;
}
