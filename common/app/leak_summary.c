/* leak_summary.c - what searches found, counted, for a person. */
#include <inttypes.h>
#include <stdlib.h>

#include "app/leak_found.h"
#include "base/mem.h"
#include "io/output.h"

/* Records of one label of a split. */
struct tally_row {
	uint64_t records, relations[LEAK_NONE], minus, other_label, low;
};

static void
count_record(const struct leak_rows *rows, size_t search,
	     const struct best *best, struct tally_row *row)
{
	const struct leak_split *queries = queries_of(rows, search);
	const struct leak_split *targets = targets_of(rows, search);
	const struct leak_entry *q, *t;

	row->records++;
	if (best->related == 0)
		return;
	q = &queries->entries[best->hit.query];
	t = &targets->entries[best->hit.target];
	row->relations[best->hit.relation]++;
	row->minus += best->hit.minus;
	row->other_label += q->label != t->label;
	row->low += q->low || t->low;
}

static void
write_tally(const struct leak_rows *rows, size_t search, const char *label,
	    const struct tally_row *row, struct output *out)
{
	if (row->records == 0)
		return;
	output_printf(out, "%s\t%s\t%s\t%" PRIu64,
		      queries_of(rows, search)->name,
		      targets_of(rows, search)->name, label, row->records);
	for (size_t i = 0; i < LEAK_NONE; i++)
		output_printf(out, "\t%" PRIu64, row->relations[i]);
	output_printf(out, "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\n",
		      row->minus, row->other_label, row->low);
}

void
leak_rows_summary(const struct leak_rows *rows, struct output *out)
{
	const size_t labels = names_count(rows->data->labels);

	output_puts(out, rows->form == PAIR_BEST_QUERY ?
		    "#qsplit\ttsplit\ttlabel\ttargets" :
		    "#qsplit\ttsplit\tqlabel\tqueries");
	for (int i = PAIR_COPY; i < PAIR_NONE; i++)
		output_printf(out, "\t%s",
			      pair_relation_name((enum pair_relation)i));
	output_puts(out, "\tminus\tother_label\tlow\n");
	for (size_t i = 0; i < rows->n; i++) {
		const struct leak_split *own = own_split(rows, i);
		struct tally_row *counts = mem_zeroed(labels + 1,
						      sizeof(*counts));

		for (uint32_t j = 0; j < leak_split_count(own); j++)
			count_record(rows, i, &rows->found[i].best[j],
				     &counts[own->entries[j].label]);
		for (uint32_t j = 0; j < labels; j++)
			write_tally(rows, i,
				    names_text(rows->data->labels, j),
				    &counts[j], out);
		free(counts);
	}
}
