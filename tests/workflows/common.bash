# common.bash - what the tests of the engines begin with: the engines are on
# the PATH (tests/workflows/run brings them).

load ../common

flows=$BATS_TEST_DIRNAME/../../workflows
example=$flows/example/sheet.csv

# shell_run DIR [OPTION...]: the plain loop on sheet.csv, to hold others
# against.
shell_run() {
	local dir=$1
	shift
	"$flows/shell/run" "$@" sheet.csv "$dir" 2>shell.log
}

# results DIR: what a run wrote, without logs and what it keeps for the next.
results() {
	(cd "$1" && find . \( -name .gbqc -o -name logs -o -name 'multiqc*' \) \
		-prune -o -type f -print | LC_ALL=C sort)
}

# equal DIR1 DIR2: the same files, byte for byte.
equal() {
	diff <(results "$1") <(results "$2")
	results "$1" | while read -r file; do
		cmp "$1/$file" "$2/$file" || exit 1
	done
}

flag() {
	awk -F '\t' -v name="$2" '$1 == name { print $2 }' "$1/summary.tsv"
}

# Two datasets of shards: near, of two classes in train and test whose labels
# have blanks, quotes and letters beyond ASCII; and wide, a table.
make_datasets() {
	"$here/../python" random - <<'PYTHON'
import random

rng = random.Random(5)


def letters(strong):
    return "".join(rng.choice("GC" if rng.random() < strong else "AT")
                   for _ in range(60))


with open("sheet.csv", "w") as sheet:
    sheet.write("dataset,split,label,path,label_column,split_column\n")
    for split, n in ("train", 150), ("test", 50):
        for number, label in enumerate(("it's \"\u03b1\", $5", "b g")):
            with open("%s %d.fa" % (split, number), "w") as out:
                for i in range(n):
                    out.write(">%s%d.%d\n%s\n" % (
                        split, number, i, letters(.4 + number / 10)))
            sheet.write('near,%s,"%s",%s %d.fa,,\n' % (
                split, label.replace('"', '""'), split, number))
    sheet.write("wide,,,wide.csv,class,part\n")
    with open("wide.csv", "w") as out:
        out.write("seq,class,part\n")
        for i in range(200):
            out.write("%s,c%d,p%d\n" % (letters(.5), i % 3, i % 2))
PYTHON
}

# A shard of near that ends in the middle.
break_shard() {
	gzip -c 'test 0.fa' | head -c 300 >cut.fa.gz
	sed -i 's/test 0.fa/cut.fa.gz/' sheet.csv
}
