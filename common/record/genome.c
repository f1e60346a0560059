/*
 * genome.c - letters of a reference genome by their coordinates, through
 * htslib's faidx.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <htslib/bgzf.h>
#include <htslib/faidx.h>
#include <htslib/hts_log.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "io/spool.h"
#include "record/genome.h"
#include "record/genome_index.h"
#include "record/letters.h"

enum { DEVICE = 32, LISTED = 5, MITOCHONDRIAL = 4 };

struct genome {
	const char *path;
	int fd;			/* of the file; and of its indexes, or -1 */
	int fai, gzi;
	uint64_t size;		/* of the file, in bytes */
	bool packed, was_indexed;
	faidx_t *reader;
	struct genome_index index;
	char *index_name;	/* for messages */
};

static int
fail(const struct genome *genome, const char *what, struct error *err)
{
	return error_at(err, genome->path, 0, 0, "%s", what);
}

/* A descriptor as a path, which leaves no name behind in any folder. */
static const char *
device(char *path, int fd)
{
	snprintf(path, DEVICE, "/dev/fd/%d", fd);
	return path;
}

static int
open_file(struct genome *genome, struct error *err)
{
	struct quote quote;
	struct stat status;

	genome->fd = open(genome->path, O_RDONLY | O_CLOEXEC);
	if (genome->fd < 0 || fstat(genome->fd, &status) < 0) {
		error_quote(&quote, genome->path, strlen(genome->path));
		return error_errno(err, "%s", quote.text);
	}
	if (!S_ISREG(status.st_mode))
		return fail(genome, "a genome is read at any place, so it must "
			    "be a file", err);
	genome->size = (uint64_t)status.st_size;
	return 0;
}

/* Plain or BGZF, whole as far as can be seen, and FASTA. */
static int
look_at_file(struct genome *genome, struct error *err)
{
	static const char no_place[] = "this is gzip, in which no place can "
				       "be found; pack it by bgzip";
	static const char *const faults[] = {
		NULL, "cannot be read as FASTA", no_place,
		"the file has no EOF marker: it is truncated",
		"this is not FASTA: it does not begin with \">\""
	};
	char path[DEVICE];
	BGZF *file = bgzf_open(device(path, genome->fd), "r");
	int found = 0;

	if (!file)
		return fail(genome, faults[1], err);
	genome->packed = bgzf_compression(file) != 0;
	if (bgzf_compression(file) == 1)
		found = 2;
	else if (genome->packed && bgzf_check_EOF(file) != 1)
		found = 3;
	else if (bgzf_getc(file) != '>')
		found = 4;
	bgzf_close(file);
	return found == 0 ? 0 : fail(genome, faults[found], err);
}

/* Makes the indexes, in files that have no name. */
static int
make_index(struct genome *genome, struct error *err)
{
	char path[DEVICE], fai[DEVICE], gzi[DEVICE];

	genome->gzi = spool_open(err);
	if (genome->gzi < 0)
		return -1;
	genome->was_indexed = true;
	if (fai_build3(device(path, genome->fd), device(fai, genome->fai),
		       device(gzi, genome->gzi)) < 0)
		return fail(genome, "cannot be indexed: it is damaged, or the "
			    "lines of a sequence are not of one length", err);
	return 0;
}

/* Copies the index that came with the genome, so that it changes no more. */
static int
copy_index(struct genome *genome, struct error *err)
{
	const int fd = open(genome->index_name, O_RDONLY | O_CLOEXEC);
	struct stat status;
	struct quote quote;
	int result;

	error_quote(&quote, genome->index_name, strlen(genome->index_name));
	if (fd < 0)
		return error_errno(err, "%s", quote.text);
	if (fstat(fd, &status) == 0 && !S_ISREG(status.st_mode))
		result = error_set(err, "%s: not a file", quote.text);
	else
		result = spool_copy(genome->fai, fd, genome->index_name, err);
	close(fd);
	return result;
}

static int
read_index(struct genome *genome, struct error *err)
{
	struct stat status;
	char *bytes;
	int result;

	if (fstat(genome->fai, &status) < 0 ||
	    lseek(genome->fai, 0, SEEK_SET) < 0)
		return error_errno(err, "temporary file");

	const size_t n = (size_t)status.st_size;

	bytes = mem_array(n + 1, 1);
	result = spool_read(genome->fai, bytes, n, err);
	if (result == 0)
		result = genome_index_read(&genome->index, bytes, n,
					   genome->packed ? UINT64_MAX :
							    genome->size,
					   genome->index_name, err);
	free(bytes);
	return result;
}

static int
open_index(struct genome *genome, struct error *err)
{
	char path[DEVICE], fai[DEVICE], gzi[DEVICE];
	struct text name = { 0 };
	int result;

	text_adds(&name, genome->path);
	text_adds(&name, ".fai");
	genome->index_name = name.bytes;
	genome->fai = spool_open(err);
	if (genome->fai < 0)
		return -1;
	if (genome->packed || access(genome->index_name, F_OK) < 0)
		result = make_index(genome, err);
	else
		result = copy_index(genome, err);
	if (result < 0 || read_index(genome, err) < 0)
		return -1;
	genome->reader = fai_load3(device(path, genome->fd),
				   device(fai, genome->fai),
				   genome->packed ?
					   device(gzi, genome->gzi) : NULL, 0);
	return genome->reader ? 0 :
		fail(genome, "cannot be read by its index", err);
}

struct genome *
genome_open(const char *path, struct error *err)
{
	struct genome *genome = mem_zeroed(1, sizeof(*genome));

	hts_set_log_level(HTS_LOG_OFF);
	*genome = (struct genome){
		.path = path, .fd = -1, .fai = -1, .gzi = -1
	};
	if (open_file(genome, err) == 0 && look_at_file(genome, err) == 0 &&
	    open_index(genome, err) == 0)
		return genome;
	genome_close(genome);
	return NULL;
}

void
genome_close(struct genome *genome)
{
	const int fds[] = { genome ? genome->fd : -1,
			    genome ? genome->fai : -1,
			    genome ? genome->gzi : -1 };

	if (!genome)
		return;
	if (genome->reader)
		fai_destroy(genome->reader);
	for (size_t i = 0; i < sizeof(fds) / sizeof(*fds); i++)
		if (fds[i] >= 0)
			close(fds[i]);
	genome_index_release(&genome->index);
	free(genome->index_name);
	free(genome);
}

bool
genome_was_indexed(const struct genome *genome)
{
	return genome->was_indexed;
}

/* "no contig ...; there are ..." */
static int
fail_unknown(const struct genome *genome, struct slice name,
	     const struct genome_place *place, struct error *err)
{
	const struct genome_index *index = &genome->index;
	struct quote asked, path, quote;
	struct text list = { 0 };

	for (uint32_t i = 0; i < index->n && i < LISTED; i++) {
		error_quote(&quote, names_text(index->names, i),
			    names_length(index->names, i));
		text_addf(&list, "%s\"%s\"", i > 0 ? ", " : "", quote.text);
	}
	if (index->n > LISTED)
		text_addf(&list, " and %zu more", index->n - LISTED);
	error_quote(&asked, name.bytes, name.n);
	error_quote(&path, genome->path, strlen(genome->path));
	error_at(err, place->file, place->line, 0,
		 "no \"%s\" in %s; there are %s", asked.text, path.text,
		 list.bytes);
	text_release(&list);
	return -1;
}

static bool
is(struct slice name, const char *other)
{
	return name.n == strlen(other) &&
	       memcmp(name.bytes, other, name.n) == 0;
}

/* Mitochondrial names, of which a genome has one, or the same twice. */
static const char *const mitochondrial[MITOCHONDRIAL] = {
	"chrM", "MT", "M", "chrMT"
};

static int
find_mitochondrial(const struct genome *genome, struct slice name,
		   const struct genome_place *place, uint32_t *contig,
		   struct error *err)
{
	bool asked = false;
	uint32_t n = 0;

	for (size_t i = 0; i < MITOCHONDRIAL; i++)
		asked |= is(name, mitochondrial[i]);
	for (size_t i = 0; asked && i < MITOCHONDRIAL; i++) {
		const uint32_t found =
			names_find(genome->index.names, mitochondrial[i],
				   strlen(mitochondrial[i]));

		if (found == UINT32_MAX)
			continue;
		*contig = found;
		n++;
	}
	if (n == 1)
		return 0;
	return n == 0 ? fail_unknown(genome, name, place, err) :
		error_at(err, place->file, place->line, 0, "\"%.*s\" is not in "
			 "the genome, and which of its mitochondrial sequences "
			 "is meant is not clear", (int)name.n, name.bytes);
}

/* With "chr" before it, or without. UINT32_MAX: not there. */
static uint32_t
find_other_name(const struct genome *genome, struct slice name)
{
	struct text other = { 0 };
	uint32_t found;

	if (name.n >= 3 && memcmp(name.bytes, "chr", 3) == 0)
		return names_find(genome->index.names, name.bytes + 3,
				  name.n - 3);
	text_adds(&other, "chr");
	text_add(&other, name.bytes, name.n);
	found = names_find(genome->index.names, other.bytes, other.n);
	text_release(&other);
	return found;
}

int
genome_find(struct genome *genome, struct slice name,
	    const struct genome_place *place, uint32_t *contig,
	    struct error *err)
{
	*contig = names_find(genome->index.names, name.bytes, name.n);
	if (*contig == UINT32_MAX)
		*contig = find_other_name(genome, name);
	if (*contig == UINT32_MAX &&
	    find_mitochondrial(genome, name, place, contig, err) < 0)
		return -1;
	/* What was made of the file itself just now is not doubted. */
	if (genome->was_indexed)
		return 0;
	return genome_index_check(&genome->index, *contig, genome->fd,
				  genome->index_name, err);
}

uint64_t
genome_length(const struct genome *genome, uint32_t contig)
{
	return genome->index.contigs[contig].length;
}

/*
 * The partner of a letter, in its case; what has none is its own. By the low
 * five bits, which upper and lower case share.
 */
static char
complement(char letter)
{
	static const char partners[] = "@TVGHEFCDIJMLKNOPQYSAABWXRZ";

	if (letter < 'A')
		return letter;
	return (char)((partners[letter & 0x1f] & 0x1f) | (letter & 0x60));
}

static void
turn(char *bytes, size_t n)
{
	for (size_t i = 0, j = n; i < j--; i++) {
		const char first = bytes[i];

		bytes[i] = complement(bytes[j]);
		bytes[j] = complement(first);
	}
}

int
genome_fetch(struct genome *genome, uint32_t contig, uint64_t start,
	     uint64_t end, bool reverse, const struct genome_place *place,
	     char *to, struct error *err)
{
	const char *name = names_text(genome->index.names, contig);
	const size_t wanted = (size_t)(end - start);
	hts_pos_t n = 0;
	char *letters;

	if (wanted == 0)
		return 0;
	letters = faidx_fetch_seq64(genome->reader, name, (hts_pos_t)start,
				    (hts_pos_t)end - 1, &n);
	if (!letters || n != (hts_pos_t)wanted) {
		free(letters);
		return error_at(err, place->file, place->line, 0,
				"the genome cannot be read there: it is "
				"truncated or damaged");
	}
	memcpy(to, letters, wanted);
	memset(to + wanted, 0, LETTERS_PAD);
	free(letters);
	if (letters_span(to, wanted) < wanted)
		return error_at(err, place->file, place->line, 0,
				"the genome holds a byte there that is not a "
				"letter of a sequence");
	if (reverse)
		turn(to, wanted);
	return 0;
}
