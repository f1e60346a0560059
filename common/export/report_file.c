/*
 * report_file.c - reports read back from their JSON.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jansson.h>

#include "base/error.h"
#include "base/mem.h"
#include "export/report_file.h"
#include "io/source.h"
#include "report/column.h"

static const char schema[] = "gbqc.report/";

/* Where something was found, for messages. */
struct place {
	const char *file;
	const char *list;	/* NULL: at the top */
	size_t i;
};

/* What is wrong at a place. Returns -1. */
static int
fail(const struct place *place, const char *key, const char *what,
     struct error *err)
{
	if (place->list)
		return error_at(err, place->file, 0, 0, "%s[%zu]: \"%s\" %s",
				place->list, place->i, key, what);
	return error_at(err, place->file, 0, 0, "\"%s\" %s", key, what);
}

static int
get_text(const json_t *object, const char *key, const char **text,
	 const struct place *place, struct error *err)
{
	const json_t *value = json_object_get(object, key);

	*text = json_string_value(value);
	return *text ? 0 :
	       fail(place, key, value ? "is no string" : "is missing", err);
}

/* A string, or "." for null. */
static int
get_name(const json_t *object, const char *key, const char **text,
	 const struct place *place, struct error *err)
{
	if (json_is_null(json_object_get(object, key))) {
		*text = ".";
		return 0;
	}
	return get_text(object, key, text, place, err);
}

/* A number, or NAN for null. */
static int
get_number(const json_t *object, const char *key, double *number,
	   const struct place *place, struct error *err)
{
	const json_t *value = json_object_get(object, key);

	*number = json_is_number(value) ? json_number_value(value) : NAN;
	if (json_is_number(value) || json_is_null(value))
		return 0;
	return fail(place, key, value ? "is no number" : "is missing", err);
}

static int
get_count(const json_t *object, const char *key, uint64_t *count,
	  const struct place *place, struct error *err)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return fail(place, key, value ? "is no whole number" :
						"is missing", err);
	*count = (uint64_t)json_integer_value(value);
	return 0;
}

static int
get_list(const json_t *object, const char *key, const json_t **list,
	 const struct place *place, struct error *err)
{
	*list = json_object_get(object, key);
	return json_is_array(*list) ? 0 :
	       fail(place, key, *list ? "is no list" : "is missing", err);
}

/* The same, or RECORDS_UNKNOWN for null. */
static int
get_records(const json_t *object, const char *key, uint64_t *count,
	    const struct place *place, struct error *err)
{
	if (!json_is_null(json_object_get(object, key)))
		return get_count(object, key, count, place, err);
	*count = RECORDS_UNKNOWN;
	return 0;
}

/* The place of text among n words that one of them must be; -1 with err. */
static int
get_word(const json_t *object, const char *key, const char *const *words,
	 size_t n, const struct place *place, struct error *err)
{
	const char *text;

	if (get_name(object, key, &text, place, err) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], text) == 0)
			return (int)i;
	return fail(place, key, "holds a word that no report holds", err);
}

/* Texts point into the JSON; keep_verdict() copies them. */
static int
read_verdict(const json_t *object, struct verdict *v,
	     const struct place *place, struct error *err)
{
	const char *kinds[VERDICT_LEAK + 1], *flags[FLAG_FAIL + 1];
	static const char *const measures[] = { ".", "auroc", "share" };
	int kind, flag, measure;

	for (int i = 0; i <= VERDICT_LEAK; i++)
		kinds[i] = verdict_kind_text((enum verdict_kind)i);
	for (int i = 0; i <= FLAG_FAIL; i++)
		flags[i] = flag_text((enum flag)i);
	if ((kind = get_word(object, "kind", kinds, VERDICT_LEAK + 1, place,
			     err)) < 0 ||
	    (flag = get_word(object, "flag", flags, FLAG_FAIL + 1, place,
			     err)) < 0 ||
	    (measure = get_word(object, "measure", measures, 3, place,
				err)) < 0)
		return -1;
	*v = (struct verdict){
		.kind = (enum verdict_kind)kind, .flag = (enum flag)flag,
		.measure = (enum verdict_measure)measure,
		.low = NAN, .high = NAN, .average_precision = NAN,
		.prevalence = NAN, .accuracy = NAN, .majority = NAN,
		.p = NAN,
	};
	if (get_name(object, "scope", &v->scope, place, err) < 0 ||
	    get_name(object, "a", &v->a, place, err) < 0 ||
	    get_name(object, "b", &v->b, place, err) < 0 ||
	    get_name(object, "column", &v->column, place, err) < 0 ||
	    get_name(object, "check", &v->check, place, err) < 0 ||
	    get_name(object, "at", &v->at, place, err) < 0 ||
	    get_name(object, "part", &v->part, place, err) < 0 ||
	    get_name(object, "reason", &v->reason, place, err) < 0 ||
	    get_number(object, "score", &v->score, place, err) < 0 ||
	    get_records(object, "n_a", &v->n_a, place, err) < 0 ||
	    get_records(object, "n_b", &v->n_b, place, err) < 0)
		return -1;
	v->headline = strcmp(v->at, ".") == 0;
	v->rank = verdict_rank(v->check);
	return 0;
}

/* Keeps a headline with all its texts. */
static void
keep_verdict(struct verdict_list *list, const struct verdict *v)
{
	struct verdict kept = *v;
	const char **texts[] = { &kept.scope, &kept.a, &kept.b, &kept.column,
				 &kept.check, &kept.at, &kept.part,
				 &kept.reason };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = verdict_list_keep(list, *texts[i]);
	verdict_list_add(list, &kept);
}

static int
read_verdicts(const json_t *root, struct report_file *file,
	      struct place place, struct error *err)
{
	const json_t *list;

	if (get_list(root, "verdicts", &list, &place, err) < 0)
		return -1;
	place.list = "verdicts";
	for (place.i = 0; place.i < json_array_size(list); place.i++) {
		struct verdict v;

		if (read_verdict(json_array_get(list, place.i), &v, &place,
				 err) < 0)
			return -1;
		if (v.headline)
			keep_verdict(&file->list, &v);
	}
	return 0;
}

static int
read_groups(const json_t *root, struct report_file *file, struct place place,
	    struct error *err)
{
	const json_t *list;

	if (get_list(root, "groups", &list, &place, err) < 0)
		return -1;
	place.list = "groups";
	for (place.i = 0; place.i < json_array_size(list); place.i++) {
		const json_t *object = json_array_get(list, place.i);
		struct verdict_group g;

		if (get_name(object, "split", &g.split, &place, err) < 0 ||
		    get_name(object, "label", &g.label, &place, err) < 0 ||
		    get_name(object, "column", &g.column, &place, err) < 0 ||
		    get_count(object, "n", &g.records, &place, err) < 0)
			return -1;
		verdict_list_add_group(&file->list, &g);
	}
	return 0;
}

/* Of the first finding alone. */
static int
read_finding(const json_t *root, struct report_file *file, struct place place,
	     struct error *err)
{
	const json_t *list;
	const char *title, *mend;

	if (get_list(root, "findings", &list, &place, err) < 0)
		return -1;
	if (json_array_size(list) == 0)
		return 0;
	place.list = "findings";
	if (get_text(json_array_get(list, 0), "title", &title, &place, err) <
		    0 ||
	    get_name(json_array_get(list, 0), "mend", &mend, &place, err) < 0)
		return -1;
	file->title = mem_text(title, strlen(title));
	if (strcmp(mend, ".") != 0)
		file->mend = mem_text(mend, strlen(mend));
	return 0;
}

static int
read_settings(const json_t *root, struct report_file *file,
	      const struct place *place, struct error *err)
{
	const json_t *settings = json_object_get(root, "settings");

	if (!json_is_object(settings))
		return fail(place, "settings", settings ? "is no object" :
							  "is missing", err);
	if (get_number(settings, "warn", &file->rule.warn, place, err) < 0 ||
	    get_number(settings, "fail", &file->rule.fail, place, err) < 0 ||
	    get_number(settings, "alpha", &file->rule.alpha, place, err) < 0)
		return -1;
	return 0;
}

/* What it is: a report, and of this version. */
static int
check_schema(const json_t *root, const struct place *place,
	     struct error *err)
{
	const char *text = json_string_value(json_object_get(root, "schema"));
	struct quote quote;

	if (!text || strncmp(text, schema, sizeof(schema) - 1) != 0)
		return error_at(err, place->file, 0, 0, "is JSON, but no "
				"report: its \"schema\" is not \"%s1\"",
				schema);
	if (strcmp(text + sizeof(schema) - 1, "1") != 0)
		return error_at(err, place->file, 0, 0, "is a report of "
				"version \"%s\", and this gbqc reads %s1: "
				"make it anew, or take the gbqc that wrote it",
				error_quote(&quote, text, strlen(text)),
				schema);
	return 0;
}

static int
read_report(const json_t *root, struct report_file *file, struct error *err)
{
	const struct place top = { .file = file->path };
	const char *name, *version, *digest;

	if (check_schema(root, &top, err) < 0 ||
	    get_text(root, "name", &name, &top, err) < 0 ||
	    get_text(root, "gbqc", &version, &top, err) < 0 ||
	    get_text(root, "digest", &digest, &top, err) < 0 ||
	    read_settings(root, file, &top, err) < 0 ||
	    read_groups(root, file, top, err) < 0 ||
	    read_verdicts(root, file, top, err) < 0 ||
	    read_finding(root, file, top, err) < 0)
		return -1;
	if (!file->dataset)
		file->dataset = mem_text(name, strlen(name));
	file->version = mem_text(version, strlen(version));
	file->digest = mem_text(digest, strlen(digest));
	return 0;
}

/* What jansson reads from, and what went wrong there. */
struct stream {
	struct source *source;
	struct error *err;
	bool failed;
};

static size_t
read_more(void *bytes, size_t n, void *data)
{
	struct stream *stream = data;
	ssize_t got = source_read(stream->source, bytes, n, stream->err);

	if (got < 0)
		stream->failed = true;
	return got < 0 ? (size_t)-1 : (size_t)got;
}

static int
read_file(struct report_file *file, struct error *err)
{
	struct source *source = source_open(file->path, err);
	struct stream stream = { .source = source, .err = err };
	json_error_t wrong;
	struct quote quote;
	json_t *root;
	int status = -1;

	if (!source)
		return -1;
	root = json_load_callback(read_more, &stream, JSON_REJECT_DUPLICATES,
				  &wrong);
	if (!root && !stream.failed &&
	    json_error_code(&wrong) == json_error_out_of_memory)
		mem_exhausted();
	if (root)
		status = read_report(root, file, err);
	else if (!stream.failed && wrong.line > 0)
		status = error_at(err, source_name(source),
				  (uint64_t)wrong.line,
				  wrong.column > 0 ? (uint64_t)wrong.column : 0,
				  "is not whole JSON: %s",
				  error_quote(&quote, wrong.text,
					      strlen(wrong.text)));
	else if (!stream.failed)
		status = error_at(err, source_name(source), 0, 0,
				  "is not JSON");
	json_decref(root);
	source_close(source);
	return status;
}

int
report_file_list_add(struct report_file_list *list, const char *word,
		     struct error *err)
{
	const char *equals = strchr(word, '='), *path = word;
	struct report_file *file;
	struct stat there;
	struct quote quote;

	list->all = mem_grow(list->all, &list->room, list->n + 1,
			     sizeof(*list->all));
	file = &list->all[list->n++];
	*file = (struct report_file){ 0 };
	if (equals && stat(word, &there) < 0) {
		if (equals == word)
			return error_set(err, "no name of a dataset stands "
					 "before the = of \"%s\"",
					 error_quote(&quote, word,
						     strlen(word)));
		file->dataset = mem_text(word, (size_t)(equals - word));
		path = equals + 1;
		if (!*path)
			return 0;
	}
	file->path = mem_text(path, strlen(path));
	return read_file(file, err);
}

void
report_file_list_release(struct report_file_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct report_file *file = &list->all[i];

		free(file->dataset);
		free(file->path);
		free(file->version);
		free(file->digest);
		free(file->title);
		free(file->mend);
		verdict_list_release(&file->list);
	}
	free(list->all);
	*list = (struct report_file_list){ 0 };
}
