/*
 * each.c - the header of --each: one row a sequence.
 */
#include "base/text.h"
#include "checks/each.h"
#include "io/output.h"

void
each_write_header(const struct measure_options *how, struct output *out)
{
	struct text line = { 0 };

	text_adds(&line, "#id\tsplit\tlabel\tcolumn");
	for (size_t k = 0; how->checks[k]; k++)
		if (how->checks[k]->each_header)
			how->checks[k]->each_header(&how->params, &line);
	text_addc(&line, '\n');
	output_write(out, line.bytes, line.n);
	text_release(&line);
}
