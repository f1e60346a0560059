/*
 * count_table.c - groups and series, found by their names.
 */
#include "table/count_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "table/count_table_private.h"

struct count_table *
count_table_new(void)
{
	struct count_table *table = mem_zeroed(1, sizeof(*table));

	table->group_names = names_new();
	table->series_names = names_new();
	return table;
}

void
count_table_clear(struct count_table *table)
{
	for (size_t i = 0; i < names_count(table->group_names); i++) {
		free((char *)table->groups[i].split);
		free((char *)table->groups[i].label);
		free((char *)table->groups[i].column);
	}
	for (size_t i = 0; i < names_count(table->series_names); i++)
		run_list_release(&table->series[i].runs);
	names_clear(table->group_names);
	names_clear(table->series_names);
}

void
count_table_free(struct count_table *table)
{
	if (!table)
		return;
	count_table_clear(table);
	names_free(table->group_names);
	names_free(table->series_names);
	free(table->groups);
	free(table->series);
	text_release(&table->key);
	free(table->unknown_check);
	free(table);
}

const struct entry_kind *
series_entries(enum series_kind kind)
{
	switch (kind) {
	case SERIES_POSITIONS:
		return &entry_position;
	case SERIES_HASHES:
		return &entry_hash;
	default:
		return &entry_tally;
	}
}

static char *
copy(const char *string)
{
	return mem_text(string, strlen(string));
}

uint32_t
count_table_group(struct count_table *table, const char *split,
		  const char *label, const char *column)
{
	struct text *key = &table->key;
	size_t had = names_count(table->group_names);
	uint32_t number;

	text_clear(key);
	text_adds(key, split);
	text_addc(key, '\t');
	text_adds(key, label);
	text_addc(key, '\t');
	text_adds(key, column);
	number = names_add(table->group_names, key->bytes, key->n);
	if (number == had) {
		table->groups = mem_grow(table->groups, &table->groups_room,
					 had + 1, sizeof(*table->groups));
		table->groups[had] = (struct group){
			copy(split), copy(label), copy(column)
		};
	}
	return number;
}

size_t
count_table_groups(const struct count_table *table)
{
	return names_count(table->group_names);
}

const struct group *
count_table_group_at(const struct count_table *table, uint32_t group)
{
	return &table->groups[group];
}

/* Behind a head of fixed size, check and at end in NUL, as of a string. */
enum { KEY_HEAD = sizeof(uint32_t) + 1 };

static void
make_key(struct text *key, uint32_t group, const char *check, const char *at,
	 enum series_kind kind)
{
	text_clear(key);
	text_add(key, (const char *)&group, sizeof(group));
	text_addc(key, (char)kind);
	text_adds(key, check);
	text_addc(key, '\0');
	text_adds(key, at);
}

struct series *
count_table_series(struct count_table *table, uint32_t group,
		   const char *check, const char *at, enum series_kind kind)
{
	size_t had = names_count(table->series_names);
	uint32_t number;

	make_key(&table->key, group, check, at, kind);
	number = names_add(table->series_names, table->key.bytes,
			   table->key.n);
	if (number == had) {
		const char *name = names_text(table->series_names, number);

		table->series = mem_grow(table->series, &table->series_room,
					 had + 1, sizeof(*table->series));
		table->series[had] = (struct series){
			.group = group,
			.check = name + KEY_HEAD,
			.at = name + KEY_HEAD + strlen(check) + 1,
			.kind = kind
		};
	}
	return &table->series[number];
}

const struct series *
count_table_find(const struct count_table *table, uint32_t group,
		 const char *check, const char *at, enum series_kind kind)
{
	struct text key = { 0 };
	uint32_t number;

	make_key(&key, group, check, at, kind);
	number = names_find(table->series_names, key.bytes, key.n);
	text_release(&key);
	return number != UINT32_MAX ? &table->series[number] : NULL;
}

const struct series *
count_table_at(const struct count_table *table, size_t n)
{
	return n < names_count(table->series_names) ? &table->series[n] : NULL;
}

uint64_t
count_table_unknown(const struct count_table *table, const char **check)
{
	*check = table->unknown_check;
	return table->unknown;
}

bool
count_table_threshold(const struct count_table *table, double *cut)
{
	return table_head_threshold(&table->head, cut);
}

void
count_table_set_threshold(struct count_table *table, double cut)
{
	table->head.has_threshold = true;
	table->head.threshold = cut;
}
