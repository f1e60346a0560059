/*
 * link.c - relative links from one file to another.
 */
#include "page/link.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

static bool
ends_with(const char *text, size_t n, const char *end)
{
	size_t length = strlen(end);

	return n >= length && memcmp(text + n - length, end, length) == 0;
}

void
link_add_page_path(struct text *to, const char *report)
{
	size_t n = strlen(report);

	if (ends_with(report, n, ".json.gz"))
		n -= strlen(".json.gz");
	else if (ends_with(report, n, ".json"))
		n -= strlen(".json");
	text_add(to, report, n);
	text_adds(to, ".html");
}

/* The next part of a path, after its slashes; 0 long at the end. */
static size_t
next_part(const char **path)
{
	*path += strspn(*path, "/");
	return strcspn(*path, "/");
}

static bool
is_part(const char *part, size_t n, const char *word)
{
	return n == strlen(word) && memcmp(part, word, n) == 0;
}

/*
 * Adds the parts of path to clean, each after a slash, without . and with ..
 * taken at its word. False where .. leads out of it, unless that is the root:
 * there is nothing above.
 */
static bool
add_clean(struct text *clean, const char *path, bool root)
{
	for (size_t n; (n = next_part(&path)) > 0; path += n) {
		if (is_part(path, n, "."))
			continue;
		if (!is_part(path, n, "..")) {
			text_addc(clean, '/');
			text_add(clean, path, n);
			continue;
		}
		if (clean->n == 0 && root)
			continue;
		if (clean->n == 0)
			return false;
		while (clean->bytes[--clean->n] != '/')
			;
		clean->bytes[clean->n] = '\0';
	}
	return true;
}

static void
add_absolute(struct text *clean, const char *folder, const char *path)
{
	text_clear(clean);
	if (path[0] != '/')
		add_clean(clean, folder, true);
	add_clean(clean, path, true);
}

/* Both paths from one place, clean: from the current folder or the root. */
static int
clean_both(struct text *from, struct text *to, const char *from_path,
	   const char *to_path, struct error *err)
{
	char folder[PATH_MAX];
	bool root = from_path[0] == '/';

	if (root == (to_path[0] == '/') && add_clean(from, from_path, root) &&
	    add_clean(to, to_path, root))
		return 0;
	if (!getcwd(folder, sizeof(folder)))
		return error_errno(err, "the current folder has no name, and "
				   "a link needs it");
	add_absolute(from, folder, from_path);
	add_absolute(to, folder, to_path);
	return 0;
}

/* As a link has it: what could mean something there is %XX. */
static void
add_escaped(struct text *to, const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";

	for (; *path; path++)
		if (strchr(plain, *path))
			text_addc(to, *path);
		else
			text_addf(to, "%%%02X",
				  (unsigned)(unsigned char)*path);
}

int
link_add_relative(struct text *to, const char *from, const char *to_path,
		  struct error *err)
{
	struct text a = { 0 }, b = { 0 };
	size_t same = 0;
	int status;

	if (!from || strcmp(from, "-") == 0)
		from = "page";
	text_adds(&a, "");
	text_adds(&b, "");
	status = clean_both(&a, &b, from, to_path, err);
	if (status == 0) {
		/* Folders that both go through; the last part is no folder. */
		for (size_t i = 0; a.bytes[i] && a.bytes[i] == b.bytes[i];
		     i++)
			if (a.bytes[i] == '/')
				same = i;
		for (const char *rest = a.bytes + same + 1;
		     (rest = strchr(rest, '/')); rest++)
			text_adds(to, "../");
		add_escaped(to, b.bytes + same + (b.bytes[same] == '/'));
	}
	text_release(&a);
	text_release(&b);
	return status;
}
