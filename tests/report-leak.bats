# gbqc-report: related records of two splits.

load common

# row KIND SCOPE AT: of check leak, test against train, in $output.
row() {
	awk -F '\t' -v key="$1|$2|$3" '$6 == "leak" &&
		$1 "|" $2 "|" $7 == key' <<<"$output"
}

# field N: of rows on stdin; 8 n_a, 9 n_b, 11 score, 20 flag, 21 reason.
field() {
	cut -f "$1"
}

# 300 records of test and 200 of train, of two labels. Of test: 6 copies (two
# of the other strand, one under the other label), 5 near, 4 in a record of
# train, 8 that overlap one, 3 of low complexity that are near one.
make_splits() {
	"$here/python" random - <<'PYTHON'
import random
rng = random.Random(5)
turn = str.maketrans("ACGT", "TGCA")

def new(n=120):
    return "".join(rng.choice("ACGT") for _ in range(n))

def near(s, n):
    s = list(s)
    for i in range(n):
        at = (2 * i + 1) * len(s) // (2 * n)
        s[at] = "A" if s[at] != "A" else "C"
    return "".join(s)

train = [new() for _ in range(197)] + [u * 60 for u in ("AC", "AG", "AT")]
test = [train[i] for i in range(4)]
test += [train[i].translate(turn)[::-1] for i in (4, 5)]
test += [near(train[i], 9) for i in range(6, 11)]
test += [train[i][20:90] for i in range(11, 15)]
test += [train[i][50:] + new(50) for i in range(15, 23)]
test += [near(train[i], 5) for i in range(197, 200)]
test += [new() for _ in range(300 - len(test))]
with open("train.csv", "w") as out:
    out.write("id,sequence,label\n")
    for i, s in enumerate(train):
        out.write("r%d,%s,%s\n" % (i, s, "np"[i % 2]))
with open("test.csv", "w") as out:
    out.write("id,sequence,label\n")
    for i, s in enumerate(test):
        label = "np"[(i == 0) ^ i % 2]
        out.write("e%d,%s,%s\n" % (i, s, label))
PYTHON
}

@test "what was planted is what is found, kind by kind" {
	make_splits
	run -0 --separate-stderr gbqc-report -q --parts train.csv test.csv
	while read -r at k of flag; do
		r=$(row leak . "$at")
		[ "$(field 20 <<<"$r")" = "$flag" ] ||
			{ echo "$at: $r" && return 1; }
		[[ $(field 21 <<<"$r") == "$k of $of records of "* ]] ||
			{ echo "$at: $r" && return 1; }
	done <<-'END'
		leaked 15 300 Fail
		partial 8 300 Fail
		low 3 300 Warning
		copy 6 300 Fail
		near 5 300 Warning
		contained 4 300 Warning
		contains 0 300 Pass
		overlap 8 300 Fail
		+ 13 300 Fail
		- 2 300 Warning
		same 14 300 Fail
		other 1 300 Warning
		targets 23 200 Fail
	END
	[ "$(row leak . . | field 8,9,11,20)" = "$(tabs 300 200 0.05 Fail)" ]
	[[ $(row leak . . | field 21) == *"1 have a near copy under another"* ]]
	[ "$(row leak n . | field 8)" = 149 ]
}

@test "sequences, counts with pairs, and rows of none give the same rows" {
	make_splits
	gbqc-count -q train.csv test.csv -o counts.tsv
	gbqc-leak -q train.csv test.csv --all -o all.tsv
	gbqc-leak -q train.csv test.csv --none -o none.tsv
	gbqc-report -q --parts train.csv test.csv >1
	gbqc-report -q --parts counts.tsv all.tsv >2
	gbqc-report -q --parts all.tsv counts.tsv >3
	cmp 1 2
	cmp 1 3
	# Of the best targets alone, and of rows of none, less is known.
	for tables in "counts.tsv none.tsv" none.tsv; do
		gbqc-report -q --parts $tables >2
		grep -P '^leak\t.*\tleak\t[^.t]' 1 | cut -f 1-8,10-20 >a
		grep -P '^leak\t.*\tleak\t[^.t]' 2 | cut -f 1-8,10-20 >b
		[ -s a ]
		cmp a b
		! grep -P '\tleak\ttargets\t' 2
	done
	gbqc-leak -q train.csv test.csv --none | gbqc-report -q --parts >3
	cmp 2 3
}

@test "a pair table that tells no sizes is no Pass and no share" {
	make_splits
	gbqc-leak -q train.csv test.csv -o best.tsv
	run -0 --separate-stderr gbqc-report -q best.tsv
	[ "$(row leak . . | field 8,9,11,20)" = "$(tabs . . . Warning)" ]
	why="15 records of test were seen in train (of how many, the pair table does not tell: add --none to gbqc-leak, or give the count table too)"
	[[ $(row leak . . | field 21) == "$why: 6 copy, 5 near, 4 contained; "* ]]
	# The same words on the terminal, the page and in JSON.
	gbqc-report -q --summary --html page.html --json report.json \
		-o summary best.tsv
	for output in summary page.html report.json; do
		grep -q -F "$why" $output
	done
	printf '#gbqc-pairs 1\n%s\n' "$(sed -n 2p best.tsv)" >empty.tsv
	run -0 --separate-stderr gbqc-report -q empty.tsv
	[ "$(awk -F '\t' '$6 == "leak"' <<<"$output" | cut -f 1-4,20)" = \
		"$(tabs leak . . . Inconclusive)" ]
	[[ $output == *"add --none to gbqc-leak"* ]]
}

@test "no pair at all is a Pass where the counts tell two splits" {
	make_splits
	head -n 100 train.csv >a_train.csv
	sed 1p test.csv | tail -n 150 | sed '1i id,sequence,label' >a_test.csv
	gbqc-leak -q --all a_train.csv a_test.csv -o all.tsv
	[ "$(grep -vc '^#' all.tsv)" = 0 ]
	gbqc-count -q a_train.csv a_test.csv -o counts.tsv
	run -0 --separate-stderr gbqc-report -q all.tsv counts.tsv
	[ "$(row leak . . | field 8,9,11,20)" = "$(tabs 150 99 0 Pass)" ]
	# A third split that the table does not name is asked for.
	sed '1!s/^/v/' a_test.csv | gbqc-count -q --split valid |
		gbqc-merge -q - counts.tsv -o three.tsv
	gbqc-report -q all.tsv three.tsv | grep -P '^leak\t.*\tleak\t' |
		cut -f 2-4,20 >got
	printf '.\ttest\ttrain\tInconclusive\n.\ttest\tvalid\tInconclusive\n.\tvalid\ttrain\tInconclusive\n' |
		cmp - got
}

@test "a leak in one class alone is a feature of the classes" {
	"$here/python" random - <<'PYTHON'
import random
rng = random.Random(3)
rows = []
for label in "ab":
    for i in range(100):
        s = "".join(rng.choice("ACGT") for _ in range(60))
        rows.append((s, label, "test"))
        if label == "b" or rng.random() < .05:
            rows.append((s[:30] + s[32:], label, "train"))
        else:
            rows.append(("".join(rng.choice("ACGT") for _ in range(60)),
                         label, "train"))
with open("x.csv", "w") as out:
    out.write("sequence,label,split\n")
    for row in rows:
        out.write(",".join(row) + "\n")
PYTHON
	run -0 --separate-stderr gbqc-report -q x.csv
	r=$(awk -F '\t' '$1 == "class" && $2 == "test" && $6 == "leak" &&
		$7 == "."' <<<"$output")
	[ "$(field 20 <<<"$r")" = Fail ]
	awk -F '\t' '{ exit !($11 > .95) }' <<<"$r"
	[ "$(field 14 <<<"$r")" = b ]
	[[ $(field 21 <<<"$r") == *"records that are related to one of train are "*" in a, 100 % in b"* ]]
}

@test "three splits: validation and test against train, test against validation" {
	make_splits
	{
		sed 's/$/,train/; 1s/,train/,split/' train.csv
		sed '1d; s/$/,test/' test.csv
		sed -n '2,21{s/$/,valid/; s/^e/v/; p}' test.csv
	} >three.csv
	gbqc-report -q three.csv >out
	grep -P '\tleak\t\.\t' out | grep '^leak' | cut -f 2-4,8,9 |
		grep '^\.' >got
	printf '.\ttest\ttrain\t300\t200\n.\ttest\tvalid\t300\t20\n.\tvalid\ttrain\t20\t200\n' |
		cmp - got
	# The parts of the comparison of classes are the splits searched.
	gbqc-report -q --parts three.csv | grep -P '^class\ttest\t.*\tleak\t' |
		cut -f 7 | sort >got
	printf '.\ntrain\nvalid\n' | cmp - got
}

@test "a pipe is read twice, and so is standard input" {
	make_splits
	sed '1!s/$/,train/; 1s/$/,split/' train.csv >all.csv
	sed '1d; s/$/,test/' test.csv >>all.csv
	gbqc-report -q all.csv >1
	gbqc-report -q <all.csv >2
	gzip -c all.csv | gbqc-report -q - >3
	gbqc-report -q <(cat all.csv) >4
	for i in 2 3 4; do cmp 1 $i; done
	grep -q -P '^leak\t.*\tleak\t' 1
	for t in 2 3 8; do gbqc-report -q -@ $t all.csv | cmp - 1; done
}

@test "a split that is read in pieces: the same rows and examples" {
	make_splits
	sed 's/$/,train/; 1s/,train/,split/' train.csv >few.csv
	sed '1d; s/$/,test/' test.csv >>few.csv
	# More than a piece, in front: nothing that is related to anything.
	{
		sed 1q few.csv
		"$here/python" random - <<'PYTHON'
import random
rng = random.Random(4)
for i in range(70000):
    print("x%d,%s,%s,train" % (i, "".join(rng.choices("ACGT", k=24)),
                               "np"[i % 2]))
PYTHON
		sed 1d few.csv
	} >many.csv
	for name in few many; do
		gbqc-report -q --parts --json $name.json $name.csv >$name.tsv
		"$here/python" random - $name.json <<'PYTHON' >$name.examples
import json
import sys
for leak in json.load(open(sys.argv[1]))["leaks"]:
    for example in leak["examples"]:
        assert example["query_letters"] and example["target_letters"]
        print(sorted(example.items()))
PYTHON
	done
	[ "$(wc -l <few.examples)" = 10 ]
	cmp few.examples many.examples
	gbqc-count -q many.csv -o counts.tsv
	gbqc-leak -q --all <many.csv | gbqc-report -q --parts counts.tsv - |
		cmp - many.tsv
}

@test "--no-leak and --checks leave the comparison out" {
	make_splits
	gbqc-report -q --no-leak train.csv test.csv >out
	! grep -P '\tleak\t' <(cut -f 6- out)
	gbqc-report -q train.csv test.csv | awk -F '\t' '$6 != "leak"' |
		cmp - out
	gbqc-report -q --checks gc train.csv test.csv >out
	! grep -P '^[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*\tleak\t' out
}

@test "one split, or none, is not compared with anything" {
	make_splits
	gbqc-report -q train.csv >out
	! grep -P '\tleak\t' out
	gbqc-report -q --split . --label-column label train.csv >out
	! grep -P '\tleak\t' out
}

@test "records without id, or with one that comes twice, are compared too" {
	make_splits
	gbqc-report -q --parts train.csv test.csv >1
	for f in train test; do cut -d , -f 2,3 $f.csv >x_$f.csv; done
	gbqc-report -q --parts x_train.csv x_test.csv | cmp - 1
	for f in train test; do sed '1!s/^[^,]*/same/' $f.csv >y_$f.csv; done
	gbqc-report -q --parts y_train.csv y_test.csv | cmp - 1
}

@test "records of N alone and empty ones are in no share, and counted" {
	make_splits
	printf 'n1,NNNN,n\nn2,,p\nn3,nnnnnnnn,p\n' >>test.csv
	printf 'n1,NNNN,n\nn4,,p\n' >>train.csv
	run -0 --separate-stderr gbqc-report -q --parts train.csv test.csv
	[ "$(row leak . . | field 8,9)" = "$(tabs 300 200)" ]
	[[ $(row leak . . | field 21) == *"; 3 without an A, C, G or T left out" ]]
	gbqc-count -q train.csv test.csv -o counts.tsv
	gbqc-leak -q --all train.csv test.csv -o all.tsv
	gbqc-leak -q --none train.csv test.csv -o none.tsv
	gbqc-report -q --parts all.tsv counts.tsv | cmp - <(cat <<<"$output")
	run -0 --separate-stderr gbqc-report -q none.tsv
	[ "$(row leak . . | field 8,11,20)" = "$(tabs 300 0.05 Fail)" ]
	printf 'id,sequence,label\nn1,NNN,n\n' >blank_test.csv
	run -0 --separate-stderr gbqc-report -q train.csv blank_test.csv
	[ "$(row leak . . | field 8,11,20)" = "$(tabs 0 . Inconclusive)" ]
}

@test "pairs and counts of different data are not judged together" {
	make_splits
	gbqc-leak -q --none train.csv test.csv -o none.tsv
	head -n 200 test.csv >less_test.csv
	gbqc-count -q train.csv less_test.csv -o counts.tsv
	run -0 --separate-stderr gbqc-report -q none.tsv counts.tsv
	[ "$(row leak . . | field 11,20)" = "$(tabs . Inconclusive)" ]
	[[ $(row leak . . | field 21) == *"not of the same data" ]]
}

@test "tables of other options, damaged ones and mixtures are refused" {
	make_splits
	gbqc-leak -q train.csv test.csv -o 1.tsv
	gbqc-leak -q --identity .95 train.csv test.csv -o 2.tsv
	refused 1 'gbqc-report: 2.tsv: made with "--identity 0.95"*' \
		gbqc-report 1.tsv 2.tsv
	head -c -1 1.tsv >cut.tsv
	refused 1 'gbqc-report: cut.tsv:*' gbqc-report cut.tsv
	refused 1 'gbqc-report: 1 of 2 files is a table*, the other is not: *' \
		gbqc-report 1.tsv test.csv
	refused 1 'gbqc-report: 2 of 4 files are tables*, the others are not: *' \
		gbqc-report 1.tsv test.csv 1.tsv train.csv
	refused 1 'gbqc-report: --label is of sequences*' \
		gbqc-report --label a 1.tsv
	refused 2 'gbqc-report: --compat reads sequences*' \
		gbqc-report --compat out 1.tsv
	sed '1d; s/^/x/' test.csv | cat test.csv - >twice_test.csv
	gbqc-leak -q --within twice_test.csv -o within.tsv
	run -0 --separate-stderr gbqc-report within.tsv
	[[ $stderr == *"pairs within one split are not judged"* ]]
}

@test "many splits are not compared, and it is said" {
	{
		echo id,sequence,label,split
		for i in $(seq 40); do echo "$i,ACGTACGTAC,a,s$i"; done
	} >many.csv
	gbqc-report -q many.csv >out
	[ "$(awk -F '\t' '$6 == "leak"' out | cut -f 1-4,20)" = \
		"$(tabs leak . . . Inconclusive)" ]
	grep -P '\tleak\t' out | grep -q 'too large, or too many'
}

@test "--fail-on sees a leak" {
	make_splits
	run -3 --separate-stderr gbqc-report -q --fail-on fail train.csv \
		test.csv
	[ "$(row leak . . | field 20)" = Fail ]
}

@test "splits beyond the documented size are left to gbqc-leak" {
	for split in train test; do
		{
			echo ">$split"
			head -c 32000000 /dev/zero | tr '\0' A
			echo
		} >$split.fa
	done
	gbqc-report -q train/a=train.fa test/a=test.fa >out
	[ "$(awk -F '\t' '$6 == "leak"' out | cut -f 1-4,20)" = \
		"$(tabs leak . test train Inconclusive)" ]
}

@test "a pair table of one row speaks of one record" {
	printf '>a\nACGTACGATCGATCGATCGATTACGA\n' | tee train.fa >test.fa
	gbqc-leak train.fa test.fa | gbqc-report -q >v.tsv
	grep -q '1 record of test was seen in train' v.tsv
	run ! grep -q '1 record of test were' v.tsv
}
