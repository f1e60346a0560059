/* source.c - the bytes of a file or of stdin, unpacked. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <htslib/bgzf.h>
#include <htslib/hts_log.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/gunzip.h"
#include "io/source.h"

enum packing { PLAIN, GZIP, BLOCKED };

/* What is shown of packed data, and the least that a buffer of hFILE has. */
enum { GLIMPSE = 4096, BGZF_MAGIC = 18 };

struct source {
	char *name;
	hFILE *raw;		/* NULL once it was handed over */
	enum packing packing;
	struct gunzip *gunzip;	/* of GZIP */
	BGZF *bgzf;		/* of BLOCKED, from the first read on */
	hts_tpool *pool;
	/* Unpacked bytes that source_peek() had to read. */
	char *head;
	size_t n_head, head_at;
};

static int
fail_errno(const struct source *source, struct error *err)
{
	struct quote quote;
	const int number = errno;

	error_quote(&quote, source->name, strlen(source->name));
	errno = number;
	return error_errno(err, "%s", quote.text);
}

/* What a file begins with that is refused, and what to do about it. */
static const struct refusal {
	const char *magic;
	size_t n;
	const char *what;
} refusals[] = {
	{ "BZh", 3, "this is bzip2; unpack it first (bzip2 -dc)" },
	{ "\xfd" "7zXZ", 5, "this is xz; unpack it first (xz -dc)" },
	{ "PK\3\4", 4, "this is a zip archive; unpack it first (unzip -p)" },
	{ "\x28\xb5\x2f\xfd", 4, "this is zstd; unpack it first (zstd -dc)" },
	{ "\xff\xfe", 2, "this is UTF-16; convert it to UTF-8 first (iconv)" },
	{ "\xfe\xff", 2, "this is UTF-16; convert it to UTF-8 first (iconv)" },
};

static bool
is_bgzf(const unsigned char *magic, size_t n)
{
	static const unsigned char extra[] = { 'B', 'C', 2, 0 };

	return n >= BGZF_MAGIC && magic[2] == 8 && (magic[3] & 4) != 0 &&
	       memcmp(magic + 12, extra, sizeof(extra)) == 0;
}

/* Tells the packing by the first bytes. Returns 0, or -1 with err set. */
static int
sniff(struct source *source, struct error *err)
{
	unsigned char magic[BGZF_MAGIC];
	const ssize_t shown = hpeek(source->raw, magic, sizeof(magic));

	if (shown < 0)
		return fail_errno(source, err);

	const size_t n = (size_t)shown;

	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		if (n >= refusals[i].n &&
		    memcmp(magic, refusals[i].magic, refusals[i].n) == 0)
			return error_at(err, source->name, 0, 0, "%s",
					refusals[i].what);
	/* No text begins with 0x1f: alone it is gzip cut short. */
	if (n >= 1 && magic[0] == 0x1f && (n == 1 || magic[1] == 0x8b)) {
		source->packing = is_bgzf(magic, n) ? BLOCKED : GZIP;
		if (source->packing == GZIP)
			source->gunzip = gunzip_open(source->raw,
						     source->name);
	}
	return 0;
}

static int
start(struct source *source, int fd, struct error *err)
{
	struct stat status;

	/* What htslib has to say is said here, in our words. */
	hts_set_log_level(HTS_LOG_OFF);
	if (fd < 0 || fstat(fd, &status) < 0)
		return fail_errno(source, err);
	if (S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		return fail_errno(source, err);
	}
	source->raw = hdopen(fd, "r");
	if (!source->raw)
		return fail_errno(source, err);
	return sniff(source, err);
}

struct source *
source_open_fd(int fd, const char *path, hts_tpool *pool, struct error *err)
{
	struct source *source = mem_zeroed(1, sizeof(*source));
	const int number = errno;

	if (!path || strcmp(path, "-") == 0)
		path = "(stdin)";
	source->name = mem_text(path, strlen(path));
	source->pool = pool;
	errno = number;
	if (start(source, fd, err) == 0)
		return source;
	if (!source->raw && fd >= 0)
		close(fd);
	source_close(source);
	return NULL;
}

struct source *
source_open(const char *path, hts_tpool *pool, struct error *err)
{
	/* A duplicate, so that stdin itself stays open. */
	const int fd = path && strcmp(path, "-") != 0 ?
			       open(path, O_RDONLY | O_CLOEXEC) :
			       fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);

	return source_open_fd(fd, path, pool, err);
}

void
source_close(struct source *source)
{
	if (!source)
		return;
	gunzip_close(source->gunzip);
	if (source->bgzf)
		bgzf_close(source->bgzf);	/* and raw with it */
	else if (source->raw)
		hclose_abruptly(source->raw);
	free(source->head);
	free(source->name);
	free(source);
}

const char *
source_name(const struct source *source)
{
	return source->name;
}

/*
 * Threads that unpack also count, so blocks are asked for well ahead: those
 * of two chunks for each thread.
 */
static int
open_bgzf(struct source *source, struct error *err)
{
	enum { BLOCKS_AHEAD = 8 };
	hts_tpool *const pool = source->pool;

	source->bgzf = bgzf_hopen(source->raw, "r");
	if (!source->bgzf)
		return fail_errno(source, err);
	if (pool && bgzf_thread_pool(source->bgzf, pool, BLOCKS_AHEAD *
				     hts_tpool_size(pool)) < 0)
		return error_at(err, source->name, 0, 0,
				"no threads to unpack it");
	return 0;
}

static ssize_t
read_bgzf(struct source *source, char *bytes, size_t n, struct error *err)
{
	size_t done = 0;

	if (!source->bgzf && open_bgzf(source, err) < 0)
		return -1;
	while (done < n) {
		const ssize_t got = bgzf_read(source->bgzf, bytes + done,
					      n - done);

		if (got < 0 || source->bgzf->errcode)
			return error_at(err, source->name, 0, 0,
					"the BGZF data are truncated or "
					"damaged");
		if (got == 0)
			break;
		done += (size_t)got;
	}
	if (done < n && source->bgzf->no_eof_block)
		return error_at(err, source->name, 0, 0,
				"the BGZF file has no EOF marker: it is "
				"truncated");
	return (ssize_t)done;
}

static ssize_t
unpack(struct source *source, char *bytes, size_t n, struct error *err)
{
	ssize_t got;

	switch (source->packing) {
	case GZIP:
		return gunzip_read(source->gunzip, bytes, n, err);
	case BLOCKED:
		return read_bgzf(source, bytes, n, err);
	case PLAIN:
	default:
		got = hread(source->raw, bytes, n);
		return got < 0 ? fail_errno(source, err) : got;
	}
}

ssize_t
source_peek(struct source *source, void *bytes, size_t n, struct error *err)
{
	char packed[GLIMPSE];

	if (!source->head) {
		const ssize_t shown = source->packing == PLAIN ?
			hpeek(source->raw, bytes, n) :
			hpeek(source->raw, packed, sizeof(packed));

		if (shown < 0)
			return fail_errno(source, err);
		if (source->packing == PLAIN)
			return shown;

		const size_t seen = gunzip_glimpse(packed, (size_t)shown,
						   bytes, n);

		if (seen > 0)
			return (ssize_t)seen;

		/* Nothing yet: a long header, no content, or damage. */
		char *head = mem_array(GLIMPSE, 1);
		const ssize_t got = unpack(source, head, GLIMPSE, err);

		if (got < 0) {
			free(head);
			return -1;
		}
		source->head = head;
		source->n_head = (size_t)got;
	}
	if (n > source->n_head)
		n = source->n_head;
	memcpy(bytes, source->head, n);
	return (ssize_t)n;
}

ssize_t
source_read(struct source *source, void *bytes, size_t n, struct error *err)
{
	size_t from_head = source->n_head - source->head_at;

	if (from_head > n)
		from_head = n;
	if (from_head > 0) {
		memcpy(bytes, source->head + source->head_at, from_head);
		source->head_at += from_head;
	}

	const ssize_t got = unpack(source, (char *)bytes + from_head,
				   n - from_head, err);

	return got < 0 ? -1 : (ssize_t)from_head + got;
}

hFILE *
source_take_raw(struct source *source)
{
	hFILE *raw = source->raw;

	if (source->head && (source->bgzf || hseek(raw, 0, SEEK_SET) < 0))
		return NULL;
	source->raw = NULL;
	return raw;
}
