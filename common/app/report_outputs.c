/*
 * report_outputs.c - all that one run of gbqc-report writes.
 */
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/reading_words.h"
#include "app/report_outputs.h"
#include "base/error.h"
#include "export/json.h"
#include "export/multiqc.h"
#include "io/output.h"
#include "page/page.h"
#include "report/about.h"
#include "report/finding.h"
#include "report/summary.h"

enum { WIDTH = 100 };

/* What the writers read. */
struct written {
	const struct count_table *table;
	const struct judged *judged;
	struct reading_words reading;
	struct about about;
	struct finding_list findings;
};

static int
put_counts(const struct written *w, struct output *out, struct error *err)
{
	return count_table_write(w->table, w->judged->options.threads, out,
				 err);
}

static int
put_html(const struct written *w, struct output *out, struct error *err)
{
	return page_write(w->judged, &w->about, &w->findings, out, err);
}

static int
put_json(const struct written *w, struct output *out, struct error *err)
{
	return json_write(w->judged, &w->about, &w->findings, out, err);
}

static int
put_verdicts(const struct written *w, struct output *out, struct error *err)
{
	(void)err;
	verdict_table_write(&w->judged->list, &w->judged->options.rule, out);
	return 0;
}

/* path NULL: not asked for. */
static int
write_to(const char *path, const struct written *w,
	 int (*put)(const struct written *, struct output *, struct error *),
	 struct error *err)
{
	struct output *out;

	if (!path)
		return 0;
	out = output_open(path, err);
	if (!out)
		return -1;
	if (put(w, out, err) == 0)
		return output_close(out, err);
	output_discard(out);
	return -1;
}

/* Of a terminal; elsewhere lines are not cut. */
static size_t
line_width(const char *output)
{
	struct winsize size;

	if (!report_request_is_terminal(output))
		return SIZE_MAX;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return WIDTH;
}

static int
put_summary(const struct cli *cli, const struct report_request *r,
	    const struct written *w, struct error *err)
{
	const char *path = cli->shared->output;
	struct output *out = output_open(path, err);

	if (!out)
		return -1;
	summary_write(&w->judged->list, &w->findings, &r->verdicts.rule,
		      &(struct summary_options){ r->name, line_width(path),
						 r->colour },
		      out);
	return output_close(out, err);
}

/* What to do first, for who reads the log. */
static void
say_last_line(const struct cli *cli, const struct report_request *r,
	      const struct written *w)
{
	struct text line = { 0 };

	summary_last_line(&w->judged->list, &w->findings, &line);
	cli_say(cli, "%s: %s", r->name, line.bytes);
	text_release(&line);
}

/* The table of verdicts, or the summary where a person reads. */
static int
write_verdicts(const struct cli *cli, const struct report_request *r,
	       const struct written *w, struct error *err)
{
	const char *path = cli->shared->output;

	if (!r->table) {
		say_last_line(cli, r, w);
		return 0;
	}
	if (r->summary || report_request_is_terminal(path))
		return put_summary(cli, r, w, err);
	if (write_to(path ? path : "-", w, put_verdicts, err) < 0)
		return -1;
	say_last_line(cli, r, w);
	return 0;
}

/* The page and what programs read. */
static int
write_reports(const struct cli *cli, const struct report_request *r,
	      struct written *w, struct error *err)
{
	if (!r->html && !r->json && !r->multiqc)
		return 0;
	reading_words_init(&w->reading, cli->shared, r);
	if (about_init(&w->about, r->name, r->input_name, &r->verdicts,
		       w->reading.all, w->reading.n, w->table, err) < 0)
		return -1;
	if (r->multiqc &&
	    multiqc_write(w->judged, &w->about, r->multiqc, err) < 0)
		return -1;
	if (write_to(r->html, w, put_html, err) < 0)
		return -1;
	return write_to(r->json, w, put_json, err);
}

int
report_outputs_write(const struct cli *cli,
		     const struct report_request *request,
		     const struct count_table *table,
		     const struct judged *judged, struct error *err)
{
	struct written w = { .table = table, .judged = judged };
	int status = write_to(request->counts, &w, put_counts, err);

	if (status == 0)
		status = finding_list_init(&w.findings, judged, err);
	if (status == 0)
		status = write_reports(cli, request, &w, err);
	if (status == 0)
		status = write_verdicts(cli, request, &w, err);
	finding_list_release(&w.findings);
	about_release(&w.about);
	reading_words_release(&w.reading);
	return status;
}
