# Makefile - build, test, measure and install gbqc.
#
#   make              the tools, in build/bin
#   make demo         on a fresh machine: packages, build, a report
#   make demo-snakemake, make demo-nextflow
#                     the engine, in a folder of its own, and the example data
#                     of workflows/ through it
#   make test         packages, and every test that CI runs
#   make test-workflows
#                     the workflows, through the engines they are written for
#   make test-all     also what takes long
#   make fuzz         each fuzzer for SECONDS=30
#   make coverage     which lines and branches the tests reach
#   make bench        speed and memory beside the peers that are installed
#   make install      PREFIX=/usr/local DESTDIR=
#
# CC, CFLAGS, CPPFLAGS and LDFLAGS are yours. SANITIZE=address,undefined and
# COVERAGE=1 build in folders of their own. WITH_ISAL=no leaves ISA-L out, and
# WITH_LIBDEFLATE=no libdeflate, which is its substitute for BGZF.

VERSION = 0.1.0
PREFIX = /usr/local
MANDIR = $(PREFIX)/share/man
CFLAGS = -O2 -g
B = build$(if $(SANITIZE),/sanitize)$(if $(COVERAGE),/coverage)

comma = ,
hash = \#
# $1 if the compiler takes it without a word, else nothing.
try = $(shell printf 'int main(void){return 0;}' | $(CC) -Werror $1 -x c - \
	-o /dev/null 2>/dev/null && printf '%s' '$1')
# $1 if a program that includes <$2> and is linked with $1 builds.
try_library = $(shell printf '$(hash)include <$2>\nint main(void){return 0;}' | \
	$(CC) $(CPPFLAGS) $(CFLAGS) -x c - -o /dev/null $(LDFLAGS) $1 \
	2>/dev/null && printf '%s' '$1')

WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wvla -Wformat=2 \
	-Wstrict-prototypes -Wmissing-prototypes -Werror=format-security
HTS_FLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags htslib \
	2>/dev/null))
HTS_LIBS := $(or $(shell pkg-config --libs htslib 2>/dev/null),-lhts)
ifneq ($(WITH_ISAL),no)
ISAL_LIBS := $(call try_library,-lisal,isa-l/igzip_lib.h)
endif
ifeq ($(ISAL_LIBS)$(WITH_LIBDEFLATE:yes=),)
LIBDEFLATE_LIBS := $(call try_library,-ldeflate,libdeflate.h)
endif
ifneq ($(SANITIZE),)
MODE_FLAGS = -fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
else ifneq ($(COVERAGE),)
MODE_FLAGS = --coverage -fprofile-update=atomic -O0
else
MODE_FLAGS := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fPIE \
	$(foreach f,-fstack-protector-strong -fstack-clash-protection \
	-fcf-protection -ftrivial-auto-var-init=zero,$(call try,$f))
MODE_LINK := -pie $(foreach f,-Wl$(comma)-z$(comma)relro \
	-Wl$(comma)-z$(comma)now -Wl$(comma)-z$(comma)noexecstack,\
	$(call try,$f))
endif
# Each tool loads only what it uses.
MODE_LINK += $(call try,-Wl$(comma)--as-needed)

GBQC_CPPFLAGS = -Icommon -D_POSIX_C_SOURCE=200809L -DGBQC_VERSION='"$(VERSION)"' \
	$(if $(ISAL_LIBS),-DHAVE_ISAL) \
	$(if $(LIBDEFLATE_LIBS),-DHAVE_LIBDEFLATE) $(HTS_FLAGS) $(CPPFLAGS)
GBQC_CFLAGS = -std=c11 $(WARNINGS) $(CFLAGS) $(MODE_FLAGS)
LINK = $(CC) $(CFLAGS) $(MODE_FLAGS) $(MODE_LINK) $(LDFLAGS)
LIBS = $(HTS_LIBS) $(ISAL_LIBS) $(LIBDEFLATE_LIBS) -lxxhash -lnettle -ljansson -lz -lm -lpthread

TOOL_SOURCES = $(wildcard tools/*.c)
SCRIPTS = $(patsubst tools/%.sh,$B/bin/%,$(wildcard tools/*.sh))
TOOLS = $(TOOL_SOURCES:tools/%.c=$B/bin/%)
OBJECTS = $(patsubst %.c,$B/%.o,$(wildcard common/*/*.c))
UNITS = $(patsubst %.c,$B/%,$(wildcard tests/unit/*.c))
# Each target of tests/fuzz/fuzz_*.c twice: as a fuzzer of clang's, and as a
# plain program that runs it on the files of a corpus.
FUZZ_SOURCES = $(wildcard tests/fuzz/fuzz_*.c)
FUZZERS = $(FUZZ_SOURCES:%.c=$B/%)
REPLAYS = $(FUZZ_SOURCES:tests/fuzz/fuzz_%.c=$B/tests/fuzz/replay_%)

all: $(TOOLS) $(SCRIPTS)

$(SCRIPTS): $B/bin/%: tools/%.sh Makefile
	@mkdir -p $(@D)
	sed 's/@VERSION@/$(VERSION)/' $< >$@
	chmod 755 $@

$(TOOLS): $B/bin/%: $B/tools/%.o $B/libgbqc.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LIBS)

$B/libgbqc.a: $(OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$B/tests/unit/%: $B/tests/unit/%.o $B/libgbqc.a
	$(LINK) -o $@ $^ $(LIBS)

FUZZ_SHARED = $B/tests/fuzz/shared.o $B/tests/fuzz/measure_bytes.o
$(FUZZERS): $B/tests/fuzz/fuzz_%: $B/tests/fuzz/fuzz_%.o $(FUZZ_SHARED) \
		$B/libgbqc.a
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)

$(REPLAYS): $B/tests/fuzz/replay_%: $B/tests/fuzz/fuzz_%.o $(FUZZ_SHARED) \
		$B/tests/fuzz/replay.o $B/libgbqc.a
	$(LINK) -o $@ $^ $(LIBS)

# Preloaded into a tool: one lets an allocation fail, one sends a signal.
FAULTS = $B/tests/faults/malloc.so $B/tests/faults/signal.so
$(FAULTS): $B/%.so: %.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) -fPIC -shared \
	-o $@ $< -ldl

BENCH_PROGRAMS = $B/tests/bench/generate $B/tests/bench/measure
$(BENCH_PROGRAMS): $B/%: $B/%.o
	$(LINK) -o $@ $^

$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(GBQC_CPPFLAGS) $(GBQC_CFLAGS) -MMD -MP -c -o $@ $<

# Counting is loops that a compiler can make wide; figures that are judged
# must not depend on fused multiplication.
$B/common/checks/%.o $B/common/base/%.o $B/common/record/%.o: \
	GBQC_CFLAGS += -O3
$B/common/stats/%.o $B/common/report/%.o $B/common/compat/%.o \
$B/common/export/%.o $B/common/page/%.o: \
	GBQC_CFLAGS += -ffp-contract=off

-include $(OBJECTS:.o=.d) $(TOOL_SOURCES:%.c=$B/%.d) $(UNITS:=.d) \
	$(wildcard $B/tests/fuzz/*.d)

units: $(UNITS)

# Set-up goes first and by itself: what make found out above may have
# changed by it, so the rest is a make of its own.
demo:
	@CC='$(CC)' tests/setup.sh build
	@$(MAKE) --no-print-directory demo-report

demo-report: all
	PATH="$$PWD/$B/bin:$$PATH" tests/demo

demo-snakemake demo-nextflow: demo-%:
	@CC='$(CC)' tests/setup.sh build $*
	@$(MAKE) --no-print-directory demo-run-$*

demo-run-snakemake demo-run-nextflow: demo-run-%: all
	@workflows/engines/install $* build/engines/$*
	@PATH="$$PWD/$B/bin:$$PWD/build/engines/$*/bin:$$PATH" \
	workflows/demo $* build/demo/$*

test:
	@CC='$(CC)' tests/setup.sh build test $(if $(SANITIZE),sanitize)
	@$(MAKE) --no-print-directory test-run

test-run: all units $(REPLAYS) $(FAULTS) $(BENCH_PROGRAMS)
	@tests/run $B

# Which of tests/workflows/*.bats: two of them, or long.
WORKFLOWS = snakemake nextflow
test-workflows:
	@CC='$(CC)' tests/setup.sh build test snakemake nextflow
	@$(MAKE) --no-print-directory test-workflows-run

test-workflows-run: all
	@tests/workflows/run $B $(WORKFLOWS)

test-all:
	@CC='$(CC)' tests/setup.sh build test sanitize all
	@tests/run-all

# Each fuzzer for SECONDS, by clang's libFuzzer; what it finds stays below
# build/fuzz, and a crash is worth a file in tests/fuzz/corpus.
SECONDS = 30
fuzz:
	@$(MAKE) --no-print-directory fuzz-run CC=clang B=build/fuzz \
	SANITIZE=fuzzer-no-link,address,undefined

fuzz-run: $(FUZZERS)
	@tests/fuzz/run $B $(SECONDS)

coverage:
	@CC='$(CC)' tests/setup.sh build test coverage
	@$(MAKE) --no-print-directory test-run COVERAGE=1 || true
	@gcovr --root . --filter common/ --filter tools/ --txt \
	--print-summary build/coverage

bench: all $(BENCH_PROGRAMS)
	@tests/bench/run $B $(BENCH)

install: all
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(MANDIR)/man1'
	install -m 755 $(TOOLS) $(SCRIPTS) '$(DESTDIR)$(PREFIX)/bin'
	install -m 644 docs/*.1 '$(DESTDIR)$(MANDIR)/man1'

# For tools that read the source as the compiler does.
print-cppflags:
	@printf '%s\n' '$(subst ',,$(GBQC_CPPFLAGS))'

clean:
	rm -rf build

.PHONY: all units demo demo-report demo-snakemake demo-nextflow \
	demo-run-snakemake demo-run-nextflow test-workflows \
	test-workflows-run test test-run test-all fuzz fuzz-run \
	coverage bench install print-cppflags clean
.SECONDARY:
