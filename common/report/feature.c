/*
 * feature.c - the rows of one check as features, values in exact order.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "checks/check.h"
#include "report/feature.h"

/*
 * A row on its way to a feature. key orders fractions as they are where all
 * denominators are below 2^26; where not, equal keys are told apart exactly.
 */
struct entry {
	double key;
	uint32_t value, of;	/* of is 1 for a whole number */
	size_t place;
	uint64_t count;
};

struct entry_list {
	struct entry *all;
	size_t n, room;
};

/* What all places of a scope hold together. */
struct feature_totals {
	const size_t *places;		/* of the scope, NULL: none yet */
	uint64_t *count;		/* [n] by value */
};

static void
add_entry(struct entry_list *list, size_t place, uint32_t value, uint32_t of,
	  uint64_t count)
{
	struct entry e = { .place = place, .value = value, .of = of,
			   .count = count };

	if (of == TALLY_ABSENT)
		e.of = 1;
	if (e.value == 0 || e.of == 0)	/* 0 of 0 is 0 */
		e.value = 0, e.of = 1;
	e.key = (double)e.value / (double)e.of;
	list->all = mem_grow(list->all, &list->room, list->n + 1,
			     sizeof(*list->all));
	list->all[list->n++] = e;
}

/* Of the values alone: value/of as an exact fraction. */
static int
compare_values(const struct entry *x, const struct entry *y)
{
	uint64_t left = (uint64_t)x->value * y->of;
	uint64_t right = (uint64_t)y->value * x->of;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (left > right) - (left < right);
}

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *x = left, *y = right;
	int c = compare_values(x, y);

	return c ? c : (x->place > y->place) - (x->place < y->place);
}

/* A digit of the bits of a key. */
static size_t
key_digit(const struct entry *entry, unsigned shift, size_t digits)
{
	uint64_t bits;

	memcpy(&bits, &entry->key, sizeof(bits));
	return bits >> shift & (digits - 1);
}

/* Reads all rows of a series; -1 with err set. */
static int
add_series(struct entry_list *list, const struct view_series *from,
	   uint64_t *sum, struct error *err)
{
	struct run_walk *walk = run_walk_open(&from->series->runs,
					      &entry_tally);
	struct tally tally;
	int status;

	while ((status = run_walk_next(walk, &tally, err)) > 0) {
		if (tally.value == TALLY_ABSENT) {
			status = error_set(err, "a row of check %s at %s has "
					   "no value", from->series->check,
					   from->series->at);
			break;
		}
		if (!add_u64(sum, tally.count)) {
			status = error_set(err, "the counts of check %s pass "
					   "2^64", from->series->check);
			break;
		}
		add_entry(list, from->place, tally.value, tally.of,
			  tally.count);
	}
	run_walk_close(walk);
	return status;
}

/* Sorted entries become values, and the counts of each group. */
static void
fill(struct feature *feature, const struct entry_list *list, size_t groups)
{
	size_t *next = mem_zeroed(groups + 1, sizeof(*next)), at = 0;
	uint32_t value = 0;

	feature->totals = mem_zeroed(1, sizeof(*feature->totals));
	feature->groups = mem_zeroed(groups + 1, sizeof(*feature->groups));
	feature->counts = mem_array(list->n + 1, sizeof(*feature->counts));
	feature->value = mem_array(list->n + 1, sizeof(*feature->value));
	for (size_t i = 0; i < list->n; i++)
		next[list->all[i].place]++;
	for (size_t g = 0; g < groups; g++) {
		feature->groups[g].counts = feature->counts + at;
		at += next[g];
	}
	for (size_t i = 0; i < list->n; i++) {
		const struct entry *e = &list->all[i];
		struct feature_group *group = &feature->groups[e->place];

		if (i > 0 && compare_values(e - 1, e) != 0)
			value++;
		feature->value[value] = e->key;
		group->records += e->count;
		if (group->n && group->counts[group->n - 1].value == value)
			group->counts[group->n - 1].count += e->count;
		else
			group->counts[group->n++] = (struct feature_count){
				value, e->count };
	}
	feature->n = list->n ? (size_t)value + 1 : 0;
	free(next);
}

/* Records that a sparse check saw in each group, from its total rows. */
static uint64_t *
totals_of(const struct view *view, const char *check, const char *at)
{
	uint64_t *totals = mem_zeroed(view->n + 1, sizeof(*totals));

	for (size_t place = 0; place < view->n; place++) {
		const struct series *s = count_table_find(
			view->table, view->groups[place], check, at,
			SERIES_VALUES);
		struct error ignored = { 0 };
		struct tally t;
		struct run_walk *walk;

		if (!s)
			continue;
		walk = run_walk_open(&s->runs, &entry_tally);
		while (run_walk_next(walk, &t, &ignored) > 0)
			if (t.value == TALLY_ABSENT)
				totals[place] += t.count;
		run_walk_close(walk);
	}
	return totals;
}

/* Where the total row of a part stands: `.`, or k for words of k letters. */
static void
total_at(const char *check, const char *at, char *text, size_t room)
{
	size_t n = strcmp(check, "kmer") == 0 ? strlen(at) : 0;

	if (n && room > NUMBER_TEXT)
		text[write_u64(text, n)] = '\0';
	else
		memcpy(text, ".", 2);
}

static int
add_zeros(struct entry_list *list, const struct view *view,
	  const struct view_series *first, const uint64_t *sums,
	  struct error *err)
{
	const char *check = first->series->check, *at = first->series->at;
	char where[NUMBER_TEXT + 1];
	uint64_t *totals;
	int status = 0;

	total_at(check, at, where, sizeof(where));
	totals = totals_of(view, check, where);
	for (size_t place = 0; place < view->n && status == 0; place++) {
		if (sums[place] > totals[place])
			status = error_set(err, "check %s at %s counts %"
					   PRIu64 " records of %" PRIu64
					   ": a part of its table is missing",
					   check, at, sums[place],
					   totals[place]);
		else if (sums[place] < totals[place])
			add_entry(list, place, 0, 1,
				  totals[place] - sums[place]);
	}
	free(totals);
	return status;
}

/*
 * Sorts by key, which is what takes time where lengths differ: keys are not
 * negative, so their bits are in order as whole numbers are. Then equal keys
 * of unequal fractions, and places, by comparison; runs of them are short.
 */
static void
sort_entries(struct entry_list *list)
{
	enum { BITS = 11, DIGITS = 1 << BITS, PASSES = 6, FEW = 512 };
	struct entry *from = list->all, *to, *swap;
	size_t n = list->n, (*places)[DIGITS];

	if (n < FEW) {
		if (n)
			qsort(from, n, sizeof(*from), compare_entries);
		return;
	}
	to = mem_array(n, sizeof(*to));
	places = mem_zeroed(PASSES, sizeof(*places));
	for (size_t i = 0; i < n; i++)
		for (unsigned p = 0; p < PASSES; p++)
			places[p][key_digit(&from[i], p * BITS, DIGITS)]++;
	for (unsigned p = 0; p < PASSES; p++) {
		if (places[p][key_digit(&from[0], p * BITS, DIGITS)] == n)
			continue;
		for (size_t d = 0, sum = 0; d < DIGITS; d++) {
			size_t here = places[p][d];

			places[p][d] = sum;
			sum += here;
		}
		for (size_t i = 0; i < n; i++)
			to[places[p][key_digit(&from[i], p * BITS,
					       DIGITS)]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	free(places);
	free(to);
	list->all = from;
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && from[j].key == from[i].key; j++)
			;
		if (j - i > 1)
			qsort(from + i, j - i, sizeof(*from),
			      compare_entries);
	}
}

/* One feature from the n series of one at. */
static int
make_feature(struct feature_list *list, const struct view *view,
	     const struct check *check, const struct view_series *series,
	     size_t n, struct error *err)
{
	struct entry_list entries = { 0 };
	uint64_t *sums = mem_zeroed(view->n + 1, sizeof(*sums));
	int status = 0;

	for (size_t i = 0; i < n && status == 0; i++)
		status = add_series(&entries, &series[i],
				    &sums[series[i].place], err);
	if (status == 0 && check->scoring == SCORE_SPARSE)
		status = add_zeros(&entries, view, series, sums, err);
	if (status == 0) {
		struct feature *feature = feature_list_add(list);

		sort_entries(&entries);
		feature->at = series->series->at;
		fill(feature, &entries, view->n);
	}
	free(entries.all);
	free(sums);
	return status;
}

/* A total row is no feature: `.` of a sparse check, a number for k-mers. */
static bool
is_total(const struct check *check, const char *at)
{
	return check->scoring == SCORE_SPARSE &&
	       (strcmp(at, ".") == 0 || (at[0] >= '0' && at[0] <= '9'));
}

int
feature_list_init(struct feature_list *list, const struct view *view,
		  const struct check *check, struct error *err)
{
	size_t n;
	const struct view_series *series = view_check(view, check->name, &n);
	int status = 0;

	*list = (struct feature_list){ 0 };
	for (size_t i = 0, j; i < n && status == 0; i = j) {
		const struct series *s = series[i].series;

		for (j = i + 1; j < n &&
		     strcmp(series[j].series->at, s->at) == 0 &&
		     series[j].series->kind == s->kind; j++)
			;
		if (s->kind != SERIES_VALUES)
			status = error_set(err, "rows of check %s are not of "
					   "the form that it writes",
					   check->name);
		else if (!is_total(check, s->at))
			status = make_feature(list, view, check, series + i,
					      j - i, err);
	}
	if (status < 0)
		feature_list_release(list);
	return status;
}

struct feature *
feature_list_add(struct feature_list *list)
{
	list->all = mem_grow(list->all, &list->room, list->n + 1,
			     sizeof(*list->all));
	list->all[list->n] = (struct feature){ 0 };
	return &list->all[list->n++];
}

void
feature_set_shares(struct feature *feature, const struct view *view,
		   const char *at, const uint64_t *yes,
		   const uint64_t *records)
{
	struct entry_list entries = { 0 };

	for (uint32_t value = 0; value < 2; value++)
		for (size_t place = 0; place < view->n; place++) {
			uint64_t n = value ? yes[place] :
					     records[place] - yes[place];

			if (n)
				add_entry(&entries, place, value, 1, n);
		}
	feature->at = at;
	fill(feature, &entries, view->n);
	free(entries.all);
}

void
feature_list_release(struct feature_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->all[i].value);
		free(list->all[i].groups);
		free(list->all[i].counts);
		if (list->all[i].totals)
			free(list->all[i].totals->count);
		free(list->all[i].totals);
	}
	free(list->all);
	*list = (struct feature_list){ 0 };
}

/* Two groups: walk through both lists together. */
static void
compare_two(const struct feature_group *a, const struct feature_group *b,
	    struct feature_bins *out)
{
	size_t i = 0, j = 0;

	for (out->n = 0; i < a->n || j < b->n; out->n++) {
		uint32_t x = i < a->n ? a->counts[i].value : UINT32_MAX;
		uint32_t y = j < b->n ? b->counts[j].value : UINT32_MAX;
		struct bin *bin = &out->bins[out->n];

		out->values[out->n] = x < y ? x : y;
		bin->a = x <= y ? a->counts[i++].count : 0;
		bin->b = y <= x ? b->counts[j++].count : 0;
	}
}

static const uint64_t *
totals_over(const struct feature *feature, const struct side *side)
{
	struct feature_totals *totals = feature->totals;

	if (totals->places == side->places)
		return totals->count;
	free(totals->count);
	totals->count = mem_zeroed(feature->n + 1, sizeof(*totals->count));
	totals->places = side->places;
	for (size_t i = 0; i < side->n; i++) {
		const struct feature_group *g =
			&feature->groups[side->places[i]];

		for (size_t c = 0; c < g->n; c++)
			totals->count[g->counts[c].value] +=
				g->counts[c].count;
	}
	return totals->count;
}

/* One group against all others of its scope: those are all less it. */
static void
compare_with_others(const struct feature *feature,
		    const struct comparison *comparison,
		    struct feature_bins *out)
{
	const struct feature_group *a =
		&feature->groups[comparison->a.places[0]];
	const uint64_t *all = totals_over(feature, &comparison->b);
	size_t i = 0;

	out->n = 0;
	for (size_t v = 0; v < feature->n; v++) {
		struct bin bin = { .b = all[v] };

		if (i < a->n && a->counts[i].value == v)
			bin.a = a->counts[i++].count;
		bin.b -= bin.a;
		if (bin.a || bin.b) {
			out->values[out->n] = (uint32_t)v;
			out->bins[out->n++] = bin;
		}
	}
}

void
feature_compare(const struct feature *feature,
		const struct comparison *comparison, struct feature_bins *out)
{
	if (out->room < feature->n) {
		out->room = feature->n;
		out->bins = mem_resize(out->bins, out->room,
				       sizeof(*out->bins));
		out->values = mem_resize(out->values, out->room,
					 sizeof(*out->values));
	}
	if (comparison->b.except)
		compare_with_others(feature, comparison, out);
	else
		compare_two(&feature->groups[comparison->a.places[0]],
			    &feature->groups[comparison->b.places[0]], out);
}

void
feature_bins_release(struct feature_bins *bins)
{
	free(bins->bins);
	free(bins->values);
}
