/*
 * json_copies.c - copies, in the report for programs.
 */
#include <inttypes.h>

#include "export/json_copies.h"
#include "export/json_text.h"
#include "io/output.h"
#include "report/column.h"
#include "report/copy_groups.h"

static void
put_row(struct output *out, const struct column *column, size_t place)
{
	const struct copies_group *c = &column->copies.groups[place];
	const struct partners *others = copies_with_others(&column->copies,
							   place);

	json_put_group(out, &column->view, place);
	output_printf(out, ",\"records\":%" PRIu64 ",\"distinct\":%" PRIu64
		      ",\"forward\":%" PRIu64 ",\"reverse\":%" PRIu64
		      ",\"conflicts\":%" PRIu64 ",\"empty\":%" PRIu64 "}",
		      c->records, c->distinct, c->extra.same, c->extra.other,
		      others->same + others->other, c->empty);
}

/* Some of them by name. */
static void
put_records(struct output *out, const struct copy_member *member)
{
	output_puts(out, "[");
	for (size_t i = 0; i < member->n_records; i++) {
		const struct copy_record *record = &member->records[i];

		output_puts(out, i ? ",{\"id\":" : "{\"id\":");
		json_put_name(out, record->id);
		output_printf(out, ",\"row\":%" PRIu64 ",\"strand\":\"%c\"}",
			      record->row, record->minus ? '-' : '+');
	}
	output_puts(out, "]");
}

static void
put_copy_group(struct output *out, const struct column *column,
	       const char *kind, const struct copy_group *group)
{
	output_puts(out, "{\"column\":");
	json_put_string(out, column->view.column);
	output_printf(out, ",\"kind\":\"%s\",\"hash\":\"%016" PRIx64
		      "%016" PRIx64 "\",\"size\":%" PRIu64 ",\"members\":[",
		      kind, group->high, group->low, group->size);
	for (size_t i = 0; i < group->n; i++) {
		const struct copy_member *member = &group->members[i];

		if (i)
			output_puts(out, ",");
		json_put_group(out, &column->view, member->place);
		output_printf(out, ",\"plus\":%" PRIu64 ",\"minus\":%" PRIu64
			      ",\"records\":", member->plus, member->minus);
		if (column->groups->named)
			put_records(out, member);
		else
			output_puts(out, "null");
		output_puts(out, "}");
	}
	output_puts(out, "]}");
}

/* Those of one column; *n counts them on. */
static void
put_groups(struct output *out, const struct column *column, size_t *n)
{
	const struct copy_groups *groups = column->groups;
	const struct {
		const char *kind;
		const struct copy_top *top;
	} tops[] = { { "within", &groups->within },
		     { "labels", &groups->labels },
		     { "splits", &groups->splits } };

	for (size_t t = 0; t < sizeof(tops) / sizeof(*tops); t++)
		for (size_t i = 0; i < tops[t].top->n; i++) {
			json_put_element(out, (*n)++);
			put_copy_group(out, column, tops[t].kind,
				       &tops[t].top->all[i]);
		}
}

void
json_put_copies(struct output *out, const struct judged *judged)
{
	size_t n = 0;

	output_puts(out, ",\n \"copies\":[");
	for (size_t i = 0; i < judged->n; i++) {
		const struct column *column = &judged->columns[i];

		for (size_t g = 0; column->has_copies && g < column->view.n;
		     g++) {
			if (!column->copies.groups[g].counted)
				continue;
			json_put_element(out, n++);
			put_row(out, column, g);
		}
	}
	json_put_end(out, n > 0);
	output_puts(out, ",\n \"copy_groups\":[");
	n = 0;
	for (size_t i = 0; i < judged->n; i++)
		if (judged->columns[i].groups)
			put_groups(out, &judged->columns[i], &n);
	json_put_end(out, n > 0);
}
