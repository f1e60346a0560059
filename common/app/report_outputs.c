/*
 * report_outputs.c - all that one run of gbqc-report writes.
 */
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/report_outputs.h"
#include "base/error.h"
#include "export/json.h"
#include "export/multiqc.h"
#include "io/output.h"
#include "report/about.h"
#include "report/finding.h"
#include "report/summary.h"

enum { WIDTH = 100 };

/* What the writers read. */
struct written {
	const struct count_table *table;
	const struct judged *judged;
	struct about about;
	struct finding_list findings;
};

static int
put_counts(const struct written *w, struct output *out, struct error *err)
{
	return count_table_write(w->table, out, err);
}

static int
put_json(const struct written *w, struct output *out, struct error *err)
{
	return json_write(w->judged, &w->about, &w->findings, out, err);
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

/* A summary, and not the table. */
static bool
is_for_person(const struct cli *cli, const struct report_request *r)
{
	return r->summary || report_request_is_terminal(cli->shared->output);
}

static int
write_verdicts(const struct cli *cli, const struct report_request *r,
	       const struct written *w, struct error *err)
{
	const struct verdict_list *list = &w->judged->list;
	const char *path = cli->shared->output;
	bool person = is_for_person(cli, r);
	struct output *out = output_open(path, err);

	if (!out)
		return -1;
	if (person)
		summary_write(list, &w->findings, &r->verdicts.rule,
			      &(struct summary_options){
				      r->name, line_width(path),
				      r->colour },
			      out);
	else
		verdict_table_write(list, &r->verdicts.rule, out);
	if (output_close(out, err) < 0)
		return -1;
	if (!person) {
		struct text line = { 0 };

		summary_last_line(list, &w->findings, &line);
		cli_say(cli, "%s: %s", r->name, line.bytes);
		text_release(&line);
	}
	return 0;
}

/* The page and what programs read. */
static int
write_reports(const struct report_request *r, struct written *w,
	      struct error *err)
{
	if (!r->json && !r->multiqc)
		return 0;
	if (about_init(&w->about, r->name, r->input_name, &r->verdicts,
		       w->table, err) < 0 ||
	    write_to(r->json, w, put_json, err) < 0)
		return -1;
	return r->multiqc ? multiqc_write(w->judged, &w->about, r->multiqc,
					  err) : 0;
}

/* What to mend is worked out for who will see it. */
static bool
needs_findings(const struct cli *cli, const struct report_request *r)
{
	return r->html || r->json ||
	       (r->table && (is_for_person(cli, r) || !cli->shared->quiet));
}

int
report_outputs_write(const struct cli *cli,
		     const struct report_request *request,
		     const struct count_table *table,
		     const struct judged *judged, struct error *err)
{
	struct written w = { .table = table, .judged = judged };
	int status = write_to(request->counts, &w, put_counts, err);

	if (status == 0 && needs_findings(cli, request))
		status = finding_list_init(&w.findings, judged, err);
	if (status == 0)
		status = write_reports(request, &w, err);
	if (status == 0 && request->table)
		status = write_verdicts(cli, request, &w, err);
	finding_list_release(&w.findings);
	return status;
}
