/*
 * unit.h - the few words that unit tests are written in; output is TAP.
 *
 * A test program lists its cases in main(): unit_run("name", function), and
 * ends with return unit_end(). A failed expectation says where and ends the
 * case, not the program.
 */
#ifndef GBQC_TESTS_UNIT_H
#define GBQC_TESTS_UNIT_H

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static struct {
	int run, failed;
	jmp_buf leave;
} unit;

#define EXPECT(condition)                                                    \
	do {                                                                 \
		if (!(condition)) {                                          \
			printf("# %s:%d: %s\n", __FILE__, __LINE__,          \
			       #condition);                                  \
			longjmp(unit.leave, 1);                              \
		}                                                            \
	} while (0)

#define EXPECT_U64(got, wanted)                                              \
	do {                                                                 \
		uint64_t got_ = (got), wanted_ = (wanted);                   \
		if (got_ != wanted_) {                                       \
			printf("# %s:%d: %s is %" PRIu64 ", not %" PRIu64    \
			       "\n", __FILE__, __LINE__, #got, got_,         \
			       wanted_);                                     \
			longjmp(unit.leave, 1);                              \
		}                                                            \
	} while (0)

#define EXPECT_NEAR(got, wanted, within)                                     \
	do {                                                                 \
		double got_ = (got), wanted_ = (wanted);                     \
		if (!(fabs(got_ - wanted_) <= (within))) {                   \
			printf("# %s:%d: %s is %.17g, not %.17g\n",          \
			       __FILE__, __LINE__, #got, got_, wanted_);     \
			longjmp(unit.leave, 1);                              \
		}                                                            \
	} while (0)

#define EXPECT_TEXT(got, wanted)                                             \
	do {                                                                 \
		const char *got_ = (got), *wanted_ = (wanted);               \
		if (strcmp(got_, wanted_) != 0) {                            \
			printf("# %s:%d: %s is \"%s\", not \"%s\"\n",        \
			       __FILE__, __LINE__, #got, got_, wanted_);     \
			longjmp(unit.leave, 1);                              \
		}                                                            \
	} while (0)

static inline void
unit_run(const char *name, void (*test)(void))
{
	unit.run++;
	if (setjmp(unit.leave) == 0) {
		test();
		printf("ok %d - %s\n", unit.run, name);
	} else {
		unit.failed++;
		printf("not ok %d - %s\n", unit.run, name);
	}
	fflush(stdout);
}

static inline int
unit_end(void)
{
	printf("1..%d\n", unit.run);
	return unit.failed ? 1 : 0;
}

#endif
