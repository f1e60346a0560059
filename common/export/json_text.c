/*
 * json_text.c - pieces of JSON text.
 */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "export/json_text.h"
#include "io/output.h"
#include "report/verdict.h"
#include "report/view.h"

/* A letter by its number, two of them beyond the first 65,536. */
static void
put_escaped(struct output *out, uint32_t code)
{
	if (code < 0x10000) {
		output_printf(out, "\\u%04" PRIx32, code);
		return;
	}
	code -= 0x10000;
	output_printf(out, "\\u%04" PRIx32 "\\u%04" PRIx32,
		      0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff));
}

static bool
is_plain(uint32_t code)
{
	return utf8_shows(code) && code != '"' && code != '\\' &&
	       code != '<' && code != '>' && code != '&';
}

void
json_put_bytes(struct output *out, const char *text, size_t n)
{
	size_t plain = 0;

	output_puts(out, "\"");
	for (size_t i = 0, length; i < n; i += length) {
		uint32_t code = 0;

		length = utf8_decode(text + i, n - i, &code);
		if (length && is_plain(code))
			continue;
		output_write(out, text + plain, i - plain);
		if (length == 0) {
			length = 1;
			output_printf(out, "\\\\x%02X",
				      (unsigned)(unsigned char)text[i]);
		} else if (code == '"' || code == '\\') {
			output_printf(out, "\\%c", (int)code);
		} else {
			put_escaped(out, code);
		}
		plain = i + length;
	}
	output_write(out, text + plain, n - plain);
	output_puts(out, "\"");
}

void
json_put_string(struct output *out, const char *text)
{
	json_put_bytes(out, text, strlen(text));
}

void
json_put_name(struct output *out, const char *text)
{
	if (!text || strcmp(text, ".") == 0)
		output_puts(out, "null");
	else
		json_put_string(out, text);
}

void
json_put_number(struct output *out, double n, const struct rule *rule)
{
	char text[VERDICT_NUMBER];

	output_puts(out, isnan(n) ? "null" : verdict_number(text, n, rule));
}

void
json_put_p(struct output *out, double p, const struct rule *rule)
{
	char text[VERDICT_NUMBER];

	output_puts(out, isnan(p) ? "null" : verdict_p(text, p, rule));
}

void
json_put_figure(struct output *out, double n)
{
	if (isnan(n))
		output_puts(out, "null");
	else
		output_printf(out, "%.6g", n);
}

void
json_put_element(struct output *out, size_t i)
{
	output_puts(out, i ? ",\n  " : "\n  ");
}

void
json_put_end(struct output *out, bool any)
{
	output_puts(out, any ? "\n ]" : "]");
}

void
json_put_group(struct output *out, const struct view *view, size_t place)
{
	const struct group *g = view_group(view, place);

	output_puts(out, "{\"split\":");
	json_put_name(out, g->split);
	output_puts(out, ",\"label\":");
	json_put_name(out, g->label);
	output_puts(out, ",\"column\":");
	json_put_string(out, g->column);
}
