/*
 * compat.c - the reports that the reference implementation writes.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "compat/classes.h"
#include "compat/compat.h"
#include "compat/pair.h"
#include "compat/slug.h"
#include "io/output.h"
#include "record/dataset.h"

/* One column of a run, on its way to the files. */
struct column_report {
	struct classes *classes;
	size_t column;
	const char *folder;			/* DIR/class/<column> */
	const struct distinct **shared;		/* by any two classes */
	size_t n_shared;
};

/* Makes a folder and those above it, where they are not there yet. */
static int
make_folders(const char *path, struct error *err)
{
	char *part = mem_text(path, strlen(path));
	struct quote quote;
	int status = 0;

	for (size_t i = 1; part[0] != '\0' && status == 0; i++) {
		bool end = path[i] == '\0';

		if (path[i] != '/' && !end)
			continue;
		part[i] = '\0';
		/* EEXIST may be a file: then what follows fails, by name. */
		if (mkdir(part, 0777) < 0 && errno != EEXIST)
			status = error_errno(err, "%s: cannot make the "
					     "folder",
					     error_quote(&quote, part, i));
		part[i] = path[i];
		if (end)
			break;
	}
	free(part);
	return status;
}

static bool
has_both(const struct distinct *distinct, size_t a, size_t b)
{
	uint64_t both = (uint64_t)1 << a | (uint64_t)1 << b;

	return (distinct->classes & both) == both;
}

static bool
share_any(const struct column_report *report, size_t a, size_t b)
{
	for (size_t i = 0; i < report->n_shared; i++)
		if (has_both(report->shared[i], a, b))
			return true;
	return false;
}

static int
write_report(const struct column_report *report, size_t a, size_t b,
	     bool shared, const char *path, struct error *err)
{
	const struct classes *classes = report->classes;
	const struct strings *strings = classes->strings[report->column];
	const struct pair pair = {
		.a = classes->all[a].groups[report->column],
		.b = classes->all[b].groups[report->column],
		.distinct_a = strings_count(strings, (unsigned)a),
		.distinct_b = strings_count(strings, (unsigned)b),
		.shared = shared,
	};
	struct output *out = output_open(path, err);

	if (!out)
		return -1;
	pair_write(&pair, out);
	return output_close(out, err);
}

/* Where there are none, a list that an earlier run left would be a lie. */
static int
write_duplicates(const struct column_report *report, size_t a, size_t b,
		 bool shared, const char *path, struct error *err)
{
	struct output *out;
	struct quote quote;

	if (!shared) {
		if (unlink(path) < 0 && errno != ENOENT)
			return error_errno(err, "%s: cannot remove it",
					   error_quote(&quote, path,
						       strlen(path)));
		return 0;
	}
	out = output_open(path, err);
	if (!out)
		return -1;
	for (size_t i = 0; i < report->n_shared; i++) {
		if (!has_both(report->shared[i], a, b))
			continue;
		output_write(out, report->shared[i]->bytes,
			     report->shared[i]->n);
		output_puts(out, "\n");
	}
	return output_close(out, err);
}

static int
write_pair(const struct column_report *report, size_t a, size_t b,
	   struct error *err)
{
	const struct class *all = report->classes->all;
	bool shared = share_any(report, a, b);
	struct text path = { 0 };
	size_t folder;
	int status;

	text_addf(&path, "%s/%s_vs_%s", report->folder, all[a].slug.text,
		  all[b].slug.text);
	folder = path.n;
	status = make_folders(path.bytes, err);
	text_adds(&path, "/gb-qc-report.csv");
	if (status == 0)
		status = write_report(report, a, b, shared, path.bytes, err);
	path.n = folder;
	text_adds(&path, "/gb-qc-duplicates.txt");
	if (status == 0)
		status = write_duplicates(report, a, b, shared, path.bytes,
					  err);
	text_release(&path);
	return status;
}

/* order: the classes by their slugs. */
static int
write_column(struct classes *classes, size_t column, const char *folder,
	     const size_t *order, struct error *err)
{
	struct column_report report = {
		.classes = classes,
		.column = column,
		.folder = folder,
	};
	int status = 0;

	report.n_shared = strings_shared(classes->strings[column],
					 &report.shared);
	for (size_t i = 0; i < classes->n && status == 0; i++)
		for (size_t j = i + 1; j < classes->n && status == 0; j++)
			status = write_pair(&report, order[i], order[j], err);
	free(report.shared);
	return status;
}

/* The name of the folder that a path lies in, or "" for this one. */
static char *
folder_of(const char *path)
{
	const char *end = strrchr(path, '/'), *start;

	if (!end)
		return mem_text("", 0);
	while (end > path && end[-1] == '/')
		end--;
	for (start = end; start > path && start[-1] != '/'; start--)
		;
	return mem_text(start, (size_t)(end - start));
}

static void
say_renamed(const struct slug *slug, const char *name, const char *what,
	    struct text *notices)
{
	struct slug alone;
	struct quote quote;

	slug_make(&alone, name, "unnamed");
	if (strcmp(alone.text, slug->text) != 0)
		text_addf(notices, "%s \"%s\" is called %s in the paths, "
			  "since %s is that of another\n", what,
			  error_quote(&quote, name, strlen(name)), slug->text,
			  alone.text);
}

static void
name_classes(struct classes *classes, struct text *notices)
{
	struct slug_name names[COMPAT_CLASSES];
	struct slug slugs[COMPAT_CLASSES];
	char *folders[COMPAT_CLASSES];

	for (size_t i = 0; i < classes->n; i++) {
		const struct class *class = &classes->all[i];

		folders[i] = class->path ? folder_of(class->path) : NULL;
		names[i] = (struct slug_name){ class->label, folders[i] };
	}
	slugs_make(slugs, names, classes->n, false);
	for (size_t i = 0; i < classes->n; i++) {
		classes->all[i].slug = slugs[i];
		say_renamed(&slugs[i], classes->all[i].label, "class",
			    notices);
		free(folders[i]);
	}
}

/* Such as a_vs_b with c, and a with b_vs_c. */
static int
check_pairs(const struct classes *classes, const size_t *order,
	    struct error *err)
{
	size_t n = classes->n * classes->n, n_names = 0;
	struct text *names = mem_zeroed(n, sizeof(*names));
	int status = 0;

	for (size_t i = 0; i < classes->n; i++)
		for (size_t j = i + 1; j < classes->n; j++)
			text_addf(&names[n_names++], "%s_vs_%s",
				  classes->all[order[i]].slug.text,
				  classes->all[order[j]].slug.text);
	for (size_t i = 0; i < n_names && status == 0; i++)
		for (size_t j = 0; j < i && status == 0; j++)
			if (strcmp(names[i].bytes, names[j].bytes) == 0)
				status = error_set(err, "two pairs of classes "
						   "would both be called %s; "
						   "rename a class",
						   names[i].bytes);
	for (size_t i = 0; i < n_names; i++)
		text_release(&names[i]);
	free(names);
	return status;
}

static void
sort_by_slug(const struct classes *classes, size_t order[COMPAT_CLASSES])
{
	for (size_t i = 0; i < classes->n; i++) {
		size_t j = i;

		for (; j > 0 && strcmp(classes->all[order[j - 1]].slug.text,
				       classes->all[i].slug.text) > 0; j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
}

static int
write_columns(struct classes *classes, const struct dataset *set,
	      const char *dir, struct text *notices, struct error *err)
{
	size_t n = classes->n_columns, order[COMPAT_CLASSES];
	struct slug_name *names = mem_zeroed(n, sizeof(*names));
	struct slug *slugs = mem_zeroed(n, sizeof(*slugs));
	struct text folder = { 0 };
	int status;

	for (size_t i = 0; i < n; i++)
		names[i].name = dataset_column_name(set, i);
	slugs_make(slugs, names, n, n > 1);
	sort_by_slug(classes, order);
	status = check_pairs(classes, order, err);
	for (size_t i = 0; i < n && status == 0; i++) {
		say_renamed(&slugs[i], names[i].name, "column", notices);
		text_clear(&folder);
		text_addf(&folder, "%s/class/%s", dir, slugs[i].text);
		status = write_column(classes, i, folder.bytes, order, err);
	}
	text_release(&folder);
	free(slugs);
	free(names);
	return status;
}

/* With --regression, two classes there must be. */
static int
check_sides(const struct classes *classes, const struct dataset *set,
	    struct error *err)
{
	double cut;

	if (!dataset_threshold(set, &cut) || classes->n == 2)
		return 0;
	if (classes->n == 0)
		return error_set(err, "no label is a number (--regression)");
	return error_set(err, "all labels are on one side of the cut, %.15g "
			 "(\"%s\"): there is nothing to compare "
			 "(--regression)", cut, classes->all[0].label);
}

int
compat_write(struct dataset *set, const struct compat_options *options,
	     struct text *notices, struct error *err)
{
	const struct window_options window = {
		.end_position = options->has_end_position ?
			options->end_position : 0,
		.min_coverage = options->min_coverage,
	};
	struct classes classes = { 0 };
	int status = make_folders(options->dir, err);

	if (status == 0)
		status = classes_read(&classes, set, &window, err);
	if (status == 0)
		status = check_sides(&classes, set, err);
	if (status == 0 && classes.n < 2) {
		text_addf(notices, "%zu class%s: nothing to compare, so there "
			  "is no report\n", classes.n,
			  classes.n == 1 ? "" : "es");
	} else if (status == 0) {
		name_classes(&classes, notices);
		status = write_columns(&classes, set, options->dir, notices,
				       err);
	}
	classes_release(&classes);
	return status;
}
