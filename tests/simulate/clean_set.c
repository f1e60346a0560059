/*
 * clean_set.c - random records, counted and judged.
 *
 * The checks of letters look at the same letters, so that they depend on
 * each other as in real data. Runs of N, lower case and low complexity are
 * drawn beside them, since random letters have none.
 */
#include <stdlib.h>
#include <string.h>

#include "clean_set.h"
#include "stats/ranking.h"

enum {
	ANCHORS = 3,
	MIDDLE = LONGEST / 2,
	PLANTED_AT = 49,
	/* Parts that are one number a record, in the order of checks. */
	PART_LENGTH = 0,
	PART_GC,
	PART_BASE,
	PART_DINUC = PART_BASE + 4,
	PART_N = PART_DINUC + 16, /* share, lead, trail, longest */
	PART_CASE = PART_N + 4,
	PART_COMPLEXITY,
	PART_SKEW,		       /* GC, AT */
	PART_ALPHABET = PART_SKEW + 2, /* does the record hold an N? */
	PARTS
};

const char *const set_check_names[SET_CHECKS] = {
	"length", "gc", "base", "dinuc",      "start", "end",
	"centre", "n",	"case", "complexity", "skew",  "alphabet"
};

struct span {
	unsigned first, n;
};

static const struct span values_of[SET_CHECKS] = {
	[SET_LENGTH] = { PART_LENGTH, 1 },
	[SET_GC] = { PART_GC, 1 },
	[SET_BASE] = { PART_BASE, 4 },
	[SET_DINUC] = { PART_DINUC, 16 },
	[SET_N] = { PART_N, 4 },
	[SET_CASE] = { PART_CASE, 1 },
	[SET_COMPLEXITY] = { PART_COMPLEXITY, 1 },
	[SET_SKEW] = { PART_SKEW, 2 },
	[SET_ALPHABET] = { PART_ALPHABET, 1 },
};

struct class
{
	size_t n;		/* records, copies included */
	double squares;		/* sum of squared copies */
	uint16_t *value[PARTS]; /* one a record; order is all that matters */
	uint32_t at[ANCHORS][LONGEST + 1][4];
};

struct clean_set {
	struct class class[CLASSES];
	uint16_t *scratch;
	struct bin *bins;
	struct rule_part parts[4 * (LONGEST + 1)];
	/* Place of p / q among all fractions: order[q][p]. */
	uint16_t order[LONGEST + 1][LONGEST + 1];
};

struct record {
	uint32_t length;
	uint8_t letter[LONGEST];
	uint16_t value[PARTS];
};

static void *
memory(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (!p)
		abort();
	return p;
}

struct fraction {
	uint32_t p, q;
};

static int
compare_fractions(const void *x, const void *y)
{
	const struct fraction *a = x, *b = y;
	uint32_t left = a->p * b->q, right = b->p * a->q;

	return (left > right) - (left < right);
}

static void
order_fractions(struct clean_set *set)
{
	struct fraction *all =
		memory((LONGEST + 1) * (LONGEST + 1), sizeof(*all));
	size_t n = 0;
	uint16_t order = 0;

	for (uint32_t q = 1; q <= LONGEST; q++)
		for (uint32_t p = 0; p <= q; p++)
			all[n++] = (struct fraction){ p, q };
	qsort(all, n, sizeof(*all), compare_fractions);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && compare_fractions(&all[i - 1], &all[i]) != 0)
			order++;
		set->order[all[i].q][all[i].p] = order;
	}
	free(all);
}

struct clean_set *
clean_set_new(size_t records)
{
	struct clean_set *set = memory(1, sizeof(*set));

	for (size_t c = 0; c < CLASSES; c++)
		for (size_t i = 0; i < PARTS; i++)
			set->class[c].value[i] =
				memory(records, sizeof(uint16_t));
	set->scratch = memory(records, sizeof(uint16_t));
	set->bins = memory(2 * records, sizeof(*set->bins));
	order_fractions(set);
	return set;
}

void
clean_set_free(struct clean_set *set)
{
	for (size_t c = 0; c < CLASSES; c++)
		for (size_t i = 0; i < PARTS; i++)
			free(set->class[c].value[i]);
	free(set->scratch);
	free(set->bins);
	free(set);
}

static void
draw_letters(struct record *record, double planted, struct random *random)
{
	uint64_t bits = 0;

	for (uint32_t p = 0; p < record->length; p++) {
		if (p % 32 == 0)
			bits = random_bits(random);
		record->letter[p] = bits & 3;
		bits >>= 2;
	}
	if (planted > 0)
		record->letter[PLANTED_AT] =
			random_share(random) < planted
				? 0
				: (uint8_t)(1 + random_below(random, 3));
}

static uint16_t
place(const struct clean_set *set, uint32_t p, uint32_t q)
{
	return q ? set->order[q][p] : set->order[2][1];
}

static void
measure_letters(const struct clean_set *set, struct record *record)
{
	uint32_t base[4] = { 0 }, pair[16] = { 0 }, n = record->length;

	for (uint32_t p = 0; p < n; p++)
		base[record->letter[p]]++;
	for (uint32_t p = 1; p < n; p++)
		pair[4 * record->letter[p - 1] + record->letter[p]]++;
	record->value[PART_LENGTH] = (uint16_t)n;
	record->value[PART_GC] = place(set, base[1] + base[2], n);
	for (unsigned i = 0; i < 4; i++)
		record->value[PART_BASE + i] = place(set, base[i], n);
	for (unsigned i = 0; i < 16; i++)
		record->value[PART_DINUC + i] = place(set, pair[i], n - 1);
	record->value[PART_SKEW] = place(set, base[2], base[1] + base[2]);
	record->value[PART_SKEW + 1] = place(set, base[0], base[0] + base[3]);
}

/* N in a tenth of records, lower case in half, a low window in a fifth. */
static void
draw_the_rest(const struct clean_set *set, struct record *record,
	      struct random *random)
{
	uint32_t n = record->length, run[3] = { 0 }, lower = 0;

	if (random_below(random, 10) == 0)
		run[random_below(random, 3)] = 1 + random_below(random, 20);
	if (random_below(random, 2) == 0)
		lower = random_below(random, n + 1);

	uint32_t longest = run[0] > run[1] ? run[0] : run[1];
	uint32_t low = random_below(random, 5) == 0;

	if (run[2] > longest)
		longest = run[2];
	record->value[PART_N] = place(set, longest, n);
	record->value[PART_N + 1] = (uint16_t)run[0];
	record->value[PART_N + 2] = (uint16_t)run[1];
	record->value[PART_N + 3] = (uint16_t)longest;
	record->value[PART_ALPHABET] = longest > 0;
	record->value[PART_CASE] = place(set, lower, n);
	record->value[PART_COMPLEXITY] = place(set, low, (n + 63) / 64);
}

static void
add_record(struct class *class, const struct record *record, uint32_t copies)
{
	uint32_t n = record->length, half = n / 2;

	for (uint32_t p = 0; p < n; p++) {
		uint8_t letter = record->letter[p];

		class->at[0][p][letter] += copies;
		class->at[1][n - 1 - p][letter] += copies;
		class->at[2][MIDDLE + p - half][letter] += copies;
	}
	for (size_t part = 0; part < PARTS; part++)
		for (uint32_t i = 0; i < copies; i++)
			class->value[part][class->n + i] = record->value[part];
	class->n += copies;
	class->squares += (double)copies * copies;
}

/* Radix sort, a byte at a time. */
static void
sort_values(uint16_t *values, uint16_t *scratch, size_t n)
{
	for (unsigned shift = 0; shift < 16; shift += 8) {
		size_t start[257] = { 0 };

		for (size_t i = 0; i < n; i++)
			start[(values[i] >> shift & 255) + 1]++;
		for (size_t i = 0; i < 256; i++)
			start[i + 1] += start[i];
		for (size_t i = 0; i < n; i++)
			scratch[start[values[i] >> shift & 255]++] = values[i];
		memcpy(values, scratch, n * sizeof(*values));
	}
}

static void
draw_class(struct clean_set *set, struct class *class,
	   const struct set_shape *shape, size_t c, struct random *random)
{
	double planted = c < 2 ? shape->planted[c] : 0;
	struct record record;

	class->n = 0;
	class->squares = 0;
	memset(class->at, 0, sizeof(class->at));
	for (size_t i = 0; i < shape->n[c]; i++) {
		uint32_t copies = shape->copies ? shape->copies : 1;

		if (!shape->even)
			copies = 1 + random_below(random, copies);
		record.length =
			shape->shortest +
			random_below(random,
				     shape->longest - shape->shortest + 1);
		draw_letters(&record, planted, random);
		measure_letters(set, &record);
		draw_the_rest(set, &record, random);
		add_record(class, &record, copies);
	}
	for (size_t part = 0; part < PARTS; part++)
		sort_values(class->value[part], set->scratch, class->n);
}

/* Two sorted lists of values as bins. Returns how many. */
static size_t
merge_values(const struct class *a, const struct class *b, size_t part,
	     struct bin *bins)
{
	const uint16_t *x = a->value[part], *y = b->value[part];
	size_t i = 0, j = 0, n = 0;

	while (i < a->n || j < b->n) {
		uint16_t value =
			i < a->n && (j == b->n || x[i] < y[j]) ? x[i] : y[j];

		bins[n] = (struct bin){ 0, 0 };
		for (; i < a->n && x[i] == value; i++)
			bins[n].a++;
		for (; j < b->n && y[j] == value; j++)
			bins[n].b++;
		n++;
	}
	return n;
}

static struct rule_part
make_part(const struct rule *rule, const struct ranking *ranking, double n_a,
	  double n_b)
{
	struct rule_part part = { .score = ranking_score(ranking),
				  .ceiling = ranking->ceiling,
				  .null_sd = ranking_null_sd(ranking, n_a, n_b),
				  .p = 1,
				  .flaggable = true,
				  .binding = true };

	if (part.score > rule->warn)
		part.p = ranking_p(ranking, n_a, n_b);
	return part;
}

/* How many records a position needs to be flagged, and to bind. */
static bool
reached(uint64_t reach, double n, bool binding)
{
	double least = binding && n * .8 < 200 ? n * .8 : 200;

	if (!binding || least < n / 4)
		least = n / 4;
	return (double)reach >= least;
}

/* How much of the records copies leave. */
static double
effective(const struct class *class, bool naive)
{
	return naive ? 1 : (double)class->n / class->squares;
}

static size_t
position_parts(struct clean_set *set, const struct rule *rule,
	       const struct class *a, const struct class *b, size_t anchor,
	       bool naive)
{
	double left_a = effective(a, naive), left_b = effective(b, naive);
	size_t n = 0;

	for (size_t p = 0; p <= LONGEST; p++) {
		const uint32_t *x = a->at[anchor][p], *y = b->at[anchor][p];
		uint64_t all_a = (uint64_t)x[0] + x[1] + x[2] + x[3];
		uint64_t all_b = (uint64_t)y[0] + y[1] + y[2] + y[3];

		if (all_a == 0 || all_b == 0)
			continue;
		for (size_t i = 0; i < 4; i++) {
			struct ranking ranking;

			rank_shares(x[i], all_a, y[i], all_b, &ranking);
			set->parts[n] = make_part(rule, &ranking,
						  (double)all_a * left_a,
						  (double)all_b * left_b);
			set->parts[n].flaggable =
				reached(all_a, (double)a->n, false) &&
				reached(all_b, (double)b->n, false);
			set->parts[n].binding =
				reached(all_a, (double)a->n, true) &&
				reached(all_b, (double)b->n, true);
			n++;
		}
	}
	return n;
}

static size_t
value_parts(struct clean_set *set, const struct rule *rule,
	    const struct class *a, const struct class *b, struct span span,
	    bool naive)
{
	for (size_t i = 0; i < span.n; i++) {
		size_t n = merge_values(a, b, span.first + i, set->bins);
		struct ranking ranking;

		rank_bins(set->bins, n, &ranking);
		set->parts[i] = make_part(rule, &ranking,
					  (double)a->n * effective(a, naive),
					  (double)b->n * effective(b, naive));
	}
	return span.n;
}

static enum flag
judge_check(struct clean_set *set, const struct set_shape *shape,
	    const struct rule *rule, const struct class *a,
	    const struct class *b, enum set_check check)
{
	bool naive = shape->naive, at = values_of[check].n == 0;

	/* Of equal lengths, from the end is as from the start. */
	if (shape->shortest == shape->longest &&
	    (check == SET_END || check == SET_CENTRE))
		return FLAG_NONE;

	size_t n =
		at ? position_parts(set, rule, a, b, check - SET_START, naive)
		   : value_parts(set, rule, a, b, values_of[check], naive);
	struct rule_family family = rule_family_of(
		rule, set->parts, n, shape->classes * (shape->classes - 1) / 2);

	return rule_check(rule, &family, set->parts, n,
			  (double)a->n * effective(a, naive),
			  (double)b->n * effective(b, naive))
		.flag;
}

void
clean_set_judge(struct clean_set *set, const struct set_shape *shape,
		const struct rule *rule, struct random *random,
		struct set_verdict *verdict)
{
	*verdict = (struct set_verdict){ .worst = FLAG_NONE };
	for (size_t c = 0; c < shape->classes; c++)
		draw_class(set, &set->class[c], shape, c, random);
	for (size_t b = 1; b < shape->classes; b++)
		for (size_t a = 0; a < b; a++)
			for (enum set_check i = 0; i < SET_CHECKS; i++) {
				enum flag flag = judge_check(
					set, shape, rule, &set->class[a],
					&set -> class[b], i);

				if (flag > verdict->check[i])
					verdict->check[i] = flag;
				if (flag > verdict->worst)
					verdict->worst = flag;
			}
}
