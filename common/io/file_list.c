/*
 * file_list.c - names of files, one a line.
 */
#include "io/file_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "io/source.h"

enum { READ_BYTES = 1 << 16 };

void
file_list_add(struct file_list *list, const char *name)
{
	list->names = mem_grow(list->names, &list->room, list->n + 1,
			       sizeof(*list->names));
	list->names[list->n++] = name;
}

static int
read_all(struct source *source, struct text *text, struct error *err)
{
	char *block = mem_array(READ_BYTES, 1);
	ssize_t n;

	while ((n = source_read(source, block, READ_BYTES, err)) > 0)
		text_add(text, block, (size_t)n);
	free(block);
	return n < 0 ? -1 : 0;
}

static int
add_lines(struct file_list *list, struct text *text, const char *file,
	  struct error *err)
{
	size_t had = list->n;

	if (text->n > 0 && memchr(text->bytes, '\0', text->n))
		return error_at(err, file, 0, 0, "a NUL in a list of names: "
				"they must stand one a line");
	for (char *line = text->bytes; line && *line != '\0';) {
		char *end = strchr(line, '\n');

		if (end)
			*end = '\0';
		if (*line != '\0')
			file_list_add(list, line);
		line = end ? end + 1 : NULL;
	}
	if (list->n == had)
		return error_at(err, file, 0, 0, "names no file");
	return 0;
}

int
file_list_read(struct file_list *list, const char *path, struct error *err)
{
	struct source *source = source_open(path, err);
	struct text text = { 0 };
	int status;

	if (!source)
		return -1;
	status = read_all(source, &text, err);
	list->text = text.bytes;
	if (status == 0)
		status = add_lines(list, &text, source_name(source), err);
	source_close(source);
	return status;
}

void
file_list_release(struct file_list *list)
{
	free(list->names);
	free(list->text);
	*list = (struct file_list){ 0 };
}
