# gbqc-len: lengths.

load common

@test "counts the sequences of each length" {
	printf '>a\nACGT\n>b\nAC\nGT\n>c\nA\n' >pos.fa
	run -0 --separate-stderr gbqc-len pos.fa
	[ "$output" = "$(printf '%b' '#gbqc-counts 1\n' \
		'#split\tlabel\tcolumn\tcheck\tat\tvalue\tof\tcount\n' \
		'.\tpos\tsequence\tlength\t.\t1\t.\t1\n' \
		'.\tpos\tsequence\tlength\t.\t4\t.\t2')" ]
	[ -z "$stderr" ]
}

@test "an empty sequence is a record of length 0" {
	printf '>a\n>b\n\n>c\nAC\n' >pos.fa
	run -0 --separate-stderr gbqc-len pos.fa
	[ "$(rows length)" = "$(tabs . 0 . 2; echo; tabs . 2 . 1)" ]
}

@test "rows come in bytewise order: 10 before 9" {
	printf '>a\nACGTACGTA\n>b\nACGTACGTAC\n>c\nAC\n' >pos.fa
	run -0 --separate-stderr gbqc-len pos.fa
	[ "$(rows length 6)" = $'10\n2\n9' ]
}

@test "every letter counts, gaps and stops too" {
	printf '>a\nAC-N*nRu\n' >pos.fa
	run -0 --separate-stderr gbqc-len pos.fa
	[ "$(rows length 6)" = 8 ]
}

@test "--each writes one row a sequence" {
	printf '>a b\nACGT\n>c\n\n' >pos.fa
	run -0 --separate-stderr gbqc-len --each train/pos=pos.fa
	[ "${lines[0]}" = "$(tabs '#id' split label column length)" ]
	[ "${lines[1]}" = "$(tabs a train pos sequence 4)" ]
	[ "${lines[2]}" = "$(tabs c train pos sequence 0)" ]
	[ "${#lines[@]}" = 3 ]
}

@test "--each names a record without id by a dot" {
	printf 'sequence,label\nAC,x\n' >a.csv
	run -0 --separate-stderr gbqc-len --each a.csv
	[ "${lines[1]}" = "$(tabs . . x sequence 2)" ]
}

@test "--each keeps the order of the input, on any number of threads" {
	make_classes 3000 40 .5
	gbqc-len --each pos.fa neg.fa >1
	gbqc-len --each -@ 3 pos.fa neg.fa >3
	cmp 1 3
	cut -f 1 1 | sed 1d >ids
	sed -n 's/^>//p' pos.fa neg.fa | cmp - ids
}

@test "--summary writes one row a group with quartiles of type 7" {
	printf '>a\nA\n>b\nAC\n>c\nACG\n>d\nACGT\n' >pos.fa
	run -0 --separate-stderr gbqc-len --summary pos.fa
	header=$(grep '^#' <<<"$output" | tail -n 1)
	row=$(grep -v '^#' <<<"$output")
	value() {
		awk -F '\t' -v name="$1" 'NR == 1 { sub(/^#/, "")
			for (i = 1; i <= NF; i++) if ($i == name) at = i }
			NR == 2 { print $at }' <<<"$header"$'\n'"$row"
	}
	[ "$(value label)" = pos ]
	[ "$(value n)" = 4 ]
	[ "$(value min)" = 1 ]
	[ "$(value q1)" = 1.75 ]
	[ "$(value median)" = 2.5 ]
	[ "$(value q3)" = 3.25 ]
	[ "$(value max)" = 4 ]
	[ "$(value mean)" = 2.5 ]
	[ "$(value sd)" = 1.29099 ]
}

@test "--each and --summary together are refused" {
	printf '>a\nA\n' >pos.fa
	refused 2 'gbqc-len: --each and --summary exclude each other' \
		gbqc-len --each --summary pos.fa
	refused 2 'gbqc-dup: --each, --summary and --list exclude*' \
		gbqc-dup --each --list pos.fa
}
