/*
 * place.c - whether two names are one place.
 */
#include "io/place.h"

#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

bool
place_is_standard(const char *path)
{
	static const char *const names[] = { "-", "/dev/stdout", "/dev/fd/1",
					     "/proc/self/fd/1" };

	for (size_t i = 0; path && i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(path, names[i]) == 0)
			return true;
	return !path;
}

static bool
same(const struct stat *x, const struct stat *y)
{
	return x->st_dev == y->st_dev && x->st_ino == y->st_ino;
}

bool
place_same_file(const char *one, const char *other)
{
	struct stat x, y;

	return stat(one, &x) == 0 && stat(other, &y) == 0 &&
	       S_ISREG(x.st_mode) && same(&x, &y);
}

bool
place_is_read(const char *output, const char *input)
{
	struct stat x, y;

	if (input && strcmp(input, "-") != 0)
		return place_same_file(output, input);
	return fstat(STDIN_FILENO, &x) == 0 && stat(output, &y) == 0 &&
	       S_ISREG(x.st_mode) && same(&x, &y);
}

/* What stands after the last slash. */
static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool
stat_folder(const char *path, struct stat *status)
{
	struct text folder = { 0 };
	bool there;

	text_add(&folder, path, (size_t)(last_part(path) - path));
	text_addc(&folder, '.');
	there = stat(folder.bytes, status) == 0;
	text_release(&folder);
	return there;
}

bool
place_same(const char *one, const char *other)
{
	struct stat x, y;

	if (place_is_standard(one) || place_is_standard(other))
		return place_is_standard(one) && place_is_standard(other);
	if (strcmp(one, other) == 0 || place_same_file(one, other))
		return true;
	if (stat(one, &x) == 0 || stat(other, &y) == 0)
		return false;
	return strcmp(last_part(one), last_part(other)) == 0 &&
	       stat_folder(one, &x) && stat_folder(other, &y) && same(&x, &y);
}
