/*
 * cli.h - options, help and exit status, the same for every tool.
 *
 * A tool describes its options in one table; --help is made from it. Only
 * this room prints to stderr, and only main() exits.
 */
#ifndef GBQC_CLI_CLI_H
#define GBQC_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>


#include "base/attributes.h"
#include "record/dataset.h"

struct error;

enum cli_status { CLI_OK, CLI_FAILED, CLI_USAGE, CLI_VERDICT };

/* Where the value of an option goes: the type that target points to. */
enum cli_kind {
	CLI_FLAG,		/* bool; the option takes no value */
	CLI_TEXT,		/* const char * */
	CLI_LIST,		/* struct cli_list, may be given again */
	CLI_COUNT,		/* struct cli_count: a whole number */
	CLI_NUMBER,		/* struct cli_number */
	CLI_SIZE		/* uint64_t: bytes, with K, M, G or T */
};

struct cli_list {
	const char **items;
	size_t n, room;
};

struct cli_count {
	uint64_t value, min, max;
	bool given;
};

struct cli_number {
	double value, min, max;
	bool given;
};

struct cli_option {
	char letter;		/* 0: long form only */
	const char *name;	/* NULL ends the table */
	enum cli_kind kind;
	void *target;
	const char *value;	/* its name in the help; NULL for a flag */
	const char *help;	/* one line of at most 50 letters */
};

/* Which shared options a tool has; a tool without input has no FILE. */
enum cli_shares {
	CLI_INPUT = 1,		/* label, split and column options */
	CLI_OUTPUT = 2,		/* -o */
	CLI_THREADS = 4,	/* -@ */
	CLI_MEMORY = 8,		/* --memory */
	CLI_BRIEF = 16		/* the help only names what CLI_INPUT brings */
};

struct cli_shared {
	struct input_options input;
	const char *output;	/* -o, or NULL */
	struct cli_count threads;
	uint64_t memory;	/* 0: no limit */
	bool quiet;
	/* Private to cli/: */
	struct cli_list seq_columns, files;
	struct cli_number threshold;
};

struct cli {
	const char *name;	/* the tool's */
	const char *usage;	/* what follows the name */
	const char *about;	/* one or two lines */
	const char *example;	/* one command */
	unsigned shares;	/* of enum cli_shares */
	const struct cli_option *options;
	struct cli_shared *shared;
};

/*
 * Reads the command line. Returns -1 where the tool should go on; else the
 * status to exit with: --help, --version or misuse was answered.
 */
MUST_USE int cli_parse(const struct cli *cli, int argc, char **argv);

/* Prints "NAME: " and the error, one line, on stderr. Returns CLI_FAILED. */
int cli_fail(const struct cli *cli, const struct error *err);

/* The same for an option that does not fit the others. Returns CLI_USAGE. */
int cli_misuse(const struct cli *cli, const char *format, ...)
	PRINTF_LIKE(2, 3);

/* A line on stderr after the tool's name, unless -q. */
void cli_say(const struct cli *cli, const char *format, ...)
	PRINTF_LIKE(2, 3);

/* Says what the dataset has to say at its end. */
void cli_say_notices(const struct cli *cli, const struct dataset *set);

/* How far a long work has come, on a terminal. Start with { .cli = ... }. */
struct cli_progress {
	const struct cli *cli;
	double began, said;	/* seconds of a clock */
	bool shown;
};

/*
 * Says "n records" on stderr, where that is a terminal, from the second
 * second on and twice a second at most. progress: a struct cli_progress *.
 */
void cli_say_progress(void *progress, uint64_t records);

/* Wipes what was said, before anything else is. */
void cli_end_progress(struct cli_progress *progress);

/*
 * True where output is a file that is read: written to, the data would be
 * lost. Of -o, cli_parse() has seen to it.
 */
bool cli_is_input(const struct cli_shared *shared, const char *output);

/* Frees what cli_parse() made. */
void cli_release(struct cli_shared *shared);

#endif
