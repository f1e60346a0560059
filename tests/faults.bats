# What fails midway: memory, and reads that bring little.

load common

# every_allocation COMMAND...: lets each allocation of the command fail in
# turn. Status 1, one line of "out of memory", nothing under the name out.
every_allocation() {
	local count n library=$GBQC_BUILD/tests/faults/malloc.so
	[ "$(uname)" = Linux ] || skip "needs LD_PRELOAD"
	! sanitized || skip "sanitizers have an allocator of their own"
	[ -e "$library" ] || skip "needs the build of make test"
	GBQC_FAIL_AT=0 GBQC_FAIL_COUNT=count LD_PRELOAD=$library "$@" -o out
	mv out whole
	count=$(cat count)
	[ "$count" -gt 10 ]
	for ((n = 1; n <= count; n += n < 400 ? 1 : count / 300 + 1)); do
		run --separate-stderr env GBQC_FAIL_AT=$n \
			LD_PRELOAD="$library" "$@" -o out
		if [ "$status" = 0 ]; then
			# What can do without, such as a hint, may fail.
			cmp out whole
			rm out
			continue
		fi
		if [ "$status" != 1 ] ||
			[[ $stderr != "$1: "*'out of memory'* ]] ||
			[ "${#stderr_lines[@]}" != 1 ]; then
			echo "allocation $n of $count: $status: $stderr"
			return 1
		fi
		# What fails after the last byte leaves the output whole.
		[ ! -e out ] || cmp out whole
		rm -f out
		# The temporary file is gone as well.
		[ -z "$(find . -name '.gbqc-*')" ]
	done
}

make_small() {
	printf '>a label=p split=s\nACGTNacgt\n>b\nAC\n>c\n\n' >x.fa
	printf 'id,sequence,label,split\na,ACGT,p,s\nb,"AC",q,s\nc,AAC,q,t\n' \
		>x.csv
}

@test "any allocation of gbqc-count may fail" {
	make_small
	every_allocation gbqc-count -k 3 -k 5 x.fa
}

@test "any allocation of gbqc-count may fail, on a table" {
	make_small
	every_allocation gbqc-count --seq-column sequence --seq-column id x.csv
}

@test "any allocation of gbqc-dup --list and of --each may fail" {
	make_small
	every_allocation gbqc-dup --list x.csv
	every_allocation gbqc-comp --each x.fa
	every_allocation gbqc-len --summary x.fa
}

@test "any allocation of gbqc-merge may fail" {
	make_small
	gbqc-count x.fa >1
	gbqc-count x.csv >2
	every_allocation gbqc-merge 1 2
}

@test "any allocation of gbqc-report may fail" {
	make_small
	gbqc-count x.fa >1
	gbqc-count x.csv >2
	cat 1 2 >counts.tsv
	every_allocation gbqc-report -q --parts counts.tsv
	every_allocation gbqc-report -q --parts x.csv
}

@test "any allocation may fail where reports are written and collected" {
	make_small
	gbqc-report -q --json r.json x.csv >table
	every_allocation gbqc-report -q --no-leak --json json --html html \
		--multiqc mqc x.csv
	every_allocation gbqc-report --collect --index page r.json x=
}

@test "reads of 1 to 7 bytes bring the same, for every format" {
	"$here/python" random "$here/oracle/random_data.py" 7 data >/dev/null
	[ -s data/a.csv ]
	printf '@SQ\tSN:c\tLN:9\na\t4\t*\t0\t0\t*\t*\t0\t0\tACGTN\t*\n' \
		>data/x.sam
	samtools view --no-PG -b -o data/x.bam data/x.sam
	for file in data/a.csv data/a.tsv data/agz.csv data/abgzf.csv \
		data/amembers.tsv data/u.0 data/w.0 data/q.0 data/x.sam \
		data/x.bam; do
		[ -e $file ]
		head -c 6000 $file >cut
		cmp -s cut $file || case $file in
		*gz* | *members* | *bam) cp $file cut ;;
		*) head -n 16 $file >cut ;;
		esac
		gbqc-count --label x cut >wanted 2>/dev/null || continue
		for size in 1 2 3 5 7; do
			"$here/python" os "$here/faults/slowly.py" cut $size |
				gbqc-count -q --label x | cmp - wanted
		done
	done
}

@test "short reads of a count table bring the same" {
	make_small
	gbqc-count x.fa >x.tsv
	gbqc-report -q x.tsv >wanted
	for size in 1 3 7; do
		"$here/python" os "$here/faults/slowly.py" x.tsv $size |
			gbqc-merge | cmp - x.tsv
		"$here/python" os "$here/faults/slowly.py" x.tsv $size |
			gbqc-report -q | cmp - wanted
	done
}

@test "a signal that comes with a temporary file leaves none" {
	local library=$GBQC_BUILD/tests/faults/signal.so
	[ "$(uname)" = Linux ] || skip "needs LD_PRELOAD"
	! sanitized || skip "sanitizers must be loaded first"
	[ -e "$library" ] || skip "needs the build of make test"
	make_small
	mkdir made
	run -143 env LD_PRELOAD="$library" gbqc-len -o made/out x.fa
	run -143 env LD_PRELOAD="$library" TMPDIR=made \
		gbqc-len --regression --label 1 - <x.fa
	[ -z "$(ls -A made)" ]
}
