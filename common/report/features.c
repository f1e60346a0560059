/*
 * features.c - every check of every comparison of a column.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "checks/check.h"
#include "report/column.h"
#include "report/position_table.h"
#include "report/said.h"

static const char u_against_t[] = "U against T";

static struct judged_check
judged(const char *name)
{
	return (struct judged_check){ .name = name,
				      .rank = verdict_rank(name) };
}

/* True where some group of a side has letter, and none has other. */
static bool
side_writes(const struct side *side, const bool *letter, const bool *other)
{
	bool any = false;

	for (size_t i = 0; i < side->n; i++) {
		size_t place = side->places[i];

		if (side->except && place == *side->except)
			continue;
		if (other[place])
			return false;
		any |= letter[place];
	}
	return any;
}

/* 1: a is written with U and b with T; -1: the other way; 0: neither. */
static int
writes_u(const struct column *column, const struct comparison *c)
{
	if (side_writes(&c->a, column->has_u, column->has_t) &&
	    side_writes(&c->b, column->has_t, column->has_u))
		return 1;
	if (side_writes(&c->b, column->has_u, column->has_t) &&
	    side_writes(&c->a, column->has_t, column->has_u))
		return -1;
	return 0;
}

static bool
comparable(const struct column *column, const struct comparison *c)
{
	return !column_side_is_empty(column, &c->a) &&
	       !column_side_is_empty(column, &c->b);
}

/* Checks whose rows hold T and U as letters. */
static bool
tells_u(const char *check)
{
	static const char *const checks[] = { "base", "dinuc", "start", "end",
					      "centre" };

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		if (strcmp(checks[i], check) == 0)
			return true;
	return false;
}

static const char *
note_of(const struct column *column, const char *check,
	const struct comparison *c)
{
	return tells_u(check) && writes_u(column, c) ? u_against_t : NULL;
}

/* The features of one check, for all comparisons of a kind or of both. */
static void
judge_list(struct column *column, const char *name,
	   const struct feature_list *features)
{
	struct judged_check check = judged(name);

	for (size_t i = 0; i < column->comparisons.n; i++) {
		const struct comparison *c = &column->comparisons.all[i];
		size_t n;

		if (strcmp(name, "length") != 0 && !comparable(column, c))
			continue;
		n = judge_rank_features(&column->judge, features, c);
		if (n)
			judge_parts(&column->judge, &check, c,
				    column->view.column, n,
				    note_of(column, name, c));
	}
}

static void
judge_alphabet(struct column *column, const struct feature_list *bases)
{
	struct feature_list alphabet = { 0 };
	struct judged_check check = judged("alphabet");

	feature_list_alphabet(&alphabet, &column->view, bases);
	for (size_t i = 0; i < column->comparisons.n; i++) {
		const struct comparison *c = &column->comparisons.all[i];
		int u = writes_u(column, c);
		struct text note = { 0 };
		size_t n;

		if (!comparable(column, c))
			continue;
		if (u) {
			said_add(&note, said_side(c->kind),
				 u > 0 ? c->a.name : c->b.name);
			text_adds(&note, " is written with U, ");
			said_add(&note, said_side(c->kind),
				 u > 0 ? c->b.name : c->a.name);
			text_adds(&note, " with T: write all with T");
		}
		n = judge_rank_features(&column->judge, &alphabet, c);
		if (n)
			judge_parts(&column->judge, &check, c,
				    column->view.column, n, note.bytes);
		text_release(&note);
	}
	feature_list_release(&alphabet);
}

/* Whether a record has copies in its own split and label. */
static void
judge_copies(struct column *column)
{
	const struct view *view = &column->view;
	struct feature_list list = { 0 };
	uint64_t *yes = mem_array(view->n + 1, sizeof(*yes));
	uint64_t *records = mem_array(view->n + 1, sizeof(*records));

	for (size_t g = 0; g < view->n; g++) {
		yes[g] = column->copies.groups[g].again;
		records[g] = column->copies.groups[g].records;
	}
	feature_set_shares(feature_list_add(&list), view, ".", yes, records);
	judge_list(column, "copies", &list);
	feature_list_release(&list);
	free(yes);
	free(records);
}

/* At most this many letters stand at one position. */
enum { POSITION_LETTERS = 32 };

/* Ranks every letter at every position. Returns how many parts. */
static size_t
rank_positions(struct judge *judge, struct position_table *table,
	       const struct comparison *c)
{
	uint64_t a[POSITION_LETTERS], b[POSITION_LETTERS];
	size_t n = 0;

	judge_reserve(judge, table->n * table->n_letters);
	for (size_t i = 0; i < table->n; i++) {
		uint64_t n_a = position_table_side(table, i, &c->a, a);
		uint64_t n_b = position_table_side(table, i, &c->b, b);

		if (!n_a || !n_b)
			continue;
		for (size_t l = 0; l < table->n_letters; l++) {
			struct part *part = &judge->parts[n];

			if (!a[l] && !b[l])
				continue;
			*part = (struct part){
				.position = table->first + (int32_t)i,
				.letter = table->letters[l],
				.yes_a = a[l], .yes_b = b[l],
			};
			rank_shares(a[l], n_a, b[l], n_b, &part->ranking);
			n++;
		}
	}
	return n;
}

/*
 * Adds to a note from where to where most records reach, if not all do: the
 * conditions of Pass look only there.
 */
static void
note_reach(struct text *note, const struct judge *judge, size_t n,
	   const struct comparison *c)
{
	int32_t first = INT32_MAX, last = INT32_MIN;
	bool all = true;

	for (size_t i = 0; i < n; i++) {
		const struct part *part = &judge->parts[i];

		if (!judge_reached_by_most(part, c)) {
			all = false;
			continue;
		}
		first = part->position < first ? part->position : first;
		last = part->position > last ? part->position : last;
	}
	if (!all && first <= last)
		text_addf(note, "%spositions %" PRId32 " to %" PRId32
			  " decide a Pass, fewer reach the others",
			  note->n ? "; " : "", first, last);
}

/* One comparison of one anchor. */
static void
judge_one(struct column *column, const struct judged_check *check,
	  struct position_table *table, const struct comparison *c)
{
	size_t n = rank_positions(&column->judge, table, c);
	const char *alphabet = note_of(column, check->name, c);
	struct text note = { 0 };

	if (!n)
		return;
	if (alphabet)
		text_adds(&note, alphabet);
	note_reach(&note, &column->judge, n, c);
	judge_parts(&column->judge, check, c, column->view.column, n,
		    note.bytes);
	text_release(&note);
}

static void
say_as_start(struct column *column, const char *name)
{
	for (size_t i = 0; i < column->comparisons.n; i++) {
		const struct comparison *c = &column->comparisons.all[i];

		if (comparable(column, c))
			column_add_note(column, c->kind, c->scope, &c->a,
					&c->b, name, FLAG_NONE, "as start");
	}
}

static int
judge_positions(struct column *column, const char *name, struct error *err)
{
	struct position_table table;
	struct judged_check check = judged(name);
	bool start = strcmp(name, "start") == 0;

	if (column->as_start && !start) {
		say_as_start(column, name);
		return 0;
	}
	if (position_table_init(&table, &column->view, name, err) < 0)
		return -1;
	/* Where lengths are equal, and no position was left out. */
	if (start)
		column->as_start = column->equal_lengths && table.n > 0 &&
				   table.n == column->length;
	for (size_t i = 0; i < column->comparisons.n && table.n; i++) {
		const struct comparison *c = &column->comparisons.all[i];

		if (comparable(column, c))
			judge_one(column, &check, &table, c);
	}
	position_table_release(&table);
	return 0;
}

static int
judge_values(struct column *column, const struct check *check,
	     struct error *err)
{
	struct feature_list features;

	if (feature_list_init(&features, &column->view, check, err) < 0)
		return -1;
	if (features.n)
		judge_list(column, check->name, &features);
	if (features.n && strcmp(check->name, "base") == 0)
		judge_alphabet(column, &features);
	feature_list_release(&features);
	return 0;
}

int
column_judge_features(struct column *column, struct error *err)
{
	int status = 0;

	for (size_t i = 0; check_list[i] && status == 0; i++) {
		const struct check *check = check_list[i];
		size_t n;

		view_check(&column->view, check->name, &n);
		if (!n || check->scoring == SCORE_NONE)
			continue;
		if (check->scoring == SCORE_POSITIONS)
			status = judge_positions(column, check->name, err);
		else
			status = judge_values(column, check, err);
	}
	if (status == 0 && column->has_copies)
		judge_copies(column);
	return status;
}
