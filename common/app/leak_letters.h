/*
 * leak_letters.h - the letters of the splits that are searched: of all but
 * the largest split at once, of that one a piece at a time.
 *
 * While a dataset is read for the first time letters are kept until they make
 * a piece. Then those of the split that is the largest so far are dropped, and
 * no more of it are kept. After the end the largest of the splits that were
 * dropped is read again in pieces; another one, if there is any (it was the
 * largest for a while), is read again before that, and kept.
 */
#ifndef GBQC_APP_LEAK_LETTERS_H
#define GBQC_APP_LEAK_LETTERS_H

#include <stddef.h>
#include <stdint.h>

#include "app/leak_data.h"
#include "base/attributes.h"
#include "record/record.h"

struct error;

/*
 * Before the first reading of set, which is borrowed as long as data is used.
 * Where it cannot be read again, or with keep_all, all letters are kept.
 * memory: bytes, the number of letters of a piece (of which there are limits);
 * 0: as usual.
 */
void leak_letters_begin(struct leak_data *data, struct dataset *set,
			bool keep_all, uint64_t memory);

/*
 * The next record of a split: its letters, checked, in any case. Of a split
 * that is not wanted none are kept.
 */
void leak_letters_add(struct leak_data *data, struct leak_split *split,
		      struct slice seq);

/*
 * Does something with the letters of search i of them: those of one of its
 * splits are all there, of the other one all or a piece. -1 with err set.
 */
typedef int leak_visit(void *arg, size_t i, struct error *err);

/*
 * Calls visit for each of n searches, as often as it takes for every two of
 * its records to be there together once. May be called again. -1 with err set
 * by visit, or where the input is not what it was before.
 */
MUST_USE int leak_letters_visit(struct leak_data *data,
				const struct leak_search_pair *searches,
				size_t n, leak_visit *visit, void *arg,
				struct error *err);

#endif
