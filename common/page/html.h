/*
 * html.h - outside text and numbers in HTML. Nothing else writes them into a
 * page.
 *
 * A page is well-formed XML and HTML 5: elements are closed, attributes are
 * quoted, entities are numbers or the five of XML. What the tool itself says
 * goes in by text_adds() and the like.
 */
#ifndef GBQC_PAGE_HTML_H
#define GBQC_PAGE_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct rule;
struct verdict;

enum {
	HTML_NAME = 40,		/* letters of a name that are shown */
	HTML_TITLE = 160	/* and of its title */
};

/*
 * Outside text, all of it, as the content of an element or between the double
 * quotes of an attribute: & < > " ' are escaped; what does not show by itself
 * (controls, letters that turn the direction, letters without width) is
 * \u{202E}, a byte that is not UTF-8 is \x9F.
 */
void html_add_text(struct text *to, const char *text);

/*
 * A name (label, split, column, data) as an element <bdi>, cut at HTML_NAME
 * letters, then with more of it as its title, cut at HTML_TITLE: a name may be
 * long, and stands in a hundred places.
 */
void html_add_name(struct text *to, const char *name);

/*
 * The same in a sentence, where a number would mislead: "label 0". what:
 * "label" or "split" (report/said.h).
 */
void html_say_name(struct text *to, const char *what, const char *name);

/* The same with all of it as the title: in one place of a page. */
void html_add_whole_name(struct text *to, const char *name);

/*
 * Where no element can stand, such as in SVG: the name cut at so many letters,
 * with an ellipsis. True if it was cut.
 */
bool html_add_cut(struct text *to, const char *name, size_t letters);

/*
 * A sentence that holds outside text, such as a reason; names[0..n-1] that it
 * may hold are cut as html_add_name() does where they are long.
 */
void html_add_prose(struct text *to, const char *sentence,
		    const char *const *names, size_t n);

/*
 * The sides of a comparison: "a against b", "a against the others" where b is
 * `*`, a alone where b is `.` or a.
 */
void html_add_sides(struct text *to, const char *a, const char *b);

/*
 * Numbers in few figures, with more where fewer would put them on another
 * side of a threshold of the rule, or on it. NAN is a dash.
 */
void html_add_auroc(struct text *to, double auroc, const struct rule *rule);

/* A share as "4.1 %"; never "0 %" or "100 %" of what is neither. */
void html_add_share(struct text *to, double share);
void html_add_p(struct text *to, double p, const struct rule *rule);

/* The score of a verdict, by its measure; a dash where there is none. */
void html_add_score(struct text *to, const struct verdict *v,
		    const struct rule *rule);

/* "[.791, .801]", or nothing where there is no interval. */
void html_add_interval(struct text *to, const struct verdict *v,
		       const struct rule *rule);

#endif
