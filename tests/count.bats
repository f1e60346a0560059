# gbqc-count: every check in one pass.

load common

@test "is the union of the four tools" {
	make_classes 300 80 .55
	for t in len gc comp dup; do
		gbqc-$t pos.fa neg.fa
	done | gbqc-merge >four
	gbqc-count pos.fa neg.fa | cmp - four
}

@test "--checks takes some of them" {
	printf '>a\nACGT\n' >x.fa
	run -0 --separate-stderr gbqc-count --checks gc,length x.fa
	[ "$(grep -v '^#' <<<"$output" | cut -f 4)" = $'gc\nlength' ]
	for check in length gc base dinuc start end centre n case complexity \
		skew dup; do
		run -0 --separate-stderr gbqc-count --checks $check x.fa
		[ "$(grep -v '^#' <<<"$output" | cut -f 4 | uniq)" = $check ]
	done
	refused 2 'gbqc-count: *nonsense*' gbqc-count --checks nonsense x.fa
	refused 2 'gbqc-count: *' gbqc-count --checks '' x.fa
}

@test "--list-checks names all checks" {
	run -0 --separate-stderr gbqc-count --list-checks
	for check in length gc base dinuc kmer pool start end centre n case \
		complexity skew dup; do
		grep -Eq "^${check}[[:space:]]+[^[:space:]]" <<<"$output"
	done
}

@test "-k and --positions are those of gbqc-comp" {
	printf '>a\nACGTACGT\n' >x.fa
	same 'gbqc-count -k 3 -k 6 --positions 2 --checks kmer,pool,start x.fa' \
		'gbqc-comp -k 3 -k 6 --positions 2 --checks kmer,pool,start x.fa'
}

@test "--memory changes nothing but where values wait" {
	make_classes 5000 50 .5
	same 'gbqc-count pos.fa neg.fa' 'gbqc-count --memory 64K pos.fa neg.fa'
	same 'gbqc-count pos.fa neg.fa' \
		'gbqc-count --memory 64K -@ 2 pos.fa neg.fa'
	refused 2 'gbqc-count: *' gbqc-count --memory x pos.fa
	refused 2 'gbqc-count: *' gbqc-count --memory -5 pos.fa
}

@test "counts add up to the number of records in every check" {
	make_classes 400 33 .5
	printf '>e\n\n>n\nNN\n>u\nUU\n' >>pos.fa
	run -0 --separate-stderr gbqc-count -k 3 pos.fa
	for check in length gc case complexity dup; do
		[ "$(rows $check 8 | awk "{ n += \$1 } END { print n }")" = 403 ]
	done
	for at in GC AT share lead trail longest; do
		[ "$(awk -F '\t' -v at=$at '($4 == "n" || $4 == "skew") &&
			$5 == at { n += $8 } END { print n }' \
			<<<"$output")" = 403 ]
	done
	for check in base dinuc kmer start end centre; do
		[ "$(awk -F '\t' -v check=$check '$4 == check && $6 == "." {
			print $8 }' <<<"$output")" = 403 ]
	done
}
