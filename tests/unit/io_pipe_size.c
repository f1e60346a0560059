/*
 * io_pipe_size.c - tests that a pipe is made to hold more where much is
 * written, and that nothing depends on it.
 */
#if defined(__linux__)
#define _GNU_SOURCE		/* F_GETPIPE_SZ */
#endif
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "io/output.h"
#include "io/pipe_size.h"

enum { MUCH = 3 * OUTPUT_PIECE + 12345, UNPRIVILEGED = 65534 };

#if defined(F_GETPIPE_SZ)
enum { KNOWN = 1 };

static int
holds(int file)
{
	return fcntl(file, F_GETPIPE_SZ);
}

/* What a pipe holds that was asked to hold two pieces. */
static int
holds_when_asked(void)
{
	int ends[2], n;

	EXPECT(pipe(ends) == 0);
	(void)fcntl(ends[0], F_SETPIPE_SZ, 2 * OUTPUT_PIECE);
	n = holds(ends[0]);
	close(ends[0]);
	close(ends[1]);
	return n;
}
#else
enum { KNOWN = 0 };

static int
holds_when_asked(void)
{
	return 0;
}

static int
holds(int file)
{
	(void)file;
	return 0;
}
#endif

/* Byte i of what is written. */
static char
byte_at(size_t i)
{
	return (char)('a' + i % 23);
}

/* Reads all of a pipe. True if it is what write_much() wrote. */
static bool
is_all(int file)
{
	static char block[10000];
	bool fine = true;
	size_t n = 0;
	ssize_t got;

	while ((got = read(file, block, sizeof(block))) > 0)
		for (ssize_t i = 0; i < got; i++, n++)
			fine = fine && block[i] == byte_at(n);
	return fine && got == 0 && n == MUCH;
}

/* Writes MUCH in pieces; takes over the descriptor. */
static int
write_much(int file, size_t piece)
{
	static char bytes[OUTPUT_PIECE];
	struct error err = { 0 };
	struct output *out = output_open_fd(file, "pipe");

	for (size_t i = 0, n; i < MUCH; i += n) {
		n = MUCH - i < piece ? MUCH - i : piece;
		for (size_t j = 0; j < n; j++)
			bytes[j] = byte_at(i + j);
		output_write(out, bytes, n);
	}
	return output_close(out, &err);
}

/*
 * Writes from a child, in pieces, by a pipe that is left behind in *file to
 * be read. Returns the child.
 */
static pid_t
write_from_child(int *file, size_t piece)
{
	int ends[2];
	pid_t child;

	fflush(stdout);
	EXPECT(pipe(ends) == 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		_exit(write_much(ends[1], piece) == 0 ? 0 : 1);
	}
	EXPECT(child > 0);
	close(ends[1]);
	*file = ends[0];
	return child;
}

static int
status_of(pid_t child)
{
	int status;

	EXPECT(waitpid(child, &status, 0) == child);
	return status;
}

static void
test_much(void)
{
	static const size_t pieces[] = { OUTPUT_PIECE, 1000, 7 };

	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		int file;
		pid_t child = write_from_child(&file, pieces[i]);

		EXPECT(is_all(file));
		EXPECT(holds(file) == holds_when_asked());
		close(file);
		EXPECT(status_of(child) == 0);
	}
}

static void
test_little(void)
{
	struct error err = { 0 };
	struct output *out;
	int ends[2], before;

	EXPECT(pipe(ends) == 0);
	before = holds(ends[0]);
	out = output_open_fd(ends[1], "pipe");
	for (int i = 0; i < 10; i++) {
		output_puts(out, "some words");
		EXPECT(output_flush(out, &err) == 0);
	}
	EXPECT(holds(ends[0]) == before);
	EXPECT(output_close(out, &err) == 0);
	close(ends[0]);
}

static void
test_larger(void)
{
	int ends[2], before;

	EXPECT(pipe(ends) == 0);
	pipe_widen(ends[1], 2 * OUTPUT_PIECE);
	before = holds(ends[0]);
	EXPECT(before == holds_when_asked());
	pipe_widen(ends[1], 1 << 12);
	EXPECT(holds(ends[0]) == before);
	close(ends[0]);
	close(ends[1]);
}

/*
 * As a user who has as many pages in pipes as a user may. Returns 0 if all
 * was well, 2 if there is no such limit here.
 */
static int
write_when_refused(void)
{
	enum { MAX_PIPES = 200, LARGE = 1 << 20 };
	int ends[2], holds_now = LARGE, file, status;
	bool fine;
	pid_t child;

	if (geteuid() == 0 && setuid(UNPRIVILEGED) != 0)
		return 2;
	for (int i = 0; i < MAX_PIPES && holds_now >= LARGE; i++) {
		if (pipe(ends) != 0)
			return 2;
		pipe_widen(ends[1], LARGE);
		holds_now = holds(ends[1]);
	}
	if (holds_now >= LARGE)
		return 2;
	child = write_from_child(&file, OUTPUT_PIECE);
	fine = is_all(file) && holds(file) < 2 * OUTPUT_PIECE;
	waitpid(child, &status, 0);
	return fine && status == 0 ? 0 : 1;
}

static void
test_refused(void)
{
	pid_t child;
	int status;

	if (!KNOWN)
		return;
	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(write_when_refused());
	status = status_of(child);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
		printf("# no limit to reach\n");
	else
		EXPECT(status == 0);
}

static void
test_no_pipe(void)
{
	int file = open("/dev/null", O_WRONLY);

	EXPECT(file >= 0);
	pipe_widen(file, 1 << 20);
	pipe_widen(-1, 1 << 20);
	EXPECT(write_much(file, OUTPUT_PIECE) == 0);
}

/* The reader leaves after the first bytes. */
static int
status_when_left(bool ignored)
{
	struct sigaction was, now = { 0 };
	char byte;
	pid_t child;
	int file;

	now.sa_handler = ignored ? SIG_IGN : SIG_DFL;
	sigaction(SIGPIPE, &now, &was);
	child = write_from_child(&file, OUTPUT_PIECE);
	sigaction(SIGPIPE, &was, NULL);
	EXPECT(read(file, &byte, 1) == 1 && byte == byte_at(0));
	close(file);
	return status_of(child);
}

static void
test_left(void)
{
	int status = status_when_left(false);

	EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
	status = status_when_left(true);
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 1);
}

int
main(void)
{
	unit_run("much output makes a pipe hold more", test_much);
	unit_run("little output leaves it as it is", test_little);
	unit_run("a pipe never holds less", test_larger);
	unit_run("a pipe that may not grow takes all", test_refused);
	unit_run("other files are written as ever", test_no_pipe);
	unit_run("a reader that leaves ends it as ever", test_left);
	return unit_end();
}
