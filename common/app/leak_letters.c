/* leak_letters.c - the letters of splits, kept or read again in pieces. */
#include "app/leak_letters.h"

#include <xxhash.h>

#include "base/error.h"
#include "record/dataset.h"

/* Large enough that all that is repeated for each piece costs little. */
enum { PIECE_RECORDS = 1 << 16, PIECE_LETTERS = 1 << 24,
       PIECE_LEAST = 1 << 22 };

static void
sum_add(struct leak_sum *sum, struct slice seq)
{
	sum->records++;
	sum->letters += seq.n;
	sum->hash = XXH3_64bits_withSeed(seq.bytes, seq.n, sum->hash);
}

static bool
sum_equal(const struct leak_sum *x, const struct leak_sum *y)
{
	return x->records == y->records && x->letters == y->letters &&
	       x->hash == y->hash;
}

static bool
is_piece(const struct leak_data *data, const struct leak_sum *sum)
{
	return sum->records >= PIECE_RECORDS || sum->letters >= data->piece;
}

void
leak_letters_begin(struct leak_data *data, struct dataset *set, bool keep_all,
		   uint64_t memory)
{
	data->set = !keep_all && dataset_can_rewind(set) ? set : NULL;
	data->piece = PIECE_LETTERS;
	if (memory > 0 && memory < data->piece)
		data->piece = memory > PIECE_LEAST ? memory : PIECE_LEAST;
}

/* Record 0 is the next one. */
static void
start_again(struct leak_split *split)
{
	leak_part_free(split->part);
	split->part = leak_part_new();
	split->so_far = (struct leak_sum){ 0 };
}

static void
drop(struct leak_data *data, struct leak_split *split)
{
	data->held.records -= split->sum.records;
	data->held.letters -= split->sum.letters;
	start_again(split);
	split->dropped = true;
}

void
leak_letters_add(struct leak_data *data, struct leak_split *split,
		 struct slice seq)
{
	struct leak_split *largest;

	sum_add(&split->sum, seq);
	if (!split->wanted || split->dropped)
		return;
	leak_part_add(split->part, (const uint8_t *)seq.bytes,
		      (uint32_t)seq.n);
	data->held.records++;
	data->held.letters += seq.n;
	largest = &data->splits[data->largest];
	if (!largest->wanted || split->sum.letters > largest->sum.letters) {
		largest = split;
		data->largest = (size_t)(split - data->splits);
	}
	if (data->set && is_piece(data, &data->held) && !largest->dropped)
		drop(data, largest);
}

/* Letters that are read again. */
struct second {
	struct leak_data *data;
	const struct leak_search_pair *searches;
	size_t n;
	leak_visit *visit;
	void *arg;
	struct leak_split *pieces;	/* the split read in pieces, or NULL */
	struct leak_sum piece;		/* so far */
};

static bool
is_of(const struct second *second, const struct leak_search_pair *search,
      const struct leak_split *split)
{
	return &second->data->splits[search->targets] == split ||
	       &second->data->splits[search->queries] == split;
}

/* Those that are of the split that is read in pieces, or the others. */
static int
visit_all(const struct second *second, bool of_pieces, struct error *err)
{
	int status = 0;

	for (size_t i = 0; i < second->n && status == 0; i++)
		if (is_of(second, &second->searches[i], second->pieces) ==
		    of_pieces)
			status = second->visit(second->arg, i, err);
	return status;
}

static int
end_piece(struct second *second, struct error *err)
{
	const int status = visit_all(second, true, err);

	leak_part_drop(second->pieces->part);
	second->piece = (struct leak_sum){ 0 };
	return status;
}

static int
changed(const struct leak_split *split, struct error *err)
{
	return error_set(err, "the input changed while it was read: records "
			 "of \"%s\" are not what they were", split->name);
}

static int
add_again(struct second *second, const struct record *record,
	  const struct chunk *chunk, struct error *err)
{
	struct leak_data *data = second->data;
	const size_t number = leak_data_find(data, record, chunk);
	const struct slice seq = record->seq[record->columns - 1];
	struct leak_split *split;

	/* Of a split that was not there it is no record that is missed. */
	if (number == data->n || !data->splits[number].again)
		return 0;
	split = &data->splits[number];
	if (split->so_far.records == split->sum.records)
		return changed(split, err);
	sum_add(&split->so_far, seq);
	leak_part_add(split->part, (const uint8_t *)seq.bytes,
		      (uint32_t)seq.n);
	if (split != second->pieces)
		return 0;
	second->piece.records++;
	second->piece.letters += seq.n;
	return is_piece(data, &second->piece) ? end_piece(second, err) : 0;
}

static int
read_chunks(struct second *second, struct error *err)
{
	struct dataset *set = second->data->set;
	struct chunk *chunk;
	struct record record;
	int more;

	dataset_rewind(set);
	while ((more = dataset_next_chunk(set, &chunk, err)) > 0) {
		while ((more = chunk_next(chunk, &record, err)) > 0)
			if (add_again(second, &record, chunk, err) < 0) {
				more = -1;
				break;
			}
		chunk_release(chunk);
		if (more < 0)
			return -1;
	}
	return more;
}

/* Reads the splits that are marked. */
static int
read_again(struct second *second, struct error *err)
{
	struct leak_data *data = second->data;

	for (size_t i = 0; i < data->n; i++)
		if (data->splits[i].again)
			start_again(&data->splits[i]);
	if (read_chunks(second, err) < 0)
		return -1;
	for (size_t i = 0; i < data->n; i++) {
		struct leak_split *split = &data->splits[i];

		if (split->again && !sum_equal(&split->so_far, &split->sum))
			return changed(split, err);
		split->again = false;
	}
	return second->pieces && second->piece.records > 0 ?
	       end_piece(second, err) : 0;
}

/* The largest of the splits that were dropped, or NULL. */
static struct leak_split *
find_pieces(const struct leak_data *data)
{
	struct leak_split *pieces = NULL;

	for (size_t i = 0; i < data->n; i++) {
		struct leak_split *split = &data->splits[i];

		if (split->dropped &&
		    (!pieces || split->sum.letters > pieces->sum.letters))
			pieces = split;
	}
	return pieces;
}

/* Reads what was dropped and must be there as a whole. */
static int
read_others(struct second *second, const struct leak_split *pieces,
	    struct error *err)
{
	struct leak_data *data = second->data;
	bool any = false;

	for (size_t i = 0; i < data->n; i++) {
		struct leak_split *split = &data->splits[i];

		split->again = split->dropped && split != pieces;
		if (split->again) {
			split->dropped = false;
			any = true;
		}
	}
	return any ? read_again(second, err) : 0;
}

int
leak_letters_visit(struct leak_data *data,
		   const struct leak_search_pair *searches, size_t n,
		   leak_visit *visit, void *arg, struct error *err)
{
	struct second second = {
		.data = data, .searches = searches, .n = n, .visit = visit,
		.arg = arg
	};
	struct leak_split *pieces = find_pieces(data);

	if (n == 0)
		return 0;
	if (read_others(&second, pieces, err) < 0)
		return -1;
	second.pieces = pieces;
	if (visit_all(&second, false, err) < 0)
		return -1;
	if (!pieces)
		return 0;
	pieces->again = true;
	return read_again(&second, err);
}
