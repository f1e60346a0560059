# hostile.bash - names that mean something elsewhere, for every output.

# make_hostile: x.csv, whose labels are such names, two of them of each split.
make_hostile() {
	"$here/python" random - <<'PYTHON'
import csv, random
rng = random.Random(5)
labels = ["<script>alert(1)</script>", '" onload="x', "'; rm -rf ~ #",
          "a\u202egnp.exe", "=cmd()", "x" * 10000, "&amp;", "\\u003c"]
with open("x.csv", "w", newline="") as out:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["sequence", "label", "split"])
    for label in labels:
        for i in range(120):
            gc = "GC" if label[0] == "<" and rng.random() < .5 else "ACGT"
            rows.writerow(["".join(rng.choice("ACGT" + gc) for _ in range(40)),
                           label, "train" if i % 3 else "te<s>t"])
PYTHON
	# A label that is no UTF-8.
	awk 'NR < 60 && NR > 1 { sub(/,.*/, ",caf\351,train"); print }' x.csv \
		>>x.csv
}
hostile_name='<script>alert("n")</script> '\''; rm -rf ~ &amp;'$'\xe2\x80\xae'
