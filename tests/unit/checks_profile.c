/*
 * checks_profile.c - the pass over the letters, both ways, against plain
 * loops over one letter after another.
 */
#include <ctype.h>

#include "checks/profile.h"

#include "records.h"
#include "unit.h"

enum { ALL = PROFILE_LETTERS | PROFILE_PAIRS | PROFILE_WINDOWS |
	     PROFILE_RUNS | PROFILE_LOWER };

static int
base_number(int letter)
{
	const char *found = letter ? strchr("ACGT", letter) : NULL;

	return found ? (int)(found - "ACGT") : -1;
}

static void
count_letter(int letter, struct profile *p)
{
	int base = base_number(letter);

	if (base >= 0)
		p->acgt[base]++;
	else if (letter == 'U')
		p->u++;
	else if (letter == 'N')
		p->n++;
	else
		p->other++;
	p->s += letter == 'S';
	p->w += letter == 'W';
}

/* The sum of c (c - 1)/2 against 2 (t - 1), by counting triplets. */
static bool
is_low(const char *upper, size_t n)
{
	unsigned counts[64] = { 0 }, t = 0, sum = 0;

	for (size_t i = 0; i + 2 < n; i++) {
		int word = 0;

		for (size_t k = 0; k < 3 && word >= 0; k++) {
			int base = base_number(upper[i + k] == 'U' ?
						       'T' : upper[i + k]);

			word = base < 0 ? -1 : 4 * word + base;
		}
		if (word >= 0) {
			counts[word]++;
			t++;
		}
	}
	for (size_t w = 0; w < 64; w++)
		sum += counts[w] * (counts[w] - (counts[w] > 0)) / 2;
	return t >= 2 && sum > 2 * (t - 1);
}

static void
count_runs(const char *upper, size_t n, struct profile *p)
{
	uint32_t run = 0;

	for (size_t i = 0; i < n; i++) {
		run = upper[i] == 'N' ? run + 1 : 0;
		if (run == i + 1)
			p->lead = run;
		if (run > p->longest)
			p->longest = run;
	}
	p->trail = run;
}

static struct profile
plain_profile(const uint8_t *seq, size_t n)
{
	struct profile p = { 0 };
	char upper[RECORD_MOST];

	for (size_t i = 0; i < n; i++) {
		upper[i] = (char)toupper(seq[i]);
		count_letter(upper[i], &p);
		p.lower += islower(seq[i]) != 0;
		if (i > 0 && base_number(upper[i - 1]) >= 0 &&
		    base_number(upper[i]) >= 0)
			p.pairs[4 * base_number(upper[i - 1]) +
				base_number(upper[i])]++;
	}
	count_runs(upper, n, &p);
	for (size_t i = 0; i < n; i += 64) {
		p.windows++;
		p.low += is_low(upper + i, n - i < 64 ? n - i : 64);
	}
	return p;
}

static void
expect_profile(const struct profile *got, const struct profile *wanted)
{
	for (int b = 0; b < 4; b++)
		EXPECT_U64(got->acgt[b], wanted->acgt[b]);
	EXPECT_U64(got->u, wanted->u);
	EXPECT_U64(got->n, wanted->n);
	EXPECT_U64(got->other, wanted->other);
	EXPECT_U64(got->s, wanted->s);
	EXPECT_U64(got->w, wanted->w);
	EXPECT_U64(got->lower, wanted->lower);
	EXPECT_U64(got->lead, wanted->lead);
	EXPECT_U64(got->trail, wanted->trail);
	EXPECT_U64(got->longest, wanted->longest);
	EXPECT_U64(got->windows, wanted->windows);
	EXPECT_U64(got->low, wanted->low);
	for (int k = 0; k < 16; k++)
		EXPECT_U64(got->pairs[k], wanted->pairs[k]);
}

/* Parts that nobody asked for may be anything. */
static void
expect_parts(unsigned parts, const struct profile *got,
	     struct profile *wanted)
{
	if (!(parts & PROFILE_PAIRS))
		memcpy(wanted->pairs, got->pairs, sizeof(wanted->pairs));
	if (!(parts & PROFILE_WINDOWS)) {
		wanted->low = got->low;
		wanted->windows = got->windows;
	}
	if (!(parts & PROFILE_LOWER))
		wanted->lower = got->lower;
	if (!(parts & PROFILE_RUNS)) {
		wanted->lead = got->lead;
		wanted->trail = got->trail;
		wanted->longest = got->longest;
	}
	expect_profile(got, wanted);
}

static void
compare_ways(bool wide)
{
	uint64_t seed = 1, low = 0, longest = 0;

	for (int round = 0; round < 40; round++) {
		struct records *records = records_new(BATCH_MAX, &seed);
		struct batch *batch = &records->batch;

		memset(batch->profile, 0xff, sizeof(batch->profile));
		profile_records(batch, ALL, wide);
		for (size_t r = 0; r < batch->n; r++) {
			struct profile wanted = plain_profile(
				batch->seq[r], batch->length[r]);

			low += wanted.low;
			longest += wanted.longest;
			expect_profile(&batch->profile[r], &wanted);
		}
		records_free(records);
	}
	EXPECT(low > 1000 && longest > 1000);	/* both do occur */
}

static void
plain_way(void)
{
	compare_ways(false);
}

static void
wide_way(void)
{
	compare_ways(profile_has_wide());
}

/* Each part alone gives what all together give. */
static void
parts_alone(void)
{
	static const unsigned parts[] = {
		PROFILE_LETTERS, PROFILE_LETTERS | PROFILE_PAIRS,
		PROFILE_LETTERS | PROFILE_WINDOWS, PROFILE_PAIRS,
		PROFILE_WINDOWS, PROFILE_RUNS, PROFILE_LOWER
	};
	uint64_t seed = 2;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct records *records = records_new(BATCH_MAX, &seed);
		struct batch *batch = &records->batch;

		for (int wide = 0; wide <= profile_has_wide(); wide++) {
			memset(batch->profile, 0, sizeof(batch->profile));
			profile_records(batch, parts[i], wide);
			for (size_t r = 0; r < batch->n; r++) {
				struct profile wanted = plain_profile(
					batch->seq[r], batch->length[r]);

				expect_parts(parts[i], &batch->profile[r],
					     &wanted);
			}
		}
		records_free(records);
	}
}

/* Windows just below and just above the threshold, from one base up. */
static void
windows_at_the_threshold(void)
{
	uint8_t room[RECORD_PAD + 64 + RECORD_PAD], *seq = room + RECORD_PAD;
	struct batch batch = { .n = 1, .seq = { seq } };
	uint64_t seed = 3;
	size_t low = 0, close = 0;

	for (int round = 0; round < 30000; round++) {
		size_t n = 5 + record_random(&seed) % 60;
		size_t same = record_random(&seed) % (n + 1);
		struct profile wanted;

		memset(room, 'A', sizeof(room));
		for (size_t i = same; i < n; i++)
			seq[i] = record_letter(&seed, "ACGT");
		batch.length[0] = (uint32_t)n;
		wanted = plain_profile(seq, n);
		for (int wide = 0; wide <= profile_has_wide(); wide++) {
			profile_records(&batch, ALL, wide);
			expect_profile(&batch.profile[0], &wanted);
		}
		low += wanted.low;
		close += same > 12 && same < 22;
	}
	EXPECT(low > 5000 && low < 25000 && close > 1000);
}

/* batch_profile() brings what is wanted at once, and nothing twice. */
static void
batch_on_demand(void)
{
	uint64_t seed = 4;
	struct records *records = records_new(9, &seed);
	struct batch *batch = &records->batch;

	batch->wanted = PROFILE_LETTERS | PROFILE_PAIRS;
	batch_profile(batch, PROFILE_LETTERS);
	EXPECT(batch->have == (PROFILE_LETTERS | PROFILE_PAIRS));
	batch->profile[0].pairs[5] = 12345;
	batch_profile(batch, PROFILE_PAIRS);
	EXPECT_U64(batch->profile[0].pairs[5], 12345);
	batch_profile(batch, PROFILE_WINDOWS | PROFILE_RUNS | PROFILE_LOWER);
	EXPECT(batch->have == ALL);
	for (size_t r = 0; r < batch->n; r++) {
		struct profile wanted = plain_profile(batch->seq[r],
						      batch->length[r]);

		expect_profile(&batch->profile[r], &wanted);
	}
	records_free(records);
}

static void
letters_as_numbers(void)
{
	bool seen[LETTERS] = { false };
	const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-*";

	for (const char *c = letters; *c; c++) {
		unsigned number = letter_number((uint8_t)*c);

		EXPECT(number < LETTERS && !seen[number]);
		seen[number] = true;
		EXPECT(letter_text(number) == *c);
		EXPECT_U64(letter_number((uint8_t)tolower(*c)), number);
	}
	EXPECT_U64(letter_number('-'), LETTER_GAP);
	EXPECT_U64(letter_number('*'), LETTER_STOP);
}

static void
odd_letters(void)
{
	uint64_t seed = 5;
	struct records *records = records_new(BATCH_MAX, &seed);
	const struct batch *batch = &records->batch;

	for (size_t r = 0; r < batch->n; r++) {
		size_t n = batch->length[r], at = 0;

		for (size_t i = 0; i < n; i++) {
			if (base_number(toupper(batch->seq[r][i])) >= 0)
				continue;
			at = letter_next_odd(batch->seq[r], at, n);
			EXPECT_U64(at, i);
			at++;
		}
		EXPECT_U64(letter_next_odd(batch->seq[r], at, n), n);
	}
	records_free(records);
}

int
main(void)
{
	unit_run("plain C counts as a loop does", plain_way);
	unit_run("AVX2, where there is any, counts as a loop does", wide_way);
	unit_run("each part comes alone", parts_alone);
	unit_run("windows near the threshold", windows_at_the_threshold);
	unit_run("a batch is profiled once, on demand", batch_on_demand);
	unit_run("letters have numbers", letters_as_numbers);
	unit_run("the next letter other than ACGT", odd_letters);
	return unit_end();
}
