/*
 * file_list.h - names of files from a file, for more than a command line
 * holds.
 */
#ifndef GBQC_IO_FILE_LIST_H
#define GBQC_IO_FILE_LIST_H

#include <stddef.h>

#include "base/attributes.h"

struct error;

/* Start with { 0 }. Release after a failure too. */
struct file_list {
	const char **names;
	size_t n, room;
	char *text;		/* private: what was read */
};

/*
 * Adds a name, which is borrowed until file_list_release().
 */
void file_list_add(struct file_list *list, const char *name);

/*
 * Adds the names in a file ("-": stdin), one a line, empty lines left out.
 * Once for a list. -1 with err set: it cannot be read, holds no name, or a
 * NUL.
 */
MUST_USE int file_list_read(struct file_list *list, const char *path,
			    struct error *err);
void file_list_release(struct file_list *list);

#endif
