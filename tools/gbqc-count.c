/* gbqc-count - all checks in one pass: what a job on a shard runs. */
#include "app/measuring.h"

int
main(int argc, char **argv)
{
	const struct measuring_tool tool = {
		.name = "gbqc-count",
		.about = "Count everything that gbqc-len, -gc, -comp and -dup "
			 "count, in one pass.",
		.example = "gbqc-count -@ 4 shard1.fa.gz -o shard1.tsv",
		.checks = check_list,
		.words = true,
		.positions = true,
		.choice = true,
	};

	return measuring_main(&tool, argc, argv);
}
