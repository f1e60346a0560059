/* notices.c - what was counted while reading, said at the end. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "record/format.h"
#include "record/genome.h"
#include "record/notices.h"

enum { NAMED = 10 };		/* files without records that are named */

struct notices {
	bool made;
	char **lines;
	size_t n, room;
};

struct notices *
notices_new(void)
{
	return mem_zeroed(1, sizeof(struct notices));
}

void
notices_free(struct notices *notices)
{
	if (!notices)
		return;
	for (size_t i = 0; i < notices->n; i++)
		free(notices->lines[i]);
	free(notices->lines);
	free(notices);
}

/* Takes the text over. */
static void
say(struct notices *notices, struct text *line)
{
	notices->lines = mem_grow(notices->lines, &notices->room,
				  notices->n + 1, sizeof(*notices->lines));
	notices->lines[notices->n++] = line->bytes;
	*line = (struct text){ 0 };
}

static void
say_count(struct notices *notices, uint64_t n, const char *one,
	  const char *many)
{
	struct text line = { 0 };

	if (n == 0)
		return;
	text_add_grouped(&line, n);
	text_addc(&line, ' ');
	text_adds(&line, n == 1 ? one : many);
	say(notices, &line);
}

static void
say_empty_files(struct notices *notices, const struct dataset *set)
{
	struct text line = { 0 };
	struct quote quote;
	uint64_t n = 0;

	for (size_t i = 0; i < set->n_files; i++) {
		const char *name = set->files[i].name;

		if (set->files[i].records > 0 || ++n > NAMED)
			continue;
		error_quote(&quote, name, strlen(name));
		text_addf(&line, "%s: no records", quote.text);
		say(notices, &line);
	}
	if (n > NAMED)
		say_count(notices, n - NAMED, "more file has no records",
			  "more files have no records");
}

static void
say_named_splits(struct notices *notices, const struct dataset *set)
{
	const struct input_file *first = NULL;
	struct text line = { 0 };
	struct quote quote;
	uint64_t n = 0;

	for (size_t i = 0; i < set->n_files; i++) {
		if (!set->files[i].split_by_name)
			continue;
		if (n++ == 0)
			first = &set->files[i];
	}
	if (!first)
		return;
	error_quote(&quote, first->name, strlen(first->name));
	text_addf(&line, "split by file name: %s is \"%.*s\"", quote.text,
		  (int)first->name_split.n, first->name_split.bytes);
	if (n > 1)
		text_addf(&line, ", and so for %" PRIu64 " more", n - 1);
	say(notices, &line);
}

/*
 * Of sequences without a table a name gives a label alone. Of one file nothing
 * is compared.
 */
static void
say_splits_in_labels(struct notices *notices, const struct dataset *set)
{
	const struct input_file *first = NULL;
	struct text line = { 0 };
	struct quote quote;
	struct slice split;
	uint64_t n = 0;

	for (size_t i = 0; i < set->n_files; i++)
		if (naming_split_in_label(&set->files[i]).bytes && n++ == 0)
			first = &set->files[i];
	if (!first || set->n_files == 1)
		return;
	split = naming_split_in_label(first);
	error_quote(&quote, first->name, strlen(first->name));
	text_addf(&line, "%s: its name is read as a label, not as a split; if "
		  "it is of %.*s, write %.*s/LABEL=FILE", quote.text,
		  (int)split.n, split.bytes, (int)split.n, split.bytes);
	if (n > 1)
		text_addf(&line, " (and so for %" PRIu64 " more)", n - 1);
	say(notices, &line);
}

static void
say_genome(struct notices *notices, const struct dataset *set)
{
	const char *name = set->options.reference;
	struct text line = { 0 };
	struct quote quote;

	if (!set->genome || !genome_was_indexed(set->genome))
		return;
	error_quote(&quote, name, strlen(name));
	text_addf(&line, "%s was read through to index it; a plain one with "
			 "its .fai (samtools faidx) spares that", quote.text);
	say(notices, &line);
}

static void
make(struct notices *notices, const struct dataset *set)
{
	const struct read_counts *counts = &set->counts;

	say_empty_files(notices, set);
	say_named_splits(notices, set);
	say_splits_in_labels(notices, set);
	say_count(notices, counts->empty_labels,
		  "empty label is read as \".\", none",
		  "empty labels are read as \".\", none");
	say_count(notices, counts->blank_rows,
		  "blank line of tables was passed over",
		  "blank lines of tables were passed over");
	say_count(notices, counts->unlabelled,
		  "row without a label was dropped",
		  "rows without a label were dropped");
	say_count(notices, counts->not_numbers,
		  "row whose label is not a number was dropped",
		  "rows whose label is not a number were dropped");
	say_count(notices, counts->alignments,
		  "secondary or supplementary alignment was passed over",
		  "secondary or supplementary alignments were passed over");
	say_genome(notices, set);
}

const char *
notices_at(struct notices *notices, const struct dataset *set, size_t n)
{
	if (!notices->made) {
		make(notices, set);
		notices->made = true;
	}
	return n < notices->n ? notices->lines[n] : NULL;
}
