/*
 * split_order.h - which of two splits is tested, by their names.
 */
#ifndef GBQC_BASE_SPLIT_ORDER_H
#define GBQC_BASE_SPLIT_ORDER_H

#include <stdbool.h>

/*
 * True if records of split are looked for in the other, and not the other
 * way round: training comes first, tests come last, and of two names that
 * say neither the later one, bytewise, is tested. Of equal names: false.
 */
bool split_is_tested_in(const char *split, const char *other);

#endif
