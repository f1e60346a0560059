# gbqc-report --json: the report for programs.

load common
load hostile

# valid FILE...: by docs/report.schema.json.
valid() {
	"$here/python" jsonschema - "$here/../docs/report.schema.json" "$@" \
		<<'PYTHON'
import json, sys, jsonschema
with open(sys.argv[1]) as f:
    schema = json.load(f)
jsonschema.Draft202012Validator.check_schema(schema)
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as f:
        jsonschema.Draft202012Validator(schema).validate(json.load(f))
PYTHON
}

# ask FILE EXPRESSION: of the report r.
ask() {
	"$here/python" json -c 'import json, sys
r = json.load(open(sys.argv[1], encoding="utf-8"))
print(eval("(" + sys.argv[2] + ")"))' "$1" "$2"
}

# nameless FILE: without the names of records in groups of copies.
nameless() {
	sed 's/"records":\(\[[^]]*\]\|null\)/"records":-/g' "$1"
}

make_splits() {
	make_classes 300 60 .62
	{
		echo sequence,label,split
		awk '!/^>/ { print $0 ",pos," (NR % 3 ? "train" : "test") }' \
			pos.fa
		awk '!/^>/ { print $0 ",neg," (NR % 3 ? "train" : "test") }' \
			neg.fa
		awk '!/^>/ && NR < 30 { print $0 ",pos,test" }' pos.fa
	} >x.csv
}

@test "reports of all kinds of data are valid by the schema" {
	make_splits
	gbqc-report -q --json a.json x.csv >table
	gbqc-report -q --parts --json b.json --compare rest x.csv >table
	gbqc-report -q --json c.json --checks gc x.csv >table
	gbqc-report -q --json d.json pos.fa >table
	printf '>a\n\n>b\n\n' >empty.fa
	gbqc-report -q --json e.json empty.fa neg.fa >table
	gbqc-count pos.fa | head -n 2 | gbqc-report -q --json f.json >table
	seq 300 | awk 'BEGIN { print "sequence,label" }
		{ print "ACGT" substr("ACGTAC", $1 % 5), $1 / 7 }' OFS=, >r.csv
	gbqc-report -q --json g.json --regression r.csv >table
	gbqc-report -q --json h.json -k 3 --label . pos.fa >table
	make_hostile
	gbqc-report -q --json i.json --name "$hostile_name" x.csv >table
	valid ?.json
	[ "$(ask g.json 'r["settings"]["label_threshold"]')" != None ]
	[ "$(ask b.json 'r["settings"]["parts"]')" = True ]
	[ "$(ask b.json 'r["settings"]["compare"]')" = rest ]
	[ "$(ask f.json 'r["verdicts"], r["groups"], r["verdict"]')" = \
		"([], [], 'inconclusive')" ]
}

@test "the schema refuses what is no report" {
	make_classes 40 30 .5
	gbqc-report -q --json a.json pos.fa neg.fa >table
	sed 's/"flag":"Pass"/"flag":"Passed"/' a.json >b.json
	run ! valid b.json
	sed 's/"verdict":"[a-z]*"/"verdict":"safe"/' a.json >b.json
	run ! valid b.json
	sed 's/"n_a":[0-9]*,//' a.json >b.json
	run ! valid b.json
	sed 's/"digest":"sha256:/&0/' a.json >b.json
	run ! valid b.json
}

@test "verdicts are the rows of the table, null for a point" {
	make_splits
	gbqc-report -q --parts --json x.json x.csv >table
	"$here/python" json - >rows <<'PYTHON'
import json, re
text = open("x.json", encoding="utf-8").read()
# Numbers as they stand, for they must be those of the table to the digit.
report = json.loads(text, parse_float=str, parse_int=str)
keys = ("kind scope a b column check at n_a n_b measure score low high "
        "higher auprc prevalence accuracy majority p flag reason").split()
for row in report["verdicts"]:
    print("\t".join("." if row[k] is None else row[k] for k in keys))
PYTHON
	grep -v '^#' table | cmp - rows
	[ "$(wc -l <rows)" -gt 500 ]
}

@test "a verdict stands on a line, keys in one order" {
	make_splits
	gbqc-report -q --json x.json x.csv >table
	[ "$(grep -c '^  {"kind":"' x.json)" = "$(grep -vc '^#' table)" ]
	[[ $(head -n 1 x.json) =~ ^'{"schema":"gbqc.report/1","gbqc":"'[0-9.]*'","name":"dataset","digest":"sha256:'[0-9a-f]*'",'$ ]]
	keys=$(grep -oE '^ "[a-z_]+"' x.json | tr -d ' "\n')
	[ "$keys" = commandsettingsverdictgroupsverdictsfindingsintervalscopiescopy_groupsleaks ]
}

@test "groups, copies, tally and digest are those of the other tools" {
	make_splits
	gbqc-report -q --json x.json --counts counts.tsv x.csv >table
	[ "$(ask x.json 'r["digest"]')" = \
		"sha256:$(sha256sum <counts.tsv | cut -d ' ' -f 1)" ]
	for flag in Fail Warning Inconclusive Pass; do
		[ "$(ask x.json "r['tally']['$flag']")" = "$(awk -F '\t' \
			-v flag=$flag '!/^#/ && $7 == "." && $20 == flag' table |
			wc -l)" ]
	done
	gbqc-len --summary x.csv | grep -v '^#' |
		awk -F '\t' '{ print $1, $2, $6, $7, $8, $9, $10, $11, $12 }' >len
	ask x.json '"\n".join(" ".join(str(x) for x in (g["split"], g["label"],
		g["n"], g["length"]["min"], g["length"]["q1"],
		g["length"]["median"], g["length"]["q3"], g["length"]["max"],
		g["length"]["mean"])) for g in r["groups"])' | cmp - len
	gbqc-gc --summary x.csv | grep -v '^#' | cut -f 12 >gc
	ask x.json '"\n".join("%.6g" % g["gc"] for g in r["groups"])' | cmp - gc
	[ "$(ask x.json '[(c["records"], c["distinct"], c["forward"], c["reverse"])
		for c in r["copies"] if c["split"] == "test" and c["label"] == "pos"]')" = \
		"[(114, 110, 4, 0)]" ]
	[ "$(ask x.json '[(g["size"], sum(m["plus"] + m["minus"] for m in
		g["members"])) for g in r["copy_groups"] if g["kind"] == "within"]')" = \
		"[(2, 2), (2, 2), (2, 2), (2, 2)]" ]
	hash=$(ask x.json 'r["copy_groups"][0]["hash"]')
	[ "$(grep -c "$hash" counts.tsv)" -ge 1 ]
}

# make_copies FILE: few sequences, drawn often, on both strands, in three
# classes and two splits; records without id, of one id, of names that are code.
make_copies() {
	"$here/python" random,csv - "$1" <<'PYTHON'
import csv, random, sys
rng = random.Random(11)
turn = str.maketrans("ACGTN", "TGCAN")
pool = ["".join(rng.choices("ACGT", k=rng.randint(4, 30))) for _ in range(60)]
ids = ["", ".", "same", '<img src=x onerror="alert(1)">', "a\u202eb", "=1+1",
       "'; rm -rf ~", "x" * 10000, "&lt;b&gt;", "caf\u00e9"]
with open(sys.argv[1], "w", newline="", encoding="utf-8") as out:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["id", "sequence", "other", "label", "split"])
    for i in range(900):
        s = pool[int(len(pool) * rng.random() ** 2)]
        if rng.random() < .4:
            s = s.translate(turn)[::-1]
        if rng.random() < .2:
            s = s.lower().replace("t", "u")
        rows.writerow([ids[i // 2 % len(ids)] if i % 2 else "r%d" % i,
                       "" if i % 31 == 0 else s, pool[i % 7],
                       rng.choice(["a", "b", "<i>c", "."]),
                       rng.choice(["train", "test"])])
PYTHON
}

@test "records of the largest groups of copies are those of an oracle" {
	make_copies x.csv
	gbqc-report -q --no-leak --json x.json --html x.html x.csv >table
	valid x.json
	run -0 "$here/python" xxhash "$here/oracle/copy_groups.py" x.json x.csv
	[ "$output" = 30 ]
	gbqc-report -q --no-leak --seq-column sequence --seq-column other \
		--json y.json x.csv >table
	valid y.json
	run -0 "$here/python" xxhash "$here/oracle/copy_groups.py" \
		--seq-column sequence --seq-column other y.json x.csv
	[ "$output" -gt 70 ]
	# On any threads, and from pipes, which are read twice as well.
	gbqc-report -q --no-leak -@ 3 --json z.json --html z.html x.csv >table
	cmp x.json z.json
	cmp x.html z.html
	gbqc-report -q --no-leak --json z.json --html z.html <x.csv >table
	cmp x.json z.json
	cmp x.html z.html
	mkfifo pipe
	gzip <x.csv >pipe &
	gbqc-report -q --no-leak --json z.json -o table pipe
	cmp x.json z.json
	# Several files: rows count on.
	make_classes 40 10 .5
	cp pos.fa again.fa
	gbqc-report -q --json x.json p=pos.fa n=neg.fa q=again.fa >table
	run -0 "$here/python" xxhash "$here/oracle/copy_groups.py" x.json \
		p=pos.fa n=neg.fa q=again.fa
}

@test "counts name no records, and say all else" {
	make_copies x.csv
	gbqc-report -q --no-leak --json x.json x.csv >table
	gbqc-count -q x.csv | gbqc-report -q --no-leak --json y.json >table
	valid y.json
	"$here/python" json - <<'PYTHON'
import json
x, y = (json.load(open(n)) for n in ("x.json", "y.json"))
named = [[m.pop("records") for g in r["copy_groups"] for m in g["members"]]
         for r in (x, y)]
assert None not in named[0] and any(named[0])
assert set(map(str, named[1])) == {"None"}
assert x == y
PYTHON
	# Without dup there are none, and a pipe is not kept.
	TMPDIR=$PWD/none gbqc-report -q --checks gc --json x.json <x.csv >table
	[ "$(ask x.json 'r["copy_groups"]')" = "[]" ]
	refused 1 'gbqc-report: *none*' env TMPDIR="$PWD/none" gbqc-report -q \
		--no-leak --json x.json <x.csv
}

@test "lengths and GC: empty records, records without a base, what was not counted" {
	printf '>a\nACGT\n>b\n\n>c\nNN\n>d\nGG\n' >x.fa
	make_classes 40 30 .5
	gbqc-report -q --json x.json x.fa neg.fa >table
	[ "$(ask x.json '[(g["n"], g["empty"], g["length"]["median"], g["gc"])
		for g in r["groups"] if g["label"] == "x"]')" = \
		'[(4, 1, 2, 0.75)]' ]
	gbqc-report -q --checks length --json x.json x.fa neg.fa >table
	[ "$(ask x.json '{g["gc"] for g in r["groups"]}')" = '{None}' ]
	gbqc-report -q --checks gc --json x.json x.fa neg.fa >table
	[ "$(ask x.json '[g["length"] for g in r["groups"]] +
		[g["empty"] for g in r["groups"]] + r["copies"]')" = \
		'[None, None, None, None]' ]
}

@test "findings point at their rows, and the worst decides the verdict" {
	make_splits
	gbqc-report -q --json x.json --input-name 'x.csv y z.csv' x.csv >table
	[ "$(ask x.json 'r["verdict"]')" = fix ]
	[ "$(ask x.json 'all(r["verdicts"][i]["flag"] in ("Fail", "Warning") and
		r["verdicts"][i]["at"] is None
		for f in r["findings"] for i in f["rows"])')" = True ]
	[ "$(ask x.json 'sorted(i for f in r["findings"] for i in f["rows"]) ==
		[i for i, v in enumerate(r["verdicts"]) if v["at"] is None and
		 v["flag"] in ("Fail", "Warning")]')" = True ]
	[ "$(ask x.json '[f["flag"] for f in r["findings"]] ==
		sorted(f["flag"] for f in r["findings"])')" = True ]
	# The words of the user stand for the data, one by one.
	[ "$(ask x.json 'r["command"][-3:]')" = "['x.csv', 'y', 'z.csv']" ]
	gbqc-report -q --json y.json x.csv >table
	[ "$(ask y.json 'r["command"][-1]')" = INPUT ]
	[ "$(ask y.json 'all("INPUT" in sum(f["commands"], []) for f in
		r["findings"] if f["commands"])')" = True ]
	gbqc-report -q --json z.json neg.fa neg2=neg.fa >table
	[ "$(ask z.json 'r["verdict"], [f["cause"] for f in r["findings"]]')" = \
		"('fix', ['conflict'])" ]
}

@test "no number is rounded over a threshold" {
	make_classes 400 60 .55
	gbqc-report -q --json x.json pos.fa neg.fa >table
	score=$(ask x.json '[v["score"] for v in r["verdicts"]
		if v["check"] == "gc"][0]')
	warn=$("$here/python" json -c "print($score + 1e-9)")
	gbqc-report -q --json x.json --warn "$warn" --fail .9 pos.fa neg.fa >table
	[ "$(ask x.json "r['settings']['warn'] == $warn")" = True ]
	[ "$(ask x.json "all((v['score'] > $warn) == (v['flag'] == 'Warning')
		for v in r['verdicts'] if v['check'] == 'gc')")" = True ]
}

@test "interval of a motif: from, to, and what stands there" {
	make_classes 300 60 .5
	awk '/^>/ || $0 = substr($0, 1, 20) "TCAGG" substr($0, 26)' pos.fa >m.fa
	gbqc-report -q --json x.json m.fa neg.fa >table
	[ "$(ask x.json '[(i["from"], i["to"], i["consensus_a"]) for i in
		r["intervals"]]')" = "[(21, 25, 'TCAGG')]" ]
	[ "$(ask x.json 'r["verdicts"][r["intervals"][0]["row"]]["check"]')" = \
		start ]
}

@test "near copies between splits: figures, and pairs as in the pair table" {
	make_splits
	sed -i '1s/^/id,/; 2,$s/^/r/; 2,$s/^r/&,/' x.csv
	awk 'NR > 1 { sub(/^r/, "r" NR) } 1' x.csv >ids.csv
	gbqc-report -q --json x.json ids.csv >table
	valid x.json
	[ "$(ask x.json '[(l["tested"], l["in"], l["leaked"] + l["partial"] +
		l["low"] == sum(b["n"] for b in l["best"])) for l in r["leaks"]]')" = \
		"[('test', 'train', True)]" ]
	[ "$(ask x.json 'r["leaks"][0]["leaked"], r["leaks"][0]["n_tested"]')" = \
		"($(awk -F '\t' '$6 == "leak" && $7 == "." && $2 == "." {
			printf "%d, %d", $11 * $8 + .5, $8 }' table))" ]
	gbqc-leak --all ids.csv | grep -v '^#' | cut -f 1-16 | sort >pairs
	ask x.json '"\n".join("\t".join("." if e[k] is None else
		"%.4f" % e[k] if k in ("identity", "qcov", "tcov") else str(e[k])
		for k in ("query", "target", "relation", "strand", "edits", "length",
		"qlen", "tlen", "identity", "qcov", "tcov", "qlabel", "tlabel",
		"qsplit", "tsplit", "tags")) for e in r["leaks"][0]["examples"])' |
		sort >shown
	[ "$(wc -l <shown)" -ge 5 ]
	[ -z "$(comm -23 shown pairs)" ]
	gbqc-leak ids.csv >pairs.tsv
	gbqc-report -q --json y.json pairs.tsv >table
	valid y.json
	grep -q '"n_a":null' y.json
	[ "$(ask y.json '[(f["title"], f["keeps"], f["price"]) for f in
		r["findings"]]')" = "[('Records of test are in train too', None, None)]" ]
	[ "$(gbqc-report --collect y.json | tail -n 1 | cut -f 8-10)" = \
		$'.\t.\t.' ]
	gbqc-report -q --no-leak --json z.json ids.csv >table
	[ "$(ask z.json 'r["leaks"]')" = '[]' ]
}

# Names.

@test "hostile names come back whole, and the file is safe to show" {
	make_hostile
	gbqc-report -q --json x.json --name "$hostile_name" x.csv >table
	run ! grep -F '<' x.json
	run ! grep -F '&' x.json
	run ! grep $'\xe2\x80\xae' x.json
	[ "$(ask x.json 'r["name"]')" = "$hostile_name" ]
	"$here/python" json - <<'PYTHON'
import csv, json
report = json.load(open("x.json", encoding="utf-8"))
with open("x.csv", encoding="latin-1", newline="") as f:
    labels = {row[1].encode("latin-1") for row in list(csv.reader(f))[1:]}
got = {group["label"] for group in report["groups"]}
assert b"caf\xe9" in labels
want = {"caf\\xE9" if label == b"caf\xe9" else label.decode()
        for label in labels}
assert got == want, got ^ want
PYTHON
}

# again OPTION...: what the command of x.csv's report says makes that report.
again() {
	gbqc-report -q "$@" --json x.json -o table x.csv
	"$here/python" json - <<'PYTHON' >words
import json
for word in json.load(open("x.json"))["command"][1:-1]:
    print(word, end="\0")
PYTHON
	mapfile -d '' -t words <words
	gbqc-report -q "${words[@]}" --json y.json -o table x.csv
	cmp x.json y.json
}

@test "the command is whole: run again, it makes the same report" {
	make_copies x.csv
	sed -i '1s/label/what it is/' x.csv
	again --label-column 'what it is'
	again --label-column 'what it is' -k 4 -k 3 --positions 5 --no-leak
	again --label-column 'what it is' --checks n,gc,dup --warn .65
	again --label . --split-column split --seq-column other --parts \
		--id-column other
	printf 'seq,label\nACGTT,1.5\nACCAA,2.5\nGGACA,7\n' >r.csv
	gbqc-report -q --regression --label-threshold 2.25 --json x.json \
		-o table r.csv
	[ "$(ask x.json 'r["command"][1:4]')" = \
		"['--regression', '--label-threshold', '2.25']" ]
	# Counts are counted already.
	gbqc-count -q -k 3 x.csv --label-column 'what it is' |
		gbqc-report -q --json x.json -o table
	[ "$(ask x.json 'r["command"][:2]')" = "['gbqc-report', '--warn']" ]
	run ! grep -F x.csv x.json
}

@test "the same bytes for shuffled shards, threads, counts and sequences" {
	make_splits
	gbqc-report -q --name n --json wanted.json x.csv >table
	gbqc-report -q --name n --json got.json -@ 3 x.csv >table
	cmp wanted.json got.json
	# Counts do not tell of near copies.
	gbqc-report -q --no-leak --name n --json wanted.json x.csv >table
	{ head -n 1 x.csv; tail -n +2 x.csv | shuf --random-source=pos.fa; } \
		>shuffled.csv
	gbqc-report -q --no-leak --name n --json got.json shuffled.csv >table
	# Rows of the input are where they are, and counts name none.
	cmp <(nameless wanted.json) <(nameless got.json)
	for i in 0 1 2; do
		awk -v i=$i 'NR == 1 || NR % 3 == i' x.csv >shard.csv
		gbqc-count -q shard.csv >shard$i.tsv
	done
	gbqc-report -q --no-leak --name n --json got.json shard2.tsv shard0.tsv \
		shard1.tsv >table
	cmp <(nameless wanted.json) <(nameless got.json)
	mkdir elsewhere
	(cd elsewhere && TZ=Asia/Tokyo gbqc-report -q --no-leak --name n \
		--json - ../x.csv) >got.json
	cmp wanted.json got.json
	run ! grep -E "elsewhere|$(hostname)|x\.csv" wanted.json
}

# Writing.

@test "a report that cannot be written whole is not there" {
	make_classes 40 30 .5
	run -1 --separate-stderr gbqc-report -q --json nowhere/x.json pos.fa neg.fa
	[[ $stderr == 'gbqc-report: nowhere/x.json: '* ]]
	run -1 --separate-stderr gbqc-report -q --json /dev/full pos.fa neg.fa
	[[ $stderr == 'gbqc-report: /dev/full: '* ]]
	echo old >x.json
	(
		ulimit -f 1
		trap '' XFSZ
		run -1 gbqc-report -q --json x.json -o table pos.fa neg.fa
	)
	[ "$(cat x.json)" = old ]
	only neg.fa pos.fa x.json
	gbqc-report -q --json - pos.fa neg.fa >out.json
	valid out.json
}
