# gbqc-leak: related records of two parts, or within one.

load common

# Two parts with copies, near copies and more planted: t.fa, q.fa.
make_parts() {
	"$here/python" random - <<'PYTHON'
import random
n = 300
rng = random.Random(3)
dna = lambda n: "".join(rng.choice("ACGT") for _ in range(n))
turn = str.maketrans("ACGT", "TGCA")
def edited(s, rate):
    return "".join(rng.choice("ACGT") + c if rng.random() < rate / 3 else
                   "" if rng.random() < rate / 3 else
                   rng.choice("ACGT") if rng.random() < rate / 3 else c
                   for c in s)
train = [dna(rng.randint(60, 200)) for _ in range(n)]
train[5] = "AC" * 60
test = []
for i in range(n):
    s = rng.choice(train)
    s = [dna(120), s, edited(s, .04), s[len(s) // 3:] + dna(len(s) // 3),
         dna(50) + s + dna(50), s[20:-10]][i % 6]
    test.append(s[::-1].translate(turn) if rng.random() < .4 else s)
for name, records in ("t", train), ("q", test):
    with open(name + ".fa", "w") as out:
        for i, s in enumerate(records):
            out.write(">%s%d\n%s\n" % (name, i, s))
PYTHON
}

# pairs: the first fields of the rows in $output.
pairs() {
	grep -v '^#' <<<"$output" | cut -f "${1:-1-8}"
}

a=ACGTACGGTACCATTGACCTGATCGGATCTTAGCGATTCAGGCATCGATTACGCATTCGA
a_turned=TCGAATGCGTAATCGATGCCTGAATCGCTAAGATCCGATCAGGTCAATGGTACCGTACGT
other=GGCTAAGCTAGGATTCCGATCGATTTAGCGGCATATCGATGGCTTAACGTTGCAGGACTT

@test "a copy, its other strand, lower case and U" {
	printf '>t\n%s\n' $a >t.fa
	printf '>q1\n%s\n>q2\n%s\n>q3\n%s\n>q4\n%s\n>q5\n%s\n' $a $a_turned \
		"${a,,}" "${a//T/U}" $other >q.fa
	run -0 --separate-stderr gbqc-leak t.fa q.fa
	[ "$(pairs 1-5,12-15)" = "$(printf 'q%s\tt\tcopy\t%s\t0\t.\t.\ttest\ttrain\n' \
		1 + 2 - 3 + 4 +)" ]
	[ -z "$stderr" ]
	run -0 gbqc-leak --strand plus t.fa q.fa
	[ "$(pairs 1)" = $'q1\nq3\nq4' ]
}

@test "near, contained, contains, overlap: edits, lengths and shares" {
	printf '>t\n%s\n' $a$other >t.fa
	# One letter less; the middle; more at both ends; half, and more.
	{
		printf '>less\n%s\n' "${a:0:30}${a:31}$other"
		printf '>middle\n%s\n' "${a:20}${other:0:30}"
		printf '>more\n%s%s%s%s\n' $a_turned $a $other $a_turned
		printf '>shift\n%s%s%s\n' "$other" $a_turned "${a:0:50}"
	} >q.fa
	run -0 gbqc-leak t.fa q.fa
	# The other strand of shift: the last 50 of it are not in t.
	[ "$(pairs 1-11,17)" = "$(printf '%s\n' \
		"$(tabs less t near + 1 120 119 120 0.9916 1.0000 1.0000 1)" \
		"$(tabs middle t contained + 0 70 70 120 1.0000 1.0000 0.5833 1)" \
		"$(tabs more t contains + 0 120 240 120 1.0000 0.5000 1.0000 1)" \
		"$(tabs shift t overlap + 0 60 170 120 1.0000 0.3529 0.5000 1)")" ]
	run -0 gbqc-leak --no-overlap t.fa q.fa
	[ "$(pairs 1)" = $'less\nmiddle\nmore' ]
	run -0 gbqc-leak --overlap .6 t.fa q.fa
	[ "$(pairs 1)" = $'less\nmiddle\nmore' ]
	run -0 gbqc-leak --min-score 71 t.fa q.fa
	[ "$(pairs 1)" = $'less\nmore' ]
	run -0 gbqc-leak --identity 1 t.fa q.fa
	[ "$(pairs 1)" = $'middle\nmore\nshift' ]
}

@test "N stands for no base" {
	printf '>t\n%s\n>n\n%s\n' NNNN$a NNNNNNNNNN >t.fa
	printf '>q\n%s\n>n1\nNNNNNNNNNN\n>n2\nNNNNN\n>e\n\n' ${a}NN >q.fa
	run -0 --separate-stderr gbqc-leak t.fa q.fa
	[ "$(pairs)" = "$(printf '%s\n' "$(tabs n1 n copy + 0 0 0 0)" \
		"$(tabs q t near + 0 60 60 60)")" ]
	[[ $stderr == *'3 of 4 records of "test" hold no A, C, G or T'* ]]
}

@test "--all, --by target and --none" {
	printf '>t1\n%s\n>t2\n%s\n>t3\n%s\n' $a ${a}C $other >t.fa
	printf '>q1\n%s\n>q2\nACGGACTTACGACGACTAGCATCGACTACGACTAGC\n' $a >q.fa
	run -0 gbqc-leak t.fa q.fa
	[ "$(pairs 1-3,17)" = "$(tabs q1 t1 copy 2)" ]
	run -0 gbqc-leak --all t.fa q.fa
	[ "$(pairs 1-3)" = "$(printf '%s\n' "$(tabs q1 t1 copy)" \
		"$(tabs q1 t2 near)")" ]
	run -0 gbqc-leak --by target t.fa q.fa
	[ "$(pairs 1-3,17)" = "$(printf '%s\n' "$(tabs q1 t1 copy 1)" \
		"$(tabs q1 t2 near 1)")" ]
	run -0 gbqc-leak --none t.fa q.fa
	[ "${lines[2]}" = '#options --none' ]
	[ "$(pairs 2- | tail -n 1)" = \
		"$(tabs . none . . . 36 . . . . . . test train . 0)" ]
	run -0 gbqc-leak --none --by target t.fa q.fa
	[ "$(pairs 1-8 | tail -n 1)" = "$(tabs . t3 none . . . . 60)" ]
	run -0 gbqc-leak --summary t.fa q.fa
	[ "${lines[1]}" = "$(tabs test train . 2 1 0 0 0 0 0 0 0)" ]
}

@test "splits from columns, from arguments and from names" {
	printf 'id,seq,label,split\n1,%s,x,train\n2,%s,y,valid\n1,%s,y,test\n' \
		$a $a $a >data.csv
	run -0 gbqc-leak data.csv
	[ "$(pairs 1-3,12-15)" = "$(printf '%s\n' \
		"$(tabs 1 1 copy y x test train)" \
		"$(tabs 1 2 copy y y test valid)" \
		"$(tabs 2 1 copy y x valid train)")" ]
	head -n 2 data.csv | cut -d , -f 1-3 >x_train.csv
	sed -n '1p;4p' data.csv | cut -d , -f 1-3 >x_valid.csv
	run -0 --separate-stderr gbqc-leak x_train.csv x_valid.csv
	[ "$(pairs 1,2,14,15)" = "$(tabs 1 1 valid train)" ]
	run -0 gbqc-leak test/=x_train.csv train/=x_valid.csv
	[ "$(pairs 1,2,12-15)" = "$(tabs 1 1 x y test train)" ]
	# The first of two files is the training part, whatever they say.
	run -0 --separate-stderr gbqc-leak <(cat x_valid.csv) x_train.csv
	[ "$(pairs 1,2,12-15)" = "$(tabs 1 1 x y train .)" ]
}

@test "within one part, the earlier record is the target" {
	printf '>c\n%s\n>b\n%s\n>a\n%s\n>d\n%s\n' $a $other $a ${a}C >x.fa
	run -0 gbqc-leak --within --all x.fa
	[ "$(pairs 1-3,14,15)" = "$(printf '%s\n' "$(tabs a c copy . .)" \
		"$(tabs d a near . .)" "$(tabs d c near . .)")" ]
	run -0 gbqc-leak --within --groups x.fa
	[ "${lines[0]}" = '#gbqc-groups 1' ]
	[ "$(pairs 1-)" = "$(printf '1\t3\t0.9836\t.\tx\t%s\n' c a d)" ]
	run -0 gbqc-leak --within --groups --none x.fa
	[ "$(pairs 1- | tail -n 1)" = "$(tabs 2 1 . . x b)" ]
}

@test "rows with low complexity are tagged" {
	printf '>t\n%s\n' "$(printf 'AC%.0s' {1..40})" >t.fa
	cp t.fa q.fa
	printf '>x\n%s\n' $a >>q.fa
	run -0 gbqc-leak --none t.fa q.fa
	[ "$(pairs 1,3,16)" = "$(printf '%s\n' "$(tabs t copy low)" \
		"$(tabs x none .)")" ]
}

@test "ids: unique in a part, given where there are none" {
	printf '>t\n%s\n>t\n%s\n' $a $other >t.fa
	printf '>t\n%s\n' $a >q.fa
	refused 1 'gbqc-leak: t.fa:3: record 2 is called "t", as record 1 is: *--id-prefix*' \
		gbqc-leak t.fa q.fa
	printf 'seq,label\n%s,x\n%s,y\n%s,x\n' $a $other $a >t.csv
	cp t.csv q.csv
	run -0 gbqc-leak --all t.csv q.csv
	[ "$(pairs 1,2)" = "$(printf '%s\n' $'x/1\tx/1' $'x/1\tx/2' $'x/2\tx/1' \
		$'x/2\tx/2' $'y/1\ty/1')" ]
	printf 'id,seq,label\n1,%s,x\n1,%s,y\n' $a $other >t.csv
	run -0 gbqc-leak --id-prefix t.csv t.csv
	[ "$(pairs 1,2)" = "$(printf '%s\n' $'x/1\tx/1' $'y/1\ty/1')" ]
	printf '>#1\n%s\n' $a >t.fa
	gbqc-leak t.fa t.fa | gbqc-merge - >t.tsv
	[ "$(tail -n 1 t.tsv | cut -f 1,2)" = $'\\x231\t\\x231' ]
}

@test "any number of threads and any memory gives the same bytes" {
	make_parts
	gbqc-leak --all t.fa q.fa >all
	gbqc-leak t.fa q.fa >best
	for threads in 2 8; do
		gbqc-leak -@ $threads --all t.fa q.fa | cmp - all
		gbqc-leak -@ $threads --memory 1K t.fa q.fa | cmp - best
	done
	for relation in copy near contained contains overlap; do
		grep -q $'\t'"$relation"$'\t' all
	done
}

# Of a split that is more than a piece, l.csv, and of small ones, s.csv and
# v.csv, with splits all.csv (in two files a1.csv, a2.csv), and so that first
# one and then the other of two large ones is the larger, turn.csv.
make_pieces() {
	"$here/python" random - <<'PYTHON'
import random
rng = random.Random(9)
dna = lambda n: "".join(rng.choices("ACGT", k=n))
large = [dna(30) for _ in range(70000)]
# In the first piece, in the last, in both: the smaller id is the best.
large[69000:69020] = large[:20]
small = [dna(30) for _ in range(20)] + large[:40] + large[-40:] + [""]
valid = small[10:30] + large[300:310] + [dna(28), "N"]
second = [dna(30) for _ in range(66000)] + small[:30]
head = "id,sequence,label"
def rows(name, records, labels):
    return ["%s%d,%s,%s" % (name, len(records) - i, s, labels[i % len(labels)])
            for i, s in enumerate(records)]
parts = {"l": rows("l", large, "yx"), "s": rows("s", small, "xyz"),
         "v": rows("v", valid, "xw")}
for name, part in parts.items():
    with open(name + ".csv", "w") as out:
        out.write("\n".join([head] + part) + "\n")
mixed = [row + "," + split for name, split in
         (("l", "train"), ("s", "test"), ("v", "valid"))
         for row in parts[name]]
rng.shuffle(mixed)
half = len(mixed) // 2
for name, part in (("all", mixed), ("a1", mixed[:half]), ("a2", mixed[half:])):
    with open(name + ".csv", "w") as out:
        out.write("\n".join([head + ",split"] + part) + "\n")
with open("turn.csv", "w") as out:
    out.write("\n".join([head + ",split"] +
                        [row + ",train" for row in rows("t", second, "x")] +
                        [row + ",test" for row in parts["l"]] +
                        [row + ",valid" for row in parts["v"]]) + "\n")
PYTHON
}

@test "the largest split is read in pieces: the same bytes" {
	make_pieces
	for how in --none --all "--by target" --summary; do
		for files in "l.csv s.csv" "s.csv l.csv" \
			"train/=l.csv test/=s.csv" \
			"train/x=s.csv test/=v.csv valid/=l.csv" \
			all.csv "--split-column split a1.csv a2.csv"; do
			gbqc-leak -q $how $files >pieces
			# A pipe is kept: the last file, and so all of them.
			last=${files##*[ =]}
			gbqc-leak -q -@ 2 $how ${files%"$last"}<(cat "$last") \
				>whole
			cmp pieces whole
			[ "$(wc -l <whole)" -gt 2 ]
		done
	done
	# Of other options the search takes longer.
	how="-q --all --no-overlap --identity .95"
	gbqc-leak $how -@ 3 turn.csv >pieces
	gbqc-leak $how - <turn.csv | cmp - pieces
	[ "$(cut -f 14,15 pieces | sed '/^#/d; /split/d' | sort -u | wc -l)" = 3 ]
}

@test "ids that come twice in what is read in pieces are named" {
	make_pieces
	sed -n '2{p;q}' l.csv >>l.csv
	refused 1 'gbqc-leak: l.csv:70002: record 70001 is called "l70000", as record 1 is: *' \
		gbqc-leak l.csv s.csv
	refused 1 'gbqc-leak: l.csv:70002: record 70001 of split "train" is called "l70000", *' \
		gbqc-leak train/=l.csv test/=s.csv
}

@test "any grid of shards merges to one run" {
	make_parts
	for name in t q; do
		awk -v name=$name '/^>/ { n++ } { print >(name n % 3 ".fa") }' \
			$name.fa
	done
	for options in "" --all "--by target" --none "--all --none" \
		"--by target --none" "--identity .85 --strand plus"; do
		gbqc-leak $options t.fa q.fa >one
		for t in 0 1 2; do
			for q in 0 1 2; do
				gbqc-leak $options t$t.fa q$q.fa >$t$q.tsv
			done
		done
		gbqc-merge ??.tsv | cmp - one
		gbqc-merge <(gbqc-merge 0?.tsv) 1?.tsv <(gzip -c 20.tsv) \
			22.tsv 21.tsv | cmp - one
		cat 2?.tsv 0?.tsv 1?.tsv | gbqc-merge --memory 4K | cmp - one
		gbqc-merge one - <00.tsv >twice
		[[ $options != --all* ]] || cmp twice one
	done
	gbqc-leak --within t.fa --split train >one
	gbqc-leak --within t0.fa --split train >a
	gbqc-leak --split train t0.fa <(cat t1.fa t2.fa) >b
	gbqc-leak --within --split train <(cat t1.fa t2.fa) >c
	gbqc-leak --within --split train <(cat t0.fa t1.fa t2.fa) >one
	gbqc-merge a b c | cmp - one
}

@test "tables that do not belong together do not merge" {
	printf '>t\n%s\n' $a >t.fa
	gbqc-leak t.fa t.fa >best
	gbqc-leak --all t.fa t.fa >all
	gbqc-leak --identity .95 t.fa t.fa >other
	refused 1 'gbqc-merge: all: holds all pairs, *' gbqc-merge best all
	refused 1 'gbqc-merge: other: made with "--identity 0.95"*' \
		gbqc-merge best other
	gbqc-len t.fa >counts
	refused 1 'gbqc-merge: counts:1: not a pair table*' \
		gbqc-merge best counts
	refused 1 'gbqc-merge: best:1: not a count table*' \
		gbqc-merge counts best
	head -c -1 best >cut
	refused 1 'gbqc-merge: cut:3: *no newline*' gbqc-merge best cut
	sed 's/copy/near/;s/0.*1.0000/x&/' best >bad
	refused 1 'gbqc-merge: bad:3: *' gbqc-merge bad
}

@test "what cannot be compared is named, never clean" {
	printf '>t\n%s\n' $a >t.fa
	refused 1 'gbqc-leak: *no record has a split*--within*' \
		gbqc-leak t.fa
	refused 1 'gbqc-leak: all records are of one split, "train": *' \
		gbqc-leak train/=t.fa
	printf 'seq,split\n%s,train\n' $a >one.csv
	refused 1 'gbqc-leak: all records are of one split, "train": *' \
		gbqc-leak one.csv
	: >empty.fa
	run -0 --separate-stderr gbqc-leak t.fa empty.fa
	[ "${#lines[@]}" = 2 ]
	[[ $stderr == *'"test" holds no records: nothing was compared'* ]]
	run -1 --separate-stderr gbqc-leak train/=t.fa test/=empty.fa
	[ -z "$output" ]
	run -1 --separate-stderr gbqc-leak empty.fa </dev/null
	printf 'seq,split\n%s,train\n%s,test\n%s,\n' $a $a $a >some.csv
	run -0 --separate-stderr gbqc-leak some.csv
	[ "$(pairs 1,2)" = $'./2\t./1' ]
	[[ $stderr == *'1 records have no split and were not compared'* ]]
	printf 'seq,split\n%s,train\n%s,test\n' $a $a >two.csv
	refused 1 'gbqc-leak: two.csv holds records of splits "train" and "test", *--split-column*' \
		gbqc-leak two.csv t.fa
	refused 1 'gbqc-leak: some.csv:2: record 2 of split "train" is called "./1", *' \
		gbqc-leak --split-column split two.csv some.csv
	refused 1 'gbqc-leak: missing.fa: *' gbqc-leak t.fa missing.fa
}

@test "misuse" {
	refused 2 'gbqc-leak: --identity: *' gbqc-leak --identity .79 a b
	refused 2 'gbqc-leak: --identity and --overlap have three decimals*' \
		gbqc-leak --identity .9001 a b
	refused 2 'gbqc-leak: --overlap: *' gbqc-leak --overlap .1 a b
	refused 2 'gbqc-leak: --min-score: *' gbqc-leak --min-score 0 a b
	refused 2 'gbqc-leak: --strand: *' gbqc-leak --strand minus a b
	refused 2 'gbqc-leak: --by: *' gbqc-leak --by label a b
	refused 2 'gbqc-leak: --groups goes with --within' \
		gbqc-leak --groups a b
	refused 2 'gbqc-leak: --all goes neither *' \
		gbqc-leak --all --by target a b
}

@test "a full disk is an error, and a file is whole or absent" {
	printf '>t\n%s\n' $a >t.fa
	refused 1 'gbqc-leak: (stdout): *No space left*' \
		bash -c 'exec gbqc-leak t.fa t.fa >/dev/full'
	gbqc-leak -o pairs.tsv t.fa t.fa
	gbqc-leak t.fa t.fa | cmp - pairs.tsv
	refused 2 'gbqc-leak: --output is also an input*' \
		gbqc-leak -o t.fa t.fa t.fa
	refused 1 'gbqc-leak: missing.fa: *' \
		gbqc-leak -o pairs.tsv t.fa missing.fa
	only t.fa pairs.tsv
}
