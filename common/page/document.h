/*
 * document.h - what every page begins and ends with.
 */
#ifndef GBQC_PAGE_DOCUMENT_H
#define GBQC_PAGE_DOCUMENT_H

#include "base/text.h"

/*
 * From the document type to the opened <body>: character set, policy, title
 * (name is outside text, cut) and style sheet; skip_to is the id of the
 * element that a keyboard can skip to, called what.
 */
void document_open(struct text *to, const char *name, const char *skip_to,
		   const char *what);
void document_close(struct text *to);

#endif
