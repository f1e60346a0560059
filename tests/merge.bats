# gbqc-merge: the sum of count tables.

load common

head1='#gbqc-counts 1'
head2=$'#split\tlabel\tcolumn\tcheck\tat\tvalue\tof\tcount'

# table ROW...: a count table of rows whose fields are parted by blanks.
table() {
	printf '%s\n' "$head1" "$head2"
	[ $# = 0 ] || printf '%s\n' "$@" | tr ' ' '\t'
}

@test "counts of equal keys are added, others stand in bytewise order" {
	table '. neg sequence gc . 1 9 3' '. neg sequence gc . 2 9 1' >a.tsv
	table '. neg sequence gc . 1 10 5' '. neg sequence gc . 1 9 4' \
		'. pos sequence gc . 1 9 2' >b.tsv
	table '. neg sequence gc . 1 10 5' '. neg sequence gc . 1 9 7' \
		'. neg sequence gc . 2 9 1' '. pos sequence gc . 1 9 2' >sum
	gbqc-merge a.tsv b.tsv | cmp - sum
	gbqc-merge b.tsv a.tsv | cmp - sum
	cat b.tsv a.tsv | gbqc-merge | cmp - sum
	gbqc-merge - a.tsv <b.tsv | cmp - sum
	gzip -k a.tsv && bgzip -k b.tsv
	gbqc-merge a.tsv.gz b.tsv.gz | cmp - sum
	gbqc-merge <(cat a.tsv) b.tsv.gz | cmp - sum
}

@test "a file named twice counts twice" {
	table '. a sequence length . 7 . 3' >a.tsv
	run -0 gbqc-merge a.tsv a.tsv
	[ "${lines[2]}" = "$(tabs . a sequence length . 7 . 6)" ]
}

@test "rows of checks that are not known are added too" {
	table '. a sequence new x/y -1.5 ~ 3' >a.tsv
	run -0 gbqc-merge a.tsv a.tsv
	[ "${lines[2]}" = "$(tabs . a sequence new x/y -1.5 '~' 6)" ]
}

@test "no rows are a header" {
	table >empty.tsv
	gbqc-merge empty.tsv empty.tsv | cmp - empty.tsv
	gbqc-merge <empty.tsv | cmp - empty.tsv
}

@test "the threshold stays, and must agree" {
	table '. high sequence length . 7 . 3' >a.tsv
	sed '2a #label-threshold 0.5' a.tsv >b.tsv
	sed '2a #label-threshold 0.25' a.tsv >c.tsv
	run -0 gbqc-merge b.tsv b.tsv b.tsv
	[ "${lines[2]}" = '#label-threshold 0.5' ]
	[ "${lines[3]}" = "$(tabs . high sequence length . 7 . 9)" ]
	refused 1 'gbqc-merge: c.tsv:3: *--label-threshold*' \
		gbqc-merge b.tsv c.tsv
	cat b.tsv c.tsv >both.tsv
	refused 1 'gbqc-merge: both.tsv:7: *' gbqc-merge both.tsv
}

@test "rows with a threshold and without do not add; no rows add to both" {
	local first second

	table '. high sequence length . 7 . 3' >text
	table >text0
	sed '2a #label-threshold 0.5' text >cut
	sed '2a #label-threshold 0.5' text0 >cut0
	refused 1 'gbqc-merge: text:3: labels as they are, *0.5: *' \
		gbqc-merge cut cut0 text
	refused 1 'gbqc-merge: cut:4: labels cut at 0.5, *' \
		gbqc-merge text cut0 text0 cut
	for first in text cut; do
		for second in text0 cut0; do
			gbqc-merge $first $second | cmp - $first
			gbqc-merge $second $first | cmp - $first
			cat $second $first | gbqc-merge | cmp - $first
		done
	done
	gbqc-merge text0 cut0 | cmp - cut0
	cat text cut >both
	refused 1 'gbqc-merge: both:7: labels cut *' gbqc-merge both
	refused 1 'gbqc-merge: (stdin):7: labels cut *' \
		bash -c 'gbqc-merge <both'
	refused 1 'gbqc-report: (stdin):7: labels cut *' \
		bash -c 'gbqc-report <both'
}

@test "--files-from names files, one a line" {
	table '. a sequence length . 7 . 1' >'a b.tsv'
	table '. a sequence length . 7 . 10' >c.tsv
	table '. a sequence length . 7 . 100' >d.tsv
	printf 'a b.tsv\n\nc.tsv' >list
	run -0 gbqc-merge --files-from list
	[ "${lines[2]}" = "$(tabs . a sequence length . 7 . 11)" ]
	run -0 gbqc-merge --files-from=- d.tsv <list
	[ "${lines[2]}" = "$(tabs . a sequence length . 7 . 111)" ]
	echo none.tsv >>list
	refused 1 'gbqc-merge: c.tsvnone.tsv: *' gbqc-merge --files-from list
	: >list
	refused 1 'gbqc-merge: list: names no file' \
		gbqc-merge --files-from list
	refused 1 'gbqc-merge: missing: *' gbqc-merge --files-from missing
	printf 'c.tsv\0d.tsv\0' >list
	refused 1 'gbqc-merge: list: a NUL *' gbqc-merge --files-from list
}

@test "the list of --files-from is not overwritten by the sum" {
	table '. a sequence length . 7 . 1' >a.tsv
	echo a.tsv >list
	ln list link
	for place in list ./list link; do
		refused 2 'gbqc-merge: --output is also the list of inputs*' \
			gbqc-merge -o $place --files-from list
	done
	refused 2 'gbqc-merge: --output is also the list of inputs*' \
		gbqc-merge -o list --files-from - <list
	[ "$(cat list)" = a.tsv ]
	gbqc-merge -o sum --files-from list
	cmp sum a.tsv
}

@test "-o may name an input" {
	table '. a sequence length . 7 . 1' >a.tsv
	gbqc-merge -o a.tsv a.tsv a.tsv
	table '. a sequence length . 7 . 2' | cmp - a.tsv
	only a.tsv
}

@test "a failed merge leaves the old output, and no other file" {
	table '. a sequence length . 7 . 1' >a.tsv
	printf '#gbqc-counts 1\nx\n' >bad.tsv
	echo old >out.tsv
	status=0
	said=$(gbqc-merge -o out.tsv a.tsv bad.tsv 2>&1) || status=$?
	[ "$status" = 1 ]
	[[ $said == 'gbqc-merge: bad.tsv:2: '* ]]
	[ "$(cat out.tsv)" = old ]
	only a.tsv bad.tsv out.tsv
}

@test "more files than descriptors" {
	for i in $(seq 300); do
		table ". a sequence length . $i . 1" \
			'. b sequence length . 7 . 2' >"$i.tsv"
	done
	gzip 7.tsv
	ulimit -n 32
	run -0 gbqc-merge ./*.tsv 7.tsv.gz
	[ "${#lines[@]}" = 303 ]
	[ "${lines[302]}" = "$(tabs . b sequence length . 7 . 600)" ]
}

@test "memory does not grow with rows or shards" {
	sanitized && skip "sanitizers take memory of their own"
	"$here/python" random - <<'PYTHON'
for shard in range(40):
    with open("%d.tsv" % shard, "w") as out:
        out.write("#gbqc-counts 1\n")
        rows = sorted(".\ta\tsequence\tgc\t.\t%d\t%d" % (i % 997, i)
                      for i in range(shard, 400000, 20))
        out.writelines("%s\t%d\n" % (row, shard + 1) for row in rows)
PYTHON
	gbqc-merge ./*.tsv >sum
	[ "$(grep -vc '^#' sum)" = 400000 ]
	[ "$(cut -f 8 sum | awk '{ n += $1 } END { print n }')" = 16399390 ]
	(ulimit -v 65536 && gbqc-merge ./*.tsv) | cmp - sum
	cat ./*.tsv | gbqc-merge --memory 1M | cmp - sum
	(ulimit -v 65536 && cat ./*.tsv | gbqc-merge --memory 4M) | cmp - sum
}

@test "rows in any order give the same, with little memory too" {
	"$here/python" random - <<'PYTHON'
import random
random.seed(1)
rows = [".\ta\tsequence\tgc\t.\t%d\t%d\t%d" % (random.randrange(60),
        random.randrange(60), random.randrange(1, 9)) for i in range(100000)]
sums = {}
for row in rows:
    key, count = row.rsplit("\t", 1)
    sums[key] = sums.get(key, 0) + int(count)
head = "#gbqc-counts 1\n"
open("rows", "w").write(head + "".join(r + "\n" for r in rows))
names = "#split\tlabel\tcolumn\tcheck\tat\tvalue\tof\tcount\n"
open("sum", "w").write(head + names + "".join(
    "%s\t%d\n" % (k, sums[k]) for k in sorted(sums)))
PYTHON
	gbqc-merge rows | cmp - sum
	gbqc-merge --memory 1M <rows | cmp - sum
	gbqc-merge --memory 0 <rows | cmp - sum
	TMPDIR=/none refused 1 'gbqc-merge: *TMPDIR*' \
		gbqc-merge --memory 1M rows
}

@test "a file that changed between its two readings is an error" {
	table "$(seq -f '. a sequence length . %.0f . 1' 10000 40000)" >a.tsv
	table '. b sequence length . 7 . 2' >b.tsv
	mkfifo pipe
	# The pipe is opened when a.tsv was looked through.
	for change in 'touch -d "1 day ago" x.tsv' 'truncate -s 500000 x.tsv' \
		'echo >>x.tsv' ': >x.tsv'; do
		cp a.tsv x.tsv
		gbqc-merge x.tsv pipe >out 2>err &
		exec 9>pipe
		eval "$change"
		cat b.tsv >&9
		exec 9>&-
		status=0
		wait $! || status=$?
		[ $status = 1 ]
		[ ! -s out ]
		[ "$(cat err)" = \
			'gbqc-merge: x.tsv: changed while it was read' ]
	done
}

@test "a sum that is too large ends the output with a whole row" {
	rows=$(seq -f '. a sequence length . %.0f . 1' 10000 20000)
	table "$rows" '. z sequence length . 1 . 18446744073709551615' >a.tsv
	run -1 --separate-stderr gbqc-merge a.tsv a.tsv
	[[ $stderr == 'gbqc-merge: a.tsv: the counts of '*'2^64 or more' ]]
	gbqc-merge a.tsv a.tsv >part 2>/dev/null || true
	table "$(sed 's/1$/2/' <<<"$rows")" >whole
	[ "$(tail -c 1 part | od -An -c)" = '  \n' ]
	head -c "$(stat -c %s part)" whole | cmp - part
}

@test "much output comes through a pipe whole, or its reader left" {
	table "$(seq -f '. a sequence length . %.0f . 1' 100000 160000)" >a.tsv
	gbqc-merge a.tsv | (sleep .1; cat) | cmp - a.tsv
	mkfifo pipe
	gbqc-merge -o pipe a.tsv &
	cmp pipe a.tsv
	wait $!
	set +o pipefail
	{
		gbqc-merge a.tsv 2>err || echo $? >status
	} | head -n 1 | cmp - <(echo "$head1")
	[ ! -s err ]
	[[ $(cat status) == @(1|141) ]]
}

@test "a full disk is an error" {
	table '. a sequence length . 7 . 1' >a.tsv
	refused 1 'gbqc-merge: (stdout): *No space left*' \
		bash -c 'exec gbqc-merge a.tsv >/dev/full'
	refused 1 'gbqc-merge: /dev/full: *No space left*' \
		gbqc-merge -o /dev/full a.tsv
}
