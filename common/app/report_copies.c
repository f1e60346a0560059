/* report_copies.c - which records the largest groups of copies are. */
#include "app/report_copies.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/canonical.h"
#include "cli/cli.h"
#include "record/dataset.h"
#include "report/column.h"
#include "report/copy_names.h"

enum { SAY_EVERY = 1 << 12 };	/* records: how far it is */

/* By column of the set; n is 0 where nothing is looked for. */
struct reading {
	struct copy_names *names;
	size_t columns;
	struct canonical canonical;
	bool wide;
	struct cli_progress progress;
	uint64_t records;
};

/* Prepares what is known of a column of the set. Returns how much. */
static size_t
seek(struct copy_names *names, struct judged *judged, const char *name)
{
	for (size_t i = 0; i < judged->n; i++) {
		struct column *column = &judged->columns[i];

		if (column->groups && strcmp(column->view.column, name) == 0)
			copy_names_init(names, column->groups, &column->view);
	}
	return names->n;
}

static int
add_record(void *arg, struct chunk *chunk, const struct record *record,
	   struct error *err)
{
	struct reading *reading = arg;

	(void)chunk;
	(void)err;
	if (++reading->records % SAY_EVERY == 0)
		cli_say_progress(&reading->progress, reading->records);
	for (size_t c = 0; c < record->columns; c++) {
		const struct slice seq = record->seq[c];
		struct copy_found found = {
			.row = reading->records,
			.split = record->split.bytes,
			.split_n = record->split.n,
			.label = record->label.bytes,
			.label_n = record->label.n,
			.id = record->id.bytes, .id_n = record->id.n,
		};

		if (seq.n == 0 || reading->names[c].n == 0)
			continue;
		found.minus = !canonical_hash(&reading->canonical,
					      (const uint8_t *)seq.bytes,
					      (uint32_t)seq.n, reading->wide,
					      &found.high, &found.low);
		copy_names_add(&reading->names[c], &found);
	}
	return 0;
}

int
report_copies_name(const struct cli *cli, struct dataset *set,
		   struct judged *judged, struct error *err)
{
	struct reading reading = { .progress = { .cli = cli },
				   .wide = canonical_has_wide() };
	size_t sought = 0;
	int status = 0;

	if (!set)
		return 0;
	reading.columns = dataset_columns(set);
	reading.names = mem_zeroed(reading.columns + 1,
				   sizeof(*reading.names));
	for (size_t c = 0; c < reading.columns; c++)
		sought += seek(&reading.names[c], judged,
			       dataset_column_name(set, c));
	if (sought) {
		dataset_rewind(set);
		status = dataset_each(set, add_record, &reading, err);
		cli_end_progress(&reading.progress);
	}
	canonical_release(&reading.canonical);
	free(reading.names);
	return status;
}
