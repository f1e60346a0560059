/*
 * measure.c - run a shell command and say what it cost.
 *
 *	measure FILE COMMAND
 *
 * Writes "CPU WALL PEAK" to FILE: user and system seconds of the command and
 * all that it waited for, seconds on the clock, and the largest memory of
 * one process in KB. A program this small starts the command because a
 * process counts the memory of the one that it was forked from.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/wait.h>

static double
seconds(const struct timeval *time)
{
	return (double)time->tv_sec + 1e-6 * (double)time->tv_usec;
}

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int
main(int argc, char **argv)
{
	struct rusage used;
	double begin = now(), end;
	FILE *file;
	pid_t child;
	int status;

	if (argc != 3) {
		fputs("usage: measure FILE COMMAND\n", stderr);
		return 2;
	}
	child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", argv[2], (char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0 ||
	    getrusage(RUSAGE_CHILDREN, &used) < 0) {
		perror("measure");
		return 1;
	}
	end = now();
	file = fopen(argv[1], "w");
	if (!file || fprintf(file, "%.6f %.6f %ld\n",
			     seconds(&used.ru_utime) + seconds(&used.ru_stime),
			     end - begin, used.ru_maxrss) < 0 ||
	    fclose(file)) {
		perror(argv[1]);
		return 1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
