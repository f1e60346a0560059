/* leak_findings.c - from the best pairs of records to figures. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "report/leak_figures.h"
#include "report/said.h"
#include "stats/distribution.h"

/* Lower ends of the bins of similarity, in thousandths; the last: none. */
static const int bin_from[LEAK_BINS] = { 1000, 950, 900, 700, 500, 0, -1 };

const char *
leak_kind_text(enum leak_kind kind)
{
	static const char *const texts[] = { "leaked", "partial", "low" };

	return texts[kind];
}

enum leak_kind
leak_kind_of(const struct pair_row *pair)
{
	return pair->low ? LEAK_LOW :
	       pair->relation <= PAIR_CONTAINED ? LEAK_LEAKED : LEAK_PARTIAL;
}

static bool
has_name(const char *text)
{
	return strcmp(text, ".") != 0;
}

static enum leak_labels
labels_of(const struct pair_row *pair)
{
	if (!has_name(pair->qlabel) || !has_name(pair->tlabel))
		return LEAK_UNLABELLED;
	return strcmp(pair->qlabel, pair->tlabel) == 0 ? LEAK_SAME :
							 LEAK_OTHER;
}

/* True if a tested record was asked, and something is related to it. */
static bool
is_related(const struct leak_record *record)
{
	return !record->blank && record->best.relation != PAIR_NONE;
}

/* What is being made, and from what. */
struct making {
	struct leak_findings *f;
	const struct leak_tally *tally;
	const struct leak_pairs *pairs;
	const struct leak_size *sizes;
	size_t n_sizes;
	struct verdict_list *list;
};

static size_t
count_of(const struct making *m, int side)
{
	return names_count(m->pairs->sides[side].ids);
}

static const struct leak_record *
record_of(const struct making *m, int side, size_t i)
{
	return &m->pairs->sides[side].records[i];
}

static const char *
label_of(const struct making *m, const struct leak_record *record)
{
	return names_text(m->tally->labels, record->label);
}

static int
compare_classes(const void *x, const void *y)
{
	const struct leak_class *a = x, *b = y;

	return strcmp(a->label, b->label);
}

static struct leak_class *
find_class(const struct making *m, const char *label)
{
	const struct leak_class key = { .label = label };

	return bsearch(&key, m->f->classes, m->f->n_classes,
		       sizeof(*m->f->classes), compare_classes);
}

/* The labels of the tested split, from sizes and from records. */
static void
find_classes(struct making *m)
{
	const size_t n_labels = names_count(m->tally->labels);
	struct leak_class *all = mem_array(n_labels + m->n_sizes + 1,
					   sizeof(*all));
	bool *seen = mem_zeroed(n_labels + 1, sizeof(*seen));
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < m->n_sizes; i++)
		if (strcmp(m->sizes[i].split, m->f->tested) == 0)
			all[n++] = (struct leak_class){
				.label = m->sizes[i].label };
	for (size_t i = 0; i < count_of(m, LEAK_QUERIES); i++)
		seen[record_of(m, LEAK_QUERIES, i)->label] = true;
	for (size_t i = 0; i < n_labels; i++)
		if (seen[i])
			all[n++] = (struct leak_class){
				.label = names_text(m->tally->labels,
						    (uint32_t)i) };
	if (n)
		qsort(all, n, sizeof(*all), compare_classes);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(all[kept - 1].label, all[i].label)) {
			all[kept] = all[i];
			all[kept].label = verdict_list_keep(m->list,
							    all[i].label);
			kept++;
		}
	free(seen);
	m->f->classes = all;
	m->f->n_classes = kept;
}

/* What relation-none rows and the others tell of a side: all its records. */
static void
count_rows(const struct making *m, uint64_t *asked, uint64_t *blank)
{
	for (size_t i = 0; i < count_of(m, LEAK_QUERIES); i++) {
		const struct leak_record *r = record_of(m, LEAK_QUERIES, i);
		size_t c = (size_t)(find_class(m, label_of(m, r)) -
				    m->f->classes);

		*(r->blank ? blank : &asked[c]) += 1;
	}
}

static bool
sizes_know(const struct making *m, const char *split)
{
	for (size_t i = 0; i < m->n_sizes; i++)
		if (strcmp(m->sizes[i].split, split) == 0)
			return true;
	return false;
}

/* Two numbers of one thing that differ, in words. */
static void
add_doubt(struct making *m, uint64_t pairs, uint64_t sizes)
{
	struct text text = { 0 };

	text_adds(&text, "the pairs tell of ");
	text_add_grouped(&text, pairs);
	text_adds(&text, " records of ");
	said_add(&text, "split", m->f->tested);
	text_adds(&text, ", the counts of ");
	text_add_grouped(&text, sizes);
	text_adds(&text, ": they are not of the same data");
	m->f->doubt = verdict_list_keep(m->list, text.bytes);
	text_release(&text);
}

/* How many records were asked: what sizes say, else rows of none. */
static void
find_sizes(struct making *m)
{
	struct leak_findings *f = m->f;
	uint64_t *asked = mem_zeroed(f->n_classes + 1, sizeof(*asked));
	uint64_t blank = 0, rows = 0, all = 0;
	const bool none = m->pairs->none[LEAK_QUERIES];
	const bool known = sizes_know(m, f->tested);

	count_rows(m, asked, &blank);
	f->n_tested = known || none ? 0 : RECORDS_UNKNOWN;
	f->n_in = sizes_know(m, f->in) ? 0 : RECORDS_UNKNOWN;
	for (size_t i = 0; i < f->n_classes; i++) {
		rows += asked[i];
		f->classes[i].asked = known ? 0 :
				      none ? asked[i] : RECORDS_UNKNOWN;
		if (!known && none)
			f->n_tested += asked[i];
	}
	for (size_t i = 0; i < m->n_sizes; i++) {
		const struct leak_size *s = &m->sizes[i];

		if (strcmp(s->split, f->tested) == 0) {
			struct leak_class *c = find_class(m, s->label);

			if (c)
				c->asked += s->asked;
			f->n_tested += s->asked;
			f->blank += s->blank;
			all += s->asked + s->blank;
		} else if (strcmp(s->split, f->in) == 0) {
			f->n_in += s->asked;
		}
	}
	if (!known && none)
		f->blank = blank;
	if (known && ((none && rows + blank != all) || rows > f->n_tested))
		add_doubt(m, rows + blank, all);
	free(asked);
}

static void
count_best(struct making *m)
{
	struct leak_findings *f = m->f;

	for (size_t i = 0; i < count_of(m, LEAK_QUERIES); i++) {
		const struct leak_record *r = record_of(m, LEAK_QUERIES, i);
		struct pair_row pair;
		enum leak_kind kind;

		if (!is_related(r))
			continue;
		pair = leak_best_pair(m->tally, m->pairs, LEAK_QUERIES,
				      (uint32_t)i);
		kind = leak_kind_of(&pair);
		f->kinds[kind]++;
		f->short_near += kind == LEAK_LEAKED &&
				 pair.relation == PAIR_NEAR &&
				 pair.qlen < LEAK_SHORT;
		find_class(m, pair.qlabel)->kinds[kind]++;
		(kind == LEAK_LOW ? f->best_low : f->best)
			[pair.relation][pair.strand == '-']
			[labels_of(&pair)]++;
	}
	f->in_known = m->pairs->all[LEAK_TARGETS];
	for (size_t i = 0; f->in_known && i < count_of(m, LEAK_TARGETS); i++) {
		struct pair_row pair;

		if (!is_related(record_of(m, LEAK_TARGETS, i)))
			continue;
		pair = leak_best_pair(m->tally, m->pairs, LEAK_TARGETS,
				      (uint32_t)i);
		f->in_kinds[leak_kind_of(&pair)]++;
	}
}

/*
 * The bin of (length - edits) / max(length, qlen, tlen), which is identity
 * times the smaller coverage.
 */
static size_t
bin_of(const struct leak_best *best)
{
	uint64_t whole = best->length, matched = best->length - best->edits;
	size_t bin = 0;

	whole = best->qlen > whole ? best->qlen : whole;
	whole = best->tlen > whole ? best->tlen : whole;
	while (bin_from[bin] > 0 &&
	       1000 * matched < (uint64_t)bin_from[bin] * whole)
		bin++;
	return bin;
}

/* The label that most records of split have, the smaller of equal ones. */
static const char *
majority_of(const struct making *m, const char *split)
{
	const struct leak_size *most = NULL;

	for (size_t i = 0; i < m->n_sizes; i++) {
		const struct leak_size *s = &m->sizes[i];

		if (strcmp(s->split, split) != 0 || !has_name(s->label))
			continue;
		if (!most || s->asked > most->asked ||
		    (s->asked == most->asked &&
		     strcmp(s->label, most->label) < 0))
			most = s;
	}
	return most ? verdict_list_keep(m->list, most->label) : NULL;
}

/* Labelled records that were asked; RECORDS_UNKNOWN if nothing tells. */
static uint64_t
labelled(const struct making *m)
{
	uint64_t n = 0;

	for (size_t i = 0; i < m->f->n_classes; i++) {
		const struct leak_class *c = &m->f->classes[i];

		if (c->asked == RECORDS_UNKNOWN)
			return RECORDS_UNKNOWN;
		n += has_name(c->label) ? c->asked : 0;
	}
	return n;
}

/* Adds what the last bin holds, and all of them up. */
static void
complete_floor(struct making *m, uint64_t n)
{
	struct leak_floor *floor = &m->f->floor;
	struct leak_bin *rest = &floor->bins[LEAK_BINS - 1];
	const struct leak_class *c = find_class(m, floor->majority);

	rest->n = n;
	if (c) {
		rest->right = c->asked;
		floor->majority_right = c->asked;
	}
	for (size_t i = 0; i < LEAK_BINS - 1; i++)
		rest->n -= floor->bins[i].n;
	for (size_t k = 0; c && k < LEAK_KINDS; k++)
		rest->right -= c->kinds[k];
	floor->n = n;
	for (size_t i = 0; i < LEAK_BINS; i++)
		floor->right += floor->bins[i].right;
	floor->known = true;
}

static void
make_floor(struct making *m)
{
	struct leak_floor *floor = &m->f->floor;
	const uint64_t n = labelled(m);

	for (size_t i = 0; i < LEAK_BINS; i++)
		floor->bins[i].from = bin_from[i] < 0 ? -1 :
				      bin_from[i] / 1000.;
	for (size_t i = 0; i < count_of(m, LEAK_QUERIES); i++) {
		const struct leak_record *r = record_of(m, LEAK_QUERIES, i);
		const struct leak_record *t;
		struct leak_bin *bin;

		if (!is_related(r) || !has_name(label_of(m, r)))
			continue;
		t = record_of(m, LEAK_TARGETS, r->best.other);
		bin = &floor->bins[bin_of(&r->best)];
		bin->n++;
		bin->right += r->label == t->label;
	}
	floor->majority = majority_of(m, m->f->in);
	if (floor->majority && n != RECORDS_UNKNOWN && n > 0 && !m->f->doubt)
		complete_floor(m, n);
	for (size_t i = 0; i < LEAK_BINS; i++)
		share_interval(floor->bins[i].right, floor->bins[i].n, .95,
			       &floor->bins[i].low, &floor->bins[i].high);
	share_interval(floor->right, floor->n, .95, &floor->low,
		       &floor->high);
}

static void
make_conflicts(struct making *m)
{
	struct leak_conflicts *c = &m->f->conflicts;
	const uint64_t tested = labelled(m);
	uint64_t in = 0;

	for (size_t i = 0; i < m->n_sizes; i++)
		if (strcmp(m->sizes[i].split, m->f->in) == 0 &&
		    has_name(m->sizes[i].label))
			in += m->sizes[i].asked;
	leak_conflicts_count(m->tally, m->pairs, c);
	c->complete = m->pairs->complete;
	c->n = tested == RECORDS_UNKNOWN || !sizes_know(m, m->f->in) ?
		RECORDS_UNKNOWN : tested + in;
	c->known |= c->n != RECORDS_UNKNOWN && c->n > 0;
}

void
leak_findings_make(struct verdict_list *list, const struct leak_tally *tally,
		   const struct leak_pairs *pairs,
		   const struct leak_size *sizes, size_t n_sizes,
		   const char *column)
{
	struct making m = { .tally = tally, .pairs = pairs, .sizes = sizes,
			    .n_sizes = n_sizes, .list = list };

	list->leaks = mem_grow(list->leaks, &list->leaks_room,
			       list->n_leaks + 1, sizeof(*list->leaks));
	m.f = &list->leaks[list->n_leaks++];
	*m.f = (struct leak_findings){
		.tested = verdict_list_keep(list, pairs->tested),
		.in = verdict_list_keep(list, pairs->in),
		.column = verdict_list_keep(list, column),
		.options = tally->head.options,
	};
	find_classes(&m);
	find_sizes(&m);
	count_best(&m);
	make_floor(&m);
	make_conflicts(&m);
	leak_examples_choose(list, tally, pairs, m.f);
}
