/*
 * words.h - what checks, parts and flags are called on a page.
 */
#ifndef GBQC_PAGE_WORDS_H
#define GBQC_PAGE_WORDS_H

#include "base/text.h"
#include "page/section.h"
#include "stats/rule.h"

/* "GC content"; a check without a name of its own is called as it is. */
const char *words_check(const char *check);

/* The title of a section, as text without markup. */
const char *words_section(const struct section *section);

/*
 * What sequences are sorted by, as HTML: "GC content", "their share of CG",
 * "whether they have C at position 200".
 */
void words_add_feature(struct text *to, const char *check, const char *part);

/* A part as a person writes it: "C at 200", "CG"; nothing for ".". */
void words_add_part(struct text *to, const char *check, const char *part);

/* Shape and word of a flag; nothing for FLAG_NONE. */
void words_add_flag(struct text *to, enum flag flag);

/* "fail", "warning", "inconclusive", "pass": its class in the style sheet. */
const char *words_flag_class(enum flag flag);

/* True of what needs no attention: Pass, and what was not judged. */
bool words_calm(enum flag flag);

/* "1 sequence", "2 sequences", with commas. */
void words_add_count(struct text *to, uint64_t n, const char *one,
		     const char *many);

/* The name of a class of a column, in the colour of the class. */
void words_add_class(struct text *to, const struct page_column *column,
		     const char *label);

/* The same with all of it under the pointer: in the table of the data. */
void words_add_whole_class(struct text *to, const struct page_column *column,
			   const char *label);

/* The same in a sentence: "label 0" where it could be taken for a number. */
void words_say_class(struct text *to, const struct page_column *column,
		     const char *label);

/*
 * Who is compared: two classes in their colours, two splits, or one of
 * either.
 */
void words_add_sides(struct text *to, const struct section *section,
		     const struct verdict *v);

/* The same at the beginning of a sentence. */
void words_say_sides(struct text *to, const struct section *section,
		     const struct verdict *v);

/* The reason of a verdict; long names in it are cut. */
void words_add_reason(struct text *to, const struct verdict *v);

/*
 * The same as a sentence, that it is the worst of how many parts at its end.
 * brief: only what was found, not what else is to be said.
 */
void words_add_found(struct text *to, const struct section *section,
		     const struct verdict *v, bool brief);

/* Words of the report about a verdict; long names of it are cut. */
void words_add_title(struct text *to, const char *words,
		     const struct verdict *v);

/*
 * The same as a sentence, with a capital and a full stop. v may be NULL.
 */
void words_add_sentence(struct text *to, const char *words,
			const struct verdict *v);

#endif
