/*
 * leak_search.c - tests of the search: the index finds what comparing all
 * with all finds, on data that are made to be hard.
 *
 *	leak_search [SEED [ROUNDS]]
 *
 * ROUNDS more random sets from SEED on, as a fuzzer does.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "leak/leak.h"
#include "letters.h"
#include "unit.h"

enum { HITS_MOST = 1 << 20 };

static void
add_repeat(struct letters *to, uint32_t n)
{
	char motif[6];
	const uint32_t period = 1 + below(6);

	for (uint32_t i = 0; i < period; i++)
		motif[i] = "ACGT"[below(4)];
	for (uint32_t i = 0; i < n; i++)
		add_letter(to, motif[i % period]);
}

/*
 * With an edit every few letters, the hardest to find: 0 other letters, 1 one
 * less, 2 one more, 3 any of these.
 */
static void
add_spaced(struct letters *to, const struct letters *from, uint32_t every,
	   uint32_t first, uint32_t what)
{
	for (uint32_t i = 0; i < from->n; i++) {
		const char letter = from->text[i];
		const uint32_t how = what < 3 ? what : below(3);

		if (i % every != first || how == 2)
			add_letter(to, letter);
		if (i % every != first || how == 1)
			continue;
		add_letter(to, how == 0 ? (letter == 'A' ? 'C' : 'A') :
			   "ACGT"[below(4)]);
	}
}

static void
add_part(struct letters *to, const struct letters *from, uint32_t start,
	 uint32_t end)
{
	for (uint32_t i = start; i < end && i < from->n; i++)
		add_letter(to, from->text[i]);
}

/* With about that many edits in 1000 letters. */
static void
add_edited(struct letters *to, const struct letters *from, uint32_t rate)
{
	for (uint32_t i = 0; i < from->n; i++) {
		if (below(1000) >= rate) {
			add_letter(to, from->text[i]);
			continue;
		}
		switch (below(4)) {
		case 0:
			break;
		case 1:
			add_letter(to, from->text[i]);
			add_letter(to, "ACGT"[below(4)]);
			break;
		default:
			add_letter(to, "ACGT"[below(4)]);
		}
	}
}

static void
turn(struct letters *letters)
{
	static const char pairs[] = "ATTACGGCRYYRKMMKBVVBDHHD";
	struct letters turned = { .n = letters->n };

	for (uint32_t i = 0; i < letters->n; i++) {
		const char *pair = pairs;
		char letter = letters->text[letters->n - 1 - i];

		while (*pair && *pair != letter)
			pair += 2;
		turned.text[i] = *pair ? pair[1] : letter;
	}
	*letters = turned;
}

static void
spoil(struct letters *letters)
{
	if (letters->n == 0)
		return;
	switch (below(12)) {
	case 0:
		for (uint32_t i = below(letters->n), n = 1 + below(30);
		     n > 0 && i < letters->n; i++, n--)
			letters->text[i] = 'N';
		break;
	case 1:
		for (uint32_t n = 1 + letters->n / 20; n > 0; n--)
			letters->text[below(letters->n)] =
				"NRYSWKMBDHVN*-"[below(14)];
		break;
	case 2:
		for (uint32_t i = 0; i < letters->n; i++)
			if (letters->text[i] == 'T')
				letters->text[i] = 'U';
		break;
	case 3:
		for (uint32_t i = 0; i < letters->n; i++)
			if (letters->text[i] >= 'A')
				letters->text[i] |= 0x20;
		break;
	case 4:
		for (uint32_t i = 0, n = below(20); i < letters->n && i < n;
		     i++)
			letters->text[i] = 'N';
		break;
	default:
		break;
	}
}

static void
make_fresh(struct letters *to, uint32_t least, uint32_t most)
{
	const uint32_t n = least + below(most - least + 1);

	to->n = 0;
	switch (below(8)) {
	case 0:
		add_repeat(to, n);
		break;
	case 1:
		add_random(to, n / 3);
		add_repeat(to, n / 3);
		add_random(to, n / 3);
		break;
	default:
		add_random(to, n);
	}
}

static void
make_related(struct letters *to, const struct letters *from, uint32_t most)
{
	static const uint32_t rates[] = { 0, 0, 20, 50, 80, 100, 120, 160 };
	const uint32_t rate = rates[below(8)];
	const uint32_t shift = below(from->n / 2 + 1);
	struct letters piece = { .n = 0 };

	to->n = 0;
	switch (below(9)) {
	case 6:
	case 7:
		add_part(&piece, from, below(2) ? 0 : shift, from->n);
		add_random(to, below(2) * (from->n - piece.n));
		add_spaced(to, &piece, 5 + below(8), below(5), below(4));
		break;
	case 8:
		add_part(&piece, from, 0, from->n - shift);
		add_spaced(to, &piece, 5 + below(8), below(5), below(4));
		add_random(to, below(2) * (from->n - piece.n));
		break;
	case 0:
		add_edited(to, from, rate);
		break;
	case 1:
		add_part(&piece, from, shift, from->n);
		add_edited(to, &piece, rate);
		add_random(to, shift);
		break;
	case 2:
		add_random(to, shift);
		add_part(&piece, from, 0, from->n - shift);
		add_edited(to, &piece, rate);
		break;
	case 3:
		add_part(&piece, from, shift, shift + from->n / 2);
		add_edited(to, &piece, rate);
		break;
	case 4:
		add_random(to, below(most + 1));
		add_edited(to, from, rate);
		add_random(to, below(most + 1));
		break;
	default:
		add_part(to, from, 0, shift);
		add_random(to, below(from->n / 8 + 1));
		add_part(to, from, shift + below(from->n / 8 + 1), from->n);
	}
	if (below(2))
		turn(to);
}

/* Records, some of them made of those of like. */
static struct leak_part *
make_part(uint32_t n, uint32_t least, uint32_t most, struct letters *like,
	  uint32_t n_like)
{
	struct leak_part *part = leak_part_new();

	for (uint32_t i = 0; i < n; i++) {
		struct letters letters;

		if (i < n_like || n_like == 0) {
			make_fresh(&letters, least, most);
			if (i < n_like)
				like[i] = letters;
		}
		if (i >= n_like && n_like > 0 && below(4) > 0)
			make_related(&letters, &like[below(n_like)], most);
		else if (i >= n_like)
			make_fresh(&letters, least, most);
		spoil(&letters);
		leak_part_add(part, (const uint8_t *)letters.text, letters.n);
	}
	return part;
}

struct hit_list {
	struct leak_hit *hits;
	size_t n;
};

static int
take(void *arg, const struct leak_hit *hits, size_t n, struct error *err)
{
	struct hit_list *list = arg;

	(void)err;
	for (size_t i = 0; i < n && list->n < HITS_MOST; i++)
		list->hits[list->n++] = hits[i];
	return 0;
}

static int
compare_hits(const void *x, const void *y)
{
	const struct leak_hit *one = x, *other = y;

	if (one->query != other->query)
		return one->query < other->query ? -1 : 1;
	if (one->target != other->target)
		return one->target < other->target ? -1 : 1;
	return 0;
}

static struct hit_list
search(const struct leak_part *queries, const struct leak_part *targets,
       const struct leak_options *options)
{
	struct hit_list list = {
		mem_array(HITS_MOST, sizeof(*list.hits)), 0
	};
	struct error err = { 0 };

	EXPECT(leak_search(queries, targets, options, take, &list, &err) == 0);
	qsort(list.hits, list.n, sizeof(*list.hits), compare_hits);
	return list;
}

static void
print_hit(const char *who, const struct leak_hit *hit)
{
	printf("# %s: query %u target %u relation %u %c edits %u length %u\n",
	       who, hit->query, hit->target, hit->relation,
	       hit->minus ? '-' : '+', hit->edits, hit->length);
}

static bool
same_hits(const struct hit_list *got, const struct hit_list *wanted)
{
	size_t i = 0, j = 0;

	while (i < got->n || j < wanted->n) {
		const struct leak_hit *x = &got->hits[i];
		const struct leak_hit *y = &wanted->hits[j];
		const int order = i == got->n ? 1 : j == wanted->n ? -1 :
				  compare_hits(x, y);

		if (order < 0)
			print_hit("not wanted", x);
		else if (order > 0)
			print_hit("missed", y);
		else if (leak_hit_compare(x, y) != 0 ||
			 x->relation != y->relation) {
			print_hit("got", x);
			print_hit("wanted", y);
		} else {
			i++;
			j++;
			continue;
		}
		return false;
	}
	return true;
}

/* The index against comparing all, and two threads against one. */
static bool
holds(const struct leak_part *queries, const struct leak_part *targets,
      const struct leak_options *options)
{
	struct leak_options all = *options, two = *options;
	struct hit_list got, wanted, threaded;
	bool same;

	all.exhaustive = true;
	two.threads = 3;
	got = search(queries, targets, options);
	threaded = search(queries, targets, &two);
	wanted = search(queries, targets, &all);
	same = same_hits(&got, &wanted) && same_hits(&threaded, &wanted);
	free(got.hits);
	free(threaded.hits);
	free(wanted.hits);
	return same;
}

/* One random pair of parts, and random options. */
static bool
try_seed(uint64_t seed)
{
	static const uint32_t identities[] = { 900, 900, 900, 850, 950, 1000,
					       875, 820, 800, 990 };
	static const uint32_t overlaps[] = { 500, 500, 500, 200, 300, 800,
					     1000 };
	static const uint32_t scores[] = { 20, 20, 20, 1, 10, 40 };
	static const uint32_t most[] = { 12, 20, 40, 60, 100, 150, 200, 200,
					 300, 600 };
	struct leak_options options = { .threads = 1 };
	struct letters *like;
	struct leak_part *queries, *targets;
	uint32_t least, longest;
	bool same;

	letters_seed(seed);
	options.identity = identities[below(10)];
	options.overlap = overlaps[below(7)];
	options.min_score = scores[below(6)];
	options.plus_only = below(5) == 0;
	options.no_overlap = below(4) == 0;
	longest = most[below(10)];
	least = below(3) == 0 ? below(longest) : longest;
	like = mem_array(20, sizeof(*like));
	targets = make_part(20 + below(30), least, longest, like, 20);
	queries = make_part(20 + below(30), least, longest, like, 20);
	for (uint32_t i = 0; i < 25; i++) {
		struct letters letters;

		make_related(&letters, &like[below(20)], longest);
		spoil(&letters);
		leak_part_add(below(2) ? queries : targets,
			      (const uint8_t *)letters.text, letters.n);
	}
	same = holds(queries, targets, &options) &&
	       holds(targets, targets, &options);
	if (!same)
		printf("# seed %ju: identity %u overlap %u min_score %u "
		       "plus_only %d no_overlap %d lengths %u-%u\n",
		       (uintmax_t)seed, options.identity, options.overlap,
		       options.min_score, options.plus_only,
		       options.no_overlap, least, longest);
	leak_part_free(queries);
	leak_part_free(targets);
	free(like);
	return same;
}

static void
test_random(void)
{
	for (uint64_t seed = 1; seed <= 60; seed++)
		EXPECT(try_seed(seed));
}

/* n letters of from, from start on, with edits evenly spread. */
static void
add_hard(struct letters *to, const struct letters *from, uint32_t start,
	 uint32_t n, uint32_t edits, uint32_t what)
{
	struct letters piece = { .n = 0 };
	const uint32_t every = edits > 0 ? n / edits : n + 1;

	add_part(&piece, from, start, start + n);
	add_spaced(to, &piece, every > 0 ? every : 1, below(every + 1),
		   what);
}

/*
 * As many edits as are allowed, as far from each other as can be: of all of
 * a record, and of beginnings and ends of any length.
 */
static bool
try_hard(uint64_t seed)
{
	static const uint32_t identities[] = { 900, 900, 850, 950, 870 };
	struct leak_options options = { .overlap = 500, .min_score = 20,
					.threads = 1 };
	struct leak_part *queries = leak_part_new();
	struct leak_part *targets = leak_part_new();
	bool same;

	letters_seed(seed);
	options.identity = identities[below(5)];
	options.overlap = 300 + 100 * below(4);
	for (uint32_t i = 0; i < 60; i++) {
		const uint32_t n = 30 + below(below(2) ? 100 : 500);
		const uint32_t part = below(2) ? n : n - below(n / 2);
		const uint32_t edits = part * (1000 - options.identity) /
				       1000;
		struct letters target = { .n = 0 }, query = { .n = 0 };
		const bool at_end = below(2);

		add_random(&target, n);
		if (!at_end)
			add_random(&query, n - part);
		add_hard(&query, &target, at_end ? n - part : 0, part,
			 edits > 0 ? edits - below(2) : 0, below(4));
		if (at_end)
			add_random(&query, n - part);
		if (below(2))
			turn(&query);
		leak_part_add(targets, (const uint8_t *)target.text, target.n);
		leak_part_add(queries, (const uint8_t *)query.text, query.n);
	}
	same = holds(queries, targets, &options);
	if (!same)
		printf("# hard seed %ju\n", (uintmax_t)seed);
	leak_part_free(queries);
	leak_part_free(targets);
	return same;
}

static void
test_hard(void)
{
	for (uint64_t seed = 1; seed <= 40; seed++)
		EXPECT(try_hard(seed));
}

/* Cut, or made longer at the end, to n letters. */
static void
fit(struct letters *letters, uint32_t n)
{
	if (letters->n > n)
		letters->n = n;
	add_random(letters, n - letters->n);
}

/*
 * All records have one length, but for a longer one now and then: how many
 * edits a record may have follows from the longest that it is compared with.
 */
static bool
try_one_length(uint64_t seed)
{
	static const uint32_t identities[] = { 850, 850, 860, 880, 900, 950 };
	struct leak_options options = { .overlap = 500, .min_score = 20,
					.threads = 1 };
	struct leak_part *queries = leak_part_new();
	struct leak_part *targets = leak_part_new();
	uint32_t n, longer;
	bool same;

	letters_seed(seed);
	n = 40 + below(260);
	longer = below(2) * below(40);
	options.identity = identities[below(6)];
	options.no_overlap = below(3) == 0;
	for (uint32_t i = 0; i < 60; i++) {
		struct letters target = { .n = 0 }, query = { .n = 0 };
		/* Of the longer one's letters, as near allows. */
		const uint32_t most = (n + longer) *
				      (1000 - options.identity) / 1000;

		add_random(&target, n);
		add_hard(&query, &target, 0, n, most > 0 ? most - below(2) : 0,
			 below(4));
		fit(&query, n + (below(2) ? longer : 0));
		if (below(2))
			turn(&query);
		leak_part_add(targets, (const uint8_t *)target.text, target.n);
		leak_part_add(queries, (const uint8_t *)query.text, query.n);
	}
	same = holds(queries, targets, &options) &&
	       holds(targets, queries, &options) &&
	       holds(queries, queries, &options);
	if (!same)
		printf("# one length, seed %ju: %u, %u longer\n",
		       (uintmax_t)seed, n, longer);
	leak_part_free(queries);
	leak_part_free(targets);
	return same;
}

static void
test_one_length(void)
{
	for (uint64_t seed = 1; seed <= 60; seed++)
		EXPECT(try_one_length(seed));
}

int
main(int argc, char **argv)
{
	if (argc > 1) {
		const uint64_t first = strtoull(argv[1], NULL, 10);
		const uint64_t rounds = argc > 2 ?
			strtoull(argv[2], NULL, 10) : 1000;
		int failed = 0;

		for (uint64_t i = 0; i < rounds; i++)
			failed += !try_seed(first + i) +
				  !try_hard(first + i) +
				  !try_one_length(first + i);
		printf("%ju sets, %d failed\n", (uintmax_t)rounds, failed);
		return failed > 0;
	}
	unit_run("the index finds what comparing all finds", test_random);
	unit_run("edits at their worst are found", test_hard);
	unit_run("so they are among records of one length", test_one_length);
	return unit_end();
}
