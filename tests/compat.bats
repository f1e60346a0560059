# gbqc-report --compat: what the reference implementation writes.

load common

# table NAME ROW...: a CSV file of sequence,label.
table() {
	local name=$1
	shift
	printf '%s\n' sequence,label "$@" >"$name"
}

# written DIR: the files in it, from below DIR/class.
written() {
	(cd "$1/class" && find . -type f | sed 's,^\./,,' | sort)
}

# rows_of FILE PATTERN: the lines of a report whose check is like that.
rows_of() {
	grep -E "^\"?$2" "$1"
}

report() {
	run -0 --separate-stderr gbqc-report --compat out "$@"
}

# Two classes of 300 sequences that are not all of one length.
make_lengths() {
	awk 'BEGIN {
		print "sequence,label"
		for (i = 0; i < 600; i++) {
			seq = ""
			for (j = 0; j < 20 + i % 30; j++)
				seq = seq substr("ACGT", (i * i + j * j) % 4 + 1, 1)
			print seq "," (i % 2 ? "a" : "b")
		}
	}' >"$1"
}

@test "every case of the reference is equal" {
	run -0 "$here/python" csv "$here/parity/compare.py" "$here/parity"
	[ "${lines[-1]}" = "9 of 9 cases equal" ]
}

@test "no verdict table is written unless -o asks" {
	table x.csv AC,a GT,b
	report x.csv
	[ -z "$output" ]
	report -o verdicts.tsv x.csv
	[ "$(head -n 1 verdicts.tsv)" = '#gbqc-verdicts 1' ]
}

@test "one class is no error, and no report" {
	table x.csv AC,a GT,a
	report x.csv
	[ -z "$(find out -type f)" ]
	[[ $stderr == *"1 class: nothing to compare"* ]]
}

@test "51 classes are refused, 50 are not" {
	table x.csv $(for i in $(seq 51); do echo "AC,c$i"; done)
	refused 1 "gbqc-report: more than 50 classes*" \
		gbqc-report --compat out x.csv
	sed -i '$d' x.csv
	report x.csv
	[ "$(written out | grep -c report.csv)" = $((50 * 49 / 2)) ]
}

@test "a missing label drops its row, a missing sequence is an empty one" {
	table x.csv AC,a NA,a GT,NA AC,nan '"AC",""' ,b GT,b null,na
	report x.csv
	[[ $stderr == *"3 rows without a label were dropped"* ]]
	[ "$(written out)" = "$(printf 'sequence/%s\n' \
		a_vs_b/gb-qc-{duplicates.txt,report.csv} \
		a_vs_na/gb-qc-{duplicates.txt,report.csv} \
		b_vs_na/gb-qc-{duplicates.txt,report.csv})" ]
	# The empty sequence is what they share.
	cmp out/class/sequence/a_vs_b/gb-qc-duplicates.txt <(echo)
}

@test "nothing is trimmed: a and ' a' are two classes" {
	table x.csv AC,a 'GT, a' AC,1 GT,1.0
	report x.csv
	written out | grep -q '^sequence/a_vs_a-2/gb-qc-report.csv$'
	written out | grep -q '^sequence/1_vs_1.0/gb-qc-report.csv$'
	[[ $stderr == *'class "a" is called a-2 in the paths'* ]]
}

@test "class names cannot leave the folder" {
	table x.csv AC,.. GT,/ CC,../../x GG,con
	gbqc-report -q --compat out x.csv
	only out x.csv
	[ -d out/class/sequence/unnamed_vs_x ]
	[ -d out/class/sequence/unnamed_vs_unnamed-3 ]
	[ "$(written out | grep -vc '^sequence/[a-z0-9-]*_vs_[a-z0-9-]*/gb-qc-report.csv$')" = 0 ]
}

@test "columns go by exact names" {
	printf 'Sequence,label\nAC,a\nGT,b\n' >x.csv
	refused 1 'gbqc-report: x.csv: no column "sequence"; there are*' \
		gbqc-report --compat out x.csv
	report --seq-column Sequence x.csv
	[ "$(written out)" = sequence/a_vs_b/gb-qc-report.csv ]
	printf 'seq,sequence,class,label\nA,AC,x,a\nA,GT,x,b\n' >y.csv
	report y.csv
	[ "$(written out)" = sequence/a_vs_b/gb-qc-report.csv ]
}

@test "each column and all of them joined have a folder" {
	printf 'a/b,A b,merged,label\nAC,G,T,x\nCC,T,,y\n' >x.csv
	report --seq-column a/b --seq-column 'A b' --seq-column merged x.csv
	[ "$(ls out/class)" = "$(printf '%s\n' a-b a-b-2 merged merged-2)" ]
	# "A b" is first in the order of the names; x has AC, y has CC.
	rows_of out/class/a-b-2/x_vs_y/gb-qc-report.csv \
		'Per sequence nucleotide content - A,Unknown,,,'
	rows_of out/class/merged-2/x_vs_y/gb-qc-report.csv \
		'Per sequence dinucleotide content - GT,Unknown,,,'
}

@test "a FASTA file is a class: by its name, then by its folder" {
	mkdir x y
	printf '>1 label=z\nAC GT\n \n>2\n' >x/pos.FA
	printf '>1\nacgt\n' | gzip >y/pos.fasta.gz
	printf '>1\nA\n' >a.b.fa
	report x/pos.FA y/pos.fasta.gz a.b.fa
	[ "$(ls out/class/sequence)" = "$(printf '%s\n' a.b_vs_x-pos \
		a.b_vs_y-pos x-pos_vs_y-pos)" ]
	cmp out/class/sequence/x-pos_vs_y-pos/gb-qc-duplicates.txt \
		<(echo ACGT)
}

@test "any ASCII is a letter, in its own row; beyond it is refused" {
	table x.csv '"a,""x"' '"a ""*",b' 'A-1,b'
	sed -i 's/^"a,""x"$/"a,""x",a/' x.csv
	report x.csv
	csv=out/class/sequence/a_vs_b/gb-qc-report.csv
	for row in '"Per sequence nucleotide content - ,",' \
		'"Per sequence nucleotide content - """,' \
		'Per sequence nucleotide content -  ,' \
		'Per sequence nucleotide content - \*,' \
		'Per sequence nucleotide content - -,' \
		'Per sequence nucleotide content - 1,' \
		'Per sequence dinucleotide content - A-,'; do
		grep -q "^$row" "$csv"
	done
	table y.csv AC,a $'\xc3\x84C,b'
	refused 1 'gbqc-report: y.csv:3*byte 0xc3*' \
		gbqc-report --compat out y.csv
}

@test "without any letter four headlines are missing" {
	table x.csv ,a ,b
	report x.csv
	[ "$(cut -d , -f 1,2 out/class/sequence/a_vs_b/gb-qc-report.csv)" = \
		"$(printf '%s\n' Check,Flag 'Unique bases,Pass' \
		'Sequence Duplications within Labels,Pass' \
		'Duplicate Sequences between Labels,Fail' \
		'Sequence lengths,Unknown' \
		'Per sequence GC content,Unknown')" ]
}

@test "249 sequences are too few to score, 250 are enough" {
	for n in 249 250; do
		table x.csv $(for i in $(seq $n); do echo "A,a C,b"; done)
		report x.csv
		csv=out/class/sequence/a_vs_b/gb-qc-report.csv
		flag=$([ $n = 250 ] && echo Fail,1.0,1.0,1.0 || echo Unknown,,,)
		rows_of $csv "Per sequence GC content,$flag"
		rows_of $csv "Per position nucleotide content - A position 1,$flag"
	done
}

@test "--regression cuts at the median of what are numbers" {
	printf 'sequence,label\nA,1\nC,1e0\nG, 3\nT,n/d\nAA,4.5\nCC,NA\n' >x.csv
	report --regression x.csv
	# 1 1 3 4.5: high from 2 on.
	csv=out/class/sequence/high_vs_low/gb-qc-report.csv
	grep -q '^Per sequence nucleotide content - G,' $csv
	run ! grep -q ' - T' $csv
	report --regression x.csv
	[[ $stderr == *"1 row without a label was dropped"* ]]
	[[ $stderr == *"1 row"*"number"* ]]
	printf 'sequence,label\nA,2\nC,2\nG,x\n' >y.csv
	refused 1 'gbqc-report: all labels are on one side of*' \
		gbqc-report --compat out --regression y.csv
}

@test "a list of copies that holds no longer is removed" {
	table x.csv AC,a AC,b
	table y.csv AC,a AG,b
	report x.csv
	[ -e out/class/sequence/a_vs_b/gb-qc-duplicates.txt ]
	report y.csv
	[ ! -e out/class/sequence/a_vs_b/gb-qc-duplicates.txt ]
}

@test "a folder that cannot be made is an error that names it" {
	table x.csv AC,a AG,b
	: >out
	run -1 --separate-stderr gbqc-report --compat out x.csv
	[[ $stderr == "gbqc-report: out"* ]]
	refused 1 'gbqc-report: /dev/null/x*' \
		gbqc-report --compat /dev/null/x x.csv
}

@test "a bad input leaves no report" {
	table x.csv AC,a AG,b
	printf 'AC\n' >>x.csv
	refused 1 'gbqc-report: x.csv:4: *' gbqc-report --compat out x.csv
	[ -z "$(find out -type f)" ]
}

@test "count tables are a usage error" {
	table x.csv AC,a AG,b
	gbqc-gc x.csv >x.tsv
	refused 2 'gbqc-report: --compat reads sequences*' \
		gbqc-report --compat out x.tsv
}

@test "a count table on standard input is a usage error, too" {
	table x.csv AC,a AG,b
	gbqc-gc x.csv >x.tsv
	refused 2 'gbqc-report: --compat reads sequences*' \
		gbqc-report --compat out <x.tsv
	[ ! -e out ]
}

@test "what does not go together is a usage error, and nothing is written" {
	table x.csv AC,a AG,b
	refused 2 '*folder is empty*' gbqc-report --compat '' x.csv
	for files in '' - p=-; do
		refused 2 '*reads the input twice: give a file*' \
			gbqc-report --compat out -o v.tsv $files <x.csv
		refused 2 '*reads the input twice: give a file*' \
			gbqc-report --compat out --counts c.tsv $files <x.csv
	done
	mkfifo pipe
	refused 2 '*reads the input twice: give a file*' \
		gbqc-report --compat out -o v.tsv pipe
	refused 2 '*ask for them by -o*' \
		gbqc-report --compat out --fail-on fail x.csv
	refused 2 '*ask for them by -o*' \
		gbqc-report --compat out --summary x.csv
	refused 2 '*--compat*' gbqc-report --end-position 5 x.csv
	refused 2 '*--compat*' gbqc-report --min-coverage .5 x.csv
	refused 2 '*' gbqc-report --compat out --end-position 0 x.csv
	refused 2 '*' gbqc-report --compat out --min-coverage 1.1 x.csv
	[ ! -e out ]
	[ ! -e v.tsv ]
	[ ! -e c.tsv ]
}

@test "standard input is read like a file" {
	make_lengths x.csv
	gbqc-report --compat one x.csv
	gbqc-report --compat two <x.csv
	gbqc-report --compat three - < <(gzip -c x.csv)
	diff -r one two
	diff -r one three
}

@test "verdicts and counts are of what gbqc reads" {
	table x.csv AC,a AG,NA CC,b
	report -o v.tsv --counts c.tsv x.csv
	cmp v.tsv <(gbqc-report -q x.csv)
	cmp c.tsv <(gbqc-count -q x.csv)
	rm v.tsv
	report --counts c.tsv x.csv
	[ -z "$output" ]
	[ "$(written out | grep -c report.csv)" = 1 ]
	# Without --compat the same file has three labels.
	[ "$(grep -v '^#' c.tsv | cut -f 2 | sort -u | wc -l)" = 3 ]
}

@test "splits are pooled" {
	printf 'sequence,label,split\nAC,a,train\nGT,b,test\n' >x_train.csv
	printf 'split,sequence,label\n#x,CC,a\n' >x_test.csv
	report --split valid x_train.csv x_test.csv
	[ -z "$stderr" ]
	[ "$(written out)" = sequence/a_vs_b/gb-qc-report.csv ]
	rows_of out/class/sequence/a_vs_b/gb-qc-report.csv \
		'Per sequence dinucleotide content - CC,Unknown'
}

@test "labels given on the command line are classes, of any number of files" {
	printf '>1\nAC\n' >x.fa
	printf '>1\nGG\n' >y.fa
	printf '>1\nTC\n' >z.fa
	report 'P 1=x.fa' 'P 1=y.fa' train/q=z.fa
	[ "$(written out)" = sequence/p-1_vs_q/gb-qc-report.csv ]
	rows_of out/class/sequence/p-1_vs_q/gb-qc-report.csv \
		'Per sequence dinucleotide content - AG,Unknown'
}

@test "the same file twice is two classes" {
	printf '>1\nAC\n' >x.fa
	report x.fa x.fa
	[ "$(ls out/class/sequence)" = x_vs_x-2 ]
}

@test "two pairs of classes that would be one folder are refused" {
	table x.csv AC,a AG,b_vs_c AT,a_vs_b AA,c
	refused 1 'gbqc-report: two pairs*a_vs_b_vs_c*' \
		gbqc-report --compat out x.csv
	[ -z "$(find out -type f)" ]
}

@test "copies are of one strand, in either case, and listed once each" {
	table x.csv ACC,a acc,a GGT,b TTT,a TTT,b TTT,b aCC,c AAA,c
	report x.csv
	[ "$(written out | grep duplicates)" = "$(printf 'sequence/%s\n' \
		a_vs_b/gb-qc-duplicates.txt a_vs_c/gb-qc-duplicates.txt)" ]
	cmp out/class/sequence/a_vs_b/gb-qc-duplicates.txt <(echo TTT)
	cmp out/class/sequence/a_vs_c/gb-qc-duplicates.txt <(echo ACC)
}

@test "positions end where asked, and where coverage does" {
	make_lengths x.csv
	csv=out/class/sequence/a_vs_b/gb-qc-report.csv
	last() {
		sed -n 's/.* - A position \([0-9]*\),[A-Z].*/\1/p' $csv |
			sort -n | tail -n 1
	}
	scored() {
		grep -v Unknown $csv |
			sed -n 's/.* - A position \([0-9]*\),.*/\1/p' | sort -n |
			tail -n 1
	}
	# 20 sequences of each odd or even length from 20 to 49.
	report x.csv
	[ "$(last) $(scored)" = '44 24' ]
	report --min-coverage .9 x.csv
	[ "$(last) $(scored)" = '44 22' ]
	report --min-coverage 1 x.csv
	[ "$(last) $(scored)" = '44 20' ]
	report --end-position 7 x.csv
	[ "$(last) $(scored)" = '7 7' ]
	report --end-position 1000 x.csv
	[ "$(last) $(scored)" = '48 24' ]
}

@test "neither the order of rows nor threads show" {
	make_lengths x.csv
	{ head -n 1 x.csv; tail -n +2 x.csv | sort -r; } >y.csv
	gbqc-report --compat one x.csv
	gbqc-report -@ 8 --compat two y.csv
	diff -r one two
}

@test "a report that cannot be written whole is not there" {
	make_lengths x.csv
	refused 1 'gbqc-report: out/class/sequence/a_vs_b/gb-qc-report.csv: *' \
		bash -c 'trap "" XFSZ; ulimit -f 2
			exec gbqc-report --compat out x.csv'
	[ -z "$(find out -type f)" ]
}

@test "a report of an earlier run stays until the new one is whole" {
	make_lengths x.csv
	table y.csv AC,a AG,b
	report y.csv
	cp out/class/sequence/a_vs_b/gb-qc-report.csv old
	run -1 bash -c 'trap "" XFSZ; ulimit -f 2
		exec gbqc-report --compat out x.csv'
	cmp old out/class/sequence/a_vs_b/gb-qc-report.csv
	[ "$(find out -type f | wc -l)" = 1 ]
}

@test "what stands in the place of a report is an error that names it" {
	table x.csv AC,a AG,b
	mkdir -p out/class/sequence/a_vs_b/gb-qc-report.csv/x
	run -1 --separate-stderr gbqc-report --compat out x.csv
	[[ $stderr == "gbqc-report: out/class/sequence/a_vs_b/gb-qc-report.csv"* ]]
	[ -z "$(find out -type f)" ]
}

@test "-q says nothing of what is counted" {
	table x.csv AC,a AC,NA AC,A GT,b
	report -q x.csv
	[ -z "$stderr" ]
}

@test "any allocation may fail, and no report is half there" {
	local library=$GBQC_BUILD/tests/faults/malloc.so count n file
	[ "$(uname)" = Linux ] || skip "needs LD_PRELOAD"
	! sanitized || skip "sanitizers have an allocator of their own"
	[ -e "$library" ] || skip "needs the build of make test"
	table x.csv AC,a GT,b AC,b T,c
	GBQC_FAIL_AT=0 GBQC_FAIL_COUNT=count LD_PRELOAD=$library \
		gbqc-report --compat whole x.csv
	count=$(cat count)
	[ "$count" -gt 50 ]
	for ((n = 1; n <= count; n++)); do
		rm -rf out
		run --separate-stderr env GBQC_FAIL_AT=$n \
			LD_PRELOAD="$library" gbqc-report --compat out x.csv
		if [ "$status" = 0 ]; then
			diff -r out whole
			continue
		fi
		[ "$status" = 1 ]
		[[ $stderr == "gbqc-report: "*'out of memory'* ]]
		for file in $(find . -path './out/*' -type f); do
			cmp "$file" "whole/${file#./out/}"
		done
	done
}
