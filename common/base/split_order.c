/* split_order.c - the order of splits, by their names. */
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

int
split_order(const char *x, const char *y)
{
	int order = order_of(x) - order_of(y);

	return order ? order : strcmp(x, y);
}

bool
split_is_tested_in(const char *split, const char *other)
{
	return split_order(split, other) > 0;
}
