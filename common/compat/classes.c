/*
 * classes.c - all records of a dataset, by class and column.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "compat/classes.h"
#include "record/dataset.h"

/* What reading needs beside the classes. */
struct pass {
	struct classes *classes;
	const char *path;	/* of the file, if that is a class; or NULL */
	const struct window_options *window;
	struct counter *counter;
	struct text upper;
	size_t last;		/* the class of the record before */
};

static bool
is_class(const struct class *class, const struct record *record,
	 const char *path)
{
	return class->path == path &&
		strlen(class->label) == record->label.n &&
		memcmp(class->label, record->label.bytes,
		       record->label.n) == 0;
}

/* Sets pass->last to the record's class, made if new; -1 with err set. */
static int
find_class(struct pass *pass, const struct record *record, struct error *err)
{
	struct classes *classes = pass->classes;
	struct class *class;

	if (pass->last < classes->n &&
	    is_class(&classes->all[pass->last], record, pass->path))
		return 0;
	for (size_t i = 0; i < classes->n; i++)
		if (is_class(&classes->all[i], record, pass->path)) {
			pass->last = i;
			return 0;
		}
	if (classes->n == COMPAT_CLASSES)
		return error_set(err, "more than %d classes, the most that "
				 "--compat compares; are these the labels? "
				 "(--label-column, --regression)",
				 COMPAT_CLASSES);
	class = &classes->all[pass->last = classes->n++];
	class->label = mem_text(record->label.bytes, record->label.n);
	class->path = pass->path;
	class->groups = mem_zeroed(classes->n_columns,
				   sizeof(*class->groups));
	for (size_t i = 0; i < classes->n_columns; i++)
		class->groups[i] = group_new(pass->window);
	return 0;
}

static void
set_upper(struct text *upper, struct slice seq)
{
	text_clear(upper);
	text_add(upper, seq.bytes, seq.n);
	for (size_t i = 0; i < seq.n; i++) {
		char c = upper->bytes[i];

		assert((unsigned char)c < GROUP_LETTERS);
		if (c >= 'a' && c <= 'z')
			upper->bytes[i] = (char)(c - 'a' + 'A');
	}
}

static int
add_record(struct pass *pass, const struct record *record, struct error *err)
{
	struct classes *classes = pass->classes;

	if (find_class(pass, record, err) < 0)
		return -1;
	for (size_t i = 0; i < classes->n_columns; i++) {
		const char *kept;

		set_upper(&pass->upper, record->seq[i]);
		kept = strings_add(classes->strings[i], (unsigned)pass->last,
				   pass->upper.bytes, record->seq[i].n);
		if (group_add(classes->all[pass->last].groups[i],
			      pass->counter, kept, record->seq[i].n, err) < 0)
			return -1;
	}
	return 0;
}

static int
add_chunk(struct pass *pass, struct chunk *chunk, struct error *err)
{
	struct record record;
	int more;

	while ((more = chunk_next(chunk, &record, err)) == 1)
		if (add_record(pass, &record, err) < 0)
			return -1;
	return more;
}

static void
make_columns(struct classes *classes, size_t n)
{
	classes->n_columns = n;
	classes->strings = mem_zeroed(n, sizeof(*classes->strings));
	for (size_t i = 0; i < n; i++)
		classes->strings[i] = strings_new();
}

int
classes_read(struct classes *classes, struct dataset *set,
	     const struct window_options *window, struct error *err)
{
	struct pass pass = { .classes = classes, .window = window };
	struct chunk *chunk = NULL;
	int more;

	pass.counter = counter_new();
	while ((more = dataset_next_chunk(set, &chunk, err)) == 1) {
		if (!classes->strings)
			make_columns(classes, dataset_columns(set));
		pass.path = chunk_class_path(chunk);
		more = add_chunk(&pass, chunk, err);
		chunk_release(chunk);
		if (more < 0)
			break;
	}
	for (size_t i = 0; more == 0 && i < classes->n; i++)
		for (size_t j = 0; j < classes->n_columns; j++)
			group_finish(classes->all[i].groups[j], window);
	text_release(&pass.upper);
	free(pass.counter);
	return more;
}

void
classes_release(struct classes *classes)
{
	for (size_t i = 0; i < classes->n; i++) {
		for (size_t j = 0; j < classes->n_columns; j++)
			group_free(classes->all[i].groups[j]);
		free(classes->all[i].groups);
		free(classes->all[i].label);
	}
	for (size_t j = 0; j < classes->n_columns; j++)
		strings_free(classes->strings[j]);
	free(classes->strings);
	*classes = (struct classes){ 0 };
}
