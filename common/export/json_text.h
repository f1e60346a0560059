/*
 * json_text.h - pieces of JSON text.
 */
#ifndef GBQC_EXPORT_JSON_TEXT_H
#define GBQC_EXPORT_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct output;
struct rule;
struct view;

/*
 * Outside text as a string. Control characters, `<`, `>`, `&` and letters
 * that a reader would not see (utf8_shows()) are written as \uXXXX, so they
 * are the same string to a program. A byte that is not UTF-8 becomes the
 * four letters \xNN, as in messages and on the page: JSON cannot hold it,
 * and two labels must not become one.
 */
void json_put_string(struct output *out, const char *text);
void json_put_bytes(struct output *out, const char *bytes, size_t n);

/* The same, and null for "." or NULL: what a table leaves open. */
void json_put_name(struct output *out, const char *text);

/* As in the verdict table (verdict_number()); null for NAN. */
void json_put_number(struct output *out, double n, const struct rule *rule);

/* The same of a p (verdict_p()). */
void json_put_p(struct output *out, double p, const struct rule *rule);

/* "%.6g", null for NAN: figures that no threshold is about. */
void json_put_figure(struct output *out, double n);


/* Begins element i of a list at the top, on a line of its own. */
void json_put_element(struct output *out, size_t i);

/* Ends such a list, which has any. */
void json_put_end(struct output *out, bool any);

/* The names of a group, as the first keys of an object that stays open. */
void json_put_group(struct output *out, const struct view *view,
		    size_t place);

#endif
