/*
 * io_output.c - tests that files are written whole or not at all.
 */
#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "io/output.h"

static char folder[] = "gbqc-unit-XXXXXX";

static void
put(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	EXPECT(file != NULL);
	fputs(text, file);
	EXPECT(fclose(file) == 0);
}

static const char *
contents(const char *name)
{
	static char text[4096];
	FILE *file = fopen(name, "r");
	size_t n;

	if (!file)
		return "(no file)";
	n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = '\0';
	fclose(file);
	return text;
}

/* How many files stand in the folder. */
static size_t
count_files(void)
{
	DIR *dir = opendir(".");
	size_t n = 0;
	struct dirent *entry;

	EXPECT(dir != NULL);
	while ((entry = readdir(dir)))
		n += strcmp(entry->d_name, ".") != 0
		     && strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return n;
}

static void
test_whole(void)
{
	struct error err = { 0 };
	struct output *out;
	struct stat st;
	mode_t mask = umask(027);

	put("old", "old\n");
	out = output_open("old", &err);
	EXPECT(out != NULL);
	output_puts(out, "a\t");
	output_u64(out, 12345);
	output_write(out, "\0", 1);
	output_printf(out, "%s %d %0300d\n", "x", 5, 7);
	EXPECT_TEXT(contents("old"), "old\n");
	EXPECT(!output_failed(out));
	EXPECT(output_close(out, &err) == 0);
	EXPECT(strncmp(contents("old"), "a\t12345", 8) == 0);
	EXPECT(stat("old", &st) == 0 && (st.st_mode & 0777) == 0640);
	EXPECT_U64((uint64_t)st.st_size, 8 + 4 + 301);
	EXPECT_U64(count_files(), 1);
	umask(mask);
	unlink("old");
}

static void
test_large(void)
{
	struct error err = { 0 };
	struct output *out = output_open("large", &err);
	char block[100000];
	struct stat st;

	memset(block, 'x', sizeof(block));
	for (int i = 0; i < 10; i++) {
		output_write(out, block, sizeof(block));
		for (int j = 0; j < 10000; j++)
			output_u64(out, 10);
	}
	EXPECT(output_close(out, &err) == 0);
	EXPECT(stat("large", &st) == 0 && st.st_size == 10 * 120000);
	unlink("large");
}

static void
test_discard(void)
{
	struct error err = { 0 };
	struct output *out = output_open("x", &err);

	EXPECT(out != NULL);
	output_puts(out, "x");
	EXPECT_U64(count_files(), 1);
	output_discard(out);
	output_discard(NULL);
	EXPECT_U64(count_files(), 0);
}

static void
test_full(void)
{
	struct error err = { 0 };
	struct output *out = output_open("/dev/full", &err);

	EXPECT(out != NULL);
	output_puts(out, "x");
	EXPECT(output_close(out, &err) == -1);
	EXPECT_TEXT(err.text,
		    "/dev/full: writing failed: No space left on device");
}

static void
test_refused(void)
{
	struct error err = { 0 };

	EXPECT(!output_open("none/x", &err));
	EXPECT_TEXT(err.text, "none/x: cannot be written: "
			      "No such file or directory");
	EXPECT(!output_open(".", &err));
	EXPECT_TEXT(err.text, ".: cannot be written: Is a directory");
	EXPECT(symlink("b", "a") == 0 && symlink("a", "b") == 0);
	EXPECT(!output_open("a", &err));
	EXPECT(strstr(err.text, "symbolic links") != NULL);
	unlink("a");
	unlink("b");
	EXPECT_U64(count_files(), 0);
}

static void
test_links(void)
{
	struct error err = { 0 };
	struct output *out;
	struct stat st;

	EXPECT(mkdir("sub", 0777) == 0);
	EXPECT(symlink("sub/file", "link") == 0);
	for (int i = 0; i < 2; i++) {	/* dangling, then not */
		out = output_open("link", &err);
		EXPECT(out != NULL);
		output_u64(out, (uint64_t)i);
		EXPECT(output_close(out, &err) == 0);
		EXPECT(lstat("link", &st) == 0 && S_ISLNK(st.st_mode));
		EXPECT_TEXT(contents("sub/file"), i ? "1" : "0");
	}
	unlink("link");
	unlink("sub/file");
	rmdir("sub");
}

static void
test_fifo(void)
{
	struct error err = { 0 };
	struct output *out;
	struct stat st;
	char got[8] = "";
	int reader;

	EXPECT(mkfifo("fifo", 0666) == 0);
	reader = open("fifo", O_RDONLY | O_NONBLOCK);
	out = output_open("fifo", &err);
	EXPECT(out != NULL);
	output_puts(out, "abc");
	EXPECT(output_close(out, &err) == 0);
	EXPECT(read(reader, got, 7) == 3);
	close(reader);
	EXPECT_TEXT(got, "abc");
	EXPECT(stat("fifo", &st) == 0 && S_ISFIFO(st.st_mode));
	unlink("fifo");
}

/* Runs body in a child whose stdout is that file, or closed. */
static int
in_child(int (*body)(void), const char *out)
{
	pid_t child;
	int status;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		if (out)
			dup2(open(out, O_WRONLY | O_CREAT | O_APPEND, 0666), 1);
		else
			close(1);
		exit(body());
	}
	EXPECT(child > 0 && waitpid(child, &status, 0) == child);
	return status;
}

static int
write_stdout(void)
{
	struct error err = { 0 };
	struct output *out = output_open(NULL, &err);

	if (!out)
		return 9;
	output_puts(out, "x");
	return output_close(out, &err) == 0 ? 0 : 8;
}

static int
write_dev_stdout(void)
{
	struct error err = { 0 };
	struct output *out = output_open("/dev/stdout", &err);

	if (!out)
		return 9;
	output_puts(out, "y");
	return output_close(out, &err) == 0 ? 0 : 8;
}

static void
test_stdout(void)
{
	int status = in_child(write_stdout, "out");

	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	status = in_child(write_dev_stdout, "out");
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	EXPECT_TEXT(contents("out"), "xy");
	unlink("out");
	status = in_child(write_stdout, NULL);
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 9);
	status = in_child(write_dev_stdout, NULL);
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 9);
}

static int
exit_early(void)
{
	static struct output *out;	/* reachable, so no leak */
	struct error err = { 0 };

	out = output_open("early", &err);
	output_puts(out, "x");
	exit(7);
}

static int
end_by_signal(void)
{
	struct error err = { 0 };
	struct output *one = output_open("one", &err);
	struct output *two = output_open("two", &err);

	output_puts(one, "x");
	output_puts(two, "x");
	raise(SIGTERM);
	return 7;
}

static int
pass_limit(void)
{
	struct rlimit limit = { .rlim_cur = 1000, .rlim_max = 1000 };
	struct error err = { 0 };
	struct output *out = output_open("limit", &err);
	char block[2000] = "";

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	output_write(out, block, sizeof(block));
	return output_close(out, &err) == -1
	       && strcmp(err.text, "limit: writing failed: File too large")
	       == 0 ? 6 : 7;
}

static void
test_cleanup(void)
{
	int status = in_child(exit_early, "/dev/null");

	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	EXPECT_U64(count_files(), 0);
	status = in_child(end_by_signal, "/dev/null");
	EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	EXPECT_U64(count_files(), 0);
	status = in_child(pass_limit, "/dev/null");
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 6);
	EXPECT_U64(count_files(), 0);
}

int
main(void)
{
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	unit_run("a file is there when it is whole", test_whole);
	unit_run("much is written", test_large);
	unit_run("nothing is left of what was given up", test_discard);
	unit_run("a full device is an error", test_full);
	unit_run("what cannot be made is refused", test_refused);
	unit_run("a symbolic link stays one", test_links);
	unit_run("a fifo is written directly", test_fifo);
	unit_run("stdout, closed or not", test_stdout);
	unit_run("temporary files go with the process", test_cleanup);
	if (chdir("..") != 0)
		return 1;
	rmdir(folder);
	return unit_end();
}
