/*
 * leak_trace.c - tests of common/leak/trace.c: an alignment shows the letters
 * of both records from where it says on, and as many differences as the hit
 * has edits.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "leak/trace.h"
#include "letters.h"
#include "unit.h"

enum { RECORDS = 40, LONGEST = 400 };

/* What was made of another: cut, edited, padded, turned round. */
static struct letters
relative(const struct letters *of)
{
	struct letters made = { .n = 0 };
	const uint32_t from = below(3) ? 0 : below(of->n);
	const uint32_t every = 12 + below(60);

	for (uint32_t i = 0; i < below(3) * 7; i++)
		made.text[made.n++] = 'N';
	if (below(3) == 0)
		add_random(&made, below(40));
	for (uint32_t i = from; i < of->n && made.n < LONGEST; i++) {
		const uint32_t kind = below(every);

		if (kind == 0)
			add_random(&made, 1);
		if (kind != 1)
			made.text[made.n++] = kind == 2 ? 'R' : of->text[i];
	}
	if (below(3) == 0)
		add_random(&made, below(40));
	return made;
}

static char
complement(char letter)
{
	static const char from[] = "ACGTRYN", to[] = "TGCAYRN";

	return to[strchr(from, letter) - from];
}

static char
letter_at(const struct letters *of, bool minus, uint32_t i)
{
	return minus ? complement(of->text[of->n - 1 - i]) : of->text[i];
}

struct data {
	struct letters queries[RECORDS], targets[RECORDS];
	struct leak_part *parts[2];
	size_t hits, seen[LEAK_NONE];
};

/* The letters of a line, less its gaps, stand in the record. */
static bool
stands_in(const char *line, uint32_t at, const struct letters *record,
	  bool minus)
{
	for (; *line; line++) {
		if (*line == '-')
			continue;
		if (at == 0 || at > record->n ||
		    letter_at(record, minus, at - 1) != *line)
			return false;
		at++;
	}
	return true;
}

static int
check_hits(void *arg, const struct leak_hit *hits, size_t n,
	   struct error *err)
{
	struct data *data = arg;

	(void)err;
	for (size_t i = 0; i < n; i++) {
		const struct leak_hit *h = &hits[i];
		struct leak_trace t = leak_trace(data->parts[0],
						 data->parts[1], h);
		uint32_t edits = 0, length = 0, other = 0;

		EXPECT(t.query && t.target);
		EXPECT_U64(strlen(t.query), strlen(t.target));
		for (size_t k = 0; t.query[k]; k++) {
			edits += t.query[k] != t.target[k];
			length += strchr("ACGT", t.query[k]) != NULL;
			other += strchr("ACGT", t.target[k]) != NULL;
		}
		EXPECT_U64(edits, h->edits);
		EXPECT(length == h->length || other == h->length);
		EXPECT(stands_in(t.query, t.query_at,
				 &data->queries[h->query], false));
		EXPECT(stands_in(t.target, t.target_at,
				 &data->targets[h->target], h->minus));
		leak_trace_release(&t);
		data->hits++;
		data->seen[h->relation]++;
	}
	return 0;
}

static void
make_data(struct data *data)
{
	data->parts[0] = leak_part_new();
	data->parts[1] = leak_part_new();
	for (size_t i = 0; i < RECORDS; i++) {
		struct letters *q = &data->queries[i];
		struct letters *t = &data->targets[i];

		t->n = 0;
		add_random(t, 30 + below(LONGEST - 30));
		*q = relative(t);
		if (below(2)) {
			struct letters turned = { .n = q->n };

			for (uint32_t k = 0; k < q->n; k++)
				turned.text[k] = letter_at(q, true, k);
			*q = turned;
		}
		leak_part_add(data->parts[0], (const uint8_t *)q->text, q->n);
		leak_part_add(data->parts[1], (const uint8_t *)t->text, t->n);
	}
}

static void
random_hits(void)
{
	const struct leak_options options = {
		.identity = 850, .overlap = 300, .min_score = 15, .threads = 1
	};
	struct data *data = mem_zeroed(1, sizeof(*data));
	struct error err = { 0 };

	for (uint64_t seed = 1; seed <= 20; seed++) {
		letters_seed(seed);
		make_data(data);
		EXPECT(leak_search(data->parts[0], data->parts[1], &options,
				   check_hits, data, &err) == 0);
		leak_part_free(data->parts[0]);
		leak_part_free(data->parts[1]);
	}
	for (int i = LEAK_COPY; i < LEAK_NONE; i++)
		EXPECT(data->seen[i] > 0);
	printf("# %zu alignments\n", data->hits);
	free(data);
}

static void
too_long(void)
{
	const uint32_t n = 3000;
	struct leak_part *part = leak_part_new();
	uint8_t *letters = mem_array(n, 1);
	struct leak_trace trace;

	memset(letters, 'A', n);
	leak_part_add(part, letters, n);
	trace = leak_trace(part, part, &(struct leak_hit){
		.length = n, .relation = LEAK_COPY });
	EXPECT(!trace.query && !trace.target);
	free(letters);
	leak_part_free(part);
}

int
main(void)
{
	unit_run("an alignment has the edits of its hit", random_hits);
	unit_run("long records have none", too_long);
	return unit_end();
}
