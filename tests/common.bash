# common.bash - what every bats file begins with.

bats_require_minimum_version 1.7.0
export LC_ALL=C

here=$BATS_TEST_DIRNAME
measuring="gbqc-len gbqc-gc gbqc-comp gbqc-dup gbqc-count"
tools="$measuring gbqc-leak gbqc-merge gbqc-report"

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	set -o pipefail
}

# rows CHECK [FIELDS]: of the count table in $output; fields 5-8 are at,
# value, of and count.
rows() {
	awk -F '\t' -v check="$1" '!/^#/ && $4 == check' <<<"$output" |
		cut -f "${2:-5-8}"
}

# fields OF TEXT...: the arguments joined by tabs.
tabs() {
	local IFS=$'\t'
	printf '%s' "$*"
}

# refused STATUS PATTERN COMMAND...: that status, one line of that pattern on
# stderr, nothing on stdout.
refused() {
	local wanted=$1 pattern=$2
	shift 2
	run "-$wanted" --separate-stderr "$@"
	[ -z "$output" ] || { echo "stdout: $output" && return 1; }
	[ "${#stderr_lines[@]}" = 1 ] || { echo "stderr: $stderr" && return 1; }
	# shellcheck disable=SC2053
	[[ $stderr == $pattern ]] ||
		{ echo "stderr: $stderr, not $pattern" && return 1; }
}

# same COMMAND1 COMMAND2: both shell commands print the same, and something.
same() {
	bash -c "set -o pipefail; $1" >same.1
	bash -c "set -o pipefail; $2" >same.2
	[ -s same.1 ]
	cmp same.1 same.2
}

# only FILE...: nothing but these is in the folder (and what bats left).
only() {
	diff <(printf '%s\n' "$@" | sort) \
		<(ls -A | grep -v '^separate-stderr-' | sort)
}

sanitized() {
	[[ ${GBQC_BUILD:-} == */sanitize ]]
}

# Two classes that differ in nothing but what their names say.
make_classes() {
	"$here/python" random - "$@" <<'PYTHON'
import random, sys
n, length = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(7)
for label, strong in ("pos", float(sys.argv[3])), ("neg", .5):
    with open(label + ".fa", "w") as out:
        for i in range(n):
            out.write(">%s%d\n%s\n" % (label, i, "".join(
                rng.choice("GC") if rng.random() < strong else
                rng.choice("AT") for _ in range(length))))
PYTHON
}
