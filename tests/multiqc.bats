# gbqc-report --multiqc: what MultiQC needs of the files. tests/multiqc/run
# hands them to the real one.

load common
load hostile

# ask FILE EXPRESSION: of the file d.
ask() {
	"$here/python" json -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
print(eval("(" + sys.argv[2] + ")"))' "$1" "$2"
}

files() {
	local id
	for id in auroc gc general verdicts; do
		printf '%s\n' "$1.gbqc_${id}_mqc.json"
	done
}

@test "four files whose ids and headers do not depend on the data" {
	make_classes 300 60 .62
	gbqc-report -q --name one --multiqc one pos.fa neg.fa >table
	gbqc-report -q --name two --multiqc two --checks gc neg.fa >table
	# shellcheck disable=SC2046
	only neg.fa pos.fa table $(files one) $(files two)
	for id in general verdicts auroc gc; do
		[ "$(ask one.gbqc_${id}_mqc.json 'd["id"]')" = gbqc_$id ]
		for name in one two; do
			ask $name.gbqc_${id}_mqc.json \
				'{k: v for k, v in d.items() if k != "data"}' \
				>$name.head
		done
		cmp one.head two.head
	done
	for id in verdicts auroc gc; do
		[ "$(ask one.gbqc_${id}_mqc.json 'd["parent_id"]')" = gbqc ]
	done
	[ "$(ask one.gbqc_general_mqc.json 'd["plot_type"]')" = generalstats ]
	[ "$(ask one.gbqc_verdicts_mqc.json 'd["plot_type"]')" = table ]
	[ "$(ask one.gbqc_auroc_mqc.json 'd["plot_type"]')" = heatmap ]
	[ "$(ask one.gbqc_gc_mqc.json 'd["plot_type"]')" = linegraph ]
}

@test "general statistics: fails, worst AUROC, what leaked" {
	make_classes 300 60 .62
	gbqc-report -q --name d --multiqc x pos.fa neg.fa >table
	score=$(awk -F '\t' '$1 == "class" && $7 == "." && $11 > s { s = $11 }
		END { print s }' table)
	fails=$(awk -F '\t' '$7 == "." && $20 == "Fail"' table | wc -l)
	[ "$(ask x.gbqc_general_mqc.json 'd["data"]')" = \
		"{'d': {'gbqc_fail': $fails, 'gbqc_auroc': $score}}" ]
	gbqc-report -q --name d --multiqc x train/p=pos.fa test/p=pos.fa \
		train/n=neg.fa test/n=neg.fa >table
	[ "$(ask x.gbqc_general_mqc.json 'd["data"]["d"]["gbqc_leaked"]')" = 100 ]
	gbqc-report -q --name d --multiqc x pos.fa >table
	[ "$(ask x.gbqc_general_mqc.json 'd["data"]')" = \
		"{'d': {'gbqc_fail': 0}}" ]
}

@test "verdicts: the worst flag of each check, with a rule for its colour" {
	make_classes 300 60 .62
	gbqc-report -q --name d --multiqc x train/p=pos.fa train/n=neg.fa \
		test/p=neg.fa >table
	v='d["data"]["d"]'
	[ "$(ask x.gbqc_verdicts_mqc.json "$v['gc'], $v['length']")" = \
		"('Fail', 'Pass')" ]
	[ "$(ask x.gbqc_verdicts_mqc.json "$v['drift'], $v['leak']")" = \
		"('Fail', 'Fail')" ]
	[ "$(ask x.gbqc_verdicts_mqc.json "set($v) <= set(d['headers'])")" = \
		True ]
	[ "$(ask x.gbqc_verdicts_mqc.json 'sorted(rule[0]["s_eq"] for rule in
		d["headers"]["gc"]["cond_formatting_rules"].values())')" = \
		"['Fail', 'Inconclusive', 'Pass', 'Warning']" ]
}

@test "the heatmap steps where flags change" {
	make_classes 300 60 .62
	gbqc-report -q --name d --multiqc x pos.fa neg.fa >table
	[ "$(ask x.gbqc_auroc_mqc.json '[s[0] for s in
		d["pconfig"]["colstops"]]')" = '[0, 0.2, 0.2, 0.4, 0.4, 1]' ]
	[ "$(ask x.gbqc_auroc_mqc.json 'd["data"]["d"]["gc"]')" = \
		"$(awk -F '\t' '$6 == "gc" && $7 == "." { print $11 }' table)" ]
	[ "$(ask x.gbqc_auroc_mqc.json '"repeats" in d["data"]["d"]')" = False ]
	gbqc-report -q --warn .75 --fail 1 --multiqc x pos.fa neg.fa >table
	[ "$(ask x.gbqc_auroc_mqc.json '[s[0] for s in
		d["pconfig"]["colstops"]]')" = '[0, 0.5, 0.5, 1, 1, 1]' ]
}

@test "GC: a line a class, whose shares add up to 100 %" {
	make_classes 300 60 .62
	printf '>a\nNNNN\n>b\n\n' >>pos.fa
	gbqc-report -q --name d --multiqc x train/pos=pos.fa test/pos=neg.fa \
		train/neg=neg.fa >table
	[ "$(ask x.gbqc_gc_mqc.json 'sorted(d["data"])')" = \
		"['d | neg', 'd | pos']" ]
	[ "$(ask x.gbqc_gc_mqc.json '[round(sum(line.values()), 3) for line in
		d["data"].values()]')" = '[100.0, 100.0]' ]
	# Records without a base are no record of GC 0.
	[ "$(ask x.gbqc_gc_mqc.json '"0" in d["data"]["d | pos"]')" = False ]
	printf '>a\nGGGG\n>b\nGGGG\n>c\nAAAA\n' >x.fa
	gbqc-report -q --name d --multiqc x x.fa >table
	[ "$(ask x.gbqc_gc_mqc.json 'd["data"]["d | x"]["0"],
		d["data"]["d | x"]["100"]')" = '(33.3333, 66.6667)' ]
}

@test "names are letters that mean nothing to MultiQC's page" {
	make_hostile
	gbqc-report -q --name "$hostile_name" --multiqc x x.csv >table
	# shellcheck disable=SC2046
	run ! grep -lE '[<>&]|onload="|rm -rf ~' $(files x)
	for file in $(files x); do
		[ "$(ask "$file" 'all(__import__("re").fullmatch(
			"[A-Za-z0-9._ |-]+", name) for name in d["data"])')" = \
			True ]
	done
	[ "$(ask x.gbqc_general_mqc.json 'list(d["data"])')" = \
		"['_script_alert__n____script_ __ rm -rf _ _amp__']" ]
	gbqc-report -q --name '<' --multiqc y x.csv >table
	[ "$(ask y.gbqc_general_mqc.json 'list(d["data"])')" = "['_']" ]
}

@test "the same bytes for shards, threads and counts" {
	make_classes 200 60 .62
	gbqc-report -q --multiqc a pos.fa neg.fa >table
	gbqc-report -q --multiqc b -@ 3 neg.fa pos.fa >table
	gbqc-count neg.fa pos.fa | gbqc-report -q --multiqc c >table
	for id in auroc gc general verdicts; do
		cmp a.gbqc_${id}_mqc.json b.gbqc_${id}_mqc.json
		cmp a.gbqc_${id}_mqc.json c.gbqc_${id}_mqc.json
	done
}

@test "all four files or none" {
	make_classes 40 30 .5
	run -1 --separate-stderr gbqc-report -q --multiqc nowhere/x pos.fa neg.fa
	[[ $stderr == 'gbqc-report: nowhere/x.gbqc_general_mqc.json: '* ]]
	# The last of them cannot be written.
	mkdir x.gbqc_gc_mqc.json
	run -1 --separate-stderr gbqc-report -q --multiqc x pos.fa neg.fa
	[[ $stderr == 'gbqc-report: x.gbqc_gc_mqc.json: '* ]]
	only neg.fa pos.fa x.gbqc_gc_mqc.json
	(
		ulimit -f 2	# the verdicts alone are larger
		trap '' XFSZ
		run -1 gbqc-report -q --multiqc y -o table pos.fa neg.fa
	)
	only neg.fa pos.fa x.gbqc_gc_mqc.json
}
