/* leak_groups.c - groups of near copies, by single linkage. */
#include "app/leak_groups.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "io/output.h"

enum { SHARE = 10000 };

/* A record in a forest of groups; the rest is that of the root's group. */
struct member {
	uint32_t parent;
	uint32_t size;
	uint32_t matched, longer;	/* of the least similar link; 0, 0 */
	uint64_t number;		/* of the group, once it was met */
};

struct groups {
	const struct leak_split *split;
	struct member *members;
};

static uint32_t
find_root(struct member *members, uint32_t record)
{
	while (members[record].parent != record) {
		members[record].parent =
			members[members[record].parent].parent;
		record = members[record].parent;
	}
	return record;
}

/* Keeps the lower of two similarities; longer 0: there is none yet. */
static void
keep_lower(struct member *root, uint32_t matched, uint32_t longer)
{
	if (longer > 0 && (root->longer == 0 ||
			   (uint64_t)matched * root->longer <
			   (uint64_t)root->matched * longer)) {
		root->matched = matched;
		root->longer = longer;
	}
}

/* Records without an informative letter can be copies: similarity 1. */
static void
link_records(const struct groups *groups, const struct leak_hit *hit)
{
	struct member *members = groups->members;
	const struct leak_entry *entries = groups->split->entries;
	const uint32_t q = entries[hit->query].informative;
	const uint32_t t = entries[hit->target].informative;
	const uint32_t longer = q > t ? q : t;
	uint32_t one = find_root(members, hit->query);
	uint32_t other = find_root(members, hit->target);

	if (members[one].size < members[other].size) {
		const uint32_t root = one;

		one = other;
		other = root;
	}
	if (one != other) {
		members[other].parent = one;
		members[one].size += members[other].size;
		keep_lower(&members[one], members[other].matched,
			   members[other].longer);
	}
	keep_lower(&members[one], longer ? hit->length - hit->edits : 1,
		   longer ? longer : 1);
}

static int
take_hits(void *arg, const struct leak_hit *hits, size_t n, struct error *err)
{
	(void)err;
	for (size_t i = 0; i < n; i++)
		if (hits[i].relation <= LEAK_NEAR)
			link_records(arg, &hits[i]);
	return 0;
}

struct row {
	uint64_t group;
	uint32_t record;
};

static int
compare_rows(const void *x, const void *y)
{
	const struct row *one = x, *other = y;

	if (one->group != other->group)
		return one->group < other->group ? -1 : 1;
	return (one->record > other->record) - (one->record < other->record);
}

static void
write_row(const struct leak_data *data, const struct groups *groups,
	  const struct row *row, struct output *out)
{
	const struct leak_split *split = groups->split;
	const struct member *root =
		&groups->members[find_root(groups->members, row->record)];
	const uint32_t cohesion = root->longer == 0 ? 0 :
		(uint32_t)((uint64_t)root->matched * SHARE / root->longer);

	output_printf(out, "%" PRIu64 "\t%" PRIu32 "\t", row->group,
		      root->size);
	if (root->longer == 0)
		output_puts(out, ".");
	else
		output_printf(out, "%" PRIu32 ".%04" PRIu32, cohesion / SHARE,
			      cohesion % SHARE);
	output_printf(out, "\t%s\t%s\t", split->name,
		      names_text(data->labels,
				 split->entries[row->record].label));
	output_puts(out, leak_split_id(split, row->record));
	output_write(out, "\n", 1);
}

/* Numbers the groups of a split from *number on, and writes them. */
static void
write_groups(const struct leak_data *data, const struct groups *groups,
	     bool none, uint64_t *number, struct output *out)
{
	const size_t records = leak_split_count(groups->split);
	struct row *rows = mem_array(records + 1, sizeof(*rows));
	size_t n = 0;

	for (uint32_t i = 0; i < records; i++) {
		struct member *root =
			&groups->members[find_root(groups->members, i)];

		if (root->size == 1 && !none)
			continue;
		if (root->number == 0)
			root->number = ++*number;
		rows[n++] = (struct row){ root->number, i };
	}
	qsort(rows, n, sizeof(*rows), compare_rows);
	for (size_t i = 0; i < n; i++)
		write_row(data, groups, &rows[i], out);
	free(rows);
}

int
leak_groups_write(const struct leak_data *data,
		  const struct leak_options *options, bool none,
		  struct output *out, struct error *err)
{
	struct leak_options near_only = *options;
	uint64_t number = 0;
	int status = 0;

	near_only.no_overlap = true;
	output_puts(out, "#gbqc-groups 1\n"
		    "#group\tsize\tcohesion\tsplit\tlabel\tid\n");
	for (size_t i = 0; i < data->n && status == 0; i++) {
		const struct leak_split *split = &data->splits[i];
		const size_t n = leak_split_count(split);
		struct groups groups = {
			split, mem_zeroed(n + 1, sizeof(*groups.members))
		};

		for (uint32_t j = 0; j < n; j++)
			groups.members[j] = (struct member){ .parent = j,
							     .size = 1 };
		status = leak_search(split->part, split->part, &near_only,
				     take_hits, &groups, err);
		if (status == 0)
			write_groups(data, &groups, none, &number, out);
		free(groups.members);
	}
	return status;
}
