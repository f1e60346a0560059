/*
 * trace.c - how two related records lie on each other: the table of edit
 * distances, and the way back through it.
 */
#include "leak/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "leak/part.h"

enum { FIRST_OTHER = 5, STOP = 31, GAP = 32 };
enum step { STEP_BOTH, STEP_PATTERN, STEP_TEXT };

/* Letters of a record on one strand, from offset `at` of the whole record. */
struct stretch {
	const char *letters;
	uint32_t n, at;
};

/* A pattern, all of it, against a text that may begin or end anywhere. */
struct layout {
	struct stretch pattern, text;
	bool free_start, free_end;
	bool pattern_is_query;
};

static char
letter_of(uint8_t code)
{
	if (code <= CODE_N)
		return "ACGTN"[code];
	if (code == STOP || code == GAP)
		return code == STOP ? '*' : '.';
	return (char)('A' + code - FIRST_OTHER);
}

static struct stretch
letters_of(const struct leak_part *part, uint32_t record, bool minus,
	   char **owned)
{
	const struct leak_seq *seq = leak_part_seq(part, record);
	uint8_t *codes = mem_array((size_t)seq->n + 1, 1);

	*owned = mem_array((size_t)seq->n + 1, 1);
	seq_codes(seq, minus, minus, codes);
	for (uint32_t i = 0; i < seq->n; i++)
		(*owned)[i] = letter_of(codes[i]);
	free(codes);
	return (struct stretch){ *owned, seq->n,
				 minus ? seq->trail : seq->lead };
}

static bool
is_informative(char letter)
{
	return memchr("ACGT", letter, 4) != NULL;
}

/*
 * Fills steps[(i - 1) * (text.n + 1) + j], how letter i of the pattern is
 * reached best where the text has come to j, and the last row. Ties: both
 * letters, then a letter of the pattern, then one of the text.
 */
static void
fill(const struct layout *l, uint8_t *steps, uint32_t *row)
{
	const uint32_t n = l->text.n;

	for (uint32_t j = 0; j <= n; j++)
		row[j] = l->free_start ? 0 : j;
	for (uint32_t i = 0; i < l->pattern.n; i++) {
		uint32_t diagonal = row[0];
		uint8_t *step = steps + (size_t)i * (n + 1);

		step[0] = STEP_PATTERN;
		row[0] = i + 1;
		for (uint32_t j = 1; j <= n; j++) {
			const bool same = l->pattern.letters[i] ==
					  l->text.letters[j - 1];
			const uint32_t up = row[j];
			uint32_t best = diagonal + !same;

			step[j] = STEP_BOTH;
			if (up + 1 < best) {
				best = up + 1;
				step[j] = STEP_PATTERN;
			}
			if (row[j - 1] + 1 < best) {
				best = row[j - 1] + 1;
				step[j] = STEP_TEXT;
			}
			diagonal = up;
			row[j] = best;
		}
	}
}

/* Walks back from the text's letter `end`, and writes both lines. */
static void
walk_back(const struct layout *l, const uint8_t *steps, uint32_t end,
	  struct leak_trace *trace)
{
	const size_t room = (size_t)l->pattern.n + end + 1;
	char *lines[2] = { mem_zeroed(room, 1), mem_zeroed(room, 1) };
	uint32_t i = l->pattern.n, j = end;
	size_t n = 0;

	while (i > 0 || (j > 0 && !l->free_start)) {
		const enum step step = i == 0 ? STEP_TEXT :
			steps[(size_t)(i - 1) * (l->text.n + 1) + j];

		lines[0][n] = step == STEP_TEXT ? '-' :
			      l->pattern.letters[i - 1];
		lines[1][n++] = step == STEP_PATTERN ? '-' :
				l->text.letters[j - 1];
		i -= step != STEP_TEXT;
		j -= step != STEP_PATTERN;
	}
	for (size_t k = 0; k < n / 2; k++)
		for (int line = 0; line < 2; line++) {
			const char first = lines[line][k];

			lines[line][k] = lines[line][n - 1 - k];
			lines[line][n - 1 - k] = first;
		}
	trace->query = lines[!l->pattern_is_query];
	trace->target = lines[l->pattern_is_query];
	trace->query_at = 1 + (l->pattern_is_query ? l->pattern.at :
						     l->text.at + j);
	trace->target_at = 1 + (l->pattern_is_query ? l->text.at + j :
						      l->pattern.at);
}

/* Traces a layout if its distance is the one that is looked for. */
static bool
try_layout(const struct layout *l, uint32_t edits, struct leak_trace *trace)
{
	const size_t width = (size_t)l->text.n + 1;
	uint8_t *steps;
	uint32_t *row, end = l->text.n;

	if ((uint64_t)l->pattern.n * width > LEAK_TRACE_MOST)
		return false;
	steps = mem_array(l->pattern.n * width + 1, 1);
	row = mem_array(width, sizeof(*row));
	fill(l, steps, row);
	for (uint32_t j = 0; l->free_end && j < l->text.n; j++)
		if (row[j] < row[end])
			end = j;
	if (row[end] == edits)
		walk_back(l, steps, end, trace);
	free(row);
	free(steps);
	return trace->query != NULL;
}

/*
 * Beginnings (or ends) of l->pattern that hold `length` informative letters
 * against the text's end (or beginning).
 */
static bool
try_overlap(struct layout l, const struct leak_hit *hit, bool beginning,
	    struct leak_trace *trace)
{
	const struct stretch whole = l.pattern;
	uint32_t length = 0;

	l.free_start = beginning;
	l.free_end = !beginning;
	for (uint32_t n = 1; n <= whole.n && length <= hit->length; n++) {
		length += is_informative(whole.letters[beginning ? n - 1 :
						       whole.n - n]);
		if (length != hit->length)
			continue;
		l.pattern = whole;
		l.pattern.n = n;
		if (!beginning) {
			l.pattern.letters += whole.n - n;
			l.pattern.at += whole.n - n;
		}
		if (try_layout(&l, hit->edits, trace))
			return true;
	}
	return false;
}

/* One record in the role of the shorter one. */
static bool
try_role(struct layout l, const struct leak_hit *hit, struct leak_trace *trace)
{
	uint32_t m = 0;

	if (hit->relation == LEAK_OVERLAP)
		return try_overlap(l, hit, true, trace) ||
		       try_overlap(l, hit, false, trace);
	for (uint32_t i = 0; i < l.pattern.n; i++)
		m += is_informative(l.pattern.letters[i]);
	l.free_start = l.free_end = true;
	if (hit->relation != LEAK_COPY && m == hit->length &&
	    try_layout(&l, hit->edits, trace))
		return true;
	l.free_start = l.free_end = false;
	return hit->relation <= LEAK_NEAR &&
	       try_layout(&l, hit->edits, trace);
}

struct leak_trace
leak_trace(const struct leak_part *queries, const struct leak_part *targets,
	   const struct leak_hit *hit)
{
	struct leak_trace trace = { 0 };
	char *query_letters, *target_letters;
	struct layout l = {
		.pattern = letters_of(queries, hit->query, false,
				      &query_letters),
		.text = letters_of(targets, hit->target, hit->minus,
				   &target_letters),
		.pattern_is_query = true,
	};
	const uint32_t m_query = leak_part_informative(queries, hit->query);
	const uint32_t m_target = leak_part_informative(targets, hit->target);

	if (m_query > m_target || !try_role(l, hit, &trace)) {
		l = (struct layout){ .pattern = l.text, .text = l.pattern };
		if (m_target <= m_query)
			try_role(l, hit, &trace);
	}
	free(query_letters);
	free(target_letters);
	return trace;
}

void
leak_trace_release(struct leak_trace *trace)
{
	free(trace->query);
	free(trace->target);
	*trace = (struct leak_trace){ 0 };
}
