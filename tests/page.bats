# The page: well-formed, alone in the world, complete, the same every time.

load common

# make_table CLASSES RECORDS LENGTH SPLITS FILE: a CSV of classes that differ
# in GC, every fifth with TATA at one place; SPLITS are words with commas.
make_table() {
	"$here/python" random - "$@" <<'PYTHON'
import random, sys
classes, records, length = map(int, sys.argv[1:4])
rng = random.Random(classes)
with open(sys.argv[5], "w") as out:
    out.write("id,sequence,label,split\n")
    for c in range(classes):
        gc = .35 + .3 * (c * 7 % classes) / classes
        for split in sys.argv[4].split(","):
            for i in range(records):
                s = "".join(rng.choices("ACGT", [1 - gc, gc, gc, 1 - gc],
                                        k=length))
                if c % 5 == 0:
                    s = s[:10] + "TATA" + s[14:]
                out.write(f"r{i},{s},class{c:03d},{split}\n")
PYTHON
}

# sound FILE: well-formed, without a script, a style or an address.
sound() {
	xmllint --noout "$1"
	[ "$(head -n 1 "$1")" = '<!DOCTYPE html>' ]
	run ! grep -E '<script|style=|://|[[:space:]]on[a-z]+="' "$1"
	! grep -qaP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\xaa-\xae]' "$1"
}

@test "a page is well-formed, without script, style or address" {
	make_classes 200 50 .62
	run -0 gbqc-report -q --html page.html -o v.tsv pos.fa neg.fa
	sound page.html
	[ "$(grep -c '<h1>' page.html)" = 1 ]
	grep -q '<html lang="en">' page.html
}

@test "its head begins with charset and policy, whose hash is the style's" {
	make_classes 40 50 .5
	run -0 gbqc-report -q --html page.html -o v.tsv pos.fa neg.fa
	"$here/python" hashlib - page.html <<'PYTHON'
import base64, hashlib, re, sys
page = open(sys.argv[1], encoding="utf-8").read()
head, style = re.search(r"<head>\s*(.*?)<style>(.*?)</style>", page,
                        re.S).groups()
digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
assert head.startswith(
    '<meta charset="utf-8"/>\n<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'sha256-" + digest +
    "'; base-uri 'none'; form-action 'none'\"/>"), head
PYTHON
}

@test "two classes in two splits: every row of the verdict table is there" {
	make_table 2 150 50 train,test data.csv
	run -0 gbqc-report -q --html page.html -o v.tsv data.csv
	sound page.html
	run -0 "$here/python" html "$here/page/rows.py" page.html v.tsv --all
	[ "$output" = "$(($(wc -l <v.tsv) - 2)) of $(($(wc -l <v.tsv) - 2)) rows" ]
	[ "$(wc -c <page.html)" -lt 300000 ]
}

@test "--parts: the page says how many parts it leaves out" {
	make_table 2 60 60 . data.csv
	run -0 gbqc-report -q --parts --html page.html -o v.tsv data.csv
	run -0 "$here/python" html "$here/page/rows.py" page.html v.tsv --all
	[[ $output == *" of $(($(wc -l <v.tsv) - 2)) rows" ]]
	grep -q 'verdict table of gbqc-report has [0-9]* more' page.html
}

@test "twelve classes: triangles with numbers, and every pair in a table" {
	make_table 12 60 30 train,test data.csv
	run -0 gbqc-report -q --html page.html -o v.tsv data.csv
	sound page.html
	run -0 "$here/python" html "$here/page/rows.py" page.html v.tsv --all
	[ "$(wc -c <page.html)" -lt 2000000 ]
	grep -q 'GC content: [0-9]* of 66 pairs flagged' page.html
}

@test "fifty classes and two hundred make a page of less than 2 MB" {
	make_table 50 40 40 . fifty.csv
	run -0 gbqc-report -q --html page.html -o v.tsv fifty.csv
	sound page.html
	[ "$(wc -c <page.html)" -lt 2000000 ]
	run -0 "$here/python" html "$here/page/rows.py" page.html v.tsv
	grep -q 'of 1225 pairs flagged' page.html
	make_table 200 8 30 . many.csv
	run -0 gbqc-report -q --html page.html -o v.tsv many.csv
	sound page.html
	[ "$(wc -c <page.html)" -lt 2000000 ]
}

@test "ten thousand positions make a page of less than 2 MB" {
	make_table 2 40 10050 . data.csv
	run -0 gbqc-report -q --positions 0 --html page.html -o v.tsv data.csv
	sound page.html
	[ "$(wc -c <page.html)" -lt 2000000 ]
}

@test "the same bytes from counts, from shuffled shards, on any threads" {
	make_table 3 80 40 train,test data.csv
	# Counts hold no near copies: without them the pages are one.
	run -0 gbqc-report -q --no-leak --html page.html -o v.tsv data.csv
	gbqc-report -q --no-leak -@ 3 --html threads.html -o v.tsv data.csv
	gbqc-count -q data.csv >counts.tsv
	gbqc-report -q --no-leak --html counts.html -o v.tsv counts.tsv
	head -n 1 data.csv >a.csv && cp a.csv b.csv
	tail -n +2 data.csv | awk 'NR % 2' >>b.csv
	tail -n +2 data.csv | awk 'NR % 2 == 0' | tac >>a.csv
	gbqc-count -q b.csv >b.tsv
	gbqc-count -q a.csv >a.tsv
	gbqc-report -q --no-leak --html shards.html -o v.tsv b.tsv a.tsv
	for other in threads counts shards; do
		cmp page.html "$other.html"
	done
	gbqc-report -q --html one.html -o v.tsv data.csv
	gbqc-report -q -@ 3 --html three.html -o v.tsv data.csv
	cmp one.html three.html
}

@test "a row says which split gave it its flag, and labels keep their letters" {
	# In test alone pos is rich in GC, and half of it is there twice.
	"$here/python" random - >data.csv <<'PYTHON'
import random
rng = random.Random(3)
print("sequence,label,split")
for split in ("train", "test"):
    for label in ("neg", "pos"):
        gc = .8 if (label, split) == ("pos", "test") else .5
        for i in range(200):
            s = "".join(rng.choices("ACGT", [1 - gc, gc, gc, 1 - gc], k=40))
            for copy in range(1 + (gc > .5 and i % 2)):
                print(s, label, split, sep=",")
PYTHON
	run -0 gbqc-report -q --html page.html -o v.tsv data.csv
	sound page.html
	n=$(awk -F '\t' '!/^#/ && $7 == "." && $20 != "."' v.tsv | wc -l)
	grep -q "of $n comparisons" page.html
	row=$(grep -o '<tr[^>]*><td><span class="flag fail">.*>GC content</a>.*' \
		page.html | head -n 1)
	[[ $row == *"· in <bdi>test</bdi>"* ]]
	[ "$(grep -o '<b>\.[0-9]*</b>' <<<"$row" | wc -l)" = 1 ]
	[[ $row == *"<div><b>."*"</b></div></td></tr>"* ]]
	grep -q 'Sorting by GC content alone puts a sequence of .* in <b>[0-9.]*[^0-9]*%</b> of pairs (<bdi>test</bdi>; ' page.html
	grep -q '<p>pos, test: 100 of 300 records repeat another' page.html
	run ! grep -q '<p>Pos' page.html
	grep -q 'To look closer:' page.html
}

@test "how many records repeat another is said of those that are counted" {
	make_classes 200 40 .5
	head -n 200 pos.fa >again.fa
	cat pos.fa again.fa >more.fa
	run -0 gbqc-report -q --html page.html -o v.tsv pos=more.fa neg.fa
	grep -q '<p>100 records repeat another of their label (<b>20[^0-9]*%</b>)' \
		page.html
	grep -q '<p>pos: 100 of 300 records repeat another one' page.html
}

@test "names that would be code are text, in every place" {
	"$here/python" csv - <<'PYTHON'
import csv, random
labels = ["<script>alert(1)</script>", '" onload="alert(1)', "'; rm -rf ~",
          "a\u202eb", "x" * 10000, "=cmd()", "&amp;<b>", "\u200bq"]
rng = random.Random(1)
with open("data.csv", "w") as file:
    rows = csv.writer(file)
    rows.writerow(["id", "<img src=x>", "s\u202eq", "label", "split"])
    for i, label in enumerate(labels):
        for split in 'train"><img src=x onerror=alert(1)>', "te\u202est":
            for k in range(40):
                gc = .2 + .07 * i
                rows.writerow(["r"] + ["".join(rng.choices(
                    "ACGT", [1 - gc, gc, gc, 1 - gc], k=30))
                    for _ in range(2)] + [label, split])
PYTHON
	run -0 gbqc-report -q --seq-column '<img src=x>' \
		--seq-column $'s\xe2\x80\xaeq' --name '<script>"'"'&" \
		--input-name "a'b;rm <x>.csv" --html page.html -o v.tsv data.csv
	sound page.html
	run ! grep -qE '<img|<b>alert|onerror=alert\(1\)"' page.html
	grep -qF '<h1><bdi>&lt;script&gt;&quot;&#39;&amp;</bdi></h1>' page.html
	grep -qF 'a\u{202E}b' page.html
	grep -qF '\u{200B}q' page.html
	grep -qF '<bdi title="xxxxx' page.html
	# The whole of a long one is there once a column.
	[ "$(grep -oE 'x{1000}' page.html | wc -l)" -le 30 ]
	[ "$(wc -c <page.html)" -lt 3000000 ]
	# Cut at 40 letters wherever it is shown.
	"$here/python" html.parser - page.html <<'PYTHON'
import html.parser, sys
class Text(html.parser.HTMLParser):
    tag = ""
    def handle_starttag(self, tag, attrs):
        self.tag = tag
    def handle_data(self, data):
        if self.tag != "title" and "x" * 50 in data:
            sys.exit("not cut: " + data[:80])
Text(convert_charrefs=True).feed(open(sys.argv[1], encoding="utf-8").read())
PYTHON
}

@test "bytes that are not UTF-8 are shown as bytes" {
	make_classes 40 30 .5
	run -0 gbqc-report -q --name $'a\x9fb\xed\xa0\x80c' --html page.html \
		-o v.tsv pos.fa neg.fa
	sound page.html
	grep -qF '<h1><bdi>a\x9Fb\xED\xA0\x80c</bdi></h1>' page.html
}

@test "the verdict is the worst flag, and never says safe" {
	make_classes 300 60 .75
	gbqc-report -q --html fail.html -o v.tsv pos.fa neg.fa
	grep -q 'Fix before training' fail.html
	make_classes 300 60 .54
	gbqc-report -q --html care.html -o v.tsv pos.fa neg.fa
	grep -q 'Usable with care' care.html
	make_classes 400 60 .5
	gbqc-report -q --html clear.html -o v.tsv pos.fa neg.fa
	grep -q 'No shortcut found' clear.html
	grep -q 'from an AUROC of .6[0-9]* on' clear.html
	make_classes 12 60 .5
	gbqc-report -q --html few.html -o v.tsv pos.fa neg.fa
	grep -q 'Too few sequences to tell' few.html
	run ! grep -qiw safe fail.html care.html clear.html few.html
}

@test "no number is rounded over a threshold" {
	# 3,002 of 5,000 pairs: an AUROC of .6004, shown as more than .6.
	make_classes 300 60 .62
	run -0 gbqc-report -q --html page.html -o v.tsv pos.fa neg.fa
	score=$(awk -F '\t' '$6 == "gc" && $7 == "." { print $11 }' v.tsv)
	for warn in "${score:0:5}" "${score:0:6}"; do
		gbqc-report -q --warn "$warn" --fail 1 --html page.html \
			-o v.tsv pos.fa neg.fa
		"$here/python" re - page.html "$warn" <<'PYTHON'
import re, sys
page, warn = open(sys.argv[1]).read(), float(sys.argv[2])
row = re.search(r'<tr><td><span class="flag warning">.*?GC content.*?</tr>',
                page, re.S).group()
shown = re.search(r'number lanes"><div><b>([.0-9]+)</b>', row).group(1)
assert float(shown) > warn, (shown, warn)
PYTHON
	done
}

@test "sets with nothing to compare make a page that says so" {
	printf '>a\nACGT\n' >one.fa
	gbqc-report -q --html page.html -o v.tsv one.fa
	sound page.html
	grep -q 'Not compared' page.html
	printf 'sequence,label\n' >none.csv
	gbqc-report -q --html page.html -o v.tsv none.csv || [ $? = 1 ]
	[ ! -e page.html ] || sound page.html
	printf '>a\n\n>b\n\n' >empty.fa
	gbqc-report -q --html page.html -o v.tsv empty.fa one.fa
	sound page.html
}

@test "several columns: each has its table" {
	printf 'left,right,label\n' >pairs.csv
	for i in $(seq 40); do
		printf 'ACGT%s,GGCC,a\nTTTTAAAA,CGCG,b\n' "$i" | tr 0-9 ACGTACGTAC
	done >>pairs.csv
	gbqc-report -q --seq-column left --seq-column right --html page.html \
		-o v.tsv pairs.csv
	sound page.html
	for column in left right merged; do
		grep -qF "<h3>Column <bdi>$column</bdi></h3>" page.html
	done
	run -0 "$here/python" html "$here/page/rows.py" page.html v.tsv --all
}

@test "a page that cannot be written whole is not left behind" {
	make_classes 60 30 .5
	run -1 --separate-stderr gbqc-report -q --html /dev/full -o v.tsv pos.fa neg.fa
	[[ $stderr == 'gbqc-report: '*'No space left'* ]]
	printf 'old\n' >page.html
	run -1 gbqc-report -q --html missing/page.html -o v.tsv pos.fa neg.fa
	printf '#gbqc-counts 1\nbroken\n' >bad.tsv
	run -1 gbqc-report -q --html page.html -o v.tsv bad.tsv
	[ "$(cat page.html)" = old ]
}
