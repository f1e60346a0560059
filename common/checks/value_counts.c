/*
 * value_counts.c - how often each value of one feature occurs.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "checks/value_counts.h"

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

/* An array for a denominator, where so many values came that it pays. */
static bool
make_row(struct value_counts *counts, uint32_t of)
{
	uint32_t from = counts->first_row;
	uint32_t to = from + counts->n_rows - (counts->n_rows > 0);

	if (of >= VALUE_ROWS ||
	    counts->cells + of + 1 > CELLS_FREE + 4 * counts->added)
		return false;
	if (counts->n_rows == 0)
		widen(counts, of, of);
	else if (of < from || of > to)
		widen(counts, of < from ? of : from, of > to ? of : to);
	counts->rows[of - counts->first_row] =
		mem_zeroed((size_t)of + 1, sizeof(uint32_t));
	counts->cells += (uint64_t)of + 1;
	return true;
}

/* The same for whole numbers up to value. */
static bool
make_whole(struct value_counts *counts, uint32_t value)
{
	uint32_t old = counts->n_whole, n = value + 1;

	if (value >= VALUE_WHOLE ||
	    counts->cells + n - old > CELLS_FREE + 4 * counts->added)
		return false;
	n = n < old + old / 2 ? old + old / 2 : n;
	counts->whole = mem_resize(counts->whole, n, sizeof(uint32_t));
	memset(counts->whole + old, 0, (n - old) * sizeof(uint32_t));
	counts->n_whole = n;
	counts->cells += n - old;
	return true;
}

int
value_counts_add_slowly(struct value_counts *counts, uint32_t value,
			uint32_t of, struct error *err)
{
	size_t most = counts->n_run / 2;

	if (of == TALLY_ABSENT) {
		if (make_whole(counts, value)) {
			counts->whole[value]++;
			return 0;
		}
	} else if (value <= of && make_row(counts, of)) {
		counts->rows[of - counts->first_row][value]++;
		return 0;
	}
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

int
value_counts_carry(struct value_counts *counts, uint32_t value, uint32_t of,
		   struct error *err)
{
	struct tally *tally = mem_array(1, sizeof(*tally));

	*tally = (struct tally){ value, of, (uint64_t)UINT32_MAX + 1 };
	return take_sorted(counts, tally, 1, err);
}

/* Arrays on their way into a run. */
struct listing {
	struct tally *tallies;	/* an array after another */
	size_t n;
	uint32_t *places;	/* of a value: how many tallies it has */
	uint32_t width;		/* no value reaches it */
};

/* Most cells hold nothing, and which do cannot be foreseen. */
static void
list_array(struct listing *list, const uint32_t *cells, uint32_t n,
	   uint32_t of)
{
	enum { BLOCK = 8 };
	struct tally *to = list->tallies + list->n;

	for (uint32_t v = 0, end; v < n; v = end) {
		uint32_t any = 0;

		end = n - v < BLOCK ? n : v + BLOCK;
		for (uint32_t i = v; i < end; i++)
			any |= cells[i];
		for (uint32_t i = any ? v : end; i < end; i++) {
			*to = (struct tally){ i, of, cells[i] };
			to += cells[i] != 0;
			list->places[i] += cells[i] != 0;
		}
	}
	list->n = (size_t)(to - list->tallies);
}

/* All arrays, those of denominators in the order of their text. */
static void
list_arrays(struct listing *list, const struct value_counts *counts)
{
	const uint32_t first = counts->first_row, n = counts->n_rows;
	uint32_t of = n == 1 ? first : 0;

	list_array(list, counts->whole, counts->n_whole, TALLY_ABSENT);
	for (uint32_t i = of; n > 0 && i < first + n; i++) {
		if (of >= first && counts->rows[of - first])
			list_array(list, counts->rows[of - first], of + 1, of);
		of = tally_text_next(of, first + n - 1);
	}
}

/* Puts them into the order of values; denominators are in order. */
static struct tally *
order_tallies(const struct listing *list)
{
	struct tally *tallies = mem_array(list->n, sizeof(*tallies));
	uint32_t value = 0, sum = 0;

	for (uint32_t i = 0; i < list->width; i++) {
		uint32_t here = list->places[value];

		list->places[value] = sum;
		sum += here;
		value = tally_text_next(value, list->width - 1);
	}
	for (size_t i = 0; i < list->n; i++)
		tallies[list->places[list->tallies[i].value]++] =
			list->tallies[i];
	return tallies;
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
	uint32_t most = counts->n_rows ? counts->first_row + counts->n_rows :
					 0;
	struct listing list = { 0 };
	struct tally *tallies;

	if (counts->cells == 0)
		return 0;
	most = most > counts->n_whole ? most : counts->n_whole;
	list.places = mem_zeroed(most, sizeof(*list.places));
	list.tallies = mem_array(counts->cells + 1, sizeof(*list.tallies));
	list_arrays(&list, counts);
	for (list.width = most; list.width > 0; list.width--)
		if (list.places[list.width - 1])
			break;
	tallies = order_tallies(&list);
	free(list.places);
	free(list.tallies);
	release_arrays(counts);
	return take_sorted(counts, tallies, list.n, err);
}

bool
value_counts_any(const struct value_counts *counts)
{
	return counts->added || counts->n_run || counts->spilled.n;
}

int
value_counts_settle(struct value_counts *counts, struct error *err)
{
	return settle(counts, err) < 0 ? -1 : settle_arrays(counts, err);
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
	free(counts->waiting);
	free(counts->run);
	run_list_release(&counts->spilled);
	*counts = (struct value_counts){ .budget = budget };
}
