# The benchmark works; it judges no time here.

load common

@test "a small benchmark runs and checks its answers" {
	sanitized && skip "the same as without"
	run -0 "$here/bench/run" "$GBQC_BUILD" small
	grep -q '^| length | M |' <<<"$output"
	grep -q '^| report, 50 classes | K |' <<<"$output"
	grep -q '^| leak, 1,000 x 5,000 / 50 | gbqc-leak |' <<<"$output"
	rm -r "$GBQC_BUILD/bench-small"
}
