/*
 * track.c - what two groups have at each position.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/track.h"
#include "stats/ranking.h"

/* From these differences on. */
static const double shades[TRACK_SHADES] = { .05, .1, .2, .4 };

static bool
reached_by_quarter(uint64_t n, const struct side *side)
{
	return n >= 1 && n >= side->records / 4 + (side->records % 4 != 0);
}

static double
share_of(uint64_t n, uint64_t of)
{
	return of ? (double)n / (double)of : 0;
}

/* Of n records of a side, those that copies leave. */
static double
effective(uint64_t n, const struct side *side)
{
	return side->records ? (double)n * side->effective /
				       (double)side->records :
			       0;
}

/* The z of a difference that chance makes in one of 1,000 cases. */
static const double z_of_chance = 3.2905;

/* A difference of two shares by chance: k of n records, as two sides. */
static double
chance_of(uint64_t k, uint64_t n, double n_a, double n_b)
{
	double p = share_of(k, n);

	return z_of_chance * sqrt(p * (1 - p) * (1 / n_a + 1 / n_b));
}

/* Fills place i of the track from place `from` of the table. */
static void
fill_place(struct track *t, size_t i, struct position_table *table,
	   size_t from, const struct comparison *c)
{
	uint64_t a[TRACK_LETTERS], b[TRACK_LETTERS];
	uint64_t n_a = position_table_side(table, from, &c->a, a);
	uint64_t n_b = position_table_side(table, from, &c->b, b);
	bool judged = reached_by_quarter(n_a, &c->a) &&
		      reached_by_quarter(n_b, &c->b);

	t->score[i] = judged ? .5 : NAN;
	t->worst[i] = 0;
	t->reach_a[i] = share_of(n_a, c->a.records);
	t->reach_b[i] = share_of(n_b, c->b.records);
	t->all_reach &= n_a == c->a.records && n_b == c->b.records;
	for (size_t l = 0; l < t->n_letters; l++) {
		struct ranking ranking;

		t->share_a[i * t->n_letters + l] = share_of(a[l], n_a);
		t->share_b[i * t->n_letters + l] = share_of(b[l], n_b);
		t->chance[i * t->n_letters + l] =
			chance_of(a[l] + b[l], n_a + n_b,
				  effective(n_a, &c->a),
				  effective(n_b, &c->b));
		if (!judged)
			continue;
		rank_shares(a[l], n_a, b[l], n_b, &ranking);
		if (ranking_score(&ranking) <= t->score[i])
			continue;
		t->score[i] = ranking_score(&ranking);
		t->worst[i] = (unsigned char)l;
	}
}

/* True where a record of either side reaches place i of the table. */
static bool
is_reached(struct position_table *table, size_t i, const struct comparison *c)
{
	uint64_t count[TRACK_LETTERS];

	return position_table_side(table, i, &c->a, count) > 0 ||
	       position_table_side(table, i, &c->b, count) > 0;
}

void
track_init(struct track *track, struct position_table *table,
	   const struct comparison *comparison, bool from_end)
{
	size_t first = 0, last = table->n, n;

	while (first < last && !is_reached(table, first, comparison))
		first++;
	while (last > first && !is_reached(table, last - 1, comparison))
		last--;
	n = last - first;
	*track = (struct track){ .first = table->first + (int32_t)first,
				 .step = 1, .n = n,
				 .n_letters = table->n_letters,
				 .all_reach = true };
	if (from_end) {
		track->first = table->first + (int32_t)last - 1;
		track->step = -1;
	}
	memcpy(track->letters, table->letters, sizeof(table->letters));
	track->score = mem_array(n + 1, sizeof(double));
	track->worst = mem_array(n + 1, 1);
	track->reach_a = mem_array(n + 1, sizeof(double));
	track->reach_b = mem_array(n + 1, sizeof(double));
	track->share_a = mem_array(n + 1, (table->n_letters + 1) *
					  sizeof(double));
	track->share_b = mem_array(n + 1, (table->n_letters + 1) *
					  sizeof(double));
	track->chance = mem_array(n + 1, (table->n_letters + 1) *
					 sizeof(double));
	for (size_t i = 0; i < n; i++)
		fill_place(track, i, table,
			   from_end ? last - 1 - i : first + i, comparison);
}

void
track_release(struct track *track)
{
	free(track->score);
	free(track->worst);
	free(track->reach_a);
	free(track->reach_b);
	free(track->share_a);
	free(track->share_b);
	free(track->chance);
	*track = (struct track){ 0 };
}

int32_t
track_position(const struct track *track, size_t place)
{
	return track->first + track->step * (int32_t)place;
}

size_t
track_place(const struct track *track, int32_t position)
{
	int64_t place = ((int64_t)position - track->first) * track->step;

	return place < 0 || place >= (int64_t)track->n ? track->n :
							 (size_t)place;
}

struct places
track_places(size_t n, size_t columns, size_t i)
{
	return (struct places){ n * i / columns, n * (i + 1) / columns };
}

struct extremes
track_scores(const struct track *track, struct places places)
{
	struct extremes found = { NAN, NAN };

	for (size_t i = places.from; i < places.to; i++) {
		double score = track->score[i];

		if (isnan(score))
			continue;
		found.least = fmin(found.least, score);
		found.most = fmax(found.most, score);
	}
	return found;
}

unsigned
track_shade(const struct track *track, struct places places, size_t letter,
	    bool more_in_a)
{
	unsigned most = 0;

	for (size_t i = places.from; i < places.to; i++) {
		size_t at = i * track->n_letters + letter;
		double more = track->share_a[at] - track->share_b[at];

		if (isnan(track->score[i]) || fabs(more) <= track->chance[at])
			continue;
		while (most < TRACK_SHADES &&
		       (more_in_a ? more : -more) >= shades[most])
			most++;
	}
	return most;
}
