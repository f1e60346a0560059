/*
 * simulate.c - how the rule for flags, and the intervals, behave on data
 * whose truth is known. Writes tables in Markdown; docs/statistics.md quotes
 * them.
 *
 *   simulate [--quick] [--seed N]
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean_set.h"
#include "simulate.h"

enum { MOST_RECORDS = 5000 };

static int
usage(void)
{
	fprintf(stderr, "usage: simulate [--quick] [--seed N]\n");
	return 2;
}

int
main(int argc, char **argv)
{
	struct simulation simulation = {
		.rule = { .warn = .6, .fail = .7, .alpha = .005 },
		.random = { 1 },
		.effort = 1
	};

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--quick") == 0)
			simulation.effort = .05;
		else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
			simulation.random.state = strtoull(argv[++i], NULL, 10);
		else
			return usage();
	}
	printf("seed %" PRIu64 ", %g of the repeats\n", simulation.random.state,
	       simulation.effort);
	simulation.set = clean_set_new(MOST_RECORDS);
	simulate_clean_sets(&simulation);
	simulate_planted(&simulation);
	simulate_intervals(&simulation);
	clean_set_free(simulation.set);
	if (fflush(stdout) != 0)
		return 1;
	if (simulation.broken)
		fprintf(stderr, "simulate: more clean sets are flagged than "
				"docs/statistics.md claims\n");
	return simulation.broken ? 1 : 0;
}
