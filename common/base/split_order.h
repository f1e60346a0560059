/*
 * split_order.h - the order of splits, by their names, and so which of two is
 * tested.
 */
#ifndef GBQC_BASE_SPLIT_ORDER_H
#define GBQC_BASE_SPLIT_ORDER_H

#include <stdbool.h>

/*
 * <0 where x comes before y: training comes first, tests come last, and names
 * that say neither stand between, bytewise. 0 for equal names alone.
 */
int split_order(const char *x, const char *y);

/*
 * True if records of split are looked for in the other, and not the other
 * way round: of two the later one in that order. Of equal names: false.
 */
bool split_is_tested_in(const char *split, const char *other);

#endif
