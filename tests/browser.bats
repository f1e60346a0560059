# Pages in a real browser: nothing leaves them, nothing runs in them, the
# keyboard reaches all of them, and they can be read.

load common

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return 1
	browser=$(PYTHONPATH=$BATS_TEST_DIRNAME/browser python3 -c \
		'import chromium; print(chromium.find() or "")')
	export browser
	[ -n "$browser" ] || return 0
	"$BATS_TEST_DIRNAME/python" csv - <<'PYTHON'
import csv, random
rng = random.Random(3)

def write(name, labels, splits, n, length):
    with open(name, "w") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "sequence", "label", "split"])
        for i, label in enumerate(labels):
            gc = .35 + .3 * i / len(labels)
            for split in splits:
                for k in range(n):
                    rows.writerow([k, "".join(rng.choices(
                        "ACGT", [1 - gc, gc, gc, 1 - gc], k=length)),
                        label, split])

write("two.csv", ["promoter", "background"], ["train", "test"], 120, 60)
write("three.csv", ["ei", "ie", "n"], ["."], 90, 60)
write("seven.csv", ["class%d" % i for i in range(7)], ["train", "test"],
      50, 40)
write("hostile.csv", ["<script>alert(1)</script>", '" onload="alert(1)',
                      "'; rm -rf ~", "a\u202eb", "x" * 10000,
                      "<img src=x onerror=alert(1)>"],
      ['"><svg onload=alert(1)>', "<style>*{display:none}</style>"], 40, 40)
PYTHON
	for set in two three seven hostile; do
		gbqc-report -q --name "<$set>&'" --html $set.html -o $set.tsv \
			$set.csv || return 1
	done
}

# browse CHECK...: of the pages, without a word.
browse() {
	[ -n "$browser" ] || skip "no Chromium"
	cd "$BATS_FILE_TMPDIR" || return 1
	PYTHONDONTWRITEBYTECODE=1 run -0 timeout 120 \
		python3 "$here/browser/check.py" "$@"
	[ -z "$output" ]
}

@test "no request leaves a page, and nothing runs in it" {
	browse quiet two.html three.html seven.html hostile.html
}

@test "Tab reaches every filter, fold and link, and shows where it is" {
	browse keyboard two.html three.html hostile.html
}

@test "the filter hides what passed, by the keyboard alone" {
	browse filter two.html three.html
}

@test "nothing is wider than a window of 1280 or 390 pixels" {
	browse fits 1280 two.html three.html seven.html hostile.html
	browse fits 390 two.html three.html seven.html hostile.html
}

@test "text stands out 4.5 to 1 from what is behind it, light and dark" {
	browse contrast two.html three.html
}

@test "without the style sheet charts keep their size and colour" {
	browse bare two.html seven.html
}

@test "on paper, from a dark screen too, tables fit the sheet in black on white" {
	browse paper two.html three.html seven.html hostile.html
}
