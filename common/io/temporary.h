/*
 * temporary.h - files under a name for the time being, which go when the
 * process ends, by error or signal, before they are renamed.
 */
#ifndef GBQC_IO_TEMPORARY_H
#define GBQC_IO_TEMPORARY_H

#include "base/attributes.h"

/*
 * Makes a file in the folder of path. Returns its descriptor, to be closed by
 * the caller, and in *name its name, to be handed to one of the functions
 * below; or -1 with errno set.
 */
MUST_USE int temporary_open(const char *path, char **name);

/*
 * As mkstemp(), but that the file has lost its name, is closed by exec, and no
 * signal comes between. path: its name, to be made up where XXXXXX ends it.
 */
MUST_USE int temporary_unnamed(char *path);

/*
 * Gives it its name for good, and frees the other. Returns 0, or -1 with errno
 * set: nothing was done.
 */
MUST_USE int temporary_rename(char *name, const char *path);

/* Removes it, and frees its name. NULL is fine. */
void temporary_remove(char *name);

#endif
