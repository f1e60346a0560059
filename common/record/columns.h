/*
 * columns.h - which columns of a table hold what.
 */
#ifndef GBQC_RECORD_COLUMNS_H
#define GBQC_RECORD_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "record/record.h"

struct error;
struct input_options;

/* What a column that is needed is for. */
enum column_role {
	COLUMN_LABEL, COLUMN_SPLIT, COLUMN_ID, COLUMN_SEQ,
	/* Of a table of coordinates, instead of sequences: */
	COLUMN_REGION, COLUMN_START, COLUMN_END, COLUMN_STRAND
};

struct column {
	size_t index;		/* in the header, from 0 */
	enum column_role role;
	size_t seq;		/* of COLUMN_SEQ: which, from 0 */
};

struct columns {
	char delimiter;
	size_t n_fields;	/* of every row */
	struct column *needed;	/* sorted by index */
	size_t n_needed;
	bool coordinates;	/* no sequences, but where they are */
};

/*
 * Finds the columns by the names in the header: those of a sequence, or, where
 * none is asked for and none is there, those of coordinates (region, start,
 * end, and strand if there is one). has_label, has_split: the
 * command line says already. name: of the file, for messages. Returns 0, or
 * -1 with err set; columns->needed is to be freed in any case.
 */
MUST_USE int columns_find(struct columns *columns, const struct slice *names,
			  size_t n, const struct input_options *options,
			  bool has_label, bool has_split, const char *name,
			  struct error *err);

/* True if a table of one column may be called this. */
bool columns_is_sequence(struct slice name);

#endif
