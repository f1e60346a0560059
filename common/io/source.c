/* source.c - the bytes of a file or of stdin, unpacked. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <htslib/hts_log.h>

#include "base/error.h"
#include "base/mem.h"
#include "io/bgunzip.h"
#include "io/gunzip.h"
#include "io/source.h"

enum packing { PLAIN, GZIP, BLOCKED };

/* What is shown of packed data: the least that a buffer of hFILE has. */
enum { GLIMPSE = 4096 };

struct source {
	char *name;
	hFILE *raw;		/* NULL once it was handed over */
	enum packing packing;
	struct gunzip *gunzip;	/* of GZIP */
	struct bgunzip *bgunzip;	/* of BLOCKED */
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

/* Tells the packing by the first bytes. Returns 0, or -1 with err set. */
static int
sniff(struct source *source, struct error *err)
{
	unsigned char magic[BGUNZIP_HEADER];
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
		source->packing = bgunzip_begins(magic, n) ? BLOCKED : GZIP;
		if (source->packing == GZIP)
			source->gunzip = gunzip_open(source->raw,
						     source->name);
		else
			source->bgunzip = bgunzip_open(source->raw,
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
source_open_fd(int fd, const char *path, struct error *err)
{
	struct source *source = mem_zeroed(1, sizeof(*source));
	const int number = errno;

	if (!path || strcmp(path, "-") == 0)
		path = "(stdin)";
	source->name = mem_text(path, strlen(path));
	errno = number;
	if (start(source, fd, err) == 0)
		return source;
	if (!source->raw && fd >= 0)
		close(fd);
	source_close(source);
	return NULL;
}

struct source *
source_open(const char *path, struct error *err)
{
	/* A duplicate, so that stdin itself stays open. */
	const int fd = path && strcmp(path, "-") != 0 ?
			       open(path, O_RDONLY | O_CLOEXEC) :
			       fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);

	return source_open_fd(fd, path, err);
}

void
source_close(struct source *source)
{
	if (!source)
		return;
	gunzip_close(source->gunzip);
	bgunzip_close(source->bgunzip);
	if (source->raw)
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

static ssize_t
unpack(struct source *source, char *bytes, size_t n, struct error *err)
{
	ssize_t got;

	switch (source->packing) {
	case GZIP:
		return gunzip_read(source->gunzip, bytes, n, err);
	case BLOCKED:
		return bgunzip_read(source->bgunzip, bytes, n, err);
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

bool
source_help(struct source *source, size_t ahead)
{
	return source->bgunzip && bgunzip_help(source->bgunzip, ahead);
}

hFILE *
source_take_raw(struct source *source)
{
	hFILE *raw = source->raw;

	if (source->head && hseek(raw, 0, SEEK_SET) < 0)
		return NULL;
	source->raw = NULL;
	return raw;
}
