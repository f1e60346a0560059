/* gbqc-gc - count the GC content of labelled sequences. */
#include "app/measuring.h"

int
main(int argc, char **argv)
{
	static const struct check *const checks[] = { &check_gc, NULL };
	const struct measuring_tool tool = {
		.name = "gbqc-gc",
		.about = "Count GC content for each split and label.",
		.example = "zcat promoters.csv.gz | gbqc-gc | gbqc-report",
		.checks = checks,
	};

	return measuring_main(&tool, argc, argv);
}
