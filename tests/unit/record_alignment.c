/* record_alignment.c - SAM, BAM and CRAM, whole and cut. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <htslib/hts.h>
#include <htslib/sam.h>

#include "reading.h"

static const char sam_file[] = "unit_reads.sam", bam_file[] = "unit_reads.bam";
static const char cram_file[] = "unit_reads.cram";
static const char fa_file[] = "unit_reference.fa";

/* As in io_source.c: what workers of htslib leave when a file is broken. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libhts";
}

/* Forward, reverse, secondary, supplementary, without letters, unmapped. */
static const char text[] =
	"@HD\tVN:1.6\tSO:unsorted\n"
	"@SQ\tSN:c1\tLN:40\n"
	"a\t0\tc1\t1\t60\t6M\t*\t0\t0\tACGTAC\tIIIIII\n"
	"b\t16\tc1\t3\t60\t4M2S\t*\t0\t0\tGTACRN\tIIIIII\n"
	"b\t272\tc1\t3\t60\t4M\t*\t0\t0\tGTAC\tIIII\n"
	"b\t2064\tc1\t5\t60\t4M\t*\t0\t0\tACGT\tIIII\n"
	"c\t0\tc1\t1\t60\t*\t*\t0\t0\t*\t*\n"
	"*\t4\t*\t0\t0\t*\t*\t0\t0\tNNAC\t*\n";

static const char wanted[] =
	"1 a . unit_reads ACGTAC|2 b . unit_reads NYGTAC|"
	"5 c . unit_reads |6  . unit_reads NNAC|"
	"2 secondary or supplementary alignments were passed over|";

static void
expect_reads(const char *path, struct input_options options, size_t threads,
	     const char *records)
{
	const char *const files[] = { path };
	struct text out = { 0 };

	options.files = files;
	options.n_files = 1;
	for (size_t i = 0; i < READING_BLOCKS; i++) {
		struct error err = { { 0 } };
		struct dataset *set = dataset_open_block(
			&options, threads, reading_blocks[i], &err);

		text_clear(&out);
		reading_all(set, READING_ALL, &out, &err);
		dataset_close(set);
		EXPECT_TEXT(out.bytes, records);
	}
	text_release(&out);
}

/* The text once more, in another format. M5 and UR, or NULL: of c1. */
static void
convert_with(const char *to, const char *mode, const char *reference,
	     const char *sum, const char *place)
{
	samFile *in, *out = sam_open(to, mode);
	bam1_t *read = bam_init1();
	sam_hdr_t *header;

	reading_write(sam_file, text, strlen(text));
	in = sam_open(sam_file, "r");
	EXPECT(in && out && read);
	if (reference)
		EXPECT(hts_set_fai_filename(out, reference) == 0);
	header = sam_hdr_read(in);
	EXPECT(header);
	if (place)
		EXPECT(sam_hdr_update_line(header, "SQ", "SN", "c1", "M5", sum,
					   "UR", place, NULL) == 0);
	EXPECT(sam_hdr_write(out, header) == 0);
	while (sam_read1(in, header, read) >= 0)
		EXPECT(sam_write1(out, header, read) >= 0);
	bam_destroy1(read);
	sam_hdr_destroy(header);
	sam_close(in);
	EXPECT(sam_close(out) == 0);
}

static void
convert(const char *to, const char *mode, const char *reference)
{
	convert_with(to, mode, reference, NULL, NULL);
}

static const char reference_letters[] =
	"ACGTACGTACGTACGTACGTACGTACGTACGTACGTACGT";

static void
write_reference(void)
{
	FILE *file = fopen(fa_file, "w");

	EXPECT(file);
	fprintf(file, ">c1\n%s\n", reference_letters);
	fclose(file);
}

static const struct input_options plain = { 0 };

static void
reads_sam(void)
{
	reading_write(sam_file, text, strlen(text));
	expect_reads(sam_file, plain, 1, wanted);
	/* Without its header htslib reads only what is not aligned. */
	const char *reads = strstr(text, "a\t0");
	const char *unmapped = strstr(text, "*\t4");

	reading_write(sam_file, reads, strlen(reads));
	expect_reads(sam_file, plain, 1, "unit_reads.sam: alignment 1 is "
		     "damaged, or lacks the header (samtools view -h)");
	reading_write(sam_file, unmapped, strlen(unmapped));
	expect_reads(sam_file, plain, 1, "1  . unit_reads NNAC|");
	convert("unit_reads.sam.gz", "wz", NULL);
	expect_reads("unit_reads.sam.gz", plain, 1, wanted);
	unlink("unit_reads.sam.gz");
	reading_write("unit_none.sam", text, (size_t)(reads - text));
	expect_reads("unit_none.sam", plain, 1,
		     "unit_none.sam: no records|");
	unlink("unit_none.sam");
}

static void
reads_bam(void)
{
	convert(bam_file, "wb", NULL);
	expect_reads(bam_file, plain, 1, wanted);
	expect_reads(bam_file, plain, 3, wanted);
}

static void
reads_cram(void)
{
	const struct input_options with = { .reference = fa_file };

	write_reference();
	convert(cram_file, "wc", fa_file);
	expect_reads(cram_file, with, 1, wanted);
}

static void
reads_no_cram_without_its_reference(void)
{
	write_reference();
	convert(cram_file, "wc", fa_file);
	unlink(fa_file);
	unlink("unit_reference.fa.fai");
	expect_reads(cram_file, plain, 1, "unit_reads.cram: alignment 1 is "
		     "truncated or damaged, or lacks its reference (--reference)");
	expect_reads(cram_file, (struct input_options){ .reference = "no file" },
		     1, "no file: cannot be read as a reference for CRAM");
}

/*
 * A server would be asked where the header names one. This one only listens;
 * who asks waits in vain, until the alarm.
 */
static void
asks_no_server(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t n = sizeof(address);
	const int server = socket(AF_INET, SOCK_STREAM, 0);
	char place[64], sum[33];
	unsigned char digest[16];
	hts_md5_context *md5 = hts_md5_init();

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	EXPECT(bind(server, (struct sockaddr *)&address, n) == 0);
	EXPECT(listen(server, 1) == 0);
	EXPECT(getsockname(server, (struct sockaddr *)&address, &n) == 0);
	snprintf(place, sizeof(place), "http://127.0.0.1:%d/x.fa",
		 ntohs(address.sin_port));
	/* By its sum, since a file that is named takes the place's place. */
	hts_md5_update(md5, reference_letters, strlen(reference_letters));
	hts_md5_final(digest, md5);
	hts_md5_destroy(md5);
	hts_md5_hex(sum, digest);
	reading_write(sum, reference_letters, strlen(reference_letters));
	EXPECT(setenv("REF_PATH", ".", 1) == 0);
	convert_with(cram_file, "wc", NULL, sum, place);
	EXPECT(unsetenv("REF_PATH") == 0);
	unlink(sum);
	alarm(60);
	expect_reads(cram_file, plain, 1, "unit_reads.cram: alignment 1 is "
		     "truncated or damaged, or lacks its reference (--reference)");
	EXPECT(fcntl(server, F_SETFL, O_NONBLOCK) == 0);
	EXPECT(accept(server, NULL, NULL) < 0 && errno == EAGAIN);
	alarm(0);
	close(server);
}

/* Cuts the file everywhere: some error, and never all as if whole. */
static void
expect_cuts(const char *path, struct input_options options)
{
	const char *const files[] = { path };
	struct text whole = { 0 }, out = { 0 };
	FILE *file = fopen(path, "rb");
	int c;

	EXPECT(file);
	while ((c = fgetc(file)) != EOF)
		text_addc(&whole, (char)c);
	fclose(file);
	options.files = files;
	options.n_files = 1;
	for (size_t n = whole.n - 1; n > 4; n--) {
		struct error err = { { 0 } };
		struct dataset *set;

		reading_write(path, whole.bytes, n);
		set = dataset_open(&options, 1, &err);
		text_clear(&out);
		reading_all(set, READING_ALL, &out, &err);
		dataset_close(set);
		if (!err.text[0] || strncmp(err.text, path, strlen(path)) != 0)
			EXPECT_TEXT(out.bytes, "an error");
	}
	reading_write(path, whole.bytes, whole.n);
	text_release(&whole);
	text_release(&out);
}

static void
refuses_what_is_cut(void)
{
	convert(bam_file, "wb", NULL);
	expect_cuts(bam_file, plain);
	write_reference();
	convert(cram_file, "wc", fa_file);
	expect_cuts(cram_file, (struct input_options){ .reference = fa_file });
	convert("unit_reads.sam.gz", "wz", NULL);
	expect_cuts("unit_reads.sam.gz", plain);
	unlink("unit_reads.sam.gz");
}

static void
says_what_is_wrong(void)
{
	static const char equals[] = "a\t0\t*\t0\t0\t*\t*\t0\t0\tA=\t*\n";
	static const char broken[] = "@HD\tVN:1.6\na\t0\t*\t0\t0\n";
	const char *const seqs[] = { "a", "b" };

	reading_write(sam_file, equals, strlen(equals));
	expect_reads(sam_file, plain, 1, "unit_reads.sam: alignment 1 leaves out "
		     "letters ('='); samtools calmd fills them in");
	reading_write(sam_file, broken, strlen(broken));
	expect_reads(sam_file, plain, 1, "unit_reads.sam: alignment 1 is "
		     "damaged, or lacks the header (samtools view -h)");
	expect_reads(sam_file, (struct input_options){ .seq_columns = seqs,
						  .n_seq_columns = 2 }, 1,
		     "unit_reads.sam: this is SAM, BAM or CRAM, of one "
		     "sequence a record, and several columns were asked for");
}

int
main(void)
{
	unit_run("reads SAM, with and without header", reads_sam);
	unit_run("reads BAM, on threads too", reads_bam);
	unit_run("reads CRAM", reads_cram);
	unit_run("reads no CRAM without its reference",
		 reads_no_cram_without_its_reference);
	unit_run("asks no server for a reference", asks_no_server);
	unit_run("refuses files that are cut", refuses_what_is_cut);
	unit_run("says what is wrong with a file", says_what_is_wrong);
	unlink(sam_file);
	unlink(bam_file);
	unlink(cram_file);
	unlink(fa_file);
	unlink("unit_reference.fa.fai");
	return unit_end();
}
