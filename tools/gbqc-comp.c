/* gbqc-comp - count what labelled sequences are made of. */
#include "app/measuring.h"

int
main(int argc, char **argv)
{
	static const struct check *const checks[] = {
		&check_base, &check_dinuc, &check_kmer, &check_pool,
		&check_start, &check_end, &check_centre, &check_n,
		&check_case, &check_complexity, &check_skew, NULL
	};
	const struct measuring_tool tool = {
		.name = "gbqc-comp",
		.about = "Count letters, pairs and words of letters, "
			 "positions, N, case, complexity\n"
			 "and strand skew for each split and label.",
		.example = "gbqc-comp -k 3 train.csv.gz | gbqc-report",
		.checks = checks,
		.words = true,
		.positions = true,
		.choice = true,
	};

	return measuring_main(&tool, argc, argv);
}
