/* gbqc-dup - count copies among labelled sequences, on both strands. */
#include "app/measuring.h"

int
main(int argc, char **argv)
{
	static const struct check *const checks[] = { &check_dup, NULL };
	const struct measuring_tool tool = {
		.name = "gbqc-dup",
		.about = "Count copies of sequences, on either strand, for "
			 "each split and label.",
		.example = "gbqc-dup --list train.csv test.csv | head",
		.checks = checks,
		.list = true,
	};

	return measuring_main(&tool, argc, argv);
}
