/* leak_data.c - the records of a dataset by split. */
#include "app/leak_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/split_order.h"
#include "record/dataset.h"

size_t
leak_split_count(const struct leak_split *split)
{
	return split->sum.records;
}

const char *
leak_split_id(const struct leak_split *split, uint32_t record)
{
	return names_text(split->ids, record);
}

void
leak_data_release(struct leak_data *data)
{
	for (size_t i = 0; i < data->n; i++) {
		leak_part_free(data->splits[i].part);
		names_free(data->splits[i].ids);
		free(data->splits[i].entries);
	}
	free(data->splits);
	names_free(data->names);
	names_free(data->labels);
	*data = (struct leak_data){ 0 };
}

size_t
leak_data_find(const struct leak_data *data, const struct record *record,
	       const struct chunk *chunk)
{
	const uint32_t name = names_find(data->names, record->split.bytes,
					 record->split.n);

	if (data->two_files)
		return chunk_file_number(chunk);
	return name == UINT32_MAX ? data->n : name;
}

size_t
leak_data_pairs(const struct leak_data *data, struct leak_search_pair **pairs)
{
	size_t n = 0;

	*pairs = mem_array(data->n * data->n + 1, sizeof(**pairs));
	if (data->two_files) {
		**pairs = (struct leak_search_pair){ 0, 1 };
		return 1;
	}
	for (size_t t = 0; t < data->n; t++)
		for (size_t q = 0; q < data->n; q++) {
			const struct leak_split *targets = &data->splits[t];
			const struct leak_split *queries = &data->splits[q];

			if (strcmp(targets->name, ".") != 0 &&
			    strcmp(queries->name, ".") != 0 &&
			    split_is_tested_in(queries->name, targets->name))
				(*pairs)[n++] = (struct leak_search_pair){
					t, q };
		}
	return n;
}

size_t
leak_data_within(const struct leak_data *data, struct leak_search_pair **pairs)
{
	*pairs = mem_array(data->n + 1, sizeof(**pairs));
	for (size_t i = 0; i < data->n; i++)
		(*pairs)[i] = (struct leak_search_pair){ i, i };
	return data->n;
}
