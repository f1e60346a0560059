/* split_order.c - which of two splits is tested, by their names. */
#include <string.h>
#include <strings.h>

#include "base/split_order.h"

static int
order_of(const char *split)
{
	if (strncasecmp(split, "train", 5) == 0)
		return 0;
	return strncasecmp(split, "test", 4) == 0 ? 2 : 1;
}

bool
split_is_tested_in(const char *split, const char *other)
{
	int order = order_of(split) - order_of(other);

	return order ? order > 0 : strcmp(split, other) > 0;
}
