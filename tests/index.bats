# gbqc-report --index and --collect: many datasets, from their reports.

load common
load hostile

# links FILE: of the index, but the one within the page.
links() {
	grep -o 'href="[^"#]*"' "$1" | cut -d '"' -f 2
}

make_reports() {
	make_classes 300 60 .62
	mkdir -p out/gc out/same
	gbqc-report -q --name gc --json out/gc/report.json pos.fa neg.fa >table
	head -n 200 neg.fa >a.fa
	tail -n 400 neg.fa >b.fa
	gbqc-report -q --name same --json out/same/report.json train/a=a.fa \
		train/b=b.fa test/a=a.fa test/b=b.fa >table
}

# The table.

@test "--collect: a row a dataset, in the order of the arguments" {
	make_reports
	run -0 --separate-stderr gbqc-report --collect out/same/report.json \
		broken= other=out/gc/report.json
	[ -z "$stderr" ]
	[ "${lines[0]}" = '#gbqc-summary 1' ]
	[ "${lines[1]}" = "$(tabs '#dataset' flag fail warning inconclusive \
		pass worst_check worst_score leaked n)" ]
	[[ ${lines[2]} == "$(tabs same Fail)"$'\t'*$'\tleak\t1\t1\t600' ]]
	[ "${lines[3]}" = "$(tabs broken Error . . . . . . . .)" ]
	[[ ${lines[4]} == "$(tabs other Fail)"$'\t'*$'\t.\t600' ]]
	[ "${#lines[@]}" = 5 ]
}

@test "--collect: the numbers are those of the reports" {
	make_reports
	gbqc-report -q --json x.json pos.fa neg.fa >table
	run -0 --separate-stderr gbqc-report --collect x.json
	for flag in Fail:3 Warning:4 Inconclusive:5 Pass:6; do
		[ "$(cut -f "${flag#*:}" <<<"${lines[2]}")" = "$(awk -F '\t' \
			-v flag="${flag%:*}" '$7 == "." && $20 == flag' table |
			wc -l)" ]
	done
	[ "$(cut -f 7,8 <<<"${lines[2]}")" = "$(awk -F '\t' '$7 == "." &&
		$20 == "Fail" { print $11 "\t" $6 }' table |
		sort -rn | head -n 1 | awk '{ print $2 "\t" $1 }')" ]
}

@test "--collect reads a list, standard input, gzip" {
	make_reports
	printf 'gc=out/gc/report.json\nbroken=\n\n' >list
	gbqc-report --collect out/same/report.json gc=out/gc/report.json broken= \
		>wanted
	gbqc-report --collect out/same/report.json --files-from list |
		cmp - wanted
	gbqc-report --collect --files-from - out/same/report.json <list |
		cmp - wanted
	gbqc-report --collect <out/gc/report.json >one
	[ "$(tail -n 1 one | cut -f 1)" = gc ]
	gzip out/gc/report.json
	gbqc-report --collect out/gc/report.json.gz | cmp - one
	gbqc-report --collect -o file out/gc/report.json.gz
	cmp file one
}

@test "a name of a dataset is one field, a file with = is that file" {
	make_reports
	cp out/gc/report.json 'a=b'
	[ "$(gbqc-report --collect a=b | tail -n 1 | cut -f 1)" = gc ]
	[ "$(gbqc-report --collect $'x\ty\nz=out/gc/report.json' | tail -n 1 |
		cut -f 1)" = 'x\x09y\x0Az' ]
}

@test "--fail-on looks at all datasets, one without a report reaches it" {
	make_reports
	make_classes 1000 60 .5
	gbqc-report -q --json clean.json pos.fa neg.fa >table
	run -0 gbqc-report --collect clean.json
	run -0 gbqc-report --collect --fail-on fail clean.json
	run -3 --separate-stderr gbqc-report --collect --fail-on fail clean.json \
		out/gc/report.json
	[ "${#lines[@]}" = 4 ]
	run -3 gbqc-report --collect --fail-on fail clean.json broken=
	run -0 gbqc-report --collect clean.json broken=
	run -3 gbqc-report --index x.html --fail-on warning out/gc/report.json
	[ -s x.html ]
}

# What is no report.

@test "what is no report is an error that names file and fault" {
	make_reports
	refused 1 'gbqc-report: nothing.json: *' \
		gbqc-report --collect nothing.json
	refused 1 'gbqc-report: table:1:*: is not whole JSON: *' \
		gbqc-report --collect table
	head -c 4000 out/gc/report.json >cut.json
	refused 1 'gbqc-report: cut.json:*:*: is not whole JSON: *' \
		gbqc-report --collect out/gc/report.json cut.json
	: >empty.json
	refused 1 'gbqc-report: empty.json:*' gbqc-report --collect empty.json
	echo '{"a": 1}' >x.json
	refused 1 'gbqc-report: x.json: is JSON, but no report: *' \
		gbqc-report --collect x.json
	echo '[]' >x.json
	refused 1 'gbqc-report: x.json: is JSON, but no report: *' \
		gbqc-report --index x.html x.json
	[ ! -e x.html ]
	sed 's/report\/1/report\/2/' out/gc/report.json >x.json
	refused 1 'gbqc-report: x.json: is a report of version "gbqc.report/2"*' \
		gbqc-report --collect x.json
	refused 1 'gbqc-report: .: *' gbqc-report --collect .
	refused 1 'gbqc-report: no name of a dataset *' \
		gbqc-report --collect =out/x.json
}

@test "a key that is missing, twice, or of another type is named" {
	make_reports
	change() {
		sed "$1" out/gc/report.json >x.json
		run ! cmp -s x.json out/gc/report.json
		refused 1 "gbqc-report: x.json:$2" gbqc-report --collect x.json
	}
	change 's/"name":"gc",//' ' "name" is missing'
	change 's/"name":"gc"/"name":["gc"]/' ' "name" is no string'
	change 's/"settings":{/"settings":[{/; s/"label_threshold":null}/&]/' \
		' "settings" is no object'
	change 's/"warn":0.6/"warn":"a"/' ' "warn" is no number'
	change '0,/"flag":"[A-Za-z]*"/s//"flag":"Maybe"/' \
		' verdicts\[0\]: "flag" holds a word*'
	change '0,/"n_a":[0-9]*/s//"n_a":-1/' \
		' verdicts\[0\]: "n_a" is no whole number'
	change '0,/"n_a":[0-9]*/s//"n_a":1.5/' \
		' verdicts\[0\]: "n_a" is no whole number'
	change 's/"kind":"class"/"kind":null/' ' verdicts\[0\]: "kind" *'
	change 's/"n":300,/"n":99999999999999999999,/' '*:*'
	change 's/"name":"gc"/&,"name":"gc"/' '*duplicate*'
	change 's/"verdicts":\[/"verdict_rows":[/' ' "verdicts" is missing'
	change 's/"groups":\[/"groups":[1,/' ' groups\[0\]: "split" is missing'
	change 's/"title":/"titel":/' ' findings\[0\]: "title" is missing'
	# A report of a million levels is none, and no end of the stack.
	"$here/python" json -c 'print("[" * 1000000)' >x.json
	refused 1 'gbqc-report: x.json:*' gbqc-report --collect x.json
}

@test "options that do not fit are misuse" {
	make_reports
	refused 2 'gbqc-report: *' gbqc-report --files-from list x.json
	for option in --json --html --multiqc --counts; do
		refused 2 'gbqc-report: *' gbqc-report --collect $option x \
			out/gc/report.json
	done
	refused 2 'gbqc-report: *' gbqc-report --index x.html -o y \
		out/gc/report.json
	refused 2 'gbqc-report: *' gbqc-report --index - --collect \
		out/gc/report.json
	refused 2 'gbqc-report: *' gbqc-report --index x --collect -o x \
		out/gc/report.json
	gbqc-report --index - --collect -o y out/gc/report.json >x.html
	[[ $(head -n 1 x.html) == *DOCTYPE* ]]
	[[ $(head -n 1 y) == *summary* ]]
}

@test "a report is not written over by what is made of it" {
	make_reports
	cp out/gc/report.json x.json
	refused 1 'gbqc-report: --index is also an input*' \
		gbqc-report --index x.json x.json
	echo x.json >list
	refused 1 'gbqc-report: --output is also an input*' \
		gbqc-report --collect --files-from list -o x.json
	refused 1 'gbqc-report: --index is also an input*' \
		gbqc-report --index x.json - <x.json
	cmp x.json out/gc/report.json
	refused 1 'gbqc-report: --output is also an input*' \
		gbqc-report --collect --files-from list -o list
	refused 1 'gbqc-report: --index is also an input*' \
		gbqc-report --index list --files-from - <list
	[ "$(cat list)" = x.json ]
}

# The page.

@test "--index: a row a dataset, links to the pages beside the reports" {
	make_reports
	gbqc-report --index out/index.html out/gc/report.json \
		out/same/report.json broken=
	[ "$(links out/index.html)" = \
		$'gc/report.html\nsame/report.html' ]
	gbqc-report --index index.html out/gc/report.json out/same/report.json
	[ "$(links index.html)" = \
		$'out/gc/report.html\nout/same/report.html' ]
	gbqc-report --index out/same/index.html "$PWD/out/gc/report.json"
	[ "$(links out/same/index.html)" = ../gc/report.html ]
	gbqc-report --index - out/gc/report.json >x.html
	[ "$(links x.html)" = out/gc/report.html ]
	gbqc-report --index x.html <out/gc/report.json
	[ -z "$(links x.html)" ]
	[ "$(grep -c '<th scope="row">' out/index.html)" = 3 ]
	grep -q 'no report: the run that makes it failed' out/index.html
	grep -q '1 without a report, 2 to fix before training' out/index.html
}

@test "--index: flags have shape, word and colour; one page, no script" {
	make_reports
	gbqc-report --index x.html out/gc/report.json out/same/report.json
	xmllint --noout x.html
	run ! grep -iE '<script|style=|://|onload|<img|<link|@import' x.html
	grep -q "Content-Security-Policy.*default-src 'none'" x.html
	grep -qE '<td class="on-fail"><span class="flag fail"><svg.*Fail</span>' \
		x.html
	# The first screen: what to fix first, from the finding.
	grep -q '>GC content gives the label away<' x.html
	[ "$(stat -c %s x.html)" -lt 40000 ]
}

@test "--index: a name with blanks and quotes has a link that works" {
	make_reports
	mkdir -p "out/a 'b' \"c\" & <d>#?%:"
	cp out/gc/report.json "out/a 'b' \"c\" & <d>#?%:/it's.json"
	echo page >"out/a 'b' \"c\" & <d>#?%:/it's.html"
	gbqc-report --index out/index.html out/*/it*.json
	xmllint --noout out/index.html
	link=$(links out/index.html)
	run ! grep -E "[ '<>&#?:]" <<<"$link"
	[ "$(cd out && "$here/python" urllib.parse -c 'import sys, urllib.parse
print(open(urllib.parse.unquote(sys.argv[1])).read().strip())' "$link")" = page ]
}

@test "--index: hostile names are text" {
	make_hostile
	gbqc-report -q --name "$hostile_name" --json x.json x.csv >table
	gbqc-report --index x.html x.json "<b>'\"=x.json" $'\x1b[31m\xff=x.json' \
		"$(printf '%05000d' 0)=x.json"
	xmllint --noout x.html
	run ! grep -E '<script|<b>|rm -rf ~ #"' x.html
	run ! grep $'\xe2\x80\xae' x.html
	run ! grep $'\x1b' x.html
	grep -qF '\u{202E}' x.html
	[ "$(stat -c %s x.html)" -lt 200000 ]
}

@test "the same bytes, and nothing of where or when" {
	make_reports
	gbqc-report --index a.html out/gc/report.json out/same/report.json
	(cd out && TZ=Asia/Tokyo gbqc-report --index ../b.html gc/report.json \
		same/report.json)
	cmp a.html b.html
	run ! grep -E "$(hostname)|$(date +%Y)|$PWD" a.html
	for run in 1 2; do
		gbqc-report --collect out/gc/report.json >$run.tsv
	done
	cmp 1.tsv 2.tsv
}

@test "an index that cannot be written whole is not there" {
	make_reports
	run -1 --separate-stderr gbqc-report --index nowhere/x.html \
		out/gc/report.json
	[[ $stderr == 'gbqc-report: nowhere/x.html: '* ]]
	run -1 --separate-stderr gbqc-report --index /dev/full \
		out/gc/report.json
	echo old >x.html
	(
		ulimit -f 1
		trap '' XFSZ
		run -1 gbqc-report --index x.html out/gc/report.json
	)
	[ "$(cat x.html)" = old ]
	[ -z "$(ls -A | grep '^\.gbqc')" ]
}

@test "two hundred datasets" {
	make_reports
	for i in $(seq 200); do
		echo "set$i=out/gc/report.json"
	done >list
	gbqc-report --index x.html --collect --files-from list >x.tsv
	[ "$(grep -c '<th scope="row">' x.html)" = 200 ]
	[ "$(wc -l <x.tsv)" = 202 ]
	[ "$(stat -c %s x.html)" -lt 2000000 ]
}
