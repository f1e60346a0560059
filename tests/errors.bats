# Bad input and failing systems: an error is one line, and nothing is lost in
# silence. The rows of the table in docs, one by one.

load common

# A gzip file of one CSV that is large enough to be cut in many places.
make_gz() {
	make_classes 200 60 .5
	gzip -c pos.fa >x.fa.gz
}

# Compression.

@test "gzip cut anywhere is an error, not a short dataset" {
	make_gz
	size=$(stat -c %s x.fa.gz)
	for at in 1 2 9 10 11 15 20 100 1000 $((size / 2)) $((size - 9)) \
		$((size - 8)) $((size - 4)) $((size - 1)); do
		head -c "$at" x.fa.gz >cut.fa.gz
		run -1 --separate-stderr gbqc-len cut.fa.gz
		[ -z "$output" ]
		[[ $stderr == 'gbqc-len: cut.fa.gz'* ]]
		run -1 --separate-stderr gbqc-len --label x - <cut.fa.gz
		[ -z "$output" ]
		[[ $stderr == 'gbqc-len: (stdin)'* ]]
	done
}

@test "a cut second member is an error" {
	printf '>a\nACGT\n' | gzip >x.gz
	printf '>b\nACGTACGT\n' | gzip >y.gz
	size=$(stat -c %s y.gz)
	for at in 1 2 5 10 12 $((size - 8)) $((size - 1)); do
		{ cat x.gz; head -c "$at" y.gz; } >cut.gz
		refused 1 'gbqc-len: cut.gz*' gbqc-len cut.gz
	done
}

# damage FILE OFFSET-FROM-END: turns one byte over.
damage() {
	"$here/python" sys - "$1" "$2" <<'PYTHON'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[-int(sys.argv[2])] ^= 0x55
open(sys.argv[1], "wb").write(data)
PYTHON
}

@test "wrong CRC, wrong size and damaged data are errors" {
	for at in 1 4 5 8 40; do
		make_gz
		damage x.fa.gz $at
		refused 1 'gbqc-len: x.fa.gz*' gbqc-len x.fa.gz
		make_gz
		bgzip -c pos.fa >x.fa.gz
		damage x.fa.gz $((28 + at))
		refused 1 'gbqc-len: x.fa.gz*' gbqc-len x.fa.gz
		refused 1 'gbqc-len: x.fa.gz*' gbqc-len -@ 2 x.fa.gz
	done
}

@test "data after the gzip stream are said, zero padding may pass" {
	printf '>a\nACGT\n' | gzip >x.gz
	cp x.gz y.gz
	printf 'garbage' >>x.gz
	run --separate-stderr gbqc-len x.gz
	[ -n "$stderr" ]
	[[ $stderr == 'gbqc-len: x.gz'* ]]
	[ "$status" = 0 ] || { [ "$status" = 1 ] && [ -z "$output" ]; }
	head -c 512 /dev/zero >>y.gz
	run --separate-stderr gbqc-len y.gz
	[ "$status" = 0 ] && [ "$(rows length 8)" = 1 ] || [ "$status" = 1 ]
}

@test "BGZF or BAM without end marker is an error, or a warning of EOF" {
	printf '>a\nACGT\n' | bgzip -c | head -c -28 >x.gz
	run --separate-stderr gbqc-len x.gz
	[[ $stderr == 'gbqc-len: x.gz'* ]]
	[ "$status" = 1 ] || [[ $stderr == *EOF* ]]
	printf '@SQ\tSN:c\tLN:9\na\t4\t*\t0\t0\t*\t*\t0\t0\tACGT\t*\n' |
		samtools view --no-PG -b - | head -c -28 >x.bam
	run --separate-stderr gbqc-len x.bam
	[[ $stderr == 'gbqc-len: x.bam'* ]]
	[ "$status" = 1 ] || [[ $stderr == *EOF* ]]
}

@test "bzip2, xz, zstd, zip, HTML, JSON, binary and UTF-16 are refused" {
	printf 'BZh91AY&SY1234567890' >bz2
	printf '\xfd7zXZ\x00\x00\x04rest of it' >xz
	printf '\x28\xb5\x2f\xfd rest of it' >zstd
	printf 'PK\x03\x04 rest of it' >zip
	printf '<!DOCTYPE html>\n<html></html>\n' >html
	printf '{"sequence": "ACGT", "label": "x"}\n' >json
	head -c 4096 /bin/sh >binary
	printf '\xff\xfe>\0a\0\n\0A\0' >utf16
	for kind in bz2 xz zstd zip html json binary utf16; do
		refused 1 "gbqc-len: $kind*" gbqc-len $kind
		refused 1 'gbqc-len: (stdin)*' gbqc-len --label x <$kind
	done
}

# Text.

@test "an empty file, or one of nothing but a header, is never silent" {
	: >x.fa
	printf 'sequence,label\n' >x.csv
	gzip </dev/null >x.gz
	printf '@SQ\tSN:c\tLN:9\n' >x.sam
	for file in x.fa x.csv x.gz x.sam; do
		run --separate-stderr gbqc-len $file
		[[ $stderr == "gbqc-len: "* ]]
		if [ "$status" = 0 ]; then
			[ "$(grep -vc '^#' <<<"$output")" = 0 ]
			[ "${lines[0]}" = '#gbqc-counts 1' ]
		else
			[ "$status" = 1 ]
			[ -z "$output" ]
		fi
	done
}

@test "CR alone is read right or refused" {
	printf '>a\rACGT\r>b\rA\r' >x.fa
	run --separate-stderr gbqc-len x.fa
	if [ "$status" = 0 ]; then
		[ "$(rows length 6,8 | tr '\t' ' ')" = $'1 1\n4 1' ]
	else
		[ "$status" = 1 ]
		[[ $stderr == 'gbqc-len: x.fa:'* ]]
	fi
}

@test "a byte that is no letter is an error with line and column" {
	for byte in '1' '!' '\x00' '\xc3' '.' '>'; do
		printf '>a\nACGT\n>b\nAC'"$byte"'T\n' >x.fa
		refused 1 'gbqc-len: x.fa:4:3: *' gbqc-len x.fa
	done
	printf '>a\r\nACGT\r\nAC!T\r\n' >x.fa
	refused 1 'gbqc-len: x.fa:3:3: *' gbqc-len x.fa
	printf '@a\nAC1\n+\nIII\n' >x.fq
	refused 1 'gbqc-len: x.fq:2:3: *' gbqc-len x.fq
	printf 'sequence,label\nACGT,p\nA!,p\n' >x.csv
	refused 1 'gbqc-len: x.csv:3:*' gbqc-len x.csv
	printf 'label\tsequence\np\tAC GT\n' >x.tsv
	refused 1 'gbqc-len: x.tsv:2:*' gbqc-len x.tsv
}

@test "the first error of the input is told on any number of threads" {
	make_classes 20000 50 .5
	printf '>bad\nAC!\n' >>pos.fa
	cat pos.fa pos.fa >two.fa
	gbqc-len two.fa 2>1 && false
	for n in 2 3 8; do
		run -1 --separate-stderr gbqc-count -@ $n two.fa
		[ -z "$output" ]
		[ "${stderr#gbqc-count}" = "$(sed 's/^gbqc-len//' 1)" ]
	done
}

@test "a damaged block of BGZF is met in its place on any number of threads" {
	make_classes 60000 50 .5
	bgzip -c pos.fa >x.fa.gz
	damage x.fa.gz $((28 + 6))
	run -1 --separate-stderr gbqc-len --each x.fa.gz
	[ "${#lines[@]}" -gt 40000 ]
	printf '%s\n' "$output" >lines
	printf '%s\n' "$stderr" >error
	grep -q '^gbqc-len: x.fa.gz: .*damaged$' error
	# A letter that is none comes first, where it does in the file.
	{ head -n 50000 pos.fa; printf '>bad\nAC!\n'; tail -n +50001 pos.fa; } |
		bgzip -c >letter.fa.gz
	damage letter.fa.gz $((28 + 6))
	run -1 --separate-stderr gbqc-len letter.fa.gz
	[[ $stderr == 'gbqc-len: letter.fa.gz:50002:3: '* ]]
	printf '%s\n' "$stderr" >letter
	for n in 2 3 8; do
		gbqc-len --each -@ $n x.fa.gz >got 2>got.error && false
		cmp got lines
		cmp got.error error
		gbqc-len -@ $n letter.fa.gz 2>got.error && false
		cmp got.error letter
	done
}

@test "text before the first > is an error" {
	printf 'ACGT\n>a\nACGT\n' >x.fa
	run -1 --separate-stderr gbqc-len x.fa
	[ -z "$output" ]
	[[ $stderr == 'gbqc-len: x.fa'* ]]
}

@test "FASTQ: lengths that differ, lines missing, no @: the line is named" {
	printf '@a\nACGT\n+\nIII\n' >x.fq
	refused 1 'gbqc-len: x.fq:[1-4]*' gbqc-len x.fq
	printf '@a\nACGT\n+\nIIIII\n' >x.fq
	refused 1 'gbqc-len: x.fq:[1-5]*' gbqc-len x.fq
	printf '@a\nACGT\n+\n' >x.fq
	refused 1 'gbqc-len: x.fq:[1-4]*' gbqc-len x.fq
	printf '@a\nACGT\n' >x.fq
	refused 1 'gbqc-len: x.fq:[1-4]*' gbqc-len x.fq
	printf '@a\nACGT\n+\nIIII\nb\nACGT\n+\nIIII\n' >x.fq
	refused 1 'gbqc-len: x.fq:5*' gbqc-len x.fq
}

@test "FASTQ: several lines a sequence are read right or refused" {
	printf '@a\nAC\nGT\n+\nII\nII\n@b\nA\n+\nI\n' >x.fq
	run --separate-stderr gbqc-len x.fq
	if [ "$status" = 0 ]; then
		[ "$(rows length 6,8 | tr '\t' ' ')" = $'1 1\n4 1' ]
	else
		[ "$status" = 1 ]
		[[ $stderr == 'gbqc-len: x.fq:'* ]]
	fi
}

@test "CSV: an open quote, a short, long or cut row name the line" {
	printf 'sequence,label\nACGT,p\n"ACGT,p\nAC,n\n' >x.csv
	refused 1 'gbqc-len: x.csv:3*' gbqc-len x.csv
	printf 'sequence,label,z\nACGT,p,1\nACGT,p\n' >x.csv
	refused 1 'gbqc-len: x.csv:3*' gbqc-len x.csv
	printf 'sequence,label\nACGT,p\nACGT,p,1\n' >x.csv
	refused 1 'gbqc-len: x.csv:3*' gbqc-len x.csv
	printf 'sequence\tlabel\nACGT\tp\nACGT\n' >x.tsv
	refused 1 'gbqc-len: x.tsv:3*' gbqc-len x.tsv
	printf 'sequence,label\nACGT,p\n"AC"GT,p\n' >x.csv
	refused 1 'gbqc-len: x.csv:3*' gbqc-len x.csv
}

@test "CSV: the line of an error counts newlines in quotes, too" {
	printf 'note,sequence,label\n"a\nb\nc",ACGT,p\nx,AC!T,p\n' >x.csv
	refused 1 'gbqc-len: x.csv:5:*' gbqc-len x.csv
}

@test "SAM, BAM and CRAM that are cut or corrupt are errors" {
	{
		printf '@SQ\tSN:c\tLN:100000\n'
		for i in $(seq 500); do
			printf 'r%d\t0\tc\t%d\t9\t40M\t*\t0\t0\t%s\t*\n' "$i" "$i" \
				ACGTACGTACGTACGTACGTACGTACGTACGTACGTACGT
		done
	} >x.sam
	samtools view --no-PG -b -o x.bam x.sam
	samtools view --no-PG -C --output-fmt-option no_ref=1 -o x.cram x.sam
	for form in bam cram; do
		size=$(stat -c %s x.$form)
		for part in 4 2; do
			head -c $((size * (part - 1) / part)) x.$form >cut
			run -1 --separate-stderr gbqc-len cut
			[ -z "$output" ]
			[[ $stderr == 'gbqc-len: cut'* ]]
			[ "${#stderr_lines[@]}" = 1 ]
		done
	done
	{ cat x.sam; printf 'r\t0\tc\n'; } >bad.sam
	refused 1 'gbqc-len: bad.sam*' gbqc-len bad.sam
	{ cat x.sam; printf 'r\t0\tc\t1\t9\t4M\t*\t0\t0\tACG\t*\n'; } >bad.sam
	refused 1 'gbqc-len: bad.sam*' gbqc-len bad.sam
}

# Files and the system.

@test "a missing file, a folder, a link loop: name and reason" {
	printf '>a\nACGT\n' >x.fa
	mkdir folder
	ln -s loop loop
	refused 1 'gbqc-len: nowhere.fa: No such file or directory' \
		gbqc-len x.fa nowhere.fa
	refused 1 'gbqc-len: folder: *directory*' gbqc-len x.fa folder
	refused 1 'gbqc-len: loop: *' gbqc-len loop
	refused 1 'gbqc-len: nowhere.fa: *' gbqc-len p=nowhere.fa
}

@test "a file that may not be read: name and reason" {
	[ "$(id -u)" != 0 ] || skip "root reads everything"
	printf '>a\nACGT\n' >x.fa
	chmod 0 x.fa
	refused 1 'gbqc-len: x.fa: Permission denied' gbqc-len x.fa
}

@test "a read error of the device is an error" {
	[ -e /proc/self/mem ] || skip "no /proc"
	refused 1 'gbqc-len: /proc/self/mem: *' gbqc-len /proc/self/mem
}

@test "columns between semicolons are named as such" {
	printf 'sequence;label\nACGT;1\n' >x.csv
	refused 1 'gbqc-len: x.csv:1: *semicolons*' gbqc-len x.csv
}

@test "closed stdin is an error" {
	run -1 --separate-stderr bash -c 'gbqc-len --label x <&-'
	[ -z "$output" ]
	[[ $stderr == 'gbqc-len: (stdin): '* ]]
}

@test "a folder as stdin is an error" {
	run -1 --separate-stderr bash -c 'gbqc-len --label x <.'
	[ -z "$output" ]
	[[ $stderr == 'gbqc-len: (stdin): '* ]]
}

@test "names and bytes of the input are escaped and cut in messages" {
	name=$'a\033[31m\nb'
	printf '>a\nAC!\n' >"$name"
	run -1 --separate-stderr gbqc-len "$name"
	[ "${#stderr_lines[@]}" = 1 ]
	[[ $stderr != *$'\033'* ]]
	long=$(head -c 100000 /dev/zero | tr '\0' x)
	printf 'sequence,%s\nACGT,p\n' "$long" >x.csv
	run -1 --separate-stderr gbqc-len x.csv
	[ "${#stderr}" -lt 2000 ]
	[ "${#stderr_lines[@]}" = 1 ]
	printf 'sequence,\033]0;x\007\nACGT,p\n' >x.csv
	run -1 --separate-stderr gbqc-len x.csv
	[[ $stderr != *$'\033'* ]]
}

# Output.

@test "a full disk is an error, for every tool and for --help" {
	printf '>a\nACGT\n' >x.fa
	gbqc-count x.fa >x.tsv
	for tool in $measuring; do
		run -1 bash -c "$tool x.fa 2>err >/dev/full"
		[[ $(cat err) == "$tool: "*'No space left on device' ]]
	done
	for tool in gbqc-merge gbqc-report; do
		run -1 bash -c "$tool x.tsv 2>err >/dev/full"
		[[ $(cat err) == "$tool: "*'No space left on device' ]]
	done
	for tool in $tools; do
		run -1 bash -c "$tool --help >/dev/full 2>err"
		[[ $(cat err) == "$tool: "* ]]
		run -1 bash -c "$tool --version >/dev/full 2>err"
		run -1 bash -c "$tool -o /dev/full x.fa 2>err" || true
	done
	run -1 gbqc-len --each x.fa -o /dev/full
	run -1 gbqc-len --summary x.fa -o /dev/full
}

@test "closed stdout is an error" {
	printf '>a\nACGT\n' >x.fa
	for tool in $measuring gbqc-report; do
		run -1 bash -c "$tool x.fa 2>err >&-"
		[[ $(cat err) == "$tool: "* ]]
	done
	run -1 bash -c "gbqc-len --help 2>err >&-"
}

@test "a closed stdout does not let the input be written over" {
	printf '>a\nACGT\n' >x.fa
	cp x.fa before
	run -1 bash -c "gbqc-len x.fa >&-"
	cmp x.fa before
}

@test "a broken pipe is quiet" {
	make_classes 9000 200 .5	# more output than any pipe holds
	set +o pipefail
	{
		gbqc-comp --each pos.fa pos.fa pos.fa 2>err || echo $? >status
	} | head -n 1 >/dev/null
	[ ! -s err ]
	[[ $(cat status) == @(1|141) ]]
	rm status
	{
		trap '' PIPE
		gbqc-comp --each pos.fa pos.fa pos.fa 2>err || echo $? >status
	} | head -n 1 >/dev/null
	[[ $(cat status) == 1 ]]
	[ "$(wc -l <err)" -le 1 ]
}

@test "-o is complete or absent, and the old file stays" {
	printf '>a\nACGT\n' >x.fa
	printf '>a\nAC!\n' >bad.fa
	gbqc-len -o out x.fa
	gbqc-len x.fa | cmp - out
	for tool in $measuring; do
		run -1 $tool -o new bad.fa
		run -1 $tool -o out bad.fa
	done
	gbqc-len x.fa | cmp - out
	rm out
	only x.fa bad.fa
}

@test "-o has the permissions that umask leaves, and keeps no other name" {
	printf '>a\nACGT\n' >x.fa
	umask 027
	gbqc-len -o out x.fa
	[ "$(stat -c %a out)" = 640 ]
	only x.fa out
}

@test "-o to a folder that is not there, or to a folder, is an error" {
	printf '>a\nACGT\n' >x.fa
	refused 1 'gbqc-len: nowhere/out: *' gbqc-len -o nowhere/out x.fa
	mkdir folder
	refused 1 'gbqc-len: folder: *' gbqc-len -o folder x.fa
	[ -d folder ]
	only x.fa folder
}

@test "-o writes to a FIFO and to a device directly" {
	printf '>a\nACGT\n' >x.fa
	mkfifo pipe
	gbqc-len -o pipe x.fa &
	gbqc-len x.fa | cmp - pipe
	wait
	[ -p pipe ]
	gbqc-len -o /dev/stdout x.fa >out
	gbqc-len x.fa | cmp - out
	gbqc-len -o /dev/null x.fa
	[ -c /dev/null ]
}

@test "-o - is stdout" {
	printf '>a\nACGT\n' >x.fa
	same 'gbqc-len x.fa' 'gbqc-len -o - x.fa'
}

@test "sequences are not overwritten by their counts; merge may add in place" {
	printf '>a\nACGT\n' >x.fa
	gbqc-len x.fa >wanted
	cp x.fa both
	ln both link
	refused 2 'gbqc-len: --output is also an input*' gbqc-len -o both both
	refused 2 'gbqc-len: --output*' gbqc-len -o link y=both
	refused 2 'gbqc-report: --output*' gbqc-report both -o ./both
	cmp both x.fa
	for option in --html --json --counts; do
		refused 2 "gbqc-report: $option is also an input*" \
			gbqc-report "$option" ./both y=link
	done
	# Nor what stands on standard input, nor the genome.
	refused 2 'gbqc-len: --output is also an input*' \
		gbqc-len -o both <both
	refused 2 'gbqc-report: --json is also an input*' \
		gbqc-report --json both - <both
	printf 'id,chr,start,end,label\na,a,0,2,p\n' >where.csv
	refused 2 'gbqc-len: --output is also an input*' \
		gbqc-len --reference both -o link where.csv
	cmp both x.fa
	refused 2 'gbqc-len: --output: the name of a file is empty' \
		gbqc-len -o '' x.fa
	gbqc-len --label x -o /dev/null - </dev/null
	gbqc-merge wanted >two
	run --separate-stderr gbqc-merge -o wanted wanted
	if [ "$status" = 0 ]; then
		cmp wanted two
	fi
}

@test "two outputs of one run do not go to one place, by whatever names" {
	printf '>a\nACGT\n' >x.fa
	mkdir folder
	: >there
	ln there link
	for other in new ./new folder/../new "$PWD/new"; do
		refused 2 'gbqc-report: --html and --json cannot go to one*' \
			gbqc-report --html new --json "$other" x.fa
	done
	refused 2 'gbqc-report: --json and -o cannot go to one place' \
		gbqc-report --json there -o link x.fa
	refused 2 'gbqc-report: --html and --counts cannot go to one*' \
		gbqc-report --html - --counts /dev/stdout x.fa
	refused 2 'gbqc-report: --html: the name of a file is empty' \
		gbqc-report --html '' x.fa
	refused 2 'gbqc-report: --multiqc: the prefix is empty' \
		gbqc-report --multiqc '' x.fa
	only x.fa folder there link
	[ ! -s there ]
	# One place of the page is standard output: no table follows it there.
	gbqc-report -q --html /dev/stdout x.fa >page
	gbqc-report -q --html - x.fa | cmp - page
	[ "$(tail -n 1 page)" = '</html>' ]
	gbqc-report -q --html new --json folder/new -o /dev/null x.fa
	[ -s new ] && [ -s folder/new ]
}

@test "a file size limit is an error, and leaves nothing" {
	make_classes 2000 100 .5
	(
		trap '' XFSZ
		ulimit -f 8
		run -1 --separate-stderr gbqc-comp -o out pos.fa
		[[ $stderr == 'gbqc-comp: out: '* ]]
	)
	only pos.fa neg.fa
}

@test "signals midway leave neither output nor temporary file" {
	mkfifo pipe
	for signal in INT TERM HUP; do
		# Background jobs of bash ignore INT, and nohup HUP; python
		# gives them back.
		"$here/python" signal -c '
import os, signal, sys
for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
    signal.signal(number, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])' \
			gbqc-len -o out --label x pipe &
		pid=$!
		exec 9>pipe
		printf '>a\nACGT\n' >&9
		for _ in $(seq 100); do
			[ "$(ls | grep -cv '^pipe$')" = 0 ] || break
			sleep .02
		done
		kill -s $signal $pid
		wait $pid && false
		exec 9>&-
		only pipe
	done
}

@test "a limit on memory ends in one line and status 1" {
	! sanitized || skip "sanitizers need address space"
	{
		echo '>a'
		head -c 300000000 /dev/zero | tr '\0' A
	} >x.fa
	run -1 --separate-stderr bash -c 'ulimit -v 200000; gbqc-len x.fa'
	[ -z "$output" ]
	[ "$stderr" = 'gbqc-len: out of memory' ] ||
		[[ $stderr == 'gbqc-len: '*memory* ]]
}

# Count tables.

head='#gbqc-counts 1
#split	label	column	check	at	value	of	count'

# table ROW...: a count table of those rows in x.tsv.
table() {
	printf '%s\n' "$head" "$@" >x.tsv
}

@test "a count that is no whole number is an error with its line" {
	for count in -1 +1 1.5 0x1 '' ' 1' 1e3 18446744073709551616 \
		99999999999999999999999; do
		table "$(tabs . p sequence length . 4 . 1)" \
			"$(tabs . q sequence length . 4 . "$count")"
		for tool in gbqc-merge gbqc-report; do
			refused 1 "$tool: x.tsv:4*" $tool x.tsv
		done
	done
}

@test "a wrong number of fields or a control byte is an error" {
	table "$(tabs . p sequence length . 4 1)"
	refused 1 'gbqc-merge: x.tsv:3*' gbqc-merge x.tsv
	table "$(tabs . p sequence length . 4 . 1 9)"
	refused 1 'gbqc-merge: x.tsv:3*' gbqc-merge x.tsv
	table "$(tabs . $'p\x01' sequence length . 4 . 1)"
	refused 1 'gbqc-merge: x.tsv:3*' gbqc-merge x.tsv
	table ''
	refused 1 'gbqc-merge: x.tsv:3*' gbqc-merge x.tsv
}

@test "a table without last newline may be cut, and is refused" {
	table "$(tabs . p sequence length . 4 . 12)"
	head -c -1 x.tsv >cut.tsv
	for tool in gbqc-merge gbqc-report; do
		refused 1 "$tool: cut.tsv:3*" $tool cut.tsv
	done
}

@test "another version, another header, no header: what to do is said" {
	sed 's/counts 1/counts 2/' <<<"$head" >x.tsv
	for tool in gbqc-merge gbqc-report; do
		refused 1 "$tool: x.tsv*2*" $tool x.tsv
	done
	tabs . p sequence length . 4 . 12 >x.tsv
	refused 1 'gbqc-merge: x.tsv*' gbqc-merge x.tsv
	printf '>a\nACGT\n' >x.fa
	refused 1 'gbqc-merge: x.fa*' gbqc-merge x.fa
}

@test "a zero-byte count table is an error: the stage before failed" {
	: >x.tsv
	refused 1 'gbqc-merge: x.tsv*' gbqc-merge x.tsv
	refused 1 'gbqc-report: x.tsv*' gbqc-report x.tsv
	refused 1 'gbqc-merge: (stdin)*' gbqc-merge </dev/null
	refused 1 'gbqc-report: (stdin)*' gbqc-report </dev/null
}

@test "a sum past 2^64 is an error" {
	table "$(tabs . p sequence length . 4 . 18446744073709551615)"
	gbqc-merge x.tsv | cmp - x.tsv
	run -1 --separate-stderr gbqc-merge x.tsv x.tsv
	[[ $stderr == 'gbqc-merge: '* ]]
	[ -z "$output" ] || [ "$(tail -c 1 <<<"$output" | wc -l)" = 1 ]
}

@test "a header inside, unsorted rows and no rows are read" {
	table "$(tabs . q sequence length . 4 . 1)" "$head" \
		"$(tabs . p sequence length . 9 . 1)" \
		"$(tabs . p sequence length . 10 . 1)"
	run -0 --separate-stderr gbqc-merge x.tsv
	[ "$(rows length 2,6 | tr '\t' ' ')" = "p 10
p 9
q 4" ]
	printf '%s\n' "$head" >x.tsv
	run -0 --separate-stderr gbqc-merge x.tsv
	[ "$output" = "$head" ]
}

@test "an unknown check is added, and never judged in silence" {
	table "$(tabs . p sequence novel . 4 . 1)" \
		"$(tabs . p sequence length . 4 . 1)"
	gbqc-merge x.tsv x.tsv >two.tsv
	grep -q "novel" two.tsv
	run --separate-stderr gbqc-report x.tsv
	[[ $stderr == *'such as one of check novel, are not judged'* ]]
}
