/*
 * fuzz_csv.c - rows of a table, after a header that fits.
 *
 * The first byte chooses comma or tab, one sequence column or two.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "measure_bytes.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const columns[] = { "sequence", "b" };
	static const char *const headers[] = {
		"sequence,b,label,split\n", "sequence\tb\tlabel\tsplit\n"
	};
	struct input_options options = { 0 };
	const char *header;
	char *whole;
	size_t length;

	if (n == 0)
		return 0;
	header = headers[bytes[0] & 1];
	length = strlen(header);
	if (bytes[0] & 2) {
		options.seq_columns = columns;
		options.n_seq_columns = 2;
	}
	whole = malloc(length + n);
	if (!whole)
		abort();
	memcpy(whole, header, length);
	memcpy(whole + length, bytes + 1, n - 1);
	measure_bytes(whole, length + n - 1, &options);
	free(whole);
	return 0;
}
