/*
 * fuzz_coordinates.c - rows of coordinates, the index of a genome, a genome.
 *
 * The first byte says which of them are taken from the bytes that follow,
 * the first two as far as the next NUL: 1 rows, 2 an index, 4 a genome. What
 * is not taken is sound; of a genome without an index, one is made.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "measure_bytes.h"

enum { PATH = 512 };

struct rest {
	const uint8_t *bytes;
	size_t n;
};

static void
write_file(const char *path, const void *bytes, size_t n)
{
	FILE *file = fopen(path, "wb");

	if (!file || (n && fwrite(bytes, 1, n, file) != n) || fclose(file)) {
		perror(path);
		abort();
	}
}

/* What goes on to the next NUL, or the text where it is not asked for. */
static struct rest
part(struct rest *rest, int asked, const char *text)
{
	struct rest found = { (const uint8_t *)text, strlen(text) };
	const uint8_t *end;

	if (!asked)
		return found;
	end = rest->n ? memchr(rest->bytes, 0, rest->n) : NULL;
	found.bytes = rest->bytes;
	found.n = end ? (size_t)(end - rest->bytes) : rest->n;
	rest->bytes += found.n + (end != NULL);
	rest->n -= found.n + (end != NULL);
	return found;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char header[] = "region,start,end,strand,label\n";
	const char *folder = getenv("TMPDIR");
	struct input_options options = { 0 };
	char genome[PATH], index[PATH + 4], *table;
	struct rest rest = { bytes + 1, n - 1 }, rows, fai, fasta;

	if (n == 0)
		return 0;
	rows = part(&rest, bytes[0] & 1, "chr1,0,5,+,p\n2,1,3,-,n\n");
	fai = part(&rest, bytes[0] & 2, "chr1\t10\t6\t4\t5\n2\t3\t21\t3\t4\n");
	fasta = rest;		/* to the end: a packed one holds NULs */
	if (!(bytes[0] & 4))
		fasta = part(&rest, 0, ">chr1\nACGT\nacgt\nNN\n>2\nTTA\n");
	snprintf(genome, sizeof(genome), "%s/gbqc-fuzz-%ld.fa",
		 folder ? folder : "/tmp", (long)getpid());
	snprintf(index, sizeof(index), "%s.fai", genome);
	write_file(genome, fasta.bytes, fasta.n);
	if ((bytes[0] & 6) != 4)
		write_file(index, fai.bytes, fai.n);
	table = malloc(sizeof(header) + rows.n);
	if (!table)
		abort();
	memcpy(table, header, sizeof(header) - 1);
	memcpy(table + sizeof(header) - 1, rows.bytes, rows.n);
	options.reference = genome;
	measure_bytes(table, sizeof(header) - 1 + rows.n, &options);
	free(table);
	unlink(genome);
	unlink(index);
	return 0;
}
