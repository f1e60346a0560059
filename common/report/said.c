/*
 * said.c - names of labels and splits in sentences.
 */
#include <string.h>

#include "base/number.h"
#include "report/said.h"

const char *
said_side(enum verdict_kind kind)
{
	return kind == VERDICT_CLASS || kind == VERDICT_COPIES ? "label" :
								 "split";
}

const char *
said_scope(enum verdict_kind kind)
{
	return kind == VERDICT_CLASS || kind == VERDICT_COPIES ? "split" :
								 "label";
}

bool
said_is_number(const char *name)
{
	double value;

	return decimal_number(name, strlen(name), &value);
}

void
said_add(struct text *text, const char *what, const char *name)
{
	if (strcmp(name, "*") == 0) {
		text_adds(text, "the others");
		return;
	}
	if (said_is_number(name))
		text_addf(text, "%s ", what);
	text_adds(text, name);
}
