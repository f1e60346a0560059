/*
 * blank.h - copies among records that hold no base at all. Private to this
 * room.
 */
#ifndef GBQC_LEAK_BLANK_H
#define GBQC_LEAK_BLANK_H

#include "leak/leak.h"

/*
 * Calls take for each pair of a query and a target that are copies and have
 * no informative letter; of one part with itself, the later record is the
 * query. Ends early where take returns -1.
 */
void blank_copies(const struct leak_part *queries,
		  const struct leak_part *targets,
		  const struct leak_options *options,
		  int (*take)(void *arg, const struct leak_hit *hit),
		  void *arg);

#endif
