/* measure_bytes.c - all checks over bytes as a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "checks/check.h"
#include "checks/measure.h"
#include "table/count_table.h"

#include "fuzz.h"
#include "measure_bytes.h"

/* The counts of n files, or NULL where they are refused. */
static struct count_table *
measure(const struct input_options *options, const char *const *files,
	size_t n)
{
	struct input_options input = *options;
	struct memory_budget budget = { 0 };
	struct measure_options how = {
		.checks = check_list,
		.params = { .kmers = 1u << 3 | 1u << 5, .positions = 100,
			    .budget = &budget },
		.threads = 1,
	};
	struct count_table *table = count_table_new();
	struct error err = { 0 };
	struct dataset *set;
	int status = -1;

	input.files = files;
	input.n_files = n;
	set = dataset_open(&input, 1, &err);
	if (set)
		status = measure_table(set, &how, table, &err);
	for (size_t i = 0; set && status == 0 && dataset_notice(set, i); i++)
		if (strchr(dataset_notice(set, i), '\n'))
			abort();
	dataset_close(set);
	if (status == 0)
		return table;
	count_table_free(table);
	if (!err.text[0] || strchr(err.text, '\n')) {
		fprintf(stderr, "no line: %s\n", err.text);
		abort();
	}
	return NULL;
}

void
measure_bytes(const void *bytes, size_t n, const struct input_options *options)
{
	/* By its own name a file has no split; the label is its stem. */
	const char *files[2];
	struct count_table *once, *twice, *sum;
	const char *path;

	if (fuzz_is_cram(bytes, n))
		return;
	files[0] = files[1] = fuzz_file(0, bytes, n);
	once = measure(options, files, 1);
	if (!once)
		return;
	twice = measure(options, files, 2);
	if (!twice) {
		fprintf(stderr, "one file is read, two are not\n");
		abort();
	}
	path = fuzz_write(1, once);
	sum = count_table_new();
	fuzz_read(sum, path);
	fuzz_same(path, fuzz_write(2, sum));
	fuzz_read(sum, path);
	fuzz_same(fuzz_write(2, twice), fuzz_write(3, sum));
	count_table_free(once);
	count_table_free(twice);
	count_table_free(sum);
}
