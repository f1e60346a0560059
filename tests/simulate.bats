# The simulations that docs/statistics.md quotes, in short; make test-all runs
# them in full.

load common

@test "clean sets are flagged no more often than claimed" {
	! sanitized || skip "it builds a program of its own"
	run -0 --separate-stderr "$here/simulate/run.sh" --quick
	[[ $output == *'how often all 800 of 200 positions hold'* ]]
}
