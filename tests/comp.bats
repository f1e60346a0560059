# gbqc-comp: composition, positions, N, case, complexity, skew.

load common

comp() {
	printf '>a\n%s\n' "$1" >x.fa
	shift
	run -0 --separate-stderr gbqc-comp "$@" x.fa
}

@test "base counts each letter of a record over its length" {
	comp AACGu-
	[ "$(rows base | tr '\t' ' ')" = "- 1 6 1
. . . 1
A 2 6 1
C 1 6 1
G 1 6 1
U 1 6 1" ]
}

@test "the total row counts records in which a letter is absent, too" {
	printf '>a\nAA\n>b\nCC\n>c\n\n' >x.fa
	run -0 --separate-stderr gbqc-comp x.fa
	[ "$(rows base | tr '\t' ' ')" = ". . . 3
A 2 2 1
C 2 2 1" ]
}

@test "dinuc counts overlapping pairs of any letters over length - 1" {
	comp AAAN
	[ "$(rows dinuc | tr '\t' ' ')" = ". . . 1
AA 2 3 1
AN 1 3 1" ]
}

@test "a single letter has no pair" {
	comp A
	[ "$(rows dinuc | tr '\t' ' ')" = '. . . 1' ]
}

@test "-k 3 counts words of ACGT over the windows of such words" {
	comp ACGTNACGu -k 3
	[ "$(rows kmer | tr '\t' ' ')" = "3 . . 1
ACG 2 4 1
CGT 2 4 1" ]
}

@test "-k 3 and -k 4 are two features of one check" {
	comp ACGTA -k 3 -k 4
	[ "$(rows kmer | tr '\t' ' ')" = "3 . . 1
4 . . 1
ACG 1 3 1
ACGT 1 2 1
CGT 1 3 1
CGTA 1 2 1
GTA 1 3 1" ]
}

@test "-k 5 pools occurrences over all records" {
	printf '>a\nAAAAAAA\n>b\nAAAAACNAAAA\n' >x.fa
	run -0 --separate-stderr gbqc-comp -k 5 x.fa
	[ "$(rows pool | tr '\t' ' ')" = "5 . . 2
5 windows . 5
AAAAA . . 4
AAAAC . . 1" ]
	[ -z "$(rows kmer)" ]
}

@test "-k takes 3 to 8" {
	printf '>a\nA\n' >x.fa
	refused 2 'gbqc-comp: *' gbqc-comp -k 2 x.fa
	refused 2 'gbqc-comp: *' gbqc-comp -k 9 x.fa
	refused 2 'gbqc-comp: *' gbqc-comp -k x x.fa
}

@test "start and end count positions from 1, centre from the middle" {
	comp ACGT
	[ "$(rows start | tr '\t' ' ')" = ". . . 1
1 A . 1
2 C . 1
3 G . 1
4 T . 1" ]
	[ "$(rows end | tr '\t' ' ')" = ". . . 1
1 T . 1
2 G . 1
3 C . 1
4 A . 1" ]
	[ "$(rows centre | tr '\t' ' ')" = "-1 C . 1
-2 A . 1
. . . 1
0 G . 1
1 T . 1" ]
	comp ACGTA
	[ "$(rows centre 5,6 | tr '\t' ' ')" = "-1 C
-2 A
. .
0 G
1 T
2 A" ]
}

@test "--positions N leaves out what lies beyond N, 0 nothing" {
	comp ACGTACGT --positions 2
	[ "$(rows start 5,6 | tr '\t' ' ')" = ". .
1 A
2 C" ]
	[ "$(rows end 5,6 | tr '\t' ' ')" = ". .
1 T
2 G" ]
	[ "$(rows centre 5 | sort -n | tail -n 1)" -le 2 ]
	printf '>a\n%s\n' "$(head -c 10050 /dev/zero | tr '\0' A)" >x.fa
	[ "$(gbqc-comp x.fa | awk '$4 == "start"' | wc -l)" = 10001 ]
	[ "$(gbqc-comp --positions 0 x.fa | awk '$4 == "start"' | wc -l)" \
		= 10051 ]
}

@test "what lies beyond the positions is said once" {
	for i in 1 2 3; do
		printf '>%d\n%s\n' $i "$(head -c 10050 /dev/zero | tr '\0' A)"
	done >x.fa
	run -0 --separate-stderr gbqc-comp x.fa
	[ "$(grep -c 10,000 <<<"$stderr")" = 1 ]
	run -0 --separate-stderr gbqc-comp -q x.fa
	[ -z "$stderr" ]
}

@test "N: share, and leading, trailing and longest run" {
	comp nNACNNNGTN
	[ "$(rows n | tr '\t' ' ')" = "lead 2 . 1
longest 3 . 1
share 6 10 1
trail 1 . 1" ]
	comp NNN
	[ "$(rows n | tr '\t' ' ')" = "lead 3 . 1
longest 3 . 1
share 3 3 1
trail 3 . 1" ]
}

@test "case counts letters in lower case" {
	comp ACgtn-
	[ "$(rows case | tr '\t' ' ')" = '. 3 6 1' ]
}

@test "complexity counts windows of 64 with a DUST score above 2" {
	low=$(head -c 64 /dev/zero | tr '\0' A)
	fine=ACGTTGCATCGATCCTAGGACTTACGCCGTATGAGATTCGTCTAAGGCAACTGTGTCCAGTAAC
	comp "$low$fine"
	[ "$(rows complexity | tr '\t' ' ')" = '. 1 2 1' ]
	comp "$fine$low"
	[ "$(rows complexity | tr '\t' ' ')" = '. 1 2 1' ]
	comp AAAAAA		# t = 4, 6 pairs > 2 * 3? no: equal
	[ "$(rows complexity | tr '\t' ' ')" = '. 0 1 1' ]
	comp AAAAAAA		# t = 5, 10 pairs > 8
	[ "$(rows complexity | tr '\t' ' ')" = '. 1 1 1' ]
	comp AAAuAUAUaaaauuuuAAAA
	first=$(rows complexity)
	comp AAATATATAAAATTTTAAAA
	[ "$first" = "$(rows complexity)" ]
}

@test "skew orders G against C and A against T, U as T" {
	comp GGGCATTU
	[ "$(rows skew | tr '\t' ' ')" = "AT 1 4 1
GC 3 4 1" ]
	comp NN
	[ "$(rows skew | tr '\t' ' ')" = "AT 1 2 1
GC 1 2 1" ]
}

@test "--checks chooses" {
	comp ACGT --checks base,skew
	[ "$(grep -v '^#' <<<"$output" | cut -f 4 | uniq)" = $'base\nskew' ]
	printf '>a\nA\n' >x.fa
	refused 2 'gbqc-comp: *nonsense*' gbqc-comp --checks base,nonsense x.fa
}

@test "a check of words that is named needs its -k" {
	printf '>a\nACGT\n' >x.fa
	refused 2 'gbqc-comp: check pool needs -k 5*' gbqc-comp --checks pool x.fa
	refused 2 'gbqc-comp: *' gbqc-comp --checks gc,pool -k 3 x.fa
	refused 2 'gbqc-comp: check kmer needs -k 3*' gbqc-comp -k 5 \
		--checks base,kmer x.fa
	gbqc-comp -k 3 --checks kmer x.fa
}

@test "--list-checks names each check with one line" {
	run -0 --separate-stderr gbqc-comp --list-checks
	for check in base dinuc kmer pool start end centre n case complexity \
		skew; do
		grep -Eq "^${check}[[:space:]]+[^[:space:]]" <<<"$output"
	done
}

@test "--each writes the columns of the format page" {
	comp ACNNgtU- --each
	[ "${lines[0]}" = "$(tabs '#id' split label column length \
		A C G T U N other AA AC AG AT CA CC CG CT GA GC GG GT \
		TA TC TG TT lead trail longest lower low windows)" ]
	[ "${lines[1]}" = "$(tabs a . x sequence 8 1 1 1 1 1 2 1 \
		0 1 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 2 2 0 1)" ]
}

@test "--each -k 3 adds a column a word" {
	comp ACGT --each -k 3
	[ "$(head -n 1 <<<"$output" | tr '\t' '\n' | wc -l)" = $((34 + 64)) ]
	paste <(tr '\t' '\n' <<<"${lines[0]}") <(tr '\t' '\n' <<<"${lines[1]}") |
		grep -q "^ACG	1$"
}

@test "--summary writes rows for each group" {
	comp ACGT --summary
	[ "$(grep -vc '^#' <<<"$output")" -ge 1 ]
}

@test "checks of words and -k must fit each other" {
	printf '>a\nACGT\n' >x.fa
	run -2 --separate-stderr gbqc-comp --checks kmer x.fa
	[[ $stderr == *'check kmer needs -k 3 or -k 4' ]]
	run -2 gbqc-comp --checks pool -k 3 x.fa
	run -2 gbqc-comp --checks n -k 3 x.fa
	run -0 gbqc-comp --checks n,kmer -k 3 x.fa
	run -2 --separate-stderr gbqc-comp -k 9 x.fa
	[[ $stderr == 'gbqc-comp: --kmers: "9" '* ]]
}
