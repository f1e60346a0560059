/* recognise.c - which format a file is in, by its first bytes. */
#include <string.h>

#include "base/error.h"
#include "record/format.h"

/* The beginning of a text, and its first line, as far as it is there. */
struct beginning {
	const char *bytes;
	size_t n;
	struct slice line;
};

static bool
starts(const struct beginning *text, const char *with)
{
	const size_t n = strlen(with);

	return text->n >= n && memcmp(text->bytes, with, n) == 0;
}

static bool
all_in(struct slice field, const char *letters)
{
	for (size_t i = 0; i < field.n; i++)
		if (!field.bytes[i] || !strchr(letters, field.bytes[i]))
			return false;
	return field.n > 0;
}

/* "@HD", "@SQ", ... and a tab: no name of a read begins so. */
static bool
is_sam_header(const struct beginning *text)
{
	static const char *const tags[] = {
		"@HD\t", "@SQ\t", "@RG\t", "@PG\t", "@CO\t"
	};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (starts(text, tags[i]))
			return true;
	return false;
}

/*
 * SAM without a header: FLAG, POS, MAPQ, CIGAR, PNEXT and TLEN are as they
 * must be. The long fields after them may be cut off here.
 */
static bool
is_sam_line(const struct beginning *text)
{
	static const char digits[] = "0123456789";
	static const char *const must[] = {
		NULL, digits, NULL, digits, digits, "*0123456789MIDNSHP=X",
		NULL, digits, "-0123456789"
	};
	const char *at = text->line.bytes, *end = at + text->line.n;

	for (size_t i = 0; i < sizeof(must) / sizeof(*must); i++) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));

		if (!tab)
			return false;
		if (must[i] && !all_in((struct slice){ at,
						       (size_t)(tab - at) },
				       must[i]))
			return false;
		at = tab + 1;
	}
	return true;
}

static bool
is_table(const struct beginning *text)
{
	struct slice name = text->line;

	if (memchr(name.bytes, ',', name.n) ||
	    memchr(name.bytes, '\t', name.n))
		return true;
	if (name.n >= 2 && name.bytes[0] == '"' &&
	    name.bytes[name.n - 1] == '"')
		name = (struct slice){ name.bytes + 1, name.n - 2 };
	return columns_is_sequence(name);
}

/* What it is instead, and what to do. */
static const char *
explain(const struct beginning *text)
{
	if (starts(text, "#gbqc-"))
		return "this is a table that gbqc wrote, not sequences "
		       "(count tables: gbqc-merge, gbqc-report)";
	if (starts(text, "\x1f\x8b"))
		return "this is packed twice; unpack it once (gzip -dc)";
	if (memchr(text->bytes, 0, text->n))
		return "this is binary, and no format that is read here";
	if (starts(text, ";"))
		return "FASTA with ';' lines is not read";
	if (starts(text, "<"))
		return "this is HTML or XML, not sequences";
	if (starts(text, "{") || starts(text, "["))
		return "this is JSON, not sequences";
	return NULL;
}

/* Text that FASTA follows is FASTA with something before it. */
static bool
fasta_follows(const struct beginning *text)
{
	const char *at = text->bytes, *end = at + text->n;

	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL)
		if (++at < end && *at == '>')
			return true;
	return false;
}

/* What spreadsheets write where the comma is the decimal point. */
static bool
has_semicolons(const struct beginning *text)
{
	const struct slice *line = &text->line;

	return memchr(line->bytes, ';', line->n) != NULL &&
	       memchr(line->bytes, ',', line->n) == NULL;
}

static const struct format *
recognise_text(const char *name, const struct beginning *text,
	       struct error *err)
{
	const char *cr = memchr(text->line.bytes, '\r', text->line.n);

	if (cr) {
		error_at(err, name, 1, (uint64_t)(cr - text->line.bytes) + 1,
			 "a carriage return without a line feed; convert the "
			 "line ends first");
		return NULL;
	}
	if (is_sam_line(text))
		return &format_alignment;
	if (is_table(text))
		return &format_table;
	if (fasta_follows(text))
		return &format_fasta;	/* which says where */
	if (has_semicolons(text)) {
		error_at(err, name, 1, 0, "columns between semicolons are not "
			 "read; put commas or tabs between them");
		return NULL;
	}
	error_at(err, name, 0, 0,
		 "neither FASTA, FASTQ, SAM, BAM, CRAM nor a table with a "
		 "header line of names");
	return NULL;
}

/* Where text begins: behind a byte order mark and blank lines. */
static struct beginning
beginning_of(const char *bytes, size_t n)
{
	struct beginning text = { bytes, n, { NULL, 0 } };
	size_t blank = starts(&text, "\xef\xbb\xbf") ? 3 : 0;

	while (blank < n && (bytes[blank] == '\n' ||
			     (bytes[blank] == '\r' && blank + 1 < n &&
			      bytes[blank + 1] == '\n')))
		blank++;
	text.bytes += blank;
	text.n -= blank;

	const char *feed = memchr(text.bytes, '\n', text.n);

	text.line.bytes = text.bytes;
	text.line.n = feed ? (size_t)(feed - text.bytes) : text.n;
	if (text.line.n > 0 && text.line.bytes[text.line.n - 1] == '\r')
		text.line.n--;
	return text;
}

const struct format *
format_recognise(const char *name, const char *bytes, size_t n,
		 struct error *err)
{
	const struct beginning text = beginning_of(bytes, n);
	const char *instead;

	if (starts(&text, "BAM\1") || starts(&text, "CRAM") ||
	    is_sam_header(&text))
		return &format_alignment;
	/* Blank lines alone are no record of any format. */
	if (text.n == 0 || starts(&text, ">"))
		return &format_fasta;
	if (starts(&text, "@"))
		return &format_fastq;
	instead = explain(&text);
	if (instead) {
		error_at(err, name, 0, 0, "%s", instead);
		return NULL;
	}
	return recognise_text(name, &text, err);
}
