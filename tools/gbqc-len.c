/* gbqc-len - count the lengths of labelled sequences. */
#include "app/measuring.h"

int
main(int argc, char **argv)
{
	static const struct check *const checks[] = { &check_length, NULL };
	const struct measuring_tool tool = {
		.name = "gbqc-len",
		.about = "Count sequence lengths for each split and label.",
		.example = "gbqc-len pos=enhancers.fa.gz neg=controls.fa.gz"
			   " | gbqc-report",
		.checks = checks,
	};

	return measuring_main(&tool, argc, argv);
}
