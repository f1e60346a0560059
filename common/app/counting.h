/*
 * counting.h - one count table from whatever was given: count tables are
 * added up, sequences are measured.
 */
#ifndef GBQC_APP_COUNTING_H
#define GBQC_APP_COUNTING_H

#include "base/attributes.h"
#include "checks/measure.h"
#include "cli/cli.h"
#include "table/count_table.h"

struct dataset;
struct error;
struct leak_tally;

/* What is counted beside the table, and what stays open. */
struct counting {
	struct leak_tally *tally;	/* where related records go */
	bool search;		/* of sequences, those of all splits */
	bool again;		/* sequences will be read again */
	/* With again, of sequences: all of them, read to their end; else
	 * NULL. */
	struct dataset *set;
};

/*
 * Looks for a table in the input of cli->shared. What was opened of a
 * pipe waits in cli->shared->input, for dataset_open(). -1 with err set.
 */
MUST_USE int counting_find_table(const struct cli *cli, bool *found,
				 struct error *err);

/*
 * Fills table from the input of cli->shared. A first look at each file says
 * which it is: count tables, pair tables (for counting->tally) and sequences;
 * tables and sequences in one run is an error. A pipe is looked at where it
 * is the first one, and else taken for what the others are. how: for
 * sequences; its threads are set here. counting_option: one that was given
 * and means nothing for tables, or NULL. Says the notices of the input. -1
 * with err set.
 */
MUST_USE int counting_fill(const struct cli *cli, struct measure_options *how,
			   const char *counting_option,
			   struct count_table *table,
			   struct counting *counting, struct error *err);

/* Closes what counting_fill() left open; the tally is the caller's. */
void counting_release(struct counting *counting);

#endif
