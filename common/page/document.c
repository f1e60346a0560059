/*
 * document.c - what every page begins and ends with.
 */
#include "page/document.h"

#include "page/html.h"
#include "page/style.h"
#include "page/svg.h"

void
document_open(struct text *to, const char *name, const char *skip_to,
	      const char *what)
{
	text_adds(to, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		  "<meta charset=\"utf-8\"/>\n"
		  "<meta http-equiv=\"Content-Security-Policy\" content=\""
		  "default-src 'none'; style-src '");
	style_add_hash(to);
	text_adds(to, "'; base-uri 'none'; form-action 'none'\"/>\n"
		  "<meta name=\"viewport\" content=\"width=device-width, "
		  "initial-scale=1\"/>\n<title>");
	html_add_cut(to, name, HTML_NAME);
	text_adds(to, ": gbqc-report</title>\n<style>");
	style_add_sheet(to);
	text_addf(to, "</style>\n</head>\n<body>\n"
		  "<a class=\"skip\" href=\"#%s\">Skip to %s</a>\n", skip_to,
		  what);
	svg_define_open(to);
	svg_define_flags(to);
	svg_define_close(to);
}

void
document_close(struct text *to)
{
	text_adds(to, "</body>\n</html>\n");
}
