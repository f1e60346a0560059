/*
 * copy_names.c - which records the largest groups of copies are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "report/copy_names.h"

static int
compare_hash(uint64_t high, uint64_t low, const struct copy_group *group)
{
	if (high != group->high)
		return high < group->high ? -1 : 1;
	return (low > group->low) - (low < group->low);
}

static int
compare_groups(const void *left, const void *right)
{
	const struct copy_group *x = *(struct copy_group *const *)left;
	const struct copy_group *y = *(struct copy_group *const *)right;

	return compare_hash(x->high, x->low, y);
}

/* Deals the names to the members, one to each in turn. */
static void
deal(struct copy_group *group)
{
	bool dealt = true;

	for (size_t left = COPY_NAMES; left && dealt;) {
		dealt = false;
		for (size_t i = 0; i < group->n && left; i++) {
			struct copy_member *m = &group->members[i];

			if (m->wanted >= m->plus + m->minus)
				continue;
			m->wanted++;
			left--;
			dealt = true;
		}
	}
	for (size_t i = 0; i < group->n; i++)
		group->members[i].records =
			mem_array(group->members[i].wanted,
				  sizeof(*group->members[i].records));
}

void
copy_names_init(struct copy_names *names, struct copy_groups *groups,
		const struct view *view)
{
	struct copy_top *const tops[] = { &groups->within, &groups->labels,
					  &groups->splits };

	*names = (struct copy_names){ .view = view };
	for (size_t t = 0; t < sizeof(tops) / sizeof(*tops); t++)
		for (size_t i = 0; i < tops[t]->n; i++) {
			deal(&tops[t]->all[i]);
			names->sought[names->n++] = &tops[t]->all[i];
		}
	qsort(names->sought, names->n, sizeof(*names->sought),
	      compare_groups);
	groups->named = true;
}

/* The first group of that hash, or names->n. */
static size_t
find(const struct copy_names *names, uint64_t high, uint64_t low)
{
	size_t from = 0, to = names->n;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (compare_hash(high, low, names->sought[middle]) > 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from < names->n &&
	       compare_hash(high, low, names->sought[from]) == 0 ?
	       from : names->n;
}

static bool
same_text(const char *text, const char *bytes, size_t n)
{
	return strlen(text) == n && memcmp(text, bytes, n) == 0;
}

static bool
is_of(const struct group *group, const struct copy_found *found)
{
	return same_text(group->split, found->split, found->split_n) &&
	       same_text(group->label, found->label, found->label_n);
}

/* As `gbqc-dup --list` has it; NULL for none. */
static char *
take_id(const struct copy_found *found)
{
	struct text id = { 0 };

	if (found->id_n == 0 || same_text(".", found->id, found->id_n))
		return NULL;
	text_add_field(&id, found->id, found->id_n);
	return id.bytes;
}

static void
add(const struct copy_names *names, struct copy_group *group,
    const struct copy_found *found)
{
	for (size_t i = 0; i < group->n; i++) {
		struct copy_member *m = &group->members[i];

		if (m->n_records == m->wanted ||
		    !is_of(view_group(names->view, m->place), found))
			continue;
		m->records[m->n_records++] = (struct copy_record){
			take_id(found), found->row, found->minus };
		return;
	}
}

void
copy_names_add(struct copy_names *names, const struct copy_found *found)
{
	size_t i = find(names, found->high, found->low);

	/* One sequence may be among the largest of several kinds. */
	for (; i < names->n && compare_hash(found->high, found->low,
					    names->sought[i]) == 0; i++)
		add(names, names->sought[i], found);
}
