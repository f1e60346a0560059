/*
 * pipe_size.c - how much a pipe holds before who writes must wait.
 *
 * Linux gives a pipe 64 KB. Where both ends run at once, the one that waits
 * is woken for each of these, which costs more than the bytes do. A user may
 * have so many pages in pipes, and no more: then it is refused, and the pipe
 * works as it did.
 */
#if defined(__linux__)
#define _GNU_SOURCE		/* F_SETPIPE_SZ */
#endif
#include "io/pipe_size.h"

#include <fcntl.h>

void
pipe_widen(int file, int n)
{
#if defined(F_SETPIPE_SZ)
	const int holds = fcntl(file, F_GETPIPE_SZ);

	if (holds > 0 && holds < n)
		(void)fcntl(file, F_SETPIPE_SZ, n);
#else
	(void)file;
	(void)n;
#endif
}
