/*
 * fuzz_reader.c - every format by content, through the dataset to the counts.
 *
 * The first byte chooses options, the rest is the file.
 */
#include "fuzz.h"
#include "measure_bytes.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct input_options options = { 0 };

	if (n == 0)
		return 0;
	options.labels_optional = bytes[0] & 1;
	options.label = bytes[0] & 2 ? "x" : NULL;
	options.regression = bytes[0] & 8;
	options.has_threshold = bytes[0] & 16;
	measure_bytes(bytes + 1, n - 1, &options);
	return 0;
}
