/*
 * position.c - which letter stands where, from the start, the end and the
 * centre.
 *
 * A, C, G and T are counted in bytes, moved to 16 bits before a byte can
 * overflow, and from there to 64 bits: what is added each 255 records stays in
 * cache. Other letters are counted one by one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/position_rows.h"
#include "checks/position_sums.h"
#include "checks/profile.h"
#include "checks/value_check.h"

enum anchor { START, END, CENTRE };
enum { BASES = 4 };

static const char *const names[] = { "start", "end", "centre" };
static const unsigned base_letter[BASES] = { 'A' - 'A', 'C' - 'A', 'G' - 'A',
					     'T' - 'A' };

/*
 * A cell is a position. From the start it is cell 0, 1, ...; from the end
 * the last position is the last cell; the centre is in the middle. So the
 * letters of a record are neighbours in all three.
 */
struct position_state {
	enum anchor anchor;
	uint32_t limit;			/* the farthest position */
	uint64_t records;
	size_t cells;
	unsigned pending;		/* records in narrow, below 2^8 */
	unsigned settled;		/* records in middle, below 2^16 */
	uint8_t *narrow[BASES];		/* [cells + POSITION_PAD] */
	uint16_t *middle[BASES];	/* [cells] */
	uint64_t *wide[LETTERS];	/* [cells], NULL: never seen */
	_Atomic bool *beyond;		/* of the parameters, or NULL */
};

/* Letters from..to-1 of a record go to the cells from first on. */
struct stretch {
	uint32_t from, to;
	size_t first;
};

static void *
make(const struct check_params *params, enum anchor anchor)
{
	struct position_state *state = mem_zeroed(1, sizeof(*state));

	state->anchor = anchor;
	/* Positions are kept as 32 bits with a sign. */
	state->limit = params->positions && params->positions < INT32_MAX ?
			       params->positions : INT32_MAX;
	state->beyond = params->beyond;
	return state;
}

static void
release_cells(struct position_state *state)
{
	for (unsigned b = 0; b < BASES; b++) {
		free(state->narrow[b]);
		free(state->middle[b]);
		state->narrow[b] = NULL;
		state->middle[b] = NULL;
	}
	for (unsigned l = 0; l < LETTERS; l++) {
		free(state->wide[l]);
		state->wide[l] = NULL;
	}
	state->cells = 0;
	state->settled = state->pending = 0;
}

static void
release(void *data)
{
	release_cells(data);
	free(data);
}

/* Where old cells stand in a table of more of them. */
static size_t
shift_of(enum anchor anchor, size_t old, size_t cells)
{
	if (anchor == START)
		return 0;
	return anchor == END ? cells - old : cells / 2 - old / 2;
}

static void *
moved(void *cells, size_t old, size_t n, size_t shift, size_t size)
{
	char *to = mem_zeroed(n, size);

	if (old)
		memcpy(to + shift * size, cells, old * size);
	free(cells);
	return to;
}

/* Makes room for more cells: an even number, for the centre. */
static void
grow(struct position_state *state, size_t need)
{
	size_t old = state->cells, n, shift;

	n = old + old / 2 > need ? old + old / 2 : need;
	n += n & 1;
	shift = shift_of(state->anchor, old, n);
	for (unsigned b = 0; b < BASES; b++) {
		state->narrow[b] = moved(state->narrow[b], old,
					 n + POSITION_PAD, shift, 1);
		state->middle[b] = moved(state->middle[b], old, n, shift,
					 sizeof(uint16_t));
	}
	for (unsigned l = 0; l < LETTERS; l++)
		if (state->wide[l])
			state->wide[l] = moved(state->wide[l], old, n, shift,
					       sizeof(uint64_t));
	state->cells = n;
}

/* Asked of each record, and seldom answered by work. */
static inline void
need_cells(struct position_state *state, size_t need)
{
	if (need > state->cells)
		grow(state, need);
}

/* Of the centre: positions from -limit to limit, the middle is 0. */
static inline struct stretch
find_around_centre(struct position_state *state, uint32_t n, uint32_t limit)
{
	uint32_t half = n / 2, before, after;
	struct stretch s = { half > limit ? half - limit : 0, n, 0 };

	if (n - half > limit && n - half - 1 > limit)
		s.to = half + limit + 1;
	before = half - s.from;
	after = s.to - half;
	need_cells(state, 2 * (size_t)(before > after ? before : after));
	s.first = state->cells / 2 - before;
	return s;
}

/* The letters of a record that are within the limit, and their cells. */
static inline struct stretch
find_stretch(struct position_state *state, uint32_t n)
{
	uint32_t limit = state->limit;
	struct stretch s = { 0, n, 0 };

	if (state->anchor == CENTRE)
		return find_around_centre(state, n, limit);
	if (state->anchor == START)
		s.to = n < limit ? n : limit;
	else
		s.from = n > limit ? n - limit : 0;
	need_cells(state, s.to - s.from);
	if (state->anchor == END)
		s.first = state->cells - (s.to - s.from);
	return s;
}

static uint64_t *
wide_cells(struct position_state *state, unsigned letter)
{
	if (!state->wide[letter])
		state->wide[letter] = mem_zeroed(state->cells,
						 sizeof(uint64_t));
	return state->wide[letter];
}

static void
count_others(struct position_state *state, const uint8_t *seq,
	     const struct stretch *s)
{
	for (size_t i = letter_next_odd(seq, s->from, s->to); i < s->to;
	     i = letter_next_odd(seq, i + 1, s->to))
		wide_cells(state, letter_number(seq[i]))[s->first + i -
							  s->from]++;
}

/* 16 bits to 64. */
static void
flush_middle(struct position_state *state)
{
	for (unsigned b = 0; b < BASES && state->settled && state->cells; b++) {
		uint64_t *to = wide_cells(state, base_letter[b]);
		uint16_t *from = state->middle[b];

		for (size_t i = 0; i < state->cells; i++)
			to[i] += from[i];
		memset(from, 0, state->cells * sizeof(*from));
	}
	state->settled = 0;
}

/* Bytes to 16 bits: a loop that the compiler makes wide. */
static void
settle_cells(uint16_t *restrict to, uint8_t *restrict from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = (uint16_t)(to[i] + from[i]);
	memset(from, 0, n);
}

static void
flush_narrow(struct position_state *state)
{
	if (state->settled + state->pending > UINT16_MAX)
		flush_middle(state);
	for (unsigned b = 0; b < BASES && state->cells; b++)
		settle_cells(state->middle[b], state->narrow[b],
			     state->cells);
	state->settled += state->pending;
	state->pending = 0;
}

static void
flush(struct position_state *state)
{
	flush_narrow(state);
	flush_middle(state);
}

/*
 * Records of one length, all of it within the limit, are counted once for
 * all anchors. False: these are not.
 */
static bool
add_alike(struct position_state *state, struct batch *batch)
{
	const struct position_sums *sums;
	struct stretch s = find_stretch(state, batch->length[0]);

	if (s.to - s.from < batch->length[0])
		return false;
	sums = position_sums_find(batch);
	if (!sums)
		return false;
	position_sums_add(sums, state->narrow, s.first);
	for (size_t i = 0; i < batch->n; i++)
		if (batch->profile[i].u || batch->profile[i].n)
			count_others(state, batch->seq[i], &s);
	return true;
}

/* Records of any lengths. */
static void
add_any(struct position_state *state, const struct batch *batch)
{
	struct position_row rows[BATCH_MAX];
	size_t n = 0;

	for (size_t i = 0; i < batch->n; i++) {
		const struct profile *p = &batch->profile[i];
		struct stretch s = find_stretch(state, batch->length[i]);
		uint32_t length = s.to - s.from;

		if (length < batch->length[i] && state->beyond)
			atomic_store(state->beyond, true);
		rows[n] = (struct position_row){ batch->seq[i] + s.from,
						 s.first, s.first + length };
		if (p->u || p->n || p->other)
			count_others(state, batch->seq[i], &s);
		if (p->other)	/* which only plain C tells from the four */
			position_rows_count(&rows[n], 1, state->narrow, false);
		else
			n++;
	}
	if (n > 0)
		position_rows_count(rows, n, state->narrow,
				    profile_has_wide());
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	struct position_state *state = data;

	(void)err;
	batch_profile(batch, PROFILE_LETTERS);
	for (size_t i = 0; i < batch->n; i++)	/* as many cells as needed */
		find_stretch(state, batch->length[i]);
	if (state->pending + batch->n > UINT8_MAX)
		flush_narrow(state);
	state->records += batch->n;
	state->pending += (unsigned)batch->n;
	if (!add_alike(state, batch))
		add_any(state, batch);
	return 0;
}

static int
merge(void *to, void *other, struct error *err)
{
	struct position_state *into = to, *from = other;
	size_t shift;

	(void)err;
	flush(into);
	flush(from);
	need_cells(into, from->cells);
	shift = shift_of(into->anchor, from->cells, into->cells);
	for (unsigned l = 0; l < LETTERS; l++) {
		uint64_t *sum;

		if (!from->wide[l])
			continue;
		sum = wide_cells(into, l) + shift;
		for (size_t i = 0; i < from->cells; i++)
			sum[i] += from->wide[l][i];
		free(from->wide[l]);
		from->wide[l] = NULL;
	}
	into->records += from->records;
	from->records = 0;
	return 0;
}

/* Entries on their way to the table. */
struct position_list {
	const struct position_state *state;
	size_t letters;			/* that were seen, in bytewise order */
	char letter[LETTERS];
	struct {
		const uint64_t *wide;	/* NULL: nothing here */
		const uint16_t *middle;
	} counts[LETTERS];
	struct position_count *all;
	size_t n;
};

/* The cells of 16 bits of a letter, or NULL. */
static const uint16_t *
middle_cells(const struct position_state *state, unsigned letter)
{
	for (unsigned b = 0; b < BASES && state->settled; b++)
		if (base_letter[b] == letter)
			return state->middle[b];
	return NULL;
}

/* * and - come first. */
static void
find_letters(struct position_list *list)
{
	static const unsigned first[] = { LETTER_STOP, LETTER_GAP };

	for (unsigned i = 0; i < LETTERS; i++) {
		unsigned l = i < 2 ? first[i] : i - 2;
		const uint64_t *wide = list->state->wide[l];
		const uint16_t *middle = middle_cells(list->state, l);

		if (!wide && !middle)
			continue;
		list->letter[list->letters] = letter_text(l);
		list->counts[list->letters].wide = wide;
		list->counts[list->letters++].middle = middle;
	}
}

static inline uint64_t
count_at(const struct position_list *list, size_t letter, size_t cell)
{
	const uint64_t *wide = list->counts[letter].wide;
	const uint16_t *middle = list->counts[letter].middle;

	return (wide ? wide[cell] : 0) + (middle ? middle[cell] : 0u);
}

/* All letters at one cell. */
static void
list_cell(struct position_list *list, size_t cell, int32_t at)
{
	for (size_t i = 0; i < list->letters; i++) {
		uint64_t count = count_at(list, i, cell);

		if (count)
			list->all[list->n++] = (struct position_count){
				at, (unsigned char)list->letter[i], count
			};
	}
}

static size_t
cell_of(const struct position_state *state, int64_t at)
{
	if (state->anchor == START)
		return (size_t)at - 1;
	if (state->anchor == END)
		return state->cells - (size_t)at;
	return (size_t)((int64_t)(state->cells / 2) + at);
}

/*
 * Positions of one sign that begin with the digits of number, up to most, in
 * the order of their decimal text.
 */
static void
list_from(struct position_list *list, int64_t number, int64_t most, int sign)
{
	if (number > most)
		return;
	list_cell(list, cell_of(list->state, sign * number),
		  (int32_t)(sign * number));
	for (int64_t digit = 0; digit < 10; digit++)
		list_from(list, 10 * number + digit, most, sign);
}

static void
list_all(struct position_list *list)
{
	int64_t most = (int64_t)list->state->cells;

	if (list->state->anchor == CENTRE) {
		for (int64_t digit = 1; digit < 10; digit++)
			list_from(list, digit, most / 2, -1);
		if (most)
			list_cell(list, (size_t)most / 2, 0);
		most = most / 2 - 1;
	}
	for (int64_t digit = 1; digit < 10; digit++)
		list_from(list, digit, most, 1);
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	struct position_state *state = data;
	struct position_list list = { .state = state };
	struct series *series;

	(void)err;
	flush_narrow(state);
	value_emit_total(out, group, names[state->anchor], ".",
			 state->records);
	find_letters(&list);
	if (list.letters == 0)
		return 0;
	list.all = mem_array(state->cells * list.letters + 1,
			     sizeof(*list.all));
	list_all(&list);
	release_cells(state);
	series = count_table_series(out, group, names[state->anchor], "",
				    SERIES_POSITIONS);
	run_list_take(&series->runs,
		      mem_resize(list.all, list.n + 1, sizeof(*list.all)),
		      list.n);
	return 0;
}

static void *
make_start(const struct check_params *params)
{
	return make(params, START);
}

static void *
make_end(const struct check_params *params)
{
	return make(params, END);
}

static void *
make_centre(const struct check_params *params)
{
	return make(params, CENTRE);
}

const struct check check_start = {
	.name = "start",
	.about = "letters at positions from the start",
	.cause = "records of one class were cut at a site, such as a splice "
		 "junction or a primer, or carry an adapter",
	.mend = "cut the other class at decoys of the same site, or shift "
		"each record by a random number of letters",
	.scoring = SCORE_POSITIONS,
	.reads = PROFILE_LETTERS,
	.make = make_start,
	.add = add,
	.merge = merge,
	.emit = emit,
	.free = release,
};

const struct check check_end = {
	.name = "end",
	.about = "letters at positions from the end",
	.cause = "records of one class were cut at a site, or carry an "
		 "adapter or a tail",
	.mend = "cut the other class at decoys of the same site, or trim all "
		"records to a random length",
	.scoring = SCORE_POSITIONS,
	.reads = PROFILE_LETTERS,
	.make = make_end,
	.add = add,
	.merge = merge,
	.emit = emit,
	.free = release,
};

const struct check check_centre = {
	.name = "centre",
	.about = "letters at positions from the centre",
	.cause = "records of one class were centred on a motif or a peak",
	.mend = "centre the other class on the same motif, or shift each "
		"record by a random number of letters",
	.scoring = SCORE_POSITIONS,
	.reads = PROFILE_LETTERS,
	.make = make_centre,
	.add = add,
	.merge = merge,
	.emit = emit,
	.free = release,
};
