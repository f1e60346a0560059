/*
 * destination.h - the place that a name of an output stands for: a file that
 * has its name only when it is whole, or what is there and is no regular file
 * (a device, a FIFO, a descriptor that is open), which is written as it is.
 */
#ifndef GBQC_IO_DESTINATION_H
#define GBQC_IO_DESTINATION_H

#include "base/attributes.h"

/* Zeroed: standard output, and what else has no name. */
struct destination {
	char *path;		/* what it will be called, links followed */
	char *temporary;	/* its name until then; NULL: written as it is */
};

/*
 * Returns a descriptor to write on, which the caller closes; or -1 with errno
 * set. To be released in either case. The temporary file stands beside path,
 * and goes when the process ends, by error or signal.
 */
MUST_USE int destination_open(struct destination *to, const char *path);

/* Gives the file its name, if it waits for one. -1 with errno set. */
MUST_USE int destination_keep(struct destination *to);

/* Removes the file that was not kept, and frees. */
void destination_release(struct destination *to);

#endif
