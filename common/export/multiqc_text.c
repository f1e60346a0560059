/*
 * multiqc_text.c - names and heads, as files for MultiQC have them.
 */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "export/multiqc_text.h"
#include "io/output.h"

/*
 * MultiQC puts names into its page as they are: a letter that could mean
 * anything there becomes `_`, and so does no name at all.
 */
static void
add_name(struct text *text, const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._ |-";
	size_t n = strlen(name);

	if (n == 0)
		text_addc(text, '_');
	for (size_t i = 0, length; i < n; i += length) {
		uint32_t code;

		length = utf8_decode(name + i, n - i, &code);
		length += length == 0;
		text_addc(text, length == 1 && strchr(plain, name[i]) ?
					name[i] : '_');
	}
}

void
multiqc_put_name(struct output *out, const char *name)
{
	struct text text = { 0 };

	add_name(&text, name);
	output_printf(out, "\"%s\":", text.bytes);
	text_release(&text);
}

void
multiqc_put_section(struct output *out, const char *id, const char *name,
		    const char *plot, const char *description)
{
	output_printf(out, "{\"id\":\"%s\",\"parent_id\":\"gbqc\","
		      "\"parent_name\":\"gbqc\",\n \"parent_description\":"
		      "\"What a model could learn from labelled sequences "
		      "that is not biology.\",\n \"section_name\":\"%s\","
		      "\"plot_type\":\"%s\",\n \"description\":\"%s\"",
		      id, name, plot, description);
}
