# gbqc-report: verdicts, flags, options.

load common
load hostile

# verdict KIND SCOPE A B CHECK [AT]: the row in $output.
verdict() {
	awk -F '\t' -v key="$1|$2|$3|$4|$5|${6:-.}" \
		'$1 "|" $2 "|" $3 "|" $4 "|" $6 "|" $7 == key' <<<"$output"
}

# field NAME: of rows of the verdict table on stdin.
field() {
	local names=(kind scope a b column check at n_a n_b measure score low
		high higher auprc prevalence accuracy majority p flag reason)
	local i
	for i in "${!names[@]}"; do
		[ "${names[i]}" != "$1" ] || cut -f $((i + 1))
	done
}

flag() {
	verdict "$@" | field flag
}

@test "the table begins with its version and the names of its columns" {
	make_classes 50 30 .5
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[ "${lines[0]}" = '#gbqc-verdicts 1' ]
	[ "${lines[1]}" = "$(tabs '#kind' scope a b column check at n_a n_b \
		measure score low high higher auprc prevalence accuracy \
		majority p flag reason)" ]
	awk -F '\t' 'NF != 21 && !/^#gbqc/ { exit 1 }' <<<"$output"
}

@test "GC that differs is found, with its direction" {
	make_classes 300 60 .62
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[ "$(flag class . neg pos gc)" = Fail ]
	row=$(verdict class . neg pos gc)
	[ "$(field higher <<<"$row")" = pos ]
	[ "$(field n_a <<<"$row")" = 300 ]
	[ "$(field measure <<<"$row")" = auroc ]
	awk -v s="$(field score <<<"$row")" 'BEGIN { exit !(s > .85 && s < 1) }'
	awk -v l="$(field low <<<"$row")" -v h="$(field high <<<"$row")" \
		-v s="$(field score <<<"$row")" 'BEGIN { exit !(l < s && s < h) }'
	[ "$(flag class . neg pos length)" = Pass ]
	[[ $(verdict class . neg pos length | field reason) == *constant* ]]
}

@test "two classes of one kind pass in all checks" {
	make_classes 1000 60 .5
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[ -z "$(awk -F '\t' '!/^#/ && $20 != "Pass" && $20 != "."' \
		<<<"$output")" ]
	[ "$(flag class . neg pos gc)" = Pass ]
}

@test "length, base, case, N, position, low complexity, strand: each is found" {
	"$here/python" random - <<'PYTHON'
import random
rng = random.Random(3)
def dna(n, letters="ACGT"):
    return "".join(rng.choice(letters) for _ in range(n))
def write(name, make):
    with open(name, "w") as out:
        for i in range(400):
            out.write(">%d\n%s\n" % (i, make(i)))
write("neg.fa", lambda i: dna(100))
write("length.fa", lambda i: dna(100 + i % 40))
write("base.fa", lambda i: dna(100, "ACGTTTT"))
write("case.fa", lambda i: dna(60) + dna(40).lower())
write("n.fa", lambda i: "N" * (i % 9) + dna(92 + 8 - i % 9))
write("start.fa", lambda i: dna(16) + (
    "T" if rng.random() < .8 else dna(1)) + dna(83))
write("complexity.fa", lambda i: "A" * 64 + dna(36))
write("skew.fa", lambda i: dna(100, "ACGGGT"))
write("dinuc.fa", lambda i: dna(100).replace("CG", "CA"))
write("alphabet.fa", lambda i: dna(50) + "R" + dna(49))
PYTHON
	for check in length base case n start complexity skew dinuc alphabet
	do
		run -0 --separate-stderr gbqc-report neg.fa x=$check.fa
		[ "$(flag class . neg x $check)" = Fail ] ||
			{ echo "$check: $(verdict class . neg x $check)"; false; }
	done
	run -0 --separate-stderr gbqc-report neg.fa x=start.fa
	[ -n "$(verdict class . neg x start 17T)" ]
	run -0 --separate-stderr gbqc-report neg.fa x=dinuc.fa
	[ "$(verdict class . neg x dinuc CG | field flag)" = Fail ]
	[ "$(verdict class . neg x dinuc CG | field higher)" = neg ]
}

@test "positions from the end and the centre are found" {
	"$here/python" random - <<'PYTHON'
import random
rng = random.Random(4)
def dna(n):
    return "".join(rng.choice("ACGT") for _ in range(n))
for name in "neg", "end", "centre":
    with open(name + ".fa", "w") as out:
        for i in range(500):
            n = 60 + rng.randrange(41)
            s = dna(n)
            if name == "end":
                s = s[:-3] + "A" + s[-2:]
            if name == "centre":
                s = s[:n // 2 - 4] + "C" + s[n // 2 - 3:]
            out.write(">%d\n%s\n" % (i, s))
PYTHON
	run -0 --separate-stderr gbqc-report neg.fa x=end.fa
	[ "$(verdict class . neg x end 3A | field flag)" = Fail ]
	[ "$(flag class . neg x start)" = Pass ]
	run -0 --separate-stderr gbqc-report neg.fa x=centre.fa
	[ "$(verdict class . neg x centre -4C | field flag)" = Fail ]
}

@test "equal lengths: end and centre say as start, and are not judged" {
	make_classes 50 30 .5
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	for check in end centre; do
		[ "$(flag class . neg pos $check)" = . ]
		[ "$(verdict class . neg pos $check | field reason)" = \
			'as start' ]
	done
}

@test "-k 3 judges words, -k 5 does not" {
	make_classes 300 60 .65
	run -0 --separate-stderr gbqc-report -k 3 pos.fa neg.fa
	[ "$(flag class . neg pos kmer)" = Fail ]
	run -0 --separate-stderr gbqc-report -k 5 pos.fa neg.fa
	[ -z "$(verdict class . neg pos kmer)" ]
	[ -z "$(verdict class . neg pos pool)" ]
}

@test "few records are inconclusive, and how many would do is said" {
	make_classes 25 30 .5
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[ "$(flag class . neg pos gc)" = Inconclusive ]
	verdict class . neg pos gc | field reason | grep -Eq '[0-9]'
}

@test "a blatant bias in 30 records fails" {
	make_classes 30 60 .8
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[ "$(flag class . neg pos gc)" = Fail ]
}

# One label, one record, nothing.

@test "one label alone is inconclusive, with its reason" {
	make_classes 50 30 .5
	run -0 --separate-stderr gbqc-report pos.fa
	grep -P '^class\t\.\tpos' <<<"$output" | grep -q Inconclusive
	grep -q 'one label' <<<"$output"
}

@test "a label of one record is inconclusive" {
	make_classes 100 30 .5
	printf '>a\nACGT\n' >one.fa
	run -0 --separate-stderr gbqc-report one.fa neg.fa
	[ "$(flag class . neg one gc)" = Inconclusive ]
	[ -n "$(verdict class . neg one gc | field reason)" ]
}

@test "no label at all: copies are judged, classes are not" {
	make_classes 50 30 .5
	run -0 --separate-stderr gbqc-report --label . pos.fa
	grep -q '^copies' <<<"$output"
	[ -z "$(grep '^class' <<<"$output" | grep -v Inconclusive)" ]
}

@test "records of 2 nt, of N alone, empty ones: defined, no crash" {
	make_classes 40 30 .5
	for s in AC NNNN ''; do
		for i in $(seq 40); do
			printf '>%d\n%s\n' "$i" "$s"
		done >x.fa
		run -0 --separate-stderr gbqc-report x.fa neg.fa
		# Forty copies of one record are no more than one record.
		wanted=Inconclusive
		[ -n "$s" ] || wanted=Fail
		[ "$(flag class . neg x length)" = $wanted ]
		[ "$(verdict class . neg x length | field score)" = 1 ]
	done
	grep '^class' <<<"$output" | grep -q 'no record of x has a letter'
}

@test "an empty count table has no verdicts" {
	printf '#gbqc-counts 1\n#split\tlabel\tcolumn\tcheck\tat\tvalue\tof\tcount\n' \
		>x.tsv
	run --separate-stderr gbqc-report x.tsv
	[ "$status" = 0 ] || [ "$status" = 1 ]
	[ -z "$(grep -v '^#' <<<"$output")" ]
}

@test "records without label are counted, said, and compared with none" {
	make_classes 40 30 .5
	{
		echo 'sequence,label'
		sed '/>/d;s/$/,pos/' pos.fa
		sed '/>/d;s/$/,neg/' neg.fa
		printf 'ACGT,\nACGA,\n'
	} >x.csv
	run -0 --separate-stderr gbqc-report x.csv
	[ "$(grep -c '^class' <<<"$(grep -P '\tgc\t\.\t' <<<"$output")")" = 1 ]
	grep -q '2 records' <<<"$stderr"
}

# Copies, conflicts, leaks.

@test "copies within a label, conflicts and leaks, strands apart" {
	{
		printf 'sequence,label,split\n'
		for i in $(seq 100); do
			s=$(printf '%07d' "$i" | tr 0123456789 ACGTACGTCA)
			printf 'AAGG%sCATTT%s,p,train\n' "$s" "$i" | tr -d 0-9
		done
		printf 'AAAAAAAAAAAAAC,p,train\nAAAAAAAAAAAAAC,p,train\n'
		printf 'GTTTTTTTTTTTTT,p,train\n'	# its other strand
		printf 'AAAAAAAAAAAAAC,n,train\n'
		printf 'CCCCCCCCCCCCCA,n,train\nCCCCCCCCCCCCAA,n,train\n'
		printf 'TGGGGGGGGGGGGG,p,test\nCCCCCCCCCCACCA,p,test\n'
	} >x.csv
	run -0 --separate-stderr gbqc-report --parts x.csv
	row=$(verdict copies train n p dup)
	[ "$(field n_a <<<"$row")" = 3 ]
	[ "$(field measure <<<"$row")" = share ]
	[ "$(field flag <<<"$row")" = Fail ]		# 4 of 106
	[ "$(flag copies train n n dup)" = Pass ]
	row=$(verdict leak . test train dup)
	[ "$(field score <<<"$row")" = 0.5 ]
	[ "$(field flag <<<"$row")" = Warning ]		# 1 record
	[ "$(verdict leak . test train dup - | field score)" = 0.5 ]
	[ "$(verdict leak . test train dup + | field score)" = 0 ]
	[ "$(verdict leak p test train dup | field n_a)" = 2 ]
}

@test "whether a record has copies is a feature of its own" {
	make_classes 200 40 .5
	cat pos.fa pos.fa >twice.fa
	run -0 --separate-stderr gbqc-report twice.fa neg.fa
	[ "$(flag class . neg twice copies)" = Fail ]
	[ "$(flag copies . twice twice dup)" = Fail ]
	[ "$(verdict copies . twice twice dup | field score)" = 0.5 ]
}

# Splits.

@test "a class that differs between train and test drifts" {
	make_classes 300 60 .65
	run -0 --separate-stderr gbqc-report train/p=neg.fa test/p=pos.fa
	[ "$(flag drift p test train gc)" = Fail ]
	[ "$(verdict drift p test train gc | field higher)" = test ]
}

@test "shares of labels that differ between splits are found" {
	make_classes 300 60 .5
	head -n 60 pos.fa >few.fa
	run -0 --separate-stderr gbqc-report train/p=pos.fa train/n=neg.fa \
		test/p=few.fa test/n=neg.fa
	[ "$(flag drift . test train label)" != Pass ]
	run -0 --separate-stderr gbqc-report train/p=pos.fa train/n=neg.fa \
		test/p=pos.fa test/n=neg.fa
	[ "$(flag drift . test train label)" = Pass ]
}

# Options.

@test "--warn and --fail move the flags" {
	make_classes 1000 60 .53
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	score=$(verdict class . neg pos gc | field score)
	awk -v s="$score" 'BEGIN { exit !(s > .6 && s < .7) }'
	[ "$(flag class . neg pos gc)" = Warning ]
	run -0 --separate-stderr gbqc-report --fail .61 pos.fa neg.fa
	[ "$(flag class . neg pos gc)" = Fail ]
	run -0 --separate-stderr gbqc-report --warn .8 --fail .9 pos.fa neg.fa
	[ "$(flag class . neg pos gc)" = Pass ]
}

@test "--alpha makes chance harder to rule out" {
	make_classes 30 60 .56
	run -0 --separate-stderr gbqc-report --alpha .5 pos.fa neg.fa
	[[ $(flag class . neg pos gc) == @(Fail|Warning) ]]
	run -0 --separate-stderr gbqc-report --alpha 1e-9 pos.fa neg.fa
	[ "$(flag class . neg pos gc)" = Inconclusive ]
}

@test "--parts prints every part, else those that are flagged" {
	make_classes 300 60 .5
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[ -z "$(verdict class . neg pos base A)" ]
	run -0 --separate-stderr gbqc-report --parts pos.fa neg.fa
	[ "$(grep -cP '^class\t.*\tbase\t[ACGT]\t' <<<"$output")" = 4 ]
	[ "$(grep -cP '^class\t.*\tstart\t[0-9]+[ACGT]\t' <<<"$output")" = 240 ]
	[ -n "$(verdict copies . neg neg dup +)" ]
}

@test "rows come in a fixed order" {
	make_classes 100 30 .6
	run -0 --separate-stderr gbqc-report --parts train/a=pos.fa \
		train/b=neg.fa test/a=neg.fa test/b=pos.fa
	[ "$(grep -v '^#' <<<"$output" | cut -f 1 | uniq)" = \
		$'class\ndrift\ncopies\nleak' ]
	[ "$(grep '^class' <<<"$output" | cut -f 2 | uniq)" = $'test\ntrain' ]
	# The headline first, then parts by score.
	awk -F '\t' '$1 == "class" && $6 == "base" {
		if ($7 == ".") last = 2
		else if ($11 > last) exit 1
		else last = $11 }' <<<"$output"
}

@test "--fail-on: status 3 after the whole output, never by default" {
	make_classes 300 60 .65
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	wanted=$output
	run -3 --separate-stderr gbqc-report --fail-on fail pos.fa neg.fa
	[ "$output" = "$wanted" ]
	run -3 --separate-stderr gbqc-report --fail-on warning pos.fa neg.fa
	run -3 --separate-stderr gbqc-report --fail-on inconclusive pos.fa neg.fa
	run -0 --separate-stderr gbqc-report --fail-on never pos.fa neg.fa
	make_classes 1000 60 .53
	run -0 --separate-stderr gbqc-report --checks gc --fail-on fail \
		pos.fa neg.fa
	run -3 --separate-stderr gbqc-report --checks gc --fail-on warning \
		pos.fa neg.fa
	make_classes 20 60 .5
	run -0 --separate-stderr gbqc-report --checks gc --fail-on warning \
		pos.fa neg.fa
	run -3 --separate-stderr gbqc-report --checks gc \
		--fail-on inconclusive pos.fa neg.fa
	run -2 --separate-stderr gbqc-report --fail-on sometimes pos.fa neg.fa
}

@test "an error outranks a verdict" {
	make_classes 300 60 .65
	run -1 bash -c 'gbqc-report --fail-on fail pos.fa neg.fa >/dev/full'
	run -1 gbqc-report --fail-on fail -o nowhere/x pos.fa neg.fa
	echo '>x' >>pos.fa
	echo '!' >>pos.fa
	run -1 gbqc-report --fail-on fail pos.fa neg.fa
}

@test "three labels make three pairs, --compare rest three against the rest" {
	make_classes 100 30 .5
	cp pos.fa third.fa
	run -0 --separate-stderr gbqc-report pos.fa neg.fa third.fa
	[ "$(grep -P '^class\t.*\tgc\t' <<<"$output" | cut -f 3,4 |
		tr '\t' ' ')" = "neg pos
neg third
pos third" ]
	run -0 --separate-stderr gbqc-report --compare rest pos.fa neg.fa \
		third.fa
	[ "$(grep -P '^class\t.*\tgc\t' <<<"$output" | cut -f 3,4 |
		tr '\t' ' ')" = "neg *
pos *
third *" ]
	[ "$(verdict class . neg '*' gc | field n_b)" = 200 ]
	same 'gbqc-report --compare pairs pos.fa neg.fa third.fa' \
		'gbqc-report pos.fa neg.fa third.fa'
	run -2 gbqc-report --compare some pos.fa neg.fa
}

@test "above 200 labels each is compared with the rest, and that is said" {
	"$here/python" random - >x.csv <<'PYTHON'
import random
rng = random.Random(5)
print("sequence,label")
for i in range(1000):
    print("%s,l%d" % ("".join(rng.choice("ACGT") for _ in range(20)),
                      i % 201))
PYTHON
	run -0 --separate-stderr gbqc-report --checks gc x.csv
	[ "$(grep -c '^class' <<<"$output")" = 201 ]
	grep -q 200 <<<"$stderr"
	run -0 --separate-stderr timeout 100 gbqc-report --checks gc \
		--compare pairs x.csv
	[ "$(grep -c '^class' <<<"$output")" = $((201 * 200 / 2)) ]
}

@test "1,000 labels are judged in bounded time" {
	"$here/python" random - >x.csv <<'PYTHON'
import random
rng = random.Random(6)
print("sequence,label")
for i in range(4000):
    print("%s,l%d" % ("".join(rng.choice("ACGT") for _ in range(50)),
                      i % 1000))
PYTHON
	run -0 --separate-stderr timeout 120 gbqc-report x.csv
	[ "$(grep -cP '^class\t.*\tgc\t' <<<"$output")" = 1000 ]
}

@test "--checks measures some, --list-checks names them" {
	make_classes 50 30 .5
	run -0 --separate-stderr gbqc-report --checks gc,length pos.fa neg.fa
	[ "$(grep -v '^#' <<<"$output" | cut -f 6 | sort -u)" = $'gc\nlength' ]
	run -0 gbqc-report --list-checks
	grep -q '^gc ' <<<"$output"
	run -2 gbqc-report --checks nonsense pos.fa neg.fa
}

@test "--counts also writes the count table" {
	make_classes 50 30 .5
	gbqc-report --counts counts.tsv -o verdicts.tsv pos.fa neg.fa
	gbqc-count pos.fa neg.fa | cmp - counts.tsv
	gbqc-report counts.tsv | cmp - verdicts.tsv
}

@test "count tables of several files and checks are judged together" {
	make_classes 200 60 .6
	for t in len gc comp dup; do
		gbqc-$t pos.fa >$t.1
		gbqc-$t neg.fa >$t.2
	done
	gbqc-report pos.fa neg.fa >wanted
	cat ./*.1 ./*.2 | gbqc-report | cmp - wanted
	gbqc-report ./*.1 ./*.2 | cmp - wanted
	run -1 --separate-stderr gbqc-report len.1 pos.fa
}

@test "checks that saw other numbers of records are told" {
	make_classes 100 60 .5
	{ gbqc-gc pos.fa neg.fa; gbqc-gc pos.fa; gbqc-len pos.fa neg.fa; } >x.tsv
	run -0 --separate-stderr gbqc-report x.tsv
	[[ $stderr == *200*100* || $stderr == *100*200* ]]
	grep Inconclusive <<<"$output" | grep -q 'twice'
}

@test "written with U in one class and T in the other is the finding" {
	make_classes 300 60 .5
	sed -i '/>/!y/T/U/' neg.fa
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[ "$(flag class . neg pos alphabet)" = Fail ]
	[[ $(verdict class . neg pos alphabet | field reason) == \
		*'neg is written with U'* ]]
	[[ $(verdict class . neg pos base | field reason) == \
		*'U against T'* ]]
	[ "$(flag class . neg pos skew)" = Pass ]
}

@test "different count tables of --label-threshold do not add" {
	printf 'sequence,label\nA,1\nAC,2\n' >x.csv
	gbqc-len --regression --label-threshold 1 x.csv >1
	gbqc-len --regression --label-threshold 2 x.csv >2
	run -1 --separate-stderr bash -c 'cat 1 2 | gbqc-report'
	[[ $stderr == 'gbqc-report: '*threshold* ]]
	run -1 --separate-stderr gbqc-merge 1 2
	gbqc-merge 1 1 | grep -qx '#label-threshold 1'
}

@test "no output tells where, when or by whom it was made" {
	make_classes 50 30 .6
	mkdir secretfolder
	mv pos.fa secretfolder
	gbqc-report --name data pos=secretfolder/pos.fa neg.fa >out 2>err
	run -1 grep -E "secretfolder|$(hostname)|$(date +%Y)" out
	gbqc-report --name data pos=secretfolder/pos.fa neg.fa |
		TZ=Asia/Tokyo LC_ALL=C cmp - out
}

@test "--summary is for a person, without colour in a pipe" {
	make_classes 300 60 .65
	run -0 --separate-stderr gbqc-report --summary pos.fa neg.fa
	[[ $output == *Fail* ]]
	[[ $output != *$'\033'* ]]
	run -0 --separate-stderr gbqc-report --summary --color always pos.fa \
		neg.fa
	[[ $output == *$'\033'* ]]
	run -0 --separate-stderr gbqc-report --summary --color never pos.fa \
		neg.fa
	[[ $output != *$'\033'* ]]
	run -2 gbqc-report --color blue pos.fa neg.fa
}

@test "--summary says all of a reason, leaks of a whole split, the column" {
	make_classes 100 40 .5
	{
		echo first,second,label,split
		awk '!/^>/ { print substr($0, 1, 20) "," substr($0, 20) \
			",pos," (NR % 4 ? "train" : "test") }' pos.fa
		awk '!/^>/ { print substr($0, 1, 20) "," $0 \
			",neg," (NR % 4 ? "train" : "test") }' neg.fa
		awk '!/^>/ && NR % 4 && n++ < 9 { print substr($0, 1, 20) \
			"," $0 ",neg,test" }' neg.fa
		echo A,AC,pos,valid
	} >x.csv
	run -0 --separate-stderr gbqc-report --summary --seq-column first \
		--seq-column second x.csv
	[[ ${lines[0]} == *'2 classes, train, valid and test' ]]
	grep -q 'leak .* merged  9 of 109 records of test' <<<"$output"
	grep -q 'length .* second  .*: median' <<<"$output"
	grep -qE 'Inconclusive .* records would settle it( \(.* more .*\))?$' <<<"$output"
	[[ $output != *...$'\n'* ]]
}

@test "an Inconclusive that copies made says what they leave" {
	make_classes 200 60 .5
	awk 'NR % 2 { print; next } { print (NR > 200 ? $0 : "ACGTTGCAAT") }' \
		pos.fa >x.fa
	run -0 --separate-stderr gbqc-report pos=x.fa neg.fa
	[[ $(verdict class . neg pos gc | field reason) == \
		*'200 and 200 records'*'copies weigh like 200 and 4'* ]]
	make_classes 20 60 .5
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[ "$(flag class . neg pos length)" = Inconclusive ]
	[[ $(verdict class . neg pos length | field reason) != *weigh* ]]
}

@test "--compare rest speaks of the others at positions too" {
	make_classes 200 20 .5
	awk '/^>/ || sub(/^./, "A")' pos.fa >a.fa
	run -0 --separate-stderr gbqc-report --compare rest a.fa pos.fa neg.fa
	[[ $(verdict class . a '*' start 1A | field reason) == \
		'A at 1 in 100 % of a, '*' of the others' ]]
}

@test "the advice is about what is behind the worst finding" {
	make_classes 300 60 .5
	first() { gbqc-report --summary "$@" 2>&1 | grep ' First: '; }
	awk '/^>/ || gsub(/T/, "U")' pos.fa >u.fa
	[[ $(first u.fa neg.fa) == *'First: '*'T for U'* ]]
	awk '/^>/ || $0 = "NNNNNNNNNN" substr($0, 11)' pos.fa >n.fa
	[[ $(first n.fa neg.fa) == *'First: '*'runs of N'* ]]
	awk '/^>/ || $0 = "CACACACACACACACACACACACACACACA" substr($0, 31)' \
		pos.fa >c.fa
	[[ $(first c.fa neg.fa) == *'First: '*'low complexity'* ]]
	awk '/^>/ || sub(/^./, "A")' pos.fa >a.fa
	[[ $(first a.fa neg.fa) == *'First: '*'the same site'* ]]
	[ "$(gbqc-report --summary u.fa neg.fa 2>&1 | tail -n 1)" = \
		'Often because the classes come from sources that write sequences differently.' ]
	mv pos.fa one.fa
	make_classes 300 60 .6
	[[ $(first train/x=one.fa test/x=pos.fa) == *'draw the split anew'* ]]
}

@test "numbers as labels of many classes are asked for --regression" {
	seq 300 | awk 'BEGIN { print "sequence,label" } { print "ACGT," $1 / 7 }' \
		>x.csv
	gbqc-report x.csv 2>err >out
	grep -q 'more than 200 labels.*--regression' err
	sed '2,$s/,/,c/' x.csv | gbqc-report 2>err >out
	grep -q 'more than 200 labels' err
	run -1 grep -q regression err
}

@test "copies of a strand are said to repeat, not to have a partner" {
	make_classes 40 60 .5
	head -n 40 pos.fa >twice.fa
	run -0 --separate-stderr gbqc-report pos=pos.fa pos=twice.fa neg.fa
	[ "$(verdict copies . pos pos dup + | field reason)" = \
		'20 of 60 records repeat another one on the same strand' ]
}

@test "records of hardly a base are told of" {
	make_classes 100 60 .5
	gbqc-report pos.fa neg.fa 2>err >out
	run -1 grep bases err
	printf '>a\nAC\n>b\nNNNNNNNNNN\n>c\n' >>pos.fa
	printf '>a\nNNACNNGNNN\n>b\nNACGTN\n' >>neg.fa
	gbqc-report pos.fa neg.fa 2>err >out
	grep -qx 'gbqc-report: 4 records have fewer than 4 bases .* in label pos: .*' \
		err
}

@test "lines are cut to a terminal, but for what to do" {
	make_classes 20 40 .6
	"$here/python" pty - pos.fa neg.fa >out <<'PYTHON'
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    os.environ["NO_COLOR"] = "1"
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.execvp("gbqc-report", ["gbqc-report"] + sys.argv[1:])
while True:
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    sys.stdout.write(data.decode().replace("\r", ""))
sys.exit(os.waitpid(pid, 0)[1])
PYTHON
	[ "$(grep -v ' First: ' out | awk 'length > 80')" = "" ]
	gbqc-report --summary pos.fa neg.fa >whole
	[ "$(grep -n ' First: ' out)" = "$(grep -n ' First: ' whole)" ]
	# What was cut says so, at the last letter of the line.
	grep '\.\.\.$' out >short
	[ "$(awk 'length != 80' short)" = "" ]
	[ "$(wc -l <short)" -ge 3 ]
	while read -r line; do
		grep -qF -- "${line%...}" whole
	done <short
}

@test "the summary names the interval of positions, as the finding does" {
	make_classes 300 40 .5
	sed -i '/^>/!s/^\(.\{9\}\)....../\1TATAAA/' pos.fa
	gbqc-report -q --summary --json x.json pos.fa neg.fa >out
	grep -qE '^Fail +start .* positions 10 to 15 read TATAAA in pos, worst of [0-9]+: [AT] at 1[0-5] in ' out
	grep -qF '"title":"Positions 10 to 15 read TATAAA in pos"' x.json
}

@test "a name that reads as a number is said as what it is" {
	make_classes 300 40 .7
	gbqc-report -q --summary --json x.json --html x.html 1=pos.fa \
		0.5=neg.fa >out
	grep -q 'median GC [0-9.]* % in label 0\.5, [0-9.]* % in label 1$' out
	gbqc-report -q 1=pos.fa 0.5=neg.fa |
		grep -q 'median GC [0-9.]* % in label 0\.5, [0-9.]* % in label 1$'
	grep -q 'median GC [0-9.]* % in label 0\.5, [0-9.]* % in label 1"' \
		x.json
	for file in x.html x.json out; do
		run ! grep -qE '% (in|of) (0\.5|1)[ ,.<]' $file
	done
	grep -qE 'a sequence of label <b[^>]*><bdi>1</bdi></b> above one of label <b[^>]*><bdi>0\.5</bdi>' x.html
	# Splits, too; and other names as they are.
	gbqc-report -q --summary 1/a=pos.fa 2/a=pos.fa 1/b2=neg.fa >out
	grep -q 'records of split [12] were seen in split [12]' out
	run ! grep -q 'label b2' out
}

@test "a clean summary says of how much, and what was not looked at" {
	make_classes 400 60 .5
	run -0 gbqc-report -q --summary pos.fa neg.fa
	[ "${lines[-1]}" = "14 Pass. Nothing found in 14 comparisons of 15 checks. Not looked at: kmer, leaked, drift, label, leak, whether records overlap." ]
	# Between splits it was.
	awk '/^>/ { print ">" ++n " split=" (n % 2 ? "train" : "test"); next }
		{ print }' pos.fa >p.fa
	awk '/^>/ { print ">" ++n " split=" (n % 2 ? "train" : "test"); next }
		{ print }' neg.fa >n.fa
	run -0 gbqc-report -q --summary p.fa n.fa
	[[ ${lines[-1]} == *" Not looked at: kmer, whether records of one split overlap." ]]
	run -0 gbqc-report -q --summary --checks gc,length pos.fa neg.fa
	[[ ${lines[-1]} == "2 Pass. Nothing found in 2 comparisons of 2 checks. Not looked at: base, "* ]]
	make_classes 300 60 .75
	run -0 gbqc-report -q --summary pos.fa neg.fa
	[[ $output != *"Nothing found"* ]]
}

@test "the summary names labels and splits only where there are several" {
	make_classes 300 60 .65
	gbqc-report --summary -q --name d pos.fa neg.fa >two
	grep -qE '^Fail +gc +\.[0-9]+ +[.=O-]+  median GC' two
	gbqc-report --summary -q train/pos=pos.fa train/neg=neg.fa \
		test/pos=pos.fa test/neg=neg.fa >four
	grep -qE '^Fail +gc .*  test: median GC .* \(1 more Fail\)$' four
	sed 's/^>/&x/; s/[GC]/N/3' pos.fa >third.fa
	gbqc-report --summary -q pos.fa neg.fa third.fa >three
	grep -qE '^Fail +gc .*  neg / (pos|third)  median GC' three
}

@test "tables and sequences may come through named pipes" {
	make_classes 60 40 .55
	gbqc-count pos.fa >pos.tsv
	gbqc-count neg.fa >neg.tsv
	gbqc-report -q pos.tsv neg.tsv >wanted
	gbqc-report -q <(cat pos.tsv) <(cat neg.tsv) | cmp - wanted
	gbqc-report -q pos.tsv <(cat neg.tsv) | cmp - wanted
	gbqc-report -q <(cat pos.tsv) neg.tsv | cmp - wanted
	gbqc-report -q pos.tsv - <neg.tsv | cmp - wanted
	{
		echo sequence,label
		awk '!/^>/ { print $0 "," NR }' pos.fa
	} >x.csv
	gbqc-report -q --regression x.csv >wanted
	gbqc-report -q --regression <(cat x.csv) | cmp - wanted
	gbqc-report -q --regression - <x.csv | cmp - wanted
	run -1 --separate-stderr gbqc-report -q <(cat pos.tsv) neg.fa
	[[ $stderr == *'one kind in a run'* ]]
	run -1 --separate-stderr gbqc-report -q pos.tsv <(cat neg.fa)
	[[ $stderr == 'gbqc-report: '*'not a count table'* ]]
	[ -z "$output" ]
}

@test "options that do not fit are misuse" {
	make_classes 20 30 .5
	refused 2 'gbqc-report: --fail, 0.7, must not be below --warn, 0.8' \
		gbqc-report --warn .8 pos.fa
	refused 2 'gbqc-report: --name: the name is empty' \
		gbqc-report --name '' pos.fa
	refused 2 'gbqc-report: *' gbqc-report --warn 1.5 pos.fa
	refused 2 'gbqc-report: *' gbqc-report --alpha 0 pos.fa
	refused 2 'gbqc-report: *' gbqc-report --alpha x pos.fa
	refused 2 'gbqc-report: *' gbqc-report --end-position 5 pos.fa
	refused 2 'gbqc-report: *' gbqc-report --min-coverage .5 pos.fa
	gbqc-count pos.fa neg.fa >x.tsv
	run -2 --separate-stderr gbqc-report --compat dir x.tsv
	[ ! -e dir ]
}

@test "end and centre are judged where start has not told it all" {
	make_classes 50 30 .5
	run -0 --separate-stderr gbqc-report --positions 10 pos.fa neg.fa
	for check in start end centre; do
		[[ $(verdict class . neg pos $check | field reason) == \
			*' worst of '* ]]
	done
	run -0 --separate-stderr gbqc-report --checks length,end pos.fa neg.fa
	[ "$(flag class . neg pos end)" != . ]
}

@test "a check that one split lacks is told, and no leak is made up" {
	make_classes 40 30 .5
	gbqc-count --checks length,dup train/pos=pos.fa train/neg=neg.fa >x.tsv
	gbqc-count --checks length test/pos=pos.fa test/neg=neg.fa >y.tsv
	run -0 --separate-stderr gbqc-report x.tsv y.tsv
	[ "$(flag class test pos . dup)" = Inconclusive ]
	[[ $stderr == *'dup saw 0 records, length 40'* ]]
	run ! grep -q '^leak' <<<"$output"
}

@test "shares of empty records alone are no Pass" {
	printf '>a\n\n>b\n\n' >x.fa
	make_classes 40 30 .5
	run -0 --separate-stderr gbqc-report x.fa pos.fa
	for b in pos x; do
		a=$([ $b = x ] && echo x || echo pos)
		[ "$(flag copies . "$a" x dup)" = Inconclusive ]
	done
	[ "$(flag copies . pos pos dup)" = Pass ]
}

@test "a test split is looked for in train, whatever the case" {
	make_classes 40 30 .5
	run -0 --separate-stderr gbqc-report Train/pos=pos.fa Test/pos=neg.fa
	[ -n "$(verdict leak . Test Train dup)" ]
	[ -z "$(verdict leak . Train Test dup)" ]
}

@test "a split of two labels is compared in a pair beside one of many" {
	make_classes 10 30 .5
	for i in 1 2 3; do cp pos.fa $i.fa; done
	run -0 --separate-stderr gbqc-report --compare rest test/1=pos.fa \
		test/2=neg.fa train/1=1.fa train/2=2.fa train/3=3.fa
	[ -n "$(verdict copies test 1 2 dup)" ]
	[ -z "$(verdict copies test 1 '*' dup)" ]
	[ "$(verdict copies train 1 '*' dup | field score)" = 1 ]
	[ -z "$(verdict copies train 1 2 dup)" ]
}

@test "too many comparisons are refused, with advice" {
	{
		echo sequence,label,split
		for i in $(seq 700); do echo "ACGT,pos,s$i"; done
	} >x.csv
	run -1 --separate-stderr gbqc-report x.csv
	[ -z "$output" ]
	[[ $stderr == *'700 groups in 700 splits make '* ]]
	[[ $stderr == *'are these the label and the split?'* ]]
	{
		echo sequence,label
		for i in $(seq 700); do echo "ACGT,c$i"; done
	} >x.csv
	refused 1 'gbqc-report: 700 groups in 1 split make *' \
		gbqc-report --compare pairs x.csv
}

@test "what 0 of 0 was taken for is said" {
	make_classes 40 30 .5
	printf '>x\nNNNN\n>y\n\n' >>pos.fa
	run -0 --separate-stderr gbqc-report pos.fa neg.fa
	[[ $(verdict class . neg pos gc | field reason) == \
		*'; 2 records are 0 of 0, taken as 0' ]]
}

@test "shares and lengths are not rounded into what they are not" {
	{
		for i in $(seq 2000); do printf '>%s\nA\n' "$i"; done
		printf '>x\nC\n'
	} >pos.fa
	for i in $(seq 2000); do printf '>%s\nC\n' "$i"; done >neg.fa
	run -0 --separate-stderr gbqc-report --checks length,start pos.fa neg.fa
	[[ $(verdict class . neg pos start | field reason) == \
		*'0 % of neg, over 99.9 % of pos' ]]
	awk 'BEGIN { for (i = 0; i < 40; i++) { printf ">%d\n", i
		for (j = 0; j < 12345 + i; j++) printf "A"; print "" } }' >pos.fa
	run -0 --separate-stderr gbqc-report --checks length pos.fa neg.fa
	[[ $(field reason <<<"${lines[2]}") == *' 12,364 nt in pos' ||
		$(field reason <<<"${lines[2]}") == *' 12,364 in pos' ]]
}

@test "next to nothing is said in few figures, and never as nothing" {
	awk 'BEGIN { for (i = 0; i < 20000; i++) print ">" i "\nACGTACGT" }' \
		>neg.fa
	{
		cat neg.fa
		printf '>x\nNNCGTACGT\n'
	} >pos.fa
	run -0 --separate-stderr gbqc-report -q --parts --checks base,n pos.fa neg.fa
	said() { verdict class . neg pos "$@" | field reason; }
	[ "$(said n longest)" = \
		'mean longest run of N 0 nt in neg, under 0.01 in pos' ]
	[ "$(said n share)" = 'N is 0 % of letters in neg, 0.0011 % in pos' ]
	[ "$(said alphabet N)" = \
		'N occurs in 0 % of records in neg, 0.005 % in pos' ]
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
		printf '>x\nNNCGTACGT\n'
	done >>pos.fa
	run -0 --separate-stderr gbqc-report -q --parts --checks base pos.fa neg.fa
	[ "$(said alphabet N)" = \
		'N occurs in 0 % of records in neg, 0.075 % in pos' ]
}

@test "--parts prints the one part of a check that names it" {
	printf '>1\nAAAA\n>2\nAAA\n' >pos.fa
	run -0 --separate-stderr gbqc-report --parts pos=pos.fa neg=pos.fa
	[ -n "$(verdict class . neg pos alphabet A)" ]
	[ "$(cut -f 1-7 <<<"$output" | sort | uniq -d)" = '' ]
}

@test "count tables come through pipes, the first or all" {
	make_classes 40 30 .5
	gbqc-len pos.fa neg.fa >len.tsv
	gbqc-gc pos.fa neg.fa >gc.tsv
	gbqc-report -q len.tsv gc.tsv >wanted
	gbqc-report -q <(cat len.tsv) <(cat gc.tsv) >got
	cmp wanted got
	gbqc-report -q len.tsv <(cat gc.tsv) >got
	cmp wanted got
	gbqc-report -q - len.tsv <gc.tsv >got
	cmp wanted got
	gbqc-report -q --label x pos.fa neg.fa >wanted
	gbqc-report -q --label x <(cat pos.fa) <(cat neg.fa) >got
	cmp wanted got
	run -1 --separate-stderr gbqc-report <(cat len.tsv) pos.fa
	[[ $stderr == *'give one kind in a run'* ]]
}

@test "options of sequences are refused with count tables" {
	make_classes 10 30 .5
	gbqc-count pos.fa neg.fa >x.tsv
	for option in --checks=gc --kmers=3 --positions=5 --label=x --regression; do
		run -1 --separate-stderr gbqc-report "$option" x.tsv
		[ -z "$output" ]
		[[ $stderr == *"${option%=*} is of sequences"* ]]
	done
}

@test "outputs do not share a place" {
	make_classes 10 30 .5
	run -0 --separate-stderr gbqc-report --counts - pos.fa neg.fa
	[ "${lines[0]}" = '#gbqc-counts 1' ]
	[[ $output != *gbqc-verdicts* ]]
	run -2 gbqc-report --counts - --summary pos.fa neg.fa
	run -2 gbqc-report --counts x -o x pos.fa neg.fa
	run -0 --separate-stderr gbqc-report --counts - -o x pos.fa neg.fa
	[ "${lines[0]}" = '#gbqc-counts 1' ]
}

@test "counts that 64 bits cannot rank are an error" {
	make_classes 10 30 .5
	gbqc-gc pos.fa neg.fa |
		sed 's/\t[0-9]*$/\t9000000000000000000/' |
		awk -F '\t' '/^#/ || !seen[$2]++' >x.tsv
	run -1 --separate-stderr gbqc-report x.tsv
	[[ $stderr == *'more than can be judged'* ]]
	gbqc-gc pos.fa neg.fa | sed 's/\t[0-9]*\t\([0-9]*\)$/\t3\t\1/' >x.tsv
	run -1 --separate-stderr gbqc-report x.tsv
	[[ $stderr == *' of 3' ]]
}

@test "a line of the summary says how many findings it stands for" {
	for label in a b c; do
		gc=.5
		[ $label = a ] && gc=.9
		"$here/python" random - $label $gc <<'EOF' >>x.csv
import random, sys
label, gc = sys.argv[1], float(sys.argv[2])
rng = random.Random(label)
for _ in range(300):
    print("".join(rng.choice("GC") if rng.random() < gc else
                  rng.choice("AT") for _ in range(100)) + "," + label)
EOF
	done
	sed -i '1i sequence,label' x.csv
	run -0 --separate-stderr gbqc-report -q --summary x.csv
	grep -E '^Fail +gc .*\(1 more Fail\)$' <<<"$output"
	[ "$(grep -cE '^Fail +gc ' <<<"$output")" = 1 ]
}

@test "hostile names on a terminal are letters" {
	make_hostile
	gbqc-report --summary --name "$hostile_name" x.csv >out 2>err
	run ! grep -P '[\x00-\x09\x0b-\x1f\x7f]' out err
	run ! grep $'\xe2\x80\xae' out
	run ! grep $'caf\xe9' out
	grep -qF '\xe2\x80\xae' out
}
