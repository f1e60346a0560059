/*
 * pair_table.h - the pair table: which records of two parts of a dataset are
 * related, and how. What gbqc-leak writes, and gbqc-merge and gbqc-report
 * read.
 *
 * Rows are written in one fixed order, so neither shards nor threads show.
 * Format and definitions: docs/leak.md.
 *
 *	#gbqc-pairs 1
 *	#query target relation strand edits length qlen tlen identity qcov
 *	    tcov qlabel tlabel qsplit tsplit tags [targets | queries]
 *	#options ...		only where one differs from the default
 *
 * A form is what the rows are: the best target of each query (a column
 * `targets` says how many are related), all pairs, or the best query of each
 * target (column `queries`). Within a form rows are ordered bytewise by
 * query (of the last form: target), then the better relation, more matched
 * letters (length - edits), fewer edits, strand + first, the other id, then
 * by splits and labels. Splits take part in the identity of a record: the
 * best row is that of a query, its split and the split it was searched in.
 *
 * Merging adds shards up, of any grid of queries and targets: of `all` the
 * sorted union, equal rows once; of the others the best row, and the sum of
 * targets (queries). A row of relation `none` (option --none) stays only
 * where no shard knows a better one.
 */
#ifndef GBQC_TABLE_PAIR_TABLE_H
#define GBQC_TABLE_PAIR_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

struct error;
struct output;
struct pair_reader;
struct source;

enum pair_form { PAIR_BEST_TARGET, PAIR_ALL, PAIR_BEST_QUERY };

/* The better first; contained and contains rank alike (pair_rank()). */
enum pair_relation {
	PAIR_COPY, PAIR_NEAR, PAIR_CONTAINED, PAIR_CONTAINS, PAIR_OVERLAP,
	PAIR_NONE
};

/* What the search was asked for; shares in thousandths. */
struct pair_options {
	uint32_t identity, overlap;
	uint32_t min_score;
	bool plus_only;		/* --strand plus */
	bool no_overlap;
	bool none;		/* rows of relation none, too */
};

/* .9, .5, 20, both strands. */
extern const struct pair_options pair_options_default;

/* What a table says before its rows. */
struct pair_head {
	enum pair_form form;
	struct pair_options options;
};

/*
 * A row. Text is NUL-terminated, without control bytes; "." when absent. Of
 * relation none there is no target (of PAIR_BEST_QUERY: no query), with its
 * label; strand is '.', and all numbers but the length of the record that is
 * there are 0.
 */
struct pair_row {
	const char *query, *target;
	enum pair_relation relation;
	char strand;		/* '+' or '-': the target's */
	uint64_t edits, length;	/* length: letters they are counted over */
	uint64_t qlen, tlen;	/* informative letters */
	const char *qlabel, *tlabel, *qsplit, *tsplit;
	bool low;		/* the tag: one of them is of low complexity */
	uint64_t related;	/* targets (queries), this one too; else 0 */
};

/* Shares as the table has them: ten-thousandths, rounded down. */
struct pair_shares {
	uint32_t identity;	/* (length - edits)/length; 1 for 0 of 0 */
	uint32_t qcov, tcov;	/* length over qlen, tlen, 1 at most and for
				 * 0 of 0 */
};
struct pair_shares pair_shares_of(const struct pair_row *pair);

/* The name of a relation, as in the table. */
const char *pair_relation_name(enum pair_relation relation);

/* Smaller is better; equal for contained and contains. */
int pair_rank(enum pair_relation relation);

/* <0, 0, >0 in the order of rows of that form; 0: equal in all but related. */
int pair_compare(enum pair_form form, const struct pair_row *x,
		 const struct pair_row *y);

/*
 * True if both rows stand for the same record searched in the same split:
 * query, qsplit and tsplit are equal (of PAIR_BEST_QUERY target instead).
 */
bool pair_same_record(enum pair_form form, const struct pair_row *x,
		      const struct pair_row *y);

/* The lines before the rows. Write errors stay in out. */
void pair_head_write(const struct pair_head *head, struct output *out);

/* One row, newline included. */
void pair_row_write(enum pair_form form, const struct pair_row *pair,
		struct output *out);

/* True if the first bytes of a file are those of a pair table. */
bool pair_table_recognise(const char *bytes, size_t n);

/*
 * Reads the head of an open table; source is borrowed until
 * pair_reader_free(). NULL with err set (naming the file) if it is no pair
 * table, or of another version, or empty.
 */
struct pair_reader *pair_reader_new(struct source *source, struct error *err);
void pair_reader_free(struct pair_reader *reader);	/* NULL is fine */
const struct pair_head *pair_reader_head(const struct pair_reader *reader);

/*
 * The next row; its text stays until the next call. Headers in the middle
 * (after cat) are passed over where they say the same. The order of rows is
 * not looked at. Returns 1, 0 at the end, or -1 with err set (file, line):
 * a wrong number of fields, an unknown relation, a number that is none, a
 * share that does not follow from the numbers, a last line without newline.
 */
MUST_USE int pair_reader_next(struct pair_reader *reader, struct pair_row *pair,
			      struct error *err);

/*
 * -1 with err set where the heads of two tables do not fit: other forms or
 * other options. file: of the second, for the message.
 */
MUST_USE int pair_head_check(const struct pair_head *first,
			     const struct pair_head *head, const char *file,
			     struct error *err);

#endif
