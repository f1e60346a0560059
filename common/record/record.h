/*
 * record.h - one labelled sequence, as every format gives it.
 */
#ifndef GBQC_RECORD_RECORD_H
#define GBQC_RECORD_RECORD_H

#include <stddef.h>
#include <stdint.h>

/* Borrowed bytes, not NUL-terminated. */
struct slice {
	const char *bytes;
	size_t n;
};

/*
 * A record. All records of a chunk stay valid together, until
 * chunk_release(); the slice array of seq alone is made anew by the next
 * chunk_next().
 */
struct record {
	struct slice id;		/* n is 0 where there is none */
	struct slice split, label;	/* "." where there is none */
	const struct slice *seq;	/* [columns], checked letters */
	size_t columns;			/* dataset_columns() of them */
	/* Where it begins, from 1; of SAM, BAM, CRAM: which alignment it is. */
	uint64_t line;
};

#endif
