/* reference.c - how the reference implementation reads, for --compat alone. */
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/number.h"
#include "record/reference.h"

bool
reference_missing(struct slice field)
{
	static const char *const words[] = {
		"#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN",
		"-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
		"NaN", "None", "n/a", "nan", "null"
	};
	enum { LONGEST = 8 };

	if (field.n == 0)
		return true;
	if (field.n > LONGEST)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == field.n &&
		    memcmp(words[i], field.bytes, field.n) == 0)
			return true;
	return false;
}

static bool
ends_in(struct slice name, const char *end)
{
	const size_t n = strlen(end);

	return name.n >= n &&
	       strncasecmp(name.bytes + name.n - n, end, n) == 0;
}

struct slice
reference_class(const char *path)
{
	static const char *const endings[] = {
		".fasta", ".fa", ".csv", ".tsv"
	};
	const char *slash = strrchr(path, '/');
	struct slice name = { slash ? slash + 1 : path, 0 };

	name.n = strlen(name.bytes);
	if (ends_in(name, ".gz"))
		name.n -= strlen(".gz");
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (ends_in(name, endings[i])) {
			name.n -= strlen(endings[i]);
			break;
		}
	return name;
}

int
reference_set_group(struct chunk *chunk, struct record *record,
		    struct slice from_label, struct error *err)
{
	static const struct slice none = { ".", 1 };
	const struct input_file *file = chunk->file;

	record->split = none;
	record->label = none;
	if (file->label.bytes) {
		record->label = file->label;
	} else if (!file->format->is_table) {
		if (!file->name_label.bytes)
			return 0;
		record->label = file->name_label;
		record->split = (struct slice){ file->path,
						strlen(file->path) };
	} else if (reference_missing(from_label)) {
		record->label = (struct slice){ NULL, 0 };
	} else if (memchr(from_label.bytes, '\0', from_label.n)) {
		return error_at(err, file->name, record->line, 0,
				"a label may hold no NUL byte");
	} else {
		record->label = from_label;
	}
	return 0;
}

static bool
is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static struct slice
without_blanks(struct slice text)
{
	while (text.n > 0 && is_blank(*text.bytes)) {
		text.bytes++;
		text.n--;
	}
	while (text.n > 0 && is_blank(text.bytes[text.n - 1]))
		text.n--;
	return text;
}

bool
reference_drops(struct chunk *chunk, struct record *record)
{
	double number;

	if (!record->label.bytes) {
		chunk->counts.no_label++;
		return true;
	}
	if (!chunk->set->options.regression)
		return false;
	record->label = without_blanks(record->label);
	if (decimal_number(record->label.bytes, record->label.n, &number))
		return false;
	chunk->counts.no_number++;
	return true;
}

static bool
is_letter(char byte)
{
	return byte != '\0' && (unsigned char)byte < 0x80;
}

int
reference_sequence(const struct chunk *chunk, struct slice *field,
		   uint64_t line, uint64_t column, struct error *err)
{
	if (reference_missing(*field)) {
		field->n = 0;
		return 0;
	}
	for (size_t i = 0; i < field->n; i++)
		if (!is_letter(field->bytes[i]))
			return chunk_bad_letter(chunk, field->bytes[i], line,
						column + i, err);
	return 0;
}

int
reference_fasta_line(struct chunk *chunk, struct slice *line,
		     struct error *err)
{
	char *const start = chunk->at;
	char *to = start, *at = start;

	for (; at < chunk->end && *at != '\n'; at++) {
		if (*at == ' ' || *at == '\t' || *at == '\r')
			continue;
		if (!is_letter(*at))
			return chunk_bad_letter(chunk, *at, chunk->line,
						(uint64_t)(at - start) + 1,
						err);
		*to++ = *at;
	}
	*line = (struct slice){ start, (size_t)(to - start) };
	if (at < chunk->end) {
		at++;
		chunk->line++;
	}
	chunk->at = at;
	return 0;
}

bool
reference_blank_line(const char *at, const char *end, char delimiter)
{
	while (at < end && (*at == ' ' || *at == '\t') && *at != delimiter)
		at++;
	if (at < end && *at == '\r')
		at++;
	return at == end || *at == '\n';
}
