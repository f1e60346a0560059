/*
 * position_rows.c - letters of many records, by position.
 *
 * With AVX2, rows of much the same cells are counted 15 at a time: 2 bits for
 * each of the four letters, which 3 rows fill, then 4 bits, which 15 fill,
 * then bytes. Where the letters of a row begin or end inside the 32 cells at
 * hand, the others are masked.
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
	const size_t at = row->from;

	if (row->to == at)	/* of no position, for which there is room */
		return;
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

enum { WIDTH = POSITION_PAD, FEW = 3, AT_ONCE = 5 * FEW };

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

static inline size_t
at_most_wide(ptrdiff_t n)
{
	n = n < 0 ? 0 : n;
	return n > WIDTH ? WIDTH : (size_t)n;
}

/* 32 cells; rows begin or end among them, not all at one. */
struct cells {
	size_t at;
	bool begin, end;
	__m256i used;		/* those that some row has */
};

/*
 * The letters of a row; 0 where it has none of its own. Where rows end cannot
 * be foreseen, so a row that is far away is no branch: it is read where it is
 * nearest, and masked.
 */
WIDE inline __m256i
letters_at(const struct position_row *row, const struct cells *cells)
{
	ptrdiff_t from = (ptrdiff_t)row->from - (ptrdiff_t)cells->at;
	ptrdiff_t to = (ptrdiff_t)row->to - (ptrdiff_t)cells->at;
	ptrdiff_t i = -from;
	__m256i x;

	if (cells->begin)
		i = i < -WIDTH ? -WIDTH : i;
	if (cells->end)
		i = i > to - from ? to - from : i;
	x = _mm256_loadu_si256((const void *)(row->seq + i));
	if (cells->begin)
		x = _mm256_and_si256(mask_from(at_most_wide(from)), x);
	if (cells->end)
		x = _mm256_andnot_si256(mask_from(at_most_wide(to)), x);
	return x;
}

/*
 * A letter as counters of 2 bits, A in the lowest, then C, G and T: a table
 * by its low four bits, in which those four differ, and from U and N.
 */
WIDE inline __m256i
as_counters(__m256i letters)
{
	const __m256i counters = _mm256_broadcastsi128_si256(_mm_setr_epi8(
		0, 1, 0, 4, 64, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0));

	return _mm256_shuffle_epi8(counters, letters);
}

/* Adds the low and the high half of every byte to one of two sums. */
WIDE inline void
add_halves(__m256i bytes, __m256i half, int shift, __m256i *low, __m256i *high)
{
	*low = _mm256_add_epi8(*low, _mm256_and_si256(bytes, half));
	*high = _mm256_add_epi8(*high, _mm256_and_si256(
		_mm256_srli_epi16(bytes, shift), half));
}

/* Up to three rows. */
WIDE inline __attribute__((always_inline)) __m256i
add_few(const struct position_row *rows, size_t n, const struct cells *cells)
{
	__m256i sum = _mm256_setzero_si256();

	for (size_t i = 0; i < n; i++)
		sum = _mm256_add_epi8(sum, as_counters(
			letters_at(&rows[i], cells)));
	return sum;
}

/* Adds up to 15 rows to the counts. */
WIDE inline __attribute__((always_inline)) void
add_rows(const struct position_row *rows, size_t n, const struct cells *cells,
	 uint8_t *const counts[4])
{
	const __m256i pairs = _mm256_set1_epi8(0x33);
	const __m256i half = _mm256_set1_epi8(0x0f);
	__m256i ag = _mm256_setzero_si256(), ct = ag, sum[4];

	for (; n >= FEW; n -= FEW, rows += FEW)
		add_halves(add_few(rows, FEW, cells), pairs, 2, &ag, &ct);
	add_halves(add_few(rows, n, cells), pairs, 2, &ag, &ct);
	for (unsigned b = 0; b < 4; b++)
		sum[b] = _mm256_loadu_si256(
			(const void *)(counts[b] + cells->at));
	add_halves(_mm256_and_si256(ag, cells->used), half, 4, &sum[0],
		   &sum[2]);
	add_halves(_mm256_and_si256(ct, cells->used), half, 4, &sum[1],
		   &sum[3]);
	for (unsigned b = 0; b < 4; b++)
		_mm256_storeu_si256((void *)(counts[b] + cells->at), sum[b]);
}

/* Cells that any row, and that every row has letters for. */
struct extent {
	size_t from, to, all_from, all_to;
	size_t letters;
};

static struct extent
find_extent(const struct position_row *rows, size_t n)
{
	struct extent e = { SIZE_MAX, 0, 0, SIZE_MAX, 0 };

	for (size_t i = 0; i < n; i++) {
		e.from = rows[i].from < e.from ? rows[i].from : e.from;
		e.to = rows[i].to > e.to ? rows[i].to : e.to;
		e.all_from = rows[i].from > e.all_from ? rows[i].from :
							 e.all_from;
		e.all_to = rows[i].to < e.all_to ? rows[i].to : e.all_to;
		e.letters += rows[i].to - rows[i].from;
	}
	return e;
}

/* True if few rows would be met in vain by going through all together. */
static bool
are_alike(const struct extent *e, size_t n)
{
	size_t mean = e->letters / n;

	return e->to - e->from <= mean + mean / 4 + 2 * WIDTH;
}

/* All cells of up to 15 rows. */
WIDE void
count_few(const struct position_row *rows, size_t n, const struct extent *e,
	  uint8_t *const counts[4])
{
	for (size_t at = e->from; at < e->to; at += WIDTH) {
		struct cells cells = {
			at, at < e->all_from,
			at + WIDTH > e->all_to && e->to > e->all_to,
			_mm256_set1_epi8(-1)
		};

		if (e->to - at < WIDTH)
			cells.used = _mm256_andnot_si256(
				mask_from(e->to - at), cells.used);
		if (n == AT_ONCE && !cells.begin && !cells.end)
			add_rows(rows, AT_ONCE, &cells, counts);
		else
			add_rows(rows, n, &cells, counts);
	}
}

WIDE void
count_wide(const struct position_row *rows, size_t n,
	   uint8_t *const counts[4])
{
	struct extent e = find_extent(rows, n);

	if (n < 2 || !are_alike(&e, n)) {
		count_plain(rows, n, counts);
		return;
	}
	for (; n > AT_ONCE; n -= AT_ONCE, rows += AT_ONCE)
		count_few(rows, AT_ONCE, &e, counts);
	count_few(rows, n, &e, counts);
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
