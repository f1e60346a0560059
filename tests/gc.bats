# gbqc-gc: GC content, as an exact fraction.

load common

# gc SEQUENCE: "value of" of one sequence.
gc() {
	printf '>a\n%s\n' "$1" | gbqc-gc --label x - | grep -v '^#' |
		cut -f 6,7 | tr '\t' ' '
}

@test "G, C and S over the letters that say which" {
	[ "$(gc GGCCAATT)" = '4 8' ]
	[ "$(gc GS)" = '2 2' ]
	[ "$(gc AWTU)" = '0 4' ]
}

@test "what is ambiguous does not dilute it" {
	[ "$(gc GCATNNNNRYKMBDHVX-*)" = '2 4' ]
}

@test "case does not matter" {
	[ "$(gc gGcCaAtTuU)" = '4 10' ]
}

@test "no letter at all is 0 of 0" {
	[ "$(gc '')" = '0 0' ]
	[ "$(gc NNN)" = '0 0' ]
}

@test "equal fractions with other denominators stay rows of their own" {
	printf '>a\nGA\n>b\nGCAT\n' >pos.fa
	run -0 --separate-stderr gbqc-gc pos.fa
	[ "$(rows gc)" = "$(tabs . 1 2 1; echo; tabs . 2 4 1)" ]
}

@test "--each writes gc and of" {
	printf '>a\nGCN\n' >pos.fa
	run -0 --separate-stderr gbqc-gc --each pos.fa
	[ "${lines[0]}" = "$(tabs '#id' split label column gc of)" ]
	[ "${lines[1]}" = "$(tabs a . pos sequence 2 2)" ]
}

@test "--summary writes one row a group" {
	printf '>a\nGC\n>b\nAT\n' >pos.fa
	printf '>a\nGA\n' >neg.fa
	run -0 --separate-stderr gbqc-gc --summary pos.fa neg.fa
	[ "$(grep -vc '^#' <<<"$output")" = 2 ]
	grep -q "$(tabs neg sequence)" <<<"$output"
	grep pos <<<"$output" | grep -qw 0.5
}
