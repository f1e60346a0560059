/*
 * text.c - a piece of text that grows.
 */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"

/* Makes room for n bytes more and a NUL. */
static void
reserve(struct text *text, size_t n)
{
	if (n >= SIZE_MAX - text->n)
		mem_exhausted();
	text->bytes = mem_grow(text->bytes, &text->room, text->n + n + 1, 1);
}

void
text_add(struct text *text, const char *bytes, size_t n)
{
	reserve(text, n);
	if (n > 0)
		memcpy(text->bytes + text->n, bytes, n);
	text->n += n;
	text->bytes[text->n] = '\0';
}

void
text_adds(struct text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

void
text_addc(struct text *text, char c)
{
	text_add(text, &c, 1);
}

void
text_addf(struct text *text, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)		/* a piece of 2 GB, or no memory for it */
		mem_exhausted();
	reserve(text, (size_t)n);
	va_start(args, format);
	vsnprintf(text->bytes + text->n, (size_t)n + 1, format, args);
	va_end(args);
	text->n += (size_t)n;
}

void
text_add_u64(struct text *text, uint64_t n)
{
	reserve(text, NUMBER_TEXT);
	text->n += write_u64(text->bytes + text->n, n);
	text->bytes[text->n] = '\0';
}

void
text_add_column(struct text *text, uint64_t n)
{
	text_addc(text, '\t');
	text_add_u64(text, n);
}

void
text_add_grouped(struct text *text, uint64_t n)
{
	char digits[NUMBER_TEXT];
	size_t length = write_u64(digits, n);

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text_addc(text, ',');
		text_addc(text, digits[i]);
	}
}

void
text_clear(struct text *text)
{
	text->n = 0;
	if (text->bytes)
		text->bytes[0] = '\0';
}

void
text_release(struct text *text)
{
	free(text->bytes);
	*text = (struct text){ 0 };
}

void
text_add_field(struct text *text, const char *bytes, size_t n)
{
	size_t from = 0;

	if (n == 0) {
		text_addc(text, '.');
		return;
	}
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c >= 0x20 && c != 0x7f)
			continue;
		text_add(text, bytes + from, i - from);
		text_addf(text, "\\x%02X", c);
		from = i + 1;
	}
	text_add(text, bytes + from, n - from);
}

static const char *
store(struct text_store *store, char *bytes)
{
	store->all = mem_grow(store->all, &store->room, store->n + 1,
			      sizeof(*store->all));
	store->all[store->n++] = bytes;
	return bytes;
}

const char *
text_store_keep(struct text_store *to, const char *string)
{
	return store(to, mem_text(string, strlen(string)));
}

const char *
text_store_take(struct text_store *to, struct text *text)
{
	char *bytes = text->bytes;

	*text = (struct text){ 0 };
	return bytes ? store(to, bytes) : NULL;
}

void
text_store_release(struct text_store *from)
{
	for (size_t i = 0; i < from->n; i++)
		free(from->all[i]);
	free(from->all);
	*from = (struct text_store){ 0 };
}

int
text_compare(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}
