/*
 * base.c - how much of a record each letter is.
 */
#include "base/text.h"
#include "checks/value_check.h"

/* By letter_number(). */
static const char *const at[LETTERS] = {
	"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N",
	"O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "-", "*"
};

static void *
make(const struct check_params *params)
{
	return value_state_new(params, at, LETTERS);
}

/* Numbers of each letter of one record. */
static void
count_letters(const struct batch *batch, size_t record,
	      uint32_t counts[LETTERS])
{
	const struct profile *p = &batch->profile[record];

	const uint8_t *seq = batch->seq[record];
	size_t n = batch->length[record];

	for (unsigned l = 0; l < LETTERS; l++)
		counts[l] = 0;
	for (size_t i = p->other ? letter_next_odd(seq, 0, n) : n; i < n;
	     i = letter_next_odd(seq, i + 1, n))
		counts[letter_number(seq[i])]++;
	counts['A' - 'A'] = p->acgt[0];
	counts['C' - 'A'] = p->acgt[1];
	counts['G' - 'A'] = p->acgt[2];
	counts['T' - 'A'] = p->acgt[3];
	counts['U' - 'A'] = p->u;
	counts['N' - 'A'] = p->n;
}

static int
add(void *data, struct batch *batch, struct error *err)
{
	static const unsigned usual[] = { 'A' - 'A', 'C' - 'A', 'G' - 'A',
					  'T' - 'A' };
	struct value_state *state = data;

	batch_profile(batch, PROFILE_LETTERS);
	state->records += batch->n;
	for (size_t i = 0; i < batch->n; i++) {
		const struct profile *p = &batch->profile[i];
		uint32_t counts[LETTERS];

		if (p->u || p->n || p->other) {
			count_letters(batch, i, counts);
			for (unsigned l = 0; l < LETTERS; l++)
				if (counts[l] &&
				    value_counts_add(&state->parts[l],
						     counts[l],
						     batch->length[i], err) <
					    0)
					return -1;
			continue;
		}
		for (unsigned b = 0; b < 4; b++)
			if (p->acgt[b] &&
			    value_counts_add(&state->parts[usual[b]],
					     p->acgt[b], batch->length[i],
					     err) < 0)
				return -1;
	}
	return 0;
}

static int
emit(void *data, uint32_t group, struct count_table *out, struct error *err)
{
	struct value_state *state = data;

	value_emit_total(out, group, "base", ".", state->records);
	return value_state_emit(state, "base", group, out, err);
}

static void
each_header(const struct check_params *params, struct text *line)
{
	if (!params->has_length)
		text_adds(line, "\tlength");
	text_adds(line, "\tA\tC\tG\tT\tU\tN\tother");
}

static void
each(const struct check_params *params, struct batch *batch, size_t record,
     struct text *line)
{
	const struct profile *p = &batch->profile[record];

	batch_profile(batch, PROFILE_LETTERS);
	if (!params->has_length) {
		text_add_column(line, batch->length[record]);
	}
	for (unsigned b = 0; b < 4; b++) {
		text_add_column(line, p->acgt[b]);
	}
	text_add_column(line, p->u);
	text_add_column(line, p->n);
	text_add_column(line, p->other);
}

const struct check check_base = {
	.name = "base",
	.about = "share of each letter",
	.cause = "the classes differ in GC content, strand or source",
	.mend = "match the classes on GC content first, then look again; "
		"what stays is strand skew or biology",
	.scoring = SCORE_SPARSE,
	.reads = PROFILE_LETTERS,
	.make = make,
	.add = add,
	.settle = value_state_settle,
	.merge = value_state_merge,
	.emit = emit,
	.free = value_state_free,
	.each_header = each_header,
	.each = each,
};
