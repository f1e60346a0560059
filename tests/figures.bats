# The figures of the page: what they say is what was counted.

load common

figures() {
	"$here/python" xml "$here/page/figures.py" "$@"
}

# plant FILE: two classes in two splits that differ in all that a figure is
# drawn of, from a fixed seed: GC, length, a motif at both ends, N, lower
# case, strand, copies, one sequence under both labels, drift.
plant() {
	"$here/python" random - "$1" <<'PYTHON'
import random, sys
rng = random.Random(9)

def letters(n, weights):
    return "".join(rng.choices("ACGT", weights, k=n))

with open(sys.argv[1], "w") as out:
    out.write("id,sequence,label,split\n")
    for split in "train", "test":
        for i in range(240):
            pos = i % 2
            s = letters(rng.randint(60, 110 + 40 * pos),
                        [2, 2, 4, 2] if pos else [3, 2, 2, 3])
            if pos:
                s = s[:9] + "TATAAA" + s[15:-10] + "GATTACA" + s[-3:]
            if pos and i % 4 == 1:
                s = s[:30] + "NNNN" + s[34:]
            if not pos and split == "test":
                s = s[:20] + s[20:].lower()
            if i < 24:
                s = ("ACGTTGCAAC" * 8, "GTTGCAACGT" * 8)[i // 2 % 2]
            out.write(f"{split}{i},{s},{'np'[pos]},{split}\n")
PYTHON
}

page() {
	gbqc-report -q --no-leak --html page.html -o v.tsv "$@"
	xmllint --noout page.html
}

@test "every chart has a title, every shape is there, numbers stand below" {
	plant data.csv
	page -k 3 -k 5 data.csv
	run -0 figures sound page.html
	[ "${output%% *}" -gt 15 ]
}

@test "the best cut has the accuracy of the verdict" {
	plant data.csv
	page data.csv
	run -0 figures cuts page.html v.tsv
	[ "$output" = "2 cuts" ]
}

@test "a motif is found as an interval, read as the sequence reads" {
	plant data.csv
	page data.csv
	run -0 figures section page.html "From the start"
	[[ $output == *"10–"*TATAAA* ]]
	run -0 figures section page.html "From the end"
	[[ $output == *GATTACA* ]]
	[[ $output == *"Reach: the share of records that are as long"* ]]
}

@test "a check that passed has no figure" {
	make_classes 200 50 .5
	page pos.fa neg.fa
	run -0 grep -c 'Pass' page.html
	[ "$(grep -c '<figure' page.html)" = 0 ]
}

@test "ten thousand positions cost 10 KB a curve, 130 KB three anchors" {
	"$here/python" random - <<'PYTHON'
import random
rng = random.Random(4)
for name in "pn":
    with open(name + ".fa", "w") as out:
        for i in range(60):
            s = "".join(rng.choices("ACGT", k=rng.randint(9000, 10000)))
            if name == "p":
                s = s[:4000] + "TATAAATG" + s[4008:-90] + "A" * 90
                s = s[:len(s) // 2] + "GGGGGG" + s[len(s) // 2 + 6:]
            out.write(f">{i}\n{s}\n")
PYTHON
	page p.fa n.fa
	run -0 figures sizes page.html
	[ "${#lines[@]}" = 3 ]
	awk '{ all += $1; if ($2 > 10000) exit 1 }
		END { exit !(all < 130000) }' <<<"$output"
}

@test "of many words the worst twenty are drawn, and it is said" {
	plant data.csv
	page -k 3 data.csv
	run -0 figures section page.html "Words of k letters"
	[[ $output == *"The worst 20 of 6"* ]]
}

@test "words of five letters are shown, not scored" {
	printf '>%s\nACGTTGCATTACG\n' a b c d >p.fa
	printf '>%s\nTTTTTGCATTAAA\n' a b c d >n.fa
	page -k 5 p.fa n.fa
	run -0 figures section page.html "Words of 5 letters"
	[[ $output == *"Shown, not scored"* ]]
	# 4 records of 9 words each; ACGTT is one of them in p alone.
	grep -q '>ACGTT</th><td>0[^0-9]*%</td><td>11\.1[^0-9]*%</td>' \
		<(tr -d '\n' <page.html)
}

@test "copies: a row a class, the largest groups, the command that lists" {
	plant data.csv
	page data.csv
	run -0 figures section page.html "Copies within a class"
	[[ $output == *"gbqc-dup --list INPUT"* ]]
	# 12 records of each class and split are one sequence on two strands.
	[[ $output == *"n train 120 109 11 0 "* ]]
	[[ $output == *"with copies in a class"* ]]
}

@test "copies: records of the largest groups by name, from counts by hash" {
	plant data.csv
	page data.csv
	run -0 figures section page.html "Copies within a class"
	# Rows 1, 5, 9 ... of train are one sequence on two strands.
	[[ $output == *" n in train (both strands): train0 (row 1, "* ]] ||
		[[ $output == *" n in train: train0 (row 1, "* ]]
	[[ $output == *"5 records at most are named"*"gbqc-dup --list INPUT"* ]]
	cp page.html sequences.html
	gbqc-count -q data.csv | gbqc-report -q --no-leak --html page.html -o v.tsv
	run -0 figures section page.html "Copies within a class"
	[[ $output != *"row 1,"* ]]
	[[ $output == *"Counts hold no ids"*"gbqc-dup --list INPUT"* ]]
	# All else is the same.
	"$here/python" re - sequences.html page.html <<'PYTHON'
import re, sys
def bare(path):
    text = open(path, encoding="utf-8").read()
    text = re.sub(r"<p>(Of a sequence \d|Counts hold no).*?</p>", "", text)
    text = re.sub(r": (<bdi>\w*</bdi> \(row .*?)(, \d+ more)?(?=<)", "", text)
    return re.sub(r"(?: \(row \d+, .\)|<bdi>t\w+\d+</bdi>|, \d+ more|, |: |<br/>)",
                  "", text)
assert bare(sys.argv[1]) == bare(sys.argv[2])
PYTHON
	# Names of records are hostile, too.
	printf '>%s\nACGTTA\n' '<script>alert(1)</script>' $'x\xe2\x80\xaey' \
		'"onload=' >p.fa
	page p.fa n=p.fa
	run ! grep -qE '<script|"onload' page.html
	grep -qF '<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi> (row 1, +)' \
		page.html
	grep -qF '<bdi>x\u{202E}y</bdi> (row 2, +)' page.html
}

@test "conflicts: the most that any model can be right for" {
	printf '>a\nACGTACCA\n>b\nACGTACCA\n>c\nTTTACCGA\n' >p.fa
	printf '>a\nTGGTACGT\n>b\nACCATTTA\n' >n.fa
	page p.fa n.fa
	run -0 figures section page.html "One sequence, two labels"
	[[ $output == *"right for more than 4 of 5 records (80 %)"* ]]
	[[ $output == *"1 n"*"2 p"* ]]
}

@test "train against test: every check on one scale, the worst drawn" {
	plant data.csv
	page data.csv
	run -0 figures section page.html "Train against test"
	[[ $output == *"Lower case"*"test against train , class n"* ]]
	[[ $output == *"Records without lower case"* ]]
}

@test "three classes: each pair that is flagged has its figures" {
	for class in a b c; do
		make_classes 80 50 .5
		mv pos.fa $class.fa
	done
	sed -i '/^>/!s/^...../GGGGG/' b.fa
	sed -i '/^>/!s/^...../CCCCC/' c.fa
	page a.fa b.fa c.fa
	run -0 figures section page.html "From the start"
	for pair in "a against b" "a against c" "b against c"; do
		[[ $output == *"$pair"* ]]
	done
	[[ $output == *"GGGGG CCCCC"* ]]
}

@test "one value, one record, empty records: a page all the same" {
	printf '>a\nACGT\n' >one.fa
	printf '>a\n\n>b\n\n' >none.fa
	printf '>a\nNNNN\n>b\nNN\n' >n.fa
	for files in "one.fa n.fa" "none.fa n.fa" "one.fa none.fa" one.fa; do
		# shellcheck disable=SC2086
		page -k 3 -k 5 $files
		run -0 figures sound page.html
	done
}
