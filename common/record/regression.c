/* regression.c - numeric labels become "high" and "low". */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "io/spool.h"
#include "record/compat_reading.h"
#include "record/format.h"
#include "record/regression.h"

enum { BATCH = 32768, DIGIT_BITS = 16, DIGITS = 1 << DIGIT_BITS };

static int
label_number(const struct dataset *set, const char *file,
	     const struct record *record, double *number, struct error *err)
{
	const struct slice label = record->label;
	struct quote quote;

	if (set->options.compat ? compat_number(label, number) :
				  decimal_number(label.bytes, label.n, number))
		return 0;
	error_quote(&quote, record->label.bytes, record->label.n);
	return error_at(err, file, record->line, 0,
			"label \"%s\" is not a finite number (--regression)",
			quote.text);
}

int
regression_set_label(const struct dataset *set, const char *file,
		     struct record *record, struct error *err)
{
	static const struct slice high = { "high", 4 }, low = { "low", 3 };
	double number;

	if (label_number(set, file, record, &number, err) < 0)
		return -1;
	record->label = number >= set->threshold ? high : low;
	return 0;
}

/*
 * Bits of a finite number, so turned that they order as the numbers do (both
 * zeros as one), and back.
 */
static uint64_t
to_key(double number)
{
	const uint64_t sign = (uint64_t)1 << 63;
	uint64_t bits;

	if (number == 0)
		number = 0;
	memcpy(&bits, &number, sizeof(bits));
	return bits & sign ? ~bits : bits | sign;
}

static double
from_key(uint64_t key)
{
	const uint64_t sign = (uint64_t)1 << 63;
	double number;

	key = key & sign ? key ^ sign : ~key;
	memcpy(&number, &key, sizeof(number));
	return number;
}

struct keys {
	int file;
	uint64_t n;		/* in the file */
	uint64_t waiting[BATCH];
	size_t n_waiting;
};

static int
flush(struct keys *keys, struct error *err)
{
	if (spool_write(keys->file, keys->waiting,
			keys->n_waiting * sizeof(*keys->waiting), err) < 0)
		return -1;
	keys->n += keys->n_waiting;
	keys->n_waiting = 0;
	return 0;
}

static int
add_label(void *arg, struct chunk *chunk, const struct record *record,
	  struct error *err)
{
	struct keys *keys = arg;
	double number;

	if (label_number(chunk->set, chunk->file->name, record, &number,
			 err) < 0 ||
	    (keys->n_waiting == BATCH && flush(keys, err) < 0))
		return -1;
	keys->waiting[keys->n_waiting++] = to_key(number);
	return 0;
}

static int
collect(struct dataset *set, struct keys *keys, struct error *err)
{
	return dataset_each(set, add_label, keys, err) < 0 ? -1 :
							     flush(keys, err);
}

/* Counts the digit at shift of all keys that begin like prefix above it. */
static int
count_digits(const struct keys *keys, uint64_t prefix, unsigned shift,
	     uint64_t *counts, uint64_t *batch, struct error *err)
{
	const unsigned above = shift + DIGIT_BITS;
	uint64_t left = keys->n;

	memset(counts, 0, DIGITS * sizeof(*counts));
	if (lseek(keys->file, 0, SEEK_SET) < 0)
		return error_errno(err, "temporary file");
	while (left > 0) {
		const size_t n = left < BATCH ? (size_t)left : BATCH;

		if (spool_read(keys->file, batch, n * sizeof(*batch), err) < 0)
			return -1;
		for (size_t i = 0; i < n; i++)
			if (above == 64 || batch[i] >> above == prefix)
				counts[batch[i] >> shift & (DIGITS - 1)]++;
		left -= n;
	}
	return 0;
}

/* The key of a rank, from 0 to n - 1, digit by digit. */
static int
select_key(const struct keys *keys, uint64_t rank, uint64_t *key,
	   struct error *err)
{
	uint64_t *counts = mem_array(DIGITS, sizeof(*counts));
	uint64_t *batch = mem_array(BATCH, sizeof(*batch));
	uint64_t prefix = 0;
	int result = 0;

	for (unsigned shift = 64; shift > 0 && result == 0;) {
		uint64_t digit = 0;

		shift -= DIGIT_BITS;
		result = count_digits(keys, prefix, shift, counts, batch, err);
		if (result == 0)
			for (; rank >= counts[digit]; digit++)
				rank -= counts[digit];
		prefix = prefix << DIGIT_BITS | digit;
	}
	*key = prefix;
	free(batch);
	free(counts);
	return result;
}

int
regression_median(struct dataset *set, double *median, struct error *err)
{
	struct keys *keys = mem_zeroed(1, sizeof(*keys));
	uint64_t low, high;
	int result = -1;

	keys->file = spool_open(err);
	if (keys->file < 0 || collect(set, keys, err) < 0)
		goto out;
	if (keys->n == 0) {
		error_set(err, "no %s, so no median of the labels "
			  "(--label-threshold)",
			  set->options.compat ? "label is a number" :
						"record");
		goto out;
	}
	if (select_key(keys, (keys->n - 1) / 2, &low, err) < 0 ||
	    select_key(keys, keys->n / 2, &high, err) < 0)
		goto out;
	*median = (from_key(low) + from_key(high)) / 2;
	if (!isfinite(*median))	/* the sum of two large labels */
		*median = from_key(low) / 2 + from_key(high) / 2;
	result = 0;
out:
	if (keys->file >= 0)
		close(keys->file);
	free(keys);
	return result;
}
