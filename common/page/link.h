/*
 * link.h - relative links from one file to another.
 */
#ifndef GBQC_PAGE_LINK_H
#define GBQC_PAGE_LINK_H

#include "base/attributes.h"
#include "base/text.h"

struct error;

/*
 * The page that stands beside a report: its path with .html for .json (or
 * .json.gz), or behind what ends otherwise.
 */
void link_add_page_path(struct text *to, const char *report);

/*
 * Adds the link from the page that is written as path from (NULL or "-": as
 * if in the current folder) to the file of path to_path, both as they are
 * given on a command line. The paths are compared as words: symbolic links
 * are not followed. The link holds letters, digits, - . _ ~ / and %XX alone,
 * so it needs no escape. -1 with err set where the current folder is needed
 * (one path is absolute, or leaves it) and has no name.
 */
MUST_USE int link_add_relative(struct text *to, const char *from,
			       const char *to_path, struct error *err);

#endif
