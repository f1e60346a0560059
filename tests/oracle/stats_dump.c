/*
 * stats_dump.c - figures of common/stats for an oracle to compare.
 *
 * One question a line on stdin, one line of answers at full precision:
 *
 *   bins Z N_A N_B A:B ...	auroc higher ties ceiling mode.a mode.b
 *				precision accuracy s0 p low high
 *   shares YES_A A YES_B B	auroc higher ties ceiling mode.a mode.b
 *   fisher A B C D		p
 *   share K N LEVEL		low high
 *   tail Z			P(Z > z)
 *   quantile P			z
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/distribution.h"
#include "stats/ranking.h"

enum { LINE = 1 << 20, BINS = 1 << 16 };

static void
print_ranking(const struct ranking *ranking)
{
	printf("%.17g %d %.17g %.17g %" PRIu64 " %" PRIu64, ranking->auroc,
	       ranking->higher, ranking->ties, ranking->ceiling,
	       ranking->mode.a, ranking->mode.b);
}

static void
answer_bins(char *text, struct bin *bins)
{
	double z = strtod(text, &text), low, high;
	double n_a = strtod(text, &text), n_b = strtod(text, &text);
	struct ranking ranking;
	size_t n = 0;

	while (n < BINS && *text == ' ') {
		bins[n].a = strtoull(text, &text, 10);
		bins[n].b = strtoull(text + 1, &text, 10);
		n++;
	}
	rank_bins(bins, n, &ranking);
	print_ranking(&ranking);
	ranking_interval(bins, n, &ranking, n_a, n_b, z, &low, &high);
	printf(" %.17g %.17g %.17g %.17g %.17g %.17g\n",
	       average_precision(bins, n, ranking.higher),
	       best_accuracy(bins, n, ranking.higher),
	       ranking_null_sd(&ranking, n_a, n_b),
	       ranking_p(&ranking, n_a, n_b), low, high);
}

static int
answer(char *line, struct bin *bins)
{
	uint64_t n[4];
	struct ranking ranking;
	double x, low, high;

	if (strncmp(line, "bins ", 5) == 0) {
		answer_bins(line + 5, bins);
	} else if (sscanf(line,
			  "shares %" SCNu64 "%" SCNu64 "%" SCNu64 "%" SCNu64,
			  &n[0], &n[1], &n[2], &n[3]) == 4) {
		rank_shares(n[0], n[1], n[2], n[3], &ranking);
		print_ranking(&ranking);
		putchar('\n');
	} else if (sscanf(line,
			  "fisher %" SCNu64 "%" SCNu64 "%" SCNu64 "%" SCNu64,
			  &n[0], &n[1], &n[2], &n[3]) == 4) {
		printf("%.17g\n", fisher_twice_smaller(n[0], n[1], n[2], n[3]));
	} else if (sscanf(line, "share %" SCNu64 "%" SCNu64 "%lf", &n[0], &n[1],
			  &x) == 3) {
		share_interval(n[0], n[1], x, &low, &high);
		printf("%.17g %.17g\n", low, high);
	} else if (sscanf(line, "tail %lf", &x) == 1) {
		printf("%.17g\n", normal_tail(x));
	} else if (sscanf(line, "quantile %lf", &x) == 1) {
		printf("%.17g\n", normal_quantile(x));
	} else {
		fprintf(stderr, "stats_dump: what is this? %s", line);
		return -1;
	}
	return 0;
}

int
main(void)
{
	char *line = malloc(LINE);
	struct bin *bins = malloc(BINS * sizeof(*bins));
	int status = line && bins ? 0 : 1;

	while (status == 0 && fgets(line, LINE, stdin))
		status = answer(line, bins) ? 1 : 0;
	if (fflush(stdout) != 0)
		status = 1;
	free(line);
	free(bins);
	return status;
}
