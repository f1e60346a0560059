/* leak_verdicts.c - findings about leaks as rows of the verdict table. */
#include <math.h>
#include <string.h>

#include "report/column.h"
#include "report/leak_verdicts.h"
#include "report/said.h"
#include "stats/distribution.h"

enum { ROWS_MOST = LEAK_KINDS + PAIR_NONE + 5 };

/* One share on its way to a row. */
struct share {
	const char *at;
	uint64_t k, of;
	const char *words;	/* after "12 of 300 records of test "; %s in
				 * it is the other split */
};

/* Tested records, of all labels or of one. */
struct crowd {
	const char *scope;
	uint64_t asked;
	const uint64_t *kinds;
};

struct verdict
leak_row(const char *column, const char *scope, const char *a, const char *b)
{
	return (struct verdict){
		.kind = VERDICT_LEAK, .scope = scope, .a = a, .b = b,
		.column = column, .check = "leak",
		.rank = verdict_rank("leak"), .n_a = RECORDS_UNKNOWN,
		.n_b = RECORDS_UNKNOWN, .measure = MEASURE_SHARE,
		.score = NAN, .low = NAN, .high = NAN,
		.average_precision = NAN, .prevalence = NAN,
		.accuracy = NAN, .majority = NAN, .p = NAN,
		.flag = FLAG_INCONCLUSIVE,
	};
}

static bool
is_low(const struct share *s)
{
	return strcmp(s->at, leak_kind_text(LEAK_LOW)) == 0;
}

/*
 * Of a number that was asked; where none tells it, what is there is worth a
 * Warning, and what is not, a question. Low complexity is never a Fail.
 */
static enum flag
flag_of(const struct share *s)
{
	enum flag flag;

	if (s->of == RECORDS_UNKNOWN)
		return s->k ? FLAG_WARNING : FLAG_INCONCLUSIVE;
	if (s->of == 0)
		return FLAG_INCONCLUSIVE;
	flag = rule_share(s->k, s->of);
	return is_low(s) && flag == FLAG_FAIL ? FLAG_WARNING : flag;
}

static struct verdict
row_of(const struct leak_findings *f, const struct crowd *crowd,
       const struct share *s)
{
	struct verdict v = leak_row(f->column, crowd->scope, f->tested, f->in);

	v.n_a = crowd->asked;
	v.n_b = f->n_in;
	if (f->doubt)
		return v;
	v.flag = flag_of(s);
	if (s->of == RECORDS_UNKNOWN || s->of == 0)
		return v;
	v.score = (double)s->k / (double)s->of;
	share_interval(s->k, s->of, .95, &v.low, &v.high);
	return v;
}

/* Words of a share as far as their hole; one: of a single record. */
static void
add_words(struct text *text, const char *words, bool one)
{
	static const char *const verbs[][2] = {
		{ "were", "was" }, { "are", "is" }, { "share", "shares" },
		{ "lie", "lies" }, { "hold", "holds" },
		{ "overlap", "overlaps" }
	};
	const size_t verb = strcspn(words, " ");
	const size_t n = (size_t)(strstr(words, "%s") - words);
	const char *said = NULL;

	for (size_t i = 0; one && i < sizeof(verbs) / sizeof(*verbs); i++)
		if (strlen(verbs[i][0]) == verb &&
		    strncmp(words, verbs[i][0], verb) == 0)
			said = verbs[i][1];
	if (said)
		text_adds(text, said);
	else
		text_add(text, words, verb);
	text_add(text, words + verb, n - verb);
}

/* "12 of 300 records of test are copies of one in train". */
static void
say_share(struct text *text, const struct leak_findings *f,
	  const struct share *s)
{
	const bool one = s->k == 1 && s->of == RECORDS_UNKNOWN;
	const bool targets = strcmp(s->at, "targets") == 0;

	text_add_grouped(text, s->k);
	if (s->of != RECORDS_UNKNOWN) {
		text_adds(text, " of ");
		text_add_grouped(text, s->of);
	}
	text_addf(text, " record%s of ", one ? "" : "s");
	said_add(text, "split", targets ? f->in : f->tested);
	text_addc(text, ' ');
	add_words(text, s->words, one);
	said_add(text, "split", targets ? f->tested : f->in);
	text_adds(text, strstr(s->words, "%s") + 2);
	if (s->of == RECORDS_UNKNOWN)
		text_adds(text, " (of how many, the pair table does not tell: "
			  "add --none to gbqc-leak, or give the count table "
			  "too)");
	else if (s->of == 0)
		text_adds(text, "; none has an A, C, G or T");
}

static void
say_more(struct text *text, uint64_t n, const char *words)
{
	if (n == 0)
		return;
	text_adds(text, "; ");
	text_add_grouped(text, n);
	text_adds(text, words);
}

static uint64_t
sum_best(const struct leak_findings *f, int strand, int labels)
{
	uint64_t sum = 0;

	for (int r = PAIR_COPY; r <= PAIR_CONTAINED; r++)
		for (int s = 0; s < 2; s++)
			for (int l = 0; l < LEAK_LABELS; l++)
				if ((strand < 0 || s == strand) &&
				    (labels < 0 || l == labels))
					sum += f->best[r][s][l];
	return sum;
}

static uint64_t
sum_relation(const struct leak_findings *f, int relation)
{
	uint64_t sum = 0;

	for (int s = 0; s < 2; s++)
		for (int l = 0; l < LEAK_LABELS; l++)
			sum += f->best[relation][s][l];
	return sum;
}

/* ": 7 copy, 3 near". */
static void
say_relations(struct text *text, const struct leak_findings *f, int first,
	      int last)
{
	const char *before = ": ";

	for (int r = first; r <= last; r++) {
		const uint64_t n = sum_relation(f, r);

		if (n == 0)
			continue;
		text_adds(text, before);
		text_add_grouped(text, n);
		text_addf(text, " %s",
			  pair_relation_name((enum pair_relation)r));
		before = ", ";
	}
}

static void
say_floor(struct text *text, const struct leak_findings *f)
{
	const struct leak_floor *floor = &f->floor;

	if (!floor->known)
		return;
	text_adds(text, "; who looks up the label of the nearest record of ");
	said_add(text, "split", f->in);
	text_addf(text, " is right for %.1f %%, who guesses for %.1f %%",
		  100 * (double)floor->right / (double)floor->n,
		  100 * (double)floor->majority_right / (double)floor->n);
}

/* What stands behind the headline of all records. */
static void
say_details(struct text *text, const struct leak_findings *f,
	    const struct share *worst)
{
	uint64_t in = f->in_kinds[LEAK_LEAKED] + f->in_kinds[LEAK_PARTIAL];

	if (worst->at == leak_kind_text(LEAK_LEAKED)) {
		say_relations(text, f, PAIR_COPY, PAIR_CONTAINED);
		say_more(text, sum_best(f, 1, -1), " on the other strand");
		say_more(text, sum_best(f, -1, LEAK_OTHER),
			 " under another label");
		say_more(text, f->short_near, " near of under 20 letters, "
			 "which chance makes too");
	} else if (worst->at == leak_kind_text(LEAK_PARTIAL)) {
		say_relations(text, f, PAIR_CONTAINS, PAIR_OVERLAP);
	}
	for (int k = 0; k < LEAK_KINDS; k++)
		if (worst->at != leak_kind_text((enum leak_kind)k))
			say_more(text, f->kinds[k],
				 k == LEAK_LEAKED ? " were seen in it" :
				 k == LEAK_PARTIAL ?
				 " share a part with it" :
				 " are like it by low complexity");
	if (in) {
		say_more(text, in, " records of ");
		said_add(text, "split", f->in);
		text_adds(text, " are concerned");
	}
	say_more(text, f->conflicts.records,
		 " have a near copy under another label");
	say_floor(text, f);
	say_more(text, f->blank, " without an A, C, G or T left out");
}

static const char *
reason_of(struct judge *judge, const struct leak_findings *f,
	  const struct share *s, bool details)
{
	struct text text = { 0 };
	const char *kept;

	say_share(&text, f, s);
	if (details)
		say_details(&text, f, s);
	if (f->doubt)
		text_addf(&text, "; %s", f->doubt);
	kept = verdict_list_keep(judge->out, text.bytes);
	text_release(&text);
	return kept;
}

/* The kinds that decide; they come first. */
static size_t
add_kinds(struct share *to, const struct crowd *crowd)
{
	static const char *const words[] = {
		"were seen in %s", "share a part with a record of %s",
		"are like a record of %s by low complexity"
	};

	for (size_t k = 0; k < LEAK_KINDS; k++)
		to[k] = (struct share){ leak_kind_text((enum leak_kind)k),
					crowd->kinds[k], crowd->asked,
					words[k] };
	return LEAK_KINDS;
}

/* What they consist of, low complexity left out. */
static size_t
add_details(struct share *to, const struct leak_findings *f)
{
	static const char *const words[] = {
		"are copies of a record of %s",
		"are near copies of one of %s",
		"lie in a record of %s",
		"hold a record of %s",
		"overlap a record of %s"
	};
	const uint64_t of = f->n_tested;
	size_t n = 0;

	for (int r = PAIR_COPY; r < PAIR_NONE; r++)
		to[n++] = (struct share){
			pair_relation_name((enum pair_relation)r),
			sum_relation(f, r), of, words[r] };
	to[n++] = (struct share){ "+", sum_best(f, 0, -1), of,
				  "were seen on the same strand in %s" };
	to[n++] = (struct share){ "-", sum_best(f, 1, -1), of,
				  "were seen on the other strand in %s" };
	to[n++] = (struct share){ "same", sum_best(f, -1, LEAK_SAME), of,
				  "were seen under the same label in %s" };
	to[n++] = (struct share){ "other", sum_best(f, -1, LEAK_OTHER), of,
				  "were seen under another label in %s" };
	if (f->in_known)
		to[n++] = (struct share){
			"targets", f->in_kinds[LEAK_LEAKED] +
			f->in_kinds[LEAK_PARTIAL], f->n_in,
			"are related to a record of %s" };
	return n;
}

/* The worst of the first n: flag, then share, then at. */
static size_t
worst_of(const struct share *shares, size_t n)
{
	size_t worst = 0;

	for (size_t i = 1; i < n; i++) {
		enum flag x = flag_of(&shares[i]);
		enum flag y = flag_of(&shares[worst]);

		if (x > y || (x == y && shares[i].k > shares[worst].k))
			worst = i;
	}
	return worst;
}

static void
add_rows(struct judge *judge, const struct leak_findings *f,
	 const struct crowd *crowd)
{
	const bool all = strcmp(crowd->scope, ".") == 0;
	struct share shares[ROWS_MOST];
	size_t n = add_kinds(shares, crowd);
	const size_t worst = worst_of(shares, n);
	struct verdict v = row_of(f, crowd, &shares[worst]);

	v.at = ".";
	v.part = shares[worst].at;
	v.headline = true;
	v.reason = reason_of(judge, f, &shares[worst], all);
	verdict_list_add(judge->out, &v);
	if (f->doubt)
		return;
	if (all)
		n += add_details(shares + n, f);
	for (size_t i = 0; i < n; i++) {
		v = row_of(f, crowd, &shares[i]);
		if (!judge->all_parts && v.flag < FLAG_WARNING)
			continue;
		v.at = v.part = shares[i].at;
		v.reason = reason_of(judge, f, &shares[i], false);
		verdict_list_add(judge->out, &v);
	}
}

void
leak_verdicts_add(struct judge *judge, const struct leak_findings *f)
{
	add_rows(judge, f, &(struct crowd){ ".", f->n_tested, f->kinds });
	for (size_t i = 0; i < f->n_classes; i++) {
		const struct leak_class *c = &f->classes[i];

		if (strcmp(c->label, ".") != 0)
			add_rows(judge, f, &(struct crowd){
					 c->label, c->asked, c->kinds });
	}
}
