/*
 * figures.c - which figures a section has, by its kind and check.
 */
#include <string.h>

#include "page/section.h"

/* Who draws the figures of a check, or of a kind of section. */
struct figures {
	enum section_kind kind;
	const char *check;	/* NULL: any of the kind */
	int (*write)(const struct section *section, struct text *out,
		     struct error *err);
};

static const struct figures figures[] = {
	{ SECTION_CHECK, NULL, NULL }
};

int
section_write_figures(const struct section *section, struct text *out,
		      struct error *err)
{
	for (const struct figures *f = figures; f->write; f++)
		if (f->kind == section->kind &&
		    (!f->check || strcmp(f->check, section->check) == 0))
			return f->write(section, out, err);
	return 0;
}
