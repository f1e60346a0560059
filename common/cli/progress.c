/*
 * progress.c - how far a long work has come, on a terminal.
 */
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli.h"

static const double FIRST = 2, EVERY = .5;	/* seconds */

static double
now(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) < 0)
		return 0;
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* What cannot be said does not matter. */
static void
put(const struct text *text)
{
	ssize_t n = write(STDERR_FILENO, text->bytes, text->n);

	(void)n;
}

void
cli_say_progress(void *data, uint64_t records)
{
	struct cli_progress *progress = data;
	struct text text = { 0 };
	double time;

	if (progress->cli->shared->quiet || !isatty(STDERR_FILENO))
		return;
	time = now();
	if (progress->began == 0)
		progress->began = time;
	if (time < progress->began + FIRST || time < progress->said + EVERY)
		return;
	progress->said = time;
	progress->shown = true;
	text_addf(&text, "\r%s: ", progress->cli->name);
	text_add_grouped(&text, records);
	text_adds(&text, " records");
	put(&text);
	text_release(&text);
}

void
cli_end_progress(struct cli_progress *progress)
{
	struct text text = { 0 };

	if (!progress->shown)
		return;
	text_adds(&text, "\r\033[K");
	put(&text);
	text_release(&text);
	progress->shown = false;
}
