/*
 * leak_tally.h - related pairs as they come, kept as far as verdicts need
 * them: the best pair of each record, and what copies and near copies link.
 *
 * Pairs may come in any order, and again: a table joined by cat, or a grid of
 * shards, tells what it tells once. About 120 bytes and its id for each
 * record that is related (of tables with rows of relation none, each record).
 */
#ifndef GBQC_REPORT_LEAK_TALLY_H
#define GBQC_REPORT_LEAK_TALLY_H

#include "base/attributes.h"
#include "base/names.h"
#include "table/pair_table.h"

struct error;
struct leak_pairs;
struct leak_tally;

struct leak_tally *leak_tally_new(void);
void leak_tally_free(struct leak_tally *tally);	/* NULL is fine */

/*
 * Begins a table, or a search. -1 with err set (naming the file) where its
 * options are not those of the tables before; its form may be another.
 */
MUST_USE int leak_tally_head(struct leak_tally *tally,
			     const struct pair_head *head, const char *file,
			     struct error *err);

/* One row of the table that was begun last. Its text is copied. */
void leak_tally_add(struct leak_tally *tally, const struct pair_row *pair);

/* A search of these splits was made, whatever it finds, for all pairs. */
void leak_tally_searched(struct leak_tally *tally, const char *tested,
			 const char *in);

/* They were not compared, for they are too large. */
void leak_tally_skip(struct leak_tally *tally, const char *tested,
		     const char *in);

/*
 * How many records of a split and label were asked, of a search that knows:
 * those with an informative letter, and those without. Each once.
 */
void leak_tally_size(struct leak_tally *tally, const char *split,
		     const char *label, uint64_t asked, uint64_t blank);

/* True if no table and no search was begun, and nothing skipped. */
bool leak_tally_is_empty(const struct leak_tally *tally);

/* The pairs of two splits that were searched or told of. */
struct leak_pairs *leak_tally_pairs(struct leak_tally *tally,
				    const char *tested, const char *in);

/*
 * The pairs that are shown as examples: every relation first, then by id.
 * Returns how many. Texts are the tally's.
 */
enum { LEAK_EXAMPLES = 10 };
size_t leak_examples_pick(const struct leak_tally *tally,
			  const struct leak_pairs *pairs,
			  struct pair_row *picked);

/* What follows is for leak_findings.c, which makes figures of it. */

/* A record's best pair; other is a number of the other side. */
struct leak_best {
	enum pair_relation relation;	/* PAIR_NONE: nothing is related */
	char strand;
	bool low;
	uint32_t other;
	uint64_t edits, length, qlen, tlen;
};

struct leak_record {
	uint32_t label;		/* of leak_tally.labels */
	bool blank;		/* no informative letter */
	bool alone;		/* had a row of relation none */
	bool conflict;		/* of a query: a copy or near one of another
				 * label was found */
	size_t linked;		/* by copy and near: to this link, or itself */
	struct leak_best best;
};

struct leak_side {
	struct names *ids;
	struct leak_record *records;	/* by number of the id */
	size_t room;
};

enum { LEAK_QUERIES, LEAK_TARGETS };

/* How the records of an example lie on each other; texts from malloc(). */
struct leak_lines {
	char *query, *target;
	uint64_t query_at, target_at;
};

/* One split that was tested in another. */
struct leak_pairs {
	const char *tested, *in;
	struct leak_side sides[2];	/* queries, targets */
	bool all[2];		/* each record's best pair was there */
	bool none[2];		/* and rows of those without */
	bool complete;		/* all pairs were there */
	bool skipped;		/* and nothing else holds */
	struct leak_lines lines[LEAK_EXAMPLES];	/* in their order */
};

struct leak_size {
	const char *split, *label;
	uint64_t asked, blank;
};

struct leak_tally {
	struct pair_head head;	/* of the table that was begun last */
	bool begun;
	struct names *labels, *splits;
	struct leak_pairs **pairs;	/* by tested, in */
	size_t n_pairs, room;
	struct leak_size *sizes;
	size_t n_sizes, sizes_room;
};

/* Links are numbered 2 i + side. The link that stands for all linked. */
size_t leak_link_root(const struct leak_pairs *pairs, size_t link);

/* The pair that was best of a record, with all its text. */
struct pair_row leak_best_pair(const struct leak_tally *tally,
			   const struct leak_pairs *pairs, int side,
			   uint32_t record);

#endif
