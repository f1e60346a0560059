/* naming.c - what file names and arguments say: [SPLIT/][LABEL]=FILE. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/mem.h"
#include "record/format.h"

static const char *const packings[] = { ".gz", ".bgz", ".bgzf", NULL };
static const char *const endings[] = {
	".fasta", ".fa", ".fna", ".ffn", ".fas", ".fastq", ".fq", ".sam",
	".bam", ".cram", ".csv", ".tsv", ".txt", NULL
};
static const char *const compat_packings[] = { ".gz", NULL };
static const char *const compat_endings[] = {
	".fasta", ".fa", ".csv", ".tsv", NULL
};
static const char *const splits[] = {
	"train", "training", "valid", "validation", "val", "dev", "test",
	"testing", NULL
};

static bool
ends_in(struct slice name, const char *end)
{
	const size_t n = strlen(end);

	return name.n >= n &&
	       strncasecmp(name.bytes + name.n - n, end, n) == 0;
}

/* Takes the first ending of a list away that is there. */
static struct slice
without(struct slice name, const char *const *list)
{
	for (; *list; list++)
		if (ends_in(name, *list)) {
			name.n -= strlen(*list);
			break;
		}
	return name;
}

static struct slice
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	return (struct slice){ name, strlen(name) };
}

struct slice
naming_compat_stem(const char *path)
{
	return without(without(file_name(path), compat_packings),
		       compat_endings);
}

struct slice
naming_stem(const char *path)
{
	struct slice stem = without(without(file_name(path), packings),
				    endings);

	if (stem.n == 0)
		stem.bytes = NULL;
	return stem;
}

struct slice
naming_split(const char *path)
{
	const struct slice stem = naming_stem(path);

	for (size_t i = 0; stem.bytes && splits[i]; i++) {
		const size_t n = strlen(splits[i]);

		if (ends_in(stem, splits[i]) &&
		    (stem.n == n || strchr("_.-", stem.bytes[stem.n - n - 1])))
			return (struct slice){ splits[i], n };
	}
	return (struct slice){ NULL, 0 };
}

/* Whether a name begins with a word, and then with what parts words. */
static bool
begins_in(struct slice name, const char *word)
{
	const size_t n = strlen(word);

	return name.n > n && strchr("_.-", name.bytes[n]) &&
	       strncasecmp(name.bytes, word, n) == 0;
}

struct slice
naming_split_in_label(const struct input_file *file)
{
	const struct slice label = file->name_label;

	if (!file->format || file->format->is_table || file->split.bytes ||
	    file->label.bytes || !label.bytes)
		return (struct slice){ NULL, 0 };
	for (size_t i = 0; splits[i]; i++)
		if (begins_in(label, splits[i]))
			return (struct slice){ splits[i], strlen(splits[i]) };
	return naming_split(file->path);
}

/* An empty name and "." are both none. */
static struct slice
given(const char *bytes, size_t n)
{
	return n > 0 ? (struct slice){ bytes, n } : (struct slice){ ".", 1 };
}

static int
check(struct slice text, bool is_split, struct error *err)
{
	struct quote quote;
	const char *fault = text.bytes ? group_fault(text, is_split) : NULL;

	if (!fault)
		return 0;
	error_quote(&quote, text.bytes, text.n);
	return error_set(err, "\"%s\": %s", quote.text, fault);
}

static bool
exists(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0;
}

/* Cuts one argument at its first '=', then at the first '/' before it. */
static int
read_argument(struct input_file *file, const char *argument,
	      struct error *err)
{
	const char *equals = strchr(argument, '=');
	struct quote quote;

	file->path = argument;
	if (!equals || exists(argument))
		return 0;

	const char *label = argument;
	const char *slash = memchr(argument, '/',
				   (size_t)(equals - argument));

	file->path = equals + 1;
	if (slash) {
		label = slash + 1;
		if (slash > argument)
			file->split = given(argument,
					    (size_t)(slash - argument));
	}
	if (equals > label)
		file->label = given(label, (size_t)(equals - label));
	if (*file->path)
		return 0;
	error_quote(&quote, argument, strlen(argument));
	return error_set(err, "\"%s\" names no file after its '='",
			 quote.text);
}

static int
fill_in(struct input_file *file, const struct input_options *options,
	struct error *err)
{
	if (!file->path || strcmp(file->path, "-") == 0) {
		file->path = NULL;
		file->name = "(stdin)";
	} else {
		file->name = file->path;
	}
	if (!file->split.bytes && options->split)
		file->split = given(options->split, strlen(options->split));
	if (!file->label.bytes && options->label)
		file->label = given(options->label, strlen(options->label));
	if (check(file->split, true, err) < 0)
		return -1;
	return check(file->label, false, err);
}

int
naming_files(struct dataset *set, struct error *err)
{
	const struct input_options *options = &set->options;
	size_t stdins = 0;

	set->n_files = options->n_files > 0 ? options->n_files : 1;
	set->files = mem_zeroed(set->n_files, sizeof(*set->files));
	for (size_t i = 0; i < set->n_files; i++)
		set->files[i].spool = -1;
	for (size_t i = 0; i < set->n_files; i++) {
		struct input_file *file = &set->files[i];

		if (options->n_files > 0 &&
		    read_argument(file, options->files[i], err) < 0)
			return -1;
		if (fill_in(file, options, err) < 0)
			return -1;
		if (!file->path && ++stdins > 1)
			return error_set(err, "standard input is named twice");
	}
	return 0;
}

void
naming_settle(struct input_file *file)
{
	static const struct slice none = { ".", 1 };

	file->usual_split = file->split.bytes	   ? file->split :
			    file->name_split.bytes ? file->name_split :
						     none;
	file->usual_label = file->label.bytes	   ? file->label :
			    file->name_label.bytes ? file->name_label :
						     none;
}
