/*
 * plain.c - files that can be read twice, and what they begin with.
 */
#include "io/plain.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
plain_is_file(const char *name)
{
	struct stat is;

	return strcmp(name, "-") != 0 && stat(name, &is) == 0
	       && S_ISREG(is.st_mode);
}

bool
plain_begins(const char *name, bool (*recognise)(const char *bytes, size_t n))
{
	char first[32];
	ssize_t n = 0;
	int file;

	if (!plain_is_file(name))
		return false;
	file = open(name, O_RDONLY | O_CLOEXEC);
	if (file >= 0) {
		n = pread(file, first, sizeof(first), 0);
		close(file);
	}
	return n > 0 && recognise(first, (size_t)n);
}
