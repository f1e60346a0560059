/* columns.c - which columns of a table hold what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "record/columns.h"
#include "record/dataset.h"

/*
 * The usual names, in any case; of several that are there the first of this
 * list is taken. A name given by an option has to match exactly.
 */
static const char *const usual_seq[] = {
	"sequence", "seq", "sequences", "dna", "rna", "dna_sequence",
	"rna_sequence", "dna_seq", "rna_seq", "nucleotides", NULL
};
static const char *const usual_label[] = {
	"label", "class", "labels", "target", "category", NULL
};
static const char *const usual_split[] = {
	"split", "partition", "subset", "set", NULL
};
static const char *const usual_id[] = {
	"id", "name", "seq_id", "sequence_id", "seqid", NULL
};
static const char *const usual_region[] = {
	"region", "chrom", "chr", "chromosome", "contig", NULL
};
static const char *const usual_start[] = { "start", "chromstart", NULL };
static const char *const usual_end[] = { "end", "chromend", NULL };
static const char *const usual_strand[] = { "strand", NULL };

static const size_t nowhere = SIZE_MAX;

/* How many columns an error lists. */
enum { LISTED = 20 };

struct header {
	const struct slice *names;
	size_t n;
	const char *file;
};

static bool
is_usual(struct slice name, const char *usual)
{
	return strlen(usual) == name.n &&
	       strncasecmp(name.bytes, usual, name.n) == 0;
}

bool
columns_is_sequence(struct slice name)
{
	for (size_t i = 0; usual_seq[i]; i++)
		if (is_usual(name, usual_seq[i]))
			return true;
	return false;
}

/* "id", "seq", ... for a message. */
static void
list_names(const struct header *header, struct text *list)
{
	struct quote quote;

	for (size_t i = 0; i < header->n && i < LISTED; i++) {
		error_quote(&quote, header->names[i].bytes,
			    header->names[i].n);
		text_addf(list, "%s\"%s\"", i > 0 ? ", " : "", quote.text);
	}
	if (header->n > LISTED)
		text_addf(list, " and %zu more", header->n - LISTED);
}

/* Says what is missing, what there is, and what to do. */
static int
fail_missing(const struct header *header, const char *what,
	     const char *option, struct error *err)
{
	struct text list = { 0 };

	list_names(header, &list);
	error_at(err, header->file, 0, 0, "no %s; there are %s (%s)", what,
		 list.bytes ? list.bytes : "no columns", option);
	text_release(&list);
	return -1;
}

static int
fail_doubled(const struct header *header, struct slice name,
	     struct error *err)
{
	struct quote quote;

	error_quote(&quote, name.bytes, name.n);
	return error_at(err, header->file, 0, 0,
			"there are two columns \"%s\"", quote.text);
}

/* The one column that equals a name, exactly or in any case; or nowhere. */
static int
find_name(const struct header *header, const char *name, bool exactly,
	  size_t *index, struct error *err)
{
	const size_t n = strlen(name);

	*index = nowhere;
	for (size_t i = 0; i < header->n; i++) {
		const struct slice at = header->names[i];

		if (exactly ? at.n != n || memcmp(at.bytes, name, n) != 0 :
			      !is_usual(at, name))
			continue;
		if (*index != nowhere)
			return fail_doubled(header, at, err);
		*index = i;
	}
	return 0;
}

static int
find_usual(const struct header *header, const char *const *usual,
	   size_t *index, struct error *err)
{
	*index = nowhere;
	for (; *usual && *index == nowhere; usual++)
		if (find_name(header, *usual, false, index, err) < 0)
			return -1;
	return 0;
}

/* By the name that was given, else by its usual names; perhaps nowhere. */
static int
find_column(const struct header *header, const char *given,
	    const char *option, const char *const *usual, size_t *index,
	    struct error *err)
{
	struct quote quote;
	char what[QUOTE_TEXT + 16];

	if (!given)
		return find_usual(header, usual, index, err);
	if (find_name(header, given, true, index, err) < 0)
		return -1;
	if (*index != nowhere)
		return 0;
	error_quote(&quote, given, strlen(given));
	snprintf(what, sizeof(what), "column \"%s\"", quote.text);
	return fail_missing(header, what, option, err);
}

static void
need(struct columns *columns, size_t index, enum column_role role, size_t seq)
{
	if (index == nowhere)
		return;
	columns->needed[columns->n_needed++] = (struct column){
		.index = index, .role = role, .seq = seq
	};
}

static int
compare_columns(const void *x, const void *y)
{
	const struct column *a = x, *b = y;

	if (a->index != b->index)
		return a->index < b->index ? -1 : 1;
	/* One column may serve for two things: their order is any, but one. */
	if (a->role != b->role)
		return a->role < b->role ? -1 : 1;
	return a->seq < b->seq ? -1 : a->seq > b->seq;
}

/*
 * Finds where sequences are, if the header has all that tells it: 1 if it
 * has, 0 if not, -1 with err set.
 */
static int
find_coordinates(struct columns *columns, const struct header *header,
		 struct error *err)
{
	size_t region, start, end, strand;

	if (find_usual(header, usual_region, &region, err) < 0 ||
	    find_usual(header, usual_start, &start, err) < 0 ||
	    find_usual(header, usual_end, &end, err) < 0 ||
	    find_usual(header, usual_strand, &strand, err) < 0)
		return -1;
	if (region == nowhere || start == nowhere || end == nowhere)
		return 0;
	need(columns, region, COLUMN_REGION, 0);
	need(columns, start, COLUMN_START, 0);
	need(columns, end, COLUMN_END, 0);
	need(columns, strand, COLUMN_STRAND, 0);
	columns->coordinates = true;
	return 1;
}

static int
find_sequences(struct columns *columns, const struct header *header,
	       const struct input_options *options, struct error *err)
{
	size_t index;
	int found;

	for (size_t i = 0; i < options->n_seq_columns; i++) {
		if (find_column(header, options->seq_columns[i],
				"--seq-column", usual_seq, &index, err) < 0)
			return -1;
		need(columns, index, COLUMN_SEQ, i);
	}
	if (options->n_seq_columns > 0)
		return 0;
	if (find_usual(header, usual_seq, &index, err) < 0)
		return -1;
	if (index != nowhere) {
		need(columns, index, COLUMN_SEQ, 0);
		return 0;
	}
	found = options->compat ? 0 : find_coordinates(columns, header, err);
	if (found != 0)
		return found < 0 ? -1 : 0;
	return fail_missing(header, "sequence column", "--seq-column", err);
}

static int
find_group(struct columns *columns, const struct header *header,
	   const struct input_options *options, bool has_label,
	   bool has_split, struct error *err)
{
	size_t index;

	if (!has_label) {
		if (find_column(header, options->label_column,
				"--label-column", usual_label, &index,
				err) < 0)
			return -1;
		if (index == nowhere && !options->labels_optional)
			return fail_missing(header, "label column",
					    "--label-column, or --label . "
					    "for none", err);
		need(columns, index, COLUMN_LABEL, 0);
	}
	if (options->compat)	/* nothing else is asked for */
		return 0;
	if (!has_split) {
		if (find_column(header, options->split_column,
				"--split-column", usual_split, &index,
				err) < 0)
			return -1;
		need(columns, index, COLUMN_SPLIT, 0);
	}
	if (find_column(header, options->id_column, "--id-column", usual_id,
			&index, err) < 0)
		return -1;
	need(columns, index, COLUMN_ID, 0);
	return 0;
}

int
columns_find(struct columns *columns, const struct slice *names, size_t n,
	     const struct input_options *options, bool has_label,
	     bool has_split, const char *name, struct error *err)
{
	const struct header header = { names, n, name };
	const size_t most = 7 + options->n_seq_columns;

	columns->n_fields = n;
	columns->n_needed = 0;
	columns->coordinates = false;
	columns->needed = mem_array(most, sizeof(*columns->needed));
	if (find_sequences(columns, &header, options, err) < 0 ||
	    find_group(columns, &header, options, has_label, has_split,
		       err) < 0)
		return -1;
	qsort(columns->needed, columns->n_needed, sizeof(*columns->needed),
	      compare_columns);
	return 0;
}
