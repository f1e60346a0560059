/*
 * pair_row.c - a line of a pair table into a row, every field of it checked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "table/pair_format.h"

enum {
	QUERY, TARGET, RELATION, STRAND, EDITS, LENGTH, QLEN, TLEN, IDENTITY,
	QCOV, TCOV, QLABEL, TLABEL, QSPLIT, TSPLIT, TAGS, RELATED
};

static const char *const names[] = {
	"query", "target", "relation", "strand", "edits", "length", "qlen",
	"tlen", "identity", "qcov", "tcov", "qlabel", "tlabel", "qsplit",
	"tsplit", "tags", "targets or queries"
};

/* Cuts the row at its tabs. -1 with err set: bytes or fields are wrong. */
static int
cut_row(const struct pair_place *place, struct text *row, const char **field,
	struct error *err)
{
	const size_t wanted = PAIR_FIELDS + (place->form != PAIR_ALL);
	const uint64_t line = place->line;
	size_t n = 0;

	/* Fields that are missing are empty, should anybody look at them. */
	for (size_t i = 0; i < wanted; i++)
		field[i] = "";
	field[n++] = row->bytes;
	for (size_t i = 0; i < row->n; i++) {
		const unsigned char byte = (unsigned char)row->bytes[i];

		if (byte < 0x20 && byte != '\t')
			return error_at(err, place->file, line, i + 1,
					"byte 0x%02x in a pair table%s", byte,
					byte == '\r' && i + 1 == row->n ?
					": its lines must end in LF alone" :
					"");
		if (byte != '\t')
			continue;
		row->bytes[i] = '\0';
		if (n < wanted)
			field[n] = row->bytes + i + 1;
		n++;
	}
	if (n != wanted)
		return error_at(err, place->file, line, 0,
				"a row of %zu field%s, expected %zu", n,
				n == 1 ? "" : "s", wanted);
	for (size_t i = 0; i < n; i++)
		if (!*field[i])
			return error_at(err, place->file, line, 0,
					"field \"%s\" is empty (\".\" stands "
					"for none)", names[i]);
	return 0;
}

static int
bad_field(const struct pair_place *place, const char *const *field, int at,
	  const char *wanted, struct error *err)
{
	struct quote quote;

	return error_at(err, place->file, place->line, 0,
			"%s \"%s\", expected %s", names[at],
			error_quote(&quote, field[at], strlen(field[at])),
			wanted);
}

static bool
is_none(const char *text)
{
	return strcmp(text, ".") == 0;
}

/* A whole number without leading zeros, up to 2^48. */
static int
take_number(const struct pair_place *place, const char *const *field,
	    int at, uint64_t *number, struct error *err)
{
	const char *text = field[at];

	if (digits_u64(text, strlen(text), number) &&
	    *number <= UINT64_C(1) << 48 && (text[0] != '0' || !text[1]))
		return 0;
	return bad_field(place, field, at, "a whole number without leading "
			 "zeros", err);
}

static int
take_relation(const struct pair_place *place, const char *const *field,
	      struct pair_row *pair, struct error *err)
{
	int i = PAIR_COPY;

	while (i <= PAIR_NONE && strcmp(field[RELATION], pair_relation_name(
					(enum pair_relation)i)) != 0)
		i++;
	if (i > PAIR_NONE)
		return bad_field(place, field, RELATION, "copy, near, "
				 "contained, contains, overlap or none", err);
	pair->relation = (enum pair_relation)i;
	pair->strand = field[STRAND][0];
	if (strcmp(field[STRAND], i == PAIR_NONE ? "." : "+") != 0 &&
	    (i == PAIR_NONE || strcmp(field[STRAND], "-") != 0))
		return bad_field(place, field, STRAND, i == PAIR_NONE ?
				 "\".\" with relation none" : "+ or -", err);
	return 0;
}

static int
check_share(const struct pair_place *place, const char *const *field,
	    int at, uint32_t share, struct error *err)
{
	char text[PAIR_SHARE_TEXT], wanted[64];

	pair_share_text(text, share);
	if (strcmp(text, field[at]) == 0)
		return 0;
	snprintf(wanted, sizeof(wanted), "%s, which follows from the numbers",
		 text);
	return bad_field(place, field, at, wanted, err);
}

static int
take_numbers(const struct pair_place *place, const char *const *field,
	     struct pair_row *pair, struct error *err)
{
	struct pair_shares shares;

	if (take_number(place, field, EDITS, &pair->edits, err) < 0 ||
	    take_number(place, field, LENGTH, &pair->length, err) < 0 ||
	    take_number(place, field, QLEN, &pair->qlen, err) < 0 ||
	    take_number(place, field, TLEN, &pair->tlen, err) < 0)
		return -1;
	if (pair->edits > pair->length)
		return bad_field(place, field, EDITS, "no more than length",
				 err);
	shares = pair_shares_of(pair);
	if (check_share(place, field, IDENTITY, shares.identity, err) < 0 ||
	    check_share(place, field, QCOV, shares.qcov, err) < 0)
		return -1;
	return check_share(place, field, TCOV, shares.tcov, err);
}

/* Of relation none: one record, and nothing about a pair. */
static int
take_alone(const struct pair_place *place, const char *const *field,
	   struct pair_row *pair, struct error *err)
{
	const bool by_target = place->form == PAIR_BEST_QUERY;
	const int absent[] = {
		by_target ? QUERY : TARGET, EDITS, LENGTH,
		by_target ? QLEN : TLEN, IDENTITY, QCOV, TCOV,
		by_target ? QLABEL : TLABEL
	};

	for (size_t i = 0; i < sizeof(absent) / sizeof(*absent); i++)
		if (!is_none(field[absent[i]]))
			return bad_field(place, field, absent[i],
					 "\".\" with relation none", err);
	return take_number(place, field, by_target ? TLEN : QLEN,
			   by_target ? &pair->tlen : &pair->qlen, err);
}

static int
take_tail(const struct pair_place *place, const char *const *field,
	  struct pair_row *pair, struct error *err)
{
	pair->low = strcmp(field[TAGS], "low") == 0;
	if (!pair->low && !is_none(field[TAGS]))
		return bad_field(place, field, TAGS, "\"low\" or \".\"",
				 err);
	if (place->form == PAIR_ALL)
		return 0;
	if (take_number(place, field, RELATED, &pair->related, err) < 0)
		return -1;
	if ((pair->related == 0) != (pair->relation == PAIR_NONE))
		return bad_field(place, field, RELATED,
				 "0 with relation none alone", err);
	return 0;
}

int
pair_row_parse(struct pair_row *pair, struct text *row,
	       const struct pair_place *place, struct error *err)
{
	const char *field[PAIR_FIELDS + 1];

	if (cut_row(place, row, field, err) < 0)
		return -1;
	*pair = (struct pair_row){
		.query = field[QUERY], .target = field[TARGET],
		.qlabel = field[QLABEL], .tlabel = field[TLABEL],
		.qsplit = field[QSPLIT], .tsplit = field[TSPLIT],
	};
	if (take_relation(place, field, pair, err) < 0)
		return -1;
	if ((pair->relation == PAIR_NONE ?
	     take_alone(place, field, pair, err) :
	     take_numbers(place, field, pair, err)) < 0)
		return -1;
	return take_tail(place, field, pair, err);
}

struct pair_row
pair_row_known(enum pair_form form, struct text *text)
{
	const struct pair_place place = { "(row)", 0, form };
	struct error none = { 0 };
	struct pair_row pair = { 0 };

	if (pair_row_parse(&pair, text, &place, &none) < 0)
		abort();
	return pair;
}
