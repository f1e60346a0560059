/*
 * alignment.c - reads of SAM, BAM and CRAM, by htslib.
 *
 * A read is what the machine saw: those aligned to the reverse strand are
 * turned back. Secondary and supplementary alignments would count a read
 * twice and are passed over; how many is said at the end.
 *
 * A chunk holds, for each read, the lengths of its name and sequence (struct
 * packed), then both. record.line is the number of the alignment.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <htslib/bgzf.h>
#include <htslib/cram.h>
#include <htslib/kstring.h>
#include <htslib/sam.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "io/source.h"
#include "record/format.h"

struct packed {
	size_t id, seq;		/* bytes of each */
	uint64_t number;	/* of the alignment in its file, from 1 */
};

struct alignments {
	samFile *file;
	sam_hdr_t *header;
	bam1_t *read;
	uint64_t number;
};

static const char letters[] = "=ACMGRSVTWYHKDBN";
static const char complements[] = "=TGKCYSBAWRDMHVN";

static int
fail(const struct reader *reader, const char *what, struct error *err)
{
	return error_at(err, reader->file->name, 0, 0, "%s", what);
}

/* A path that htslib takes for a file, whatever it looks like. */
static int
set_reference(samFile *file, const char *path)
{
	struct text local = { 0 };
	int result;

	if (*path != '/')
		text_adds(&local, "./");
	text_adds(&local, path);
	result = hts_set_fai_filename(file, local.bytes);
	text_release(&local);
	return result;
}

/*
 * True if this place of a reference is a file with an index: without one,
 * htslib would write it beside the file.
 */
static bool
is_indexed_file(const char *place)
{
	static const char scheme[] = "file:";
	struct text index = { 0 };
	bool there;

	if (strncmp(place, scheme, strlen(scheme)) == 0)
		place += strlen(scheme);
	text_addf(&index, "%s.fai", place);
	there = !strchr(place, ':') && access(place, R_OK) == 0 &&
		access(index.bytes, R_OK) == 0;
	text_release(&index);
	return there;
}

/*
 * The header of CRAM may name places to take the reference from (UR, of which
 * a line may hold several). Nothing here goes to the network, or writes a
 * file, because a file says so. Returns 0, or -1.
 */
static int
forget_places(samFile *file)
{
	sam_hdr_t *header = cram_fd_get_header(file->fp.cram);
	const int n = sam_hdr_count_lines(header, "SQ");
	kstring_t place = KS_INITIALIZE;
	int status = n < 0 ? -1 : 0;

	for (int i = 0; status == 0 && i < n; i++)
		while (status == 0 &&
		       sam_hdr_find_tag_pos(header, "SQ", i, "UR",
					    &place) == 0 &&
		       !is_indexed_file(place.s))
			status = sam_hdr_remove_tag_id(
				header, "SQ", "SN",
				sam_hdr_line_name(header, "SQ", i), "UR") == 1 ?
				0 : -1;
	ks_free(&place);
	return status;
}

/* Opens the stream as far as its header. */
static int
start(struct reader *reader, struct error *err)
{
	const struct dataset *set = reader->set;
	struct alignments *state = mem_zeroed(1, sizeof(*state));
	hFILE *raw = source_take_raw(reader->source);

	reader->state = state;
	if (!raw)
		return fail(reader, "cannot be read from a pipe like this; "
			    "unpack it first (gzip -dc)", err);
	state->file = hts_hopen(raw, reader->file->name, "r");
	if (!state->file) {
		hclose_abruptly(raw);
		return fail(reader, "cannot be read as SAM, BAM or CRAM", err);
	}
	/* Unpacking is about half of the work. */
	if (set->threads > 1 &&
	    hts_set_threads(state->file, (int)(set->threads + 1) / 2) < 0)
		return fail(reader, "no threads to unpack it", err);
	if (set->options.reference &&
	    set_reference(state->file, set->options.reference) < 0)
		return error_at(err, set->options.reference, 0, 0,
				"cannot be read as a reference for CRAM");
	state->header = sam_hdr_read(state->file);
	if (!state->header)
		return fail(reader, "the header is truncated or damaged",
			    err);
	if (state->file->is_cram && forget_places(state->file) < 0)
		return fail(reader, "the header names a reference that cannot "
			    "be passed over", err);
	state->read = bam_init1();
	if (!state->read)
		mem_exhausted();
	reader->started = true;
	return 0;
}

/* The end of the alignments is the true end only with its marker. */
static int
check_end(const struct reader *reader, struct error *err)
{
	const samFile *file = ((struct alignments *)reader->state)->file;
	const bool cut = file->is_cram ? cram_eof(file->fp.cram) == 2 :
					 file->format.compression == bgzf &&
					 file->fp.bgzf->no_eof_block;

	return !cut ? 0 :
		      fail(reader, "the file has no EOF marker: it is "
			   "truncated", err);
}

/* The letters of a read as the machine saw them. */
static void
unpack(const bam1_t *read, char *to)
{
	const uint8_t *seq = bam_get_seq(read);
	const size_t n = (size_t)read->core.l_qseq;

	if (bam_is_rev(read))
		for (size_t i = 0; i < n; i++)
			to[n - 1 - i] = complements[bam_seqi(seq, i)];
	else
		for (size_t i = 0; i < n; i++)
			to[i] = letters[bam_seqi(seq, i)];
}

/* Appends a read to the chunk. */
static void
pack(struct chunk *chunk, const struct alignments *state)
{
	const bam1_t *read = state->read;
	const char *name = bam_get_qname(read);
	const struct packed packed = {
		.id = strcmp(name, "*") == 0 ? 0 : strlen(name),
		.seq = (size_t)read->core.l_qseq,
		.number = state->number,
	};
	const size_t need = chunk->n + sizeof(packed) + packed.id + packed.seq;

	if (need > chunk->room)
		chunk_reserve(chunk, need + need / 2);

	char *to = chunk_bytes(chunk) + chunk->n;

	memcpy(to, &packed, sizeof(packed));
	memcpy(to + sizeof(packed), name, packed.id);
	unpack(read, to + sizeof(packed) + packed.id);
	chunk->n = need;
}

/* Why an alignment could not be read, as far as can be told. */
static int
fail_alignment(const struct reader *reader, struct error *err)
{
	const struct alignments *state = reader->state;
	const char *what = "is truncated or damaged";

	if (state->file->format.format == cram)
		what = "is truncated or damaged, or lacks its reference "
		       "(--reference)";
	else if (state->file->format.format != bam &&
		 sam_hdr_nref(state->header) == 0)
		what = "is damaged, or lacks the header (samtools view -h)";
	return error_at(err, reader->file->name, 0, 0,
			"alignment %" PRIu64 " %s", state->number, what);
}

static int
fill_alignments(struct reader *reader, struct chunk *chunk, struct error *err)
{
	if (!reader->started && start(reader, err) < 0)
		return -1;

	struct alignments *state = reader->state;
	const uint16_t again = BAM_FSECONDARY | BAM_FSUPPLEMENTARY;

	chunk_reserve(chunk, reader->block);
	while (!reader->ended && chunk->n < reader->block) {
		const int more = sam_read1(state->file, state->header,
					   state->read);

		state->number++;
		if (more < -1)
			return fail_alignment(reader, err);
		reader->ended = more < 0;
		if (reader->ended && check_end(reader, err) < 0)
			return -1;
		if (reader->ended)
			break;
		if (state->read->core.flag & again)
			chunk->counts.alignments++;
		else
			pack(chunk, state);
	}
	chunk->at = chunk_bytes(chunk);
	chunk->end = chunk->at + chunk->n;
	return chunk->n > 0 || chunk->counts.alignments > 0;
}

static int
next_alignment(struct chunk *chunk, struct record *record, struct error *err)
{
	static const struct slice nothing = { NULL, 0 };
	struct packed packed;

	if (chunk->at == chunk->end)
		return 0;
	memcpy(&packed, chunk->at, sizeof(packed));
	record->id.bytes = chunk->at + sizeof(packed);
	record->id.n = packed.id;
	record->line = packed.number;
	chunk->seq[0].bytes = record->id.bytes + packed.id;
	chunk->seq[0].n = packed.seq;
	chunk->at += sizeof(packed) + packed.id + packed.seq;
	if (memchr(chunk->seq[0].bytes, '=', packed.seq))
		return error_at(err, chunk->file->name, 0, 0,
				"alignment %" PRIu64 " leaves out letters "
				"('='); samtools calmd fills them in",
				packed.number);
	return chunk_set_group(chunk, record, nothing, nothing, err) < 0 ? -1 :
									   1;
}

static void
close_alignments(struct reader *reader)
{
	struct alignments *state = reader->state;

	if (!state)
		return;
	bam_destroy1(state->read);
	sam_hdr_destroy(state->header);
	if (state->file)
		hts_close(state->file);
	free(state);
}

const struct format format_alignment = {
	.name = "SAM, BAM or CRAM",
	.fill = fill_alignments,
	.next = next_alignment,
	.close = close_alignments,
};
