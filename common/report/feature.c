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
#include "report/fraction.h"

/* What all places of a scope hold together. */
struct feature_totals {
	const size_t *places;		/* of the scope, NULL: none yet */
	uint64_t *count;		/* [n] by value */
};

/* What the rows of one at add up to in each group. */
struct sums {
	uint64_t *records, *undefined;	/* [place] */
};

static int
add_tally(struct fraction_list *list, const struct view_series *from,
	  const struct tally *t, struct sums *sums, struct error *err)
{
	const struct series *s = from->series;

	if (t->value == TALLY_ABSENT)
		return error_set(err, "a row of check %s at %s has no value",
				 s->check, s->at);
	if (t->value > t->of)
		return error_set(err, "a row of check %s at %s has value %"
				 PRIu32 " of %" PRIu32, s->check, s->at,
				 t->value, t->of);
	if (!add_u64(&sums->records[from->place], t->count))
		return error_set(err, "the counts of check %s pass 2^64",
				 s->check);
	if (t->of == 0)
		sums->undefined[from->place] += t->count;
	fraction_list_add(list, from->place, t->value, t->of, t->count);
	return 0;
}

/* Reads all rows of a series; -1 with err set. */
static int
add_series(struct fraction_list *list, const struct view_series *from,
	   struct sums *sums, struct error *err)
{
	struct run_walk *walk = run_walk_open(&from->series->runs,
					      &entry_tally);
	struct tally tally;
	int status;

	while ((status = run_walk_next(walk, &tally, err)) > 0) {
		status = add_tally(list, from, &tally, sums, err);
		if (status < 0)
			break;
	}
	run_walk_close(walk);
	return status;
}

/* Sorted entries become values, and the counts of each group. */
static void
fill(struct feature *feature, const struct fraction_list *list, size_t groups)
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
		const struct fraction *e = &list->all[i];
		struct feature_group *group = &feature->groups[e->place];

		if (i > 0 && fraction_compare(e - 1, e) != 0)
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
static int
read_totals(const struct view *view, const char *check, const char *at,
	    uint64_t *totals, struct error *err)
{
	int status = 0;

	for (size_t place = 0; place < view->n && status >= 0; place++) {
		const struct series *s = count_table_find(
			view->table, view->groups[place], check, at,
			SERIES_VALUES);
		struct tally t;
		struct run_walk *walk;

		if (!s)
			continue;
		walk = run_walk_open(&s->runs, &entry_tally);
		while ((status = run_walk_next(walk, &t, err)) > 0)
			if (t.value == TALLY_ABSENT)
				totals[place] += t.count;
		run_walk_close(walk);
	}
	return status;
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
add_zeros(struct fraction_list *list, const struct view *view,
	  const struct view_series *first, const uint64_t *sums,
	  struct error *err)
{
	const char *check = first->series->check, *at = first->series->at;
	char where[NUMBER_TEXT + 1];
	uint64_t *totals = mem_zeroed(view->n + 1, sizeof(*totals));
	int status;

	total_at(check, at, where, sizeof(where));
	status = read_totals(view, check, where, totals, err);
	for (size_t place = 0; place < view->n && status == 0; place++) {
		if (sums[place] > totals[place])
			status = error_set(err, "check %s at %s counts %"
					   PRIu64 " records of %" PRIu64
					   ": a part of its table is missing",
					   check, at, sums[place],
					   totals[place]);
		else if (sums[place] < totals[place])
			fraction_list_add(list, place, 0, 1,
					  totals[place] - sums[place]);
	}
	free(totals);
	return status;
}

static void
take_undefined(struct feature *feature, const uint64_t *undefined, size_t n)
{
	for (size_t g = 0; g < n; g++) {
		feature->groups[g].undefined = undefined[g];
		feature->undefined += undefined[g];
	}
}

/* One feature from the n series of one at. */
static int
make_feature(struct feature_list *list, const struct view *view,
	     const struct check *check, const struct view_series *series,
	     size_t n, struct error *err)
{
	struct fraction_list rows = { 0 };
	struct sums sums = {
		.records = mem_zeroed(view->n + 1, sizeof(uint64_t)),
		.undefined = mem_zeroed(view->n + 1, sizeof(uint64_t)),
	};
	int status = 0;

	for (size_t i = 0; i < n && status == 0; i++)
		status = add_series(&rows, &series[i], &sums, err);
	if (status == 0 && check->scoring == SCORE_SPARSE)
		status = add_zeros(&rows, view, series, sums.records, err);
	if (status == 0) {
		struct feature *feature = feature_list_add(list);

		fraction_list_sort(&rows);
		feature->at = series->series->at;
		fill(feature, &rows, view->n);
		take_undefined(feature, sums.undefined, view->n);
	}
	free(rows.all);
	free(sums.records);
	free(sums.undefined);
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
	struct fraction_list entries = { 0 };

	for (uint32_t value = 0; value < 2; value++)
		for (size_t place = 0; place < view->n; place++) {
			uint64_t n = value ? yes[place] :
					     records[place] - yes[place];

			if (n)
				fraction_list_add(&entries, place, value, 1,
						  n);
		}
	feature->at = at;
	fill(feature, &entries, view->n);
	free(entries.all);
}

/* The value 0, if any record has it, is the first. */
void
feature_list_alphabet(struct feature_list *alphabet, const struct view *view,
		      const struct feature_list *bases)
{
	uint64_t *yes = mem_array(view->n + 1, sizeof(*yes));
	uint64_t *records = mem_array(view->n + 1, sizeof(*records));

	for (size_t i = 0; i < bases->n; i++) {
		const struct feature *base = &bases->all[i];

		for (size_t g = 0; g < view->n; g++) {
			const struct feature_group *group = &base->groups[g];
			bool zeros = group->n && base->value[0] == 0 &&
				     group->counts[0].value == 0;

			records[g] = group->records;
			yes[g] = group->records -
				 (zeros ? group->counts[0].count : 0);
		}
		feature_set_shares(feature_list_add(alphabet), view, base->at,
				   yes, records);
	}
	free(yes);
	free(records);
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

static uint64_t
undefined_of(const struct feature *feature, const struct side *side)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < side->n; i++)
		if (!side->except || side->places[i] != *side->except)
			sum += feature->groups[side->places[i]].undefined;
	return sum;
}

uint64_t
feature_undefined(const struct feature *feature,
		  const struct comparison *comparison)
{
	/* Most features have none, and a side may have many groups. */
	if (feature->undefined == 0)
		return 0;
	return undefined_of(feature, &comparison->a) +
	       undefined_of(feature, &comparison->b);
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

const struct feature *
feature_list_find(const struct feature_list *list, const char *at)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->all[i].at, at) == 0)
			return &list->all[i];
	return NULL;
}
