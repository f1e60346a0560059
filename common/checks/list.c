/*
 * list.c - every check, in the order of verdicts.
 */
#include <string.h>

#include "checks/check.h"

const struct check *const check_list[] = {
	&check_length, &check_gc,    &check_base,	&check_dinuc,
	&check_kmer,   &check_pool,  &check_start,	&check_end,
	&check_centre, &check_n,     &check_case,	&check_complexity,
	&check_skew,   &check_dup,   NULL
};

const struct check *
check_find(const char *name)
{
	for (const struct check *const *check = check_list; *check; check++)
		if (strcmp((*check)->name, name) == 0)
			return *check;
	return NULL;
}
