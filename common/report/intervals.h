/*
 * intervals.h - flagged positions side by side, gathered into intervals, each
 * with what stands there in both groups.
 */
#ifndef GBQC_REPORT_INTERVALS_H
#define GBQC_REPORT_INTERVALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "report/verdicts.h"

struct column;
struct error;

/* Flagged positions so far apart, or nearer, are of one interval. */
enum { INTERVAL_GAP = 2 };

/*
 * Positions from..to, counted as their check counts them. A consensus has a
 * letter a position: upper case where more than half of the records that
 * reach it have that letter, lower case above 35 %, else `.`; it reads as the
 * sequences do, so of the check `end` from position to to position from.
 */
struct interval {
	size_t row;		/* of the headline, in the list of verdicts */
	size_t worst;		/* row of the worst part in the interval */
	int32_t from, to;
	int32_t at;		/* of the worst part */
	char letter;
	uint64_t reach_a, reach_b;	/* records that reach all of it */
	char *consensus_a, *consensus_b;	/* [to - from + 1] and NUL */
};

struct interval_list {
	struct interval *all;	/* by row, then from */
	size_t n, room;
};

/*
 * The intervals of all flagged positions of start, end and centre; rows are
 * not judged again. -1 with err set where counts cannot be read again.
 */
MUST_USE int interval_list_init(struct interval_list *list,
				const struct judged *judged,
				struct error *err);
void interval_list_release(struct interval_list *list);

/* True of checks whose parts are letters at positions. */
bool check_has_positions(const char *check);

/* Reads a part's at, such as -3T. False where it is no position. */
bool interval_part(const char *at, int32_t *position, char *letter);

/*
 * The letter that stands for a position where count[0..n-1] of reach records
 * have each of letters; 0 of 0 is `.`.
 */
char consensus_letter(const char *letters, const uint64_t *count, size_t n,
		      uint64_t reach);

/*
 * The comparison of a column that a verdict of kind class or drift is of; NULL
 * if there is none.
 */
const struct comparison *verdict_comparison(const struct column *column,
					    const struct verdict *verdict);

#endif
