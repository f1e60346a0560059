/*
 * value_counts.c - how often each value of one feature occurs.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "checks/value_arrays.h"

/* Cells that arrays may take before their values came, and values that wait
 * at least before they are sorted. */
enum { CELLS_FREE = 2048, WAIT_FIRST = 64, WAIT_LEAST = 4096 };

static int
too_many(struct error *err)
{
	return error_set(err, "more than 2^64 records have one value");
}

/* run and more, both sorted, as one; takes both over. -1 with err set. */
static int
add_runs(struct tally *run, size_t n, struct tally *more, size_t m,
	 struct tally **sum, size_t *total, struct error *err)
{
	struct tally *to = mem_array(n + m + 1, sizeof(*to));
	size_t i = 0, j = 0, k = 0;
	int status = 0;

	while (i < n && j < m) {
		int c = tally_compare(&run[i], &more[j]);

		to[k] = c <= 0 ? run[i++] : more[j++];
		if (c == 0) {
			if (to[k].count > UINT64_MAX - more[j].count)
				status = too_many(err);
			to[k].count += more[j++].count;
		}
		k++;
	}
	while (i < n)
		to[k++] = run[i++];
	while (j < m)
		to[k++] = more[j++];
	free(run);
	free(more);
	*sum = mem_resize(to, k + 1, sizeof(*to));
	*total = k;
	return status;
}

/* Books the run anew; where that is too much, it goes to a file. */
static int
book(struct value_counts *counts, struct error *err)
{
	size_t bytes = counts->n_run * sizeof(*counts->run);
	int status;

	if (!counts->budget)
		return 0;
	memory_budget_give(counts->budget, counts->booked);
	counts->booked = 0;
	if (memory_budget_take(counts->budget, bytes)) {
		counts->booked = bytes;
		return 0;
	}
	if (counts->n_run < WAIT_LEAST)		/* too little to help */
		return 0;
	status = run_list_spill(&counts->spilled, &entry_tally, counts->run,
				counts->n_run, err);
	free(counts->run);
	counts->run = NULL;
	counts->n_run = 0;
	return status;
}

/* Adds sorted tallies, which are taken over, to the run. */
static int
take_sorted(struct value_counts *counts, struct tally *tallies, size_t n,
	    struct error *err)
{
	if (counts->n_run == 0) {
		free(counts->run);
		counts->run = tallies;
		counts->n_run = n;
	} else if (add_runs(counts->run, counts->n_run, tallies, n,
			    &counts->run, &counts->n_run, err) < 0) {
		return -1;
	}
	return book(counts, err);
}

/* Sorts what waits into the run. */
static int
settle(struct value_counts *counts, struct error *err)
{
	size_t n = counts->n_waiting;
	struct tally *tallies;

	if (n == 0)
		return 0;
	tallies = mem_array(n, sizeof(*tallies));
	for (size_t i = 0; i < n; i++)
		tallies[i] = (struct tally){
			.value = (uint32_t)(counts->waiting[i] >> 32),
			.of = (uint32_t)counts->waiting[i],
			.count = 1,
		};
	counts->n_waiting = 0;
	n = tally_sort(tallies, n);
	if (n == SIZE_MAX) {
		free(tallies);
		return too_many(err);
	}
	return take_sorted(counts, tallies, n, err);
}

/* Makes rows reach from `from` to `to`. */
static void
widen(struct value_counts *counts, uint32_t from, uint32_t to)
{
	uint32_t old = counts->first_row, n = counts->n_rows;
	uint32_t **rows = mem_zeroed(to - from + 1, sizeof(*rows));

	if (n)
		memcpy(rows + (old - from), counts->rows, n * sizeof(*rows));
	free(counts->rows);
	counts->rows = rows;
	counts->first_row = from;
	counts->n_rows = to - from + 1;
}

/* True if so many values came that more cells are worth their room. */
static bool
has_earned(const struct value_counts *counts, uint64_t cells)
{
	return counts->cells + cells <= CELLS_FREE + 4 * counts->added;
}

/* An array for a denominator below EARLY_OF. */
static void
make_row(struct value_counts *counts, uint32_t of)
{
	uint32_t from = counts->first_row;
	uint32_t to = from + counts->n_rows - (counts->n_rows > 0);

	if (counts->n_rows == 0)
		widen(counts, of, of);
	else if (of < from || of > to)
		widen(counts, of < from ? of : from, of > to ? of : to);
	counts->rows[of - counts->first_row] =
		mem_zeroed((size_t)of + 1, sizeof(uint32_t));
	counts->cells += (uint64_t)of + 1;
}

/* The same for whole numbers up to value. */
static bool
make_whole(struct value_counts *counts, uint32_t value)
{
	uint32_t old = counts->n_whole, n = value + 1;

	if (value >= VALUE_WHOLE || !has_earned(counts, n - old))
		return false;
	n = n < old + old / 2 ? old + old / 2 : n;
	counts->whole = mem_resize(counts->whole, n, sizeof(uint32_t));
	memset(counts->whole + old, 0, (n - old) * sizeof(uint32_t));
	counts->n_whole = n;
	counts->cells += n - old;
	return true;
}

/* Lists a value that has no place in an array. */
static int
let_wait(struct value_counts *counts, uint32_t value, uint32_t of,
	 struct error *err)
{
	size_t most = counts->n_run / 2;

	if (most < WAIT_LEAST)
		most = WAIT_LEAST;
	if (counts->n_waiting == counts->room) {
		if (counts->room >= most) {
			if (settle(counts, err) < 0)
				return -1;
		} else {
			counts->room = counts->room ? 2 * counts->room :
						      WAIT_FIRST;
			counts->waiting = mem_resize(
				counts->waiting, counts->room,
				sizeof(*counts->waiting));
		}
	}
	counts->waiting[counts->n_waiting++] = (uint64_t)value << 32 | of;
	return 0;
}

/* The array of a denominator, or NULL. */
static uint32_t *
find_row(const struct value_counts *counts, uint32_t of)
{
	uint32_t row = of - counts->first_row;

	return row < counts->n_rows ? counts->rows[row] : NULL;
}

/* Adds to a value in its array. */
static int
add_to_row(struct value_counts *counts, uint32_t value, uint32_t of,
	   uint32_t n, struct error *err)
{
	uint32_t *cell = find_row(counts, of) + value;

	*cell += n;
	return *cell >= n ? 0 : value_counts_carry(counts, value, of, err);
}

/* Counts a value in an array that is made for it; else it waits. */
static int
add_or_wait(struct value_counts *counts, uint32_t value, uint32_t of,
	    struct error *err)
{
	if (!find_row(counts, of)) {
		if (!has_earned(counts, of + 1))
			return let_wait(counts, value, of, err);
		make_row(counts, of);
	}
	return add_to_row(counts, value, of, 1, err);
}

/* Early values go to arrays, where those pay. */
static int
settle_early(struct value_counts *counts, struct error *err)
{
	int status = 0;

	for (size_t i = 0; i < counts->early.n && status == 0; i++)
		status = add_or_wait(counts,
				     early_value(counts->early.keys[i]),
				     early_of(counts->early.keys[i]), err);
	counts->early.n = 0;
	return status;
}

int
value_counts_add_slowly(struct value_counts *counts, uint32_t value,
			uint32_t of, struct error *err)
{
	if (of < EARLY_OF && value <= of) {
		if (counts->n_rows > 0 && counts->early.n < EARLY_MOST) {
			early_values_add(&counts->early, value, of);
			return 0;
		}
		if (settle_early(counts, err) < 0)
			return -1;
		return add_or_wait(counts, value, of, err);
	}
	if (of == TALLY_ABSENT && make_whole(counts, value)) {
		counts->whole[value]++;
		return 0;
	}
	return let_wait(counts, value, of, err);
}

int
value_counts_add_row(struct value_counts *counts, const uint16_t *cells,
		     uint32_t of, struct error *err)
{
	if (!find_row(counts, of))
		make_row(counts, of);
	for (uint32_t value = 0; value <= of; value++) {
		if (!cells[value])
			continue;
		counts->added += cells[value];
		if (add_to_row(counts, value, of, cells[value], err) < 0)
			return -1;
	}
	return 0;
}

int
value_counts_carry(struct value_counts *counts, uint32_t value, uint32_t of,
		   struct error *err)
{
	struct tally *tally = mem_array(1, sizeof(*tally));

	*tally = (struct tally){ value, of, (uint64_t)UINT32_MAX + 1 };
	return take_sorted(counts, tally, 1, err);
}

static void
release_arrays(struct value_counts *counts)
{
	for (uint32_t r = 0; r < counts->n_rows; r++)
		free(counts->rows[r]);
	free(counts->rows);
	free(counts->whole);
	counts->rows = NULL;
	counts->whole = NULL;
	counts->n_whole = counts->n_rows = counts->first_row = 0;
	counts->cells = 0;
}

/* The arrays go into the run; they are free after it. */
static int
settle_arrays(struct value_counts *counts, struct error *err)
{
	struct tally *tallies;
	size_t n;

	if (counts->cells == 0)
		return 0;
	tallies = value_arrays_sort(counts, &n);
	release_arrays(counts);
	return take_sorted(counts, tallies, n, err);
}

/*
 * True where most values are early ones: then the array that there is, of the
 * first denominator, is better listed than others made.
 */
static bool
is_mostly_early(const struct value_counts *counts)
{
	return counts->early.n > 0 && counts->n_rows == 1 &&
	       counts->n_whole == 0 && counts->n_run == 0 &&
	       counts->added / 4 <= counts->early.n;
}

/* Early values and that array become the run, where they can be sorted. */
static int
sort_early(struct value_counts *counts, struct error *err)
{
	const uint32_t of = counts->first_row;
	struct tally *tallies;
	size_t n;

	for (uint32_t value = 0; value <= of; value++) {
		for (uint32_t i = counts->rows[0][value]; i > 0; i--)
			early_values_add(&counts->early, value, of);
		counts->rows[0][value] = 0;
	}
	tallies = early_values_sort(&counts->early, &n);
	if (!tallies)
		return 0;
	release_arrays(counts);
	return take_sorted(counts, tallies, n, err);
}

bool
value_counts_any(const struct value_counts *counts)
{
	return counts->added || counts->n_run || counts->spilled.n;
}

int
value_counts_settle(struct value_counts *counts, struct error *err)
{
	if (is_mostly_early(counts) && sort_early(counts, err) < 0)
		return -1;
	if (settle_early(counts, err) < 0 || settle(counts, err) < 0)
		return -1;
	return settle_arrays(counts, err);
}

int
value_counts_emit(struct value_counts *counts, struct run_list *runs,
		  struct error *err)
{
	if (value_counts_settle(counts, err) < 0)
		return -1;
	run_list_take(runs, counts->run, counts->n_run);
	counts->run = NULL;
	counts->n_run = 0;
	run_list_move(runs, &counts->spilled);
	value_counts_release(counts);
	return 0;
}

int
value_counts_merge(struct value_counts *into, struct value_counts *from,
		   struct error *err)
{
	if (value_counts_settle(from, err) < 0)
		return -1;
	run_list_move(&into->spilled, &from->spilled);
	if (take_sorted(into, from->run, from->n_run, err) < 0) {
		from->run = NULL;
		return -1;
	}
	from->run = NULL;
	value_counts_release(from);
	return 0;
}

void
value_counts_release(struct value_counts *counts)
{
	struct memory_budget *budget = counts->budget;

	if (budget)
		memory_budget_give(budget, counts->booked);
	release_arrays(counts);
	early_values_release(&counts->early);
	free(counts->waiting);
	free(counts->run);
	run_list_release(&counts->spilled);
	*counts = (struct value_counts){ .budget = budget };
}
