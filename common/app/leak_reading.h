/*
 * leak_reading.h - reads a dataset for a search for related records: parts,
 * ids and labels of its records, and as many of their letters as are kept.
 */
#ifndef GBQC_APP_LEAK_READING_H
#define GBQC_APP_LEAK_READING_H

#include <stdbool.h>

#include "app/leak_data.h"
#include "base/attributes.h"
#include "cli/cli.h"

struct error;

struct leak_reading {
	const struct cli *cli;
	bool id_prefix;		/* ids are written as label/id */
	bool any_ids;		/* a record without an id, or with that of an
				 * earlier one, is called "row N", N counting
				 * all records of the input */
	bool two_files;		/* they are the two parts, first targets, then
				 * queries, whatever splits they name */
	bool within;		/* splits are searched in themselves, for
				 * which all letters must be there */
};

/*
 * Reads all of a dataset, which stays open while data is used. Two files
 * become leak_data.splits[0] and [1] (it was opened with labels_not_by_name
 * then: train.fa is no class); else records are parted by their splits.
 * Notices are not said. -1 with err set, also where an id comes twice in a
 * split.
 */
MUST_USE int leak_reading_run(const struct leak_reading *how,
			      struct dataset *set, struct leak_data *data,
			      struct error *err);

#endif
