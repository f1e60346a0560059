/*
 * position_rows.c - letters of many records, by position.
 *
 * Rows of much the same cells, with AVX2, are counted together: 32 cells at a
 * time, the rows one after another, so that the counts of those cells stay in
 * registers. Where the letters of a row begin or end inside the 32 cells, the
 * others are masked.
 */
#include "checks/position_rows.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAVE_WIDE 1
#define WIDE __attribute__((target("avx2"))) static
#else
#define HAVE_WIDE 0
#endif

/* One row: a loop that the compiler makes wide. */
static inline __attribute__((always_inline)) void
count_letters(const uint8_t *restrict seq, size_t n, uint8_t *restrict a,
	      uint8_t *restrict c, uint8_t *restrict g, uint8_t *restrict t)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t letter = seq[i] & 0xdf;

		a[i] = (uint8_t)(a[i] + (letter == 'A'));
		c[i] = (uint8_t)(c[i] + (letter == 'C'));
		g[i] = (uint8_t)(g[i] + (letter == 'G'));
		t[i] = (uint8_t)(t[i] + (letter == 'T'));
	}
}

static inline __attribute__((always_inline)) void
count_row(const struct position_row *row, uint8_t *const counts[4])
{
	size_t at = row->from;

	count_letters(row->seq, row->to - at, counts[0] + at, counts[1] + at,
		      counts[2] + at, counts[3] + at);
}

static void
count_plain(const struct position_row *rows, size_t n,
	    uint8_t *const counts[4])
{
	for (size_t i = 0; i < n; i++)
		count_row(&rows[i], counts);
}

#if HAVE_WIDE

enum { WIDTH = POSITION_PAD };

static const uint8_t edge[2 * WIDTH] = {
	[WIDTH] = 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	255, 255, 255, 255, 255, 255, 255
};

/* A mask of the bytes from i on. */
WIDE inline __m256i
mask_from(size_t i)
{
	return _mm256_loadu_si256((const void *)(edge + WIDTH - i));
}

WIDE inline __m256i
add_equal(__m256i sum, __m256i letters, char letter)
{
	return _mm256_sub_epi8(sum, _mm256_cmpeq_epi8(letters,
						      _mm256_set1_epi8(letter)));
}

/* The letters of a row in the cells from at on, the row reaching into them. */
WIDE inline __m256i
letters_at(const struct position_row *row, size_t at)
{
	const uint8_t *seq = row->seq + ((ptrdiff_t)at - (ptrdiff_t)row->from);
	__m256i x = _mm256_and_si256(_mm256_loadu_si256((const void *)seq),
				     _mm256_set1_epi8((char)0xdf));

	if (row->from > at)
		x = _mm256_and_si256(mask_from(row->from - at), x);
	if (row->to < at + WIDTH)
		x = _mm256_andnot_si256(mask_from(row->to - at), x);
	return x;
}

WIDE void
count_block(const struct position_row *rows, size_t n, size_t at,
	    uint8_t *const counts[4])
{
	__m256i *const to[] = {
		(void *)(counts[0] + at), (void *)(counts[1] + at),
		(void *)(counts[2] + at), (void *)(counts[3] + at)
	};
	__m256i a = _mm256_loadu_si256(to[0]), c = _mm256_loadu_si256(to[1]);
	__m256i g = _mm256_loadu_si256(to[2]), t = _mm256_loadu_si256(to[3]);

	for (size_t i = 0; i < n; i++) {
		__m256i letters;

		if (rows[i].to <= at || rows[i].from >= at + WIDTH)
			continue;
		letters = letters_at(&rows[i], at);
		a = add_equal(a, letters, 'A');
		c = add_equal(c, letters, 'C');
		g = add_equal(g, letters, 'G');
		t = add_equal(t, letters, 'T');
	}
	_mm256_storeu_si256(to[0], a);
	_mm256_storeu_si256(to[1], c);
	_mm256_storeu_si256(to[2], g);
	_mm256_storeu_si256(to[3], t);
}

/* True if few rows would be met in vain by going through all together. */
static bool
are_alike(const struct position_row *rows, size_t n, size_t *from, size_t *to)
{
	size_t cells = 0;

	*from = SIZE_MAX;
	*to = 0;
	for (size_t i = 0; i < n; i++) {
		*from = rows[i].from < *from ? rows[i].from : *from;
		*to = rows[i].to > *to ? rows[i].to : *to;
		cells += rows[i].to - rows[i].from;
	}
	return *to - *from <= cells / n + cells / n / 4 + 2 * WIDTH;
}

WIDE void
count_wide(const struct position_row *rows, size_t n,
	   uint8_t *const counts[4])
{
	size_t from, to;

	if (n > 1 && are_alike(rows, n, &from, &to))
		for (; from < to; from += WIDTH)
			count_block(rows, n, from, counts);
	else
		for (size_t i = 0; i < n; i++)
			count_row(&rows[i], counts);
}

#endif

void
position_rows_count(const struct position_row *rows, size_t n,
		    uint8_t *const counts[4], bool wide)
{
#if HAVE_WIDE
	if (wide) {
		count_wide(rows, n, counts);
		return;
	}
#endif
	(void)wide;
	count_plain(rows, n, counts);
}
