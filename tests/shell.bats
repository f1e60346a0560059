# workflows/shell/run: the graph as a plain loop, held against a plain pipe.

load common

run=$BATS_TEST_DIRNAME/../workflows/shell/run
example=$BATS_TEST_DIRNAME/../workflows/example

# Two datasets of shards: 'near' of two classes in train and test, and 'wide'
# of a table; the labels have blanks, quotes, and letters beyond ASCII.
make_datasets() {
	"$here/python" random - <<'PYTHON'
import random

rng = random.Random(5)


def letters(strong):
    return "".join(rng.choice("GC" if rng.random() < strong else "AT")
                   for _ in range(60))


with open("rows.csv", "w") as sheet:
    for split, n in ("train", 150), ("test", 50):
        for number, label in enumerate(("it's \"\u03b1\", 5'", "b g")):
            with open("%s.%d.fa" % (split, number), "w") as out:
                for i in range(n):
                    out.write(">%s%d.%d\n%s\n" % (
                        split, number, i, letters(.4 + number / 10)))
            quoted = label.replace('"', '""')
            sheet.write('near,%s,"%s",%s.%d.fa\n' % (
                split, quoted, split, number))
    with open("wide.csv", "w") as out:
        out.write("seq,class,part\n")
        for i in range(200):
            out.write("%s,c%d,p%d\n" % (letters(.5), i % 3, i % 2))
PYTHON
	{
		echo 'dataset,split,label,path,label_column,split_column'
		sed 's/$/,,/' rows.csv
		echo wide,,,wide.csv,class,part
	} >sheet.csv
}

# results DIR: what a run wrote, without what it keeps for the next one.
results() {
	(cd "$1" && find . -name .gbqc -prune -o -type f -print | sort)
}

equal() {
	diff <(results "$1") <(results "$2")
	results "$1" | while read -r file; do
		cmp "$1/$file" "$2/$file" || exit 1
	done
}

@test "a run is what a plain pipe writes" {
	make_datasets
	"$run" sheet.csv out 2>log
	label=$'it\'s "\xce\xb1", 5\''
	gbqc-count -q "train/$label=train.0.fa" "train/b g=train.1.fa" \
		"test/$label=test.0.fa" "test/b g=test.1.fa" >near.tsv
	gbqc-count -q --label-column class --split-column part wide.csv >wide.tsv
	for dataset in near wide; do
		cmp $dataset.tsv out/$dataset/counts.tsv
		mkdir -p plain/$dataset
		cp $dataset.tsv plain/$dataset/counts.tsv
	done
	gbqc-leak -q --id-prefix "train/$label=train.0.fa" \
		"train/b g=train.1.fa" "test/$label=test.0.fa" \
		"test/b g=test.1.fa" >plain/near/pairs.tsv
	for dataset in near wide; do
		gbqc-report -q --name $dataset --html plain/$dataset/report.html \
			--json plain/$dataset/report.json \
			--multiqc plain/$dataset/$dataset plain/$dataset/*.tsv \
			>verdicts.tsv
		mv verdicts.tsv plain/$dataset
	done
	gbqc-report -q --collect --index plain/index.html \
		plain/near/report.json plain/wide/report.json >plain/summary.tsv
	equal plain out
}

@test "1, 3 and 50 shards, in any order: the same bytes" {
	make_datasets
	cat train.0.fa train.1.fa test.0.fa test.1.fa |
		paste - - | awk '
		BEGIN { print "sequence,label,split" }
		{
			split_name = $1 ~ /^>test/ ? "test" : "train"
			print $2 "," substr($1, length(split_name) + 2, 1) \
				"," split_name
		}' >all.csv
	for n in 1 3 50; do
		mkdir $n
		for i in $(seq $n); do
			awk -v n="$n" -v i="$i" 'NR == 1 || NR % n == i % n' \
				all.csv >"$n/$i.csv"
			echo "all,,,$n/$i.csv"
		done | shuf --random-source=all.csv >rows
		{ echo dataset,split,label,path && cat rows; } >sheet.csv
		"$run" sheet.csv out$n 2>log
	done
	[ "$(tail -n 1 out1/summary.tsv | cut -f 10)" = 400 ]
	equal out1 out3
	equal out1 out50
}

# younger FILE: what of the results is younger than it.
younger() {
	find out -type f -newer "$1" ! -name reports ! -name shards.tsv \
		! -name seek |
		grep -v -e '^out/summary.tsv$' -e '^out/index.html$' | sort || true
}

@test "a second run does nothing; a touched file only its own path" {
	make_datasets
	"$run" sheet.csv out 2>log
	cp -r out before
	sleep .01
	touch now
	"$run" sheet.csv out
	[ -z "$(younger now)" ]
	sleep .01
	touch test.1.fa now
	sleep .01
	"$run" sheet.csv out
	[ "$(younger now)" = "$(printf 'out/%s\n' .gbqc/leaks/000004.tsv \
		.gbqc/leaks/000004.tsv.rows .gbqc/near.pairs .gbqc/near.report \
		.gbqc/near.shards .gbqc/shards/000004.tsv \
		.gbqc/shards/000004.tsv.row near/counts.tsv \
		near/near.gbqc_{auroc,gc,general,verdicts}_mqc.json \
		near/pairs.tsv near/report.{html,json} near/verdicts.tsv)" ]
	equal before out
}

@test "what is asked otherwise is done again" {
	make_datasets
	"$run" sheet.csv out
	"$run" -c gc,length -R '--warn .55' sheet.csv out
	"$run" -c gc,length -R '--warn .55' sheet.csv new
	equal new out
	[ "$(grep -v '^#' out/near/counts.tsv | cut -f 4 | sort -u | xargs)" = \
		'gc length' ]
	sed -i '/test.1.fa/d' sheet.csv
	"$run" sheet.csv out
	"$run" sheet.csv other
	equal other out
}

@test "a broken shard fails its dataset alone, and is named" {
	make_datasets
	gzip -c test.0.fa | head -c 300 >cut.fa.gz
	sed 's/test.0.fa/cut.fa.gz/' sheet.csv >broken.csv
	"$run" sheet.csv whole
	run -1 --separate-stderr "$run" broken.csv out
	[[ $stderr == *"gbqc-count: cut.fa.gz: the gzip data are truncated"* ]]
	[[ $stderr == *"run: near: not judged, for want of 2 tables"* ]]
	[ "$(cut -f 1,2 out/summary.tsv | tail -n 2)" = \
		$'near\tError\nwide\tInconclusive' ] ||
		[ "$(sed -n 3p out/summary.tsv | cut -f 1,2)" = $'near\tError' ]
	[ ! -e out/near ]
	diff -r whole/wide out/wide
	# Of what was judged before nothing stays when a file breaks.
	cp cut.fa.gz test.0.fa
	run -1 "$run" sheet.csv whole
	[ "$(sed -n 3p whole/summary.tsv | cut -f 1,2)" = $'near\tError' ]
	[ ! -e whole/near ]
}

@test "verdicts stop a run at its end, and only where it is asked" {
	make_datasets
	"$run" sheet.csv out
	run -3 "$run" -f inconclusive sheet.csv gated
	equal out gated
	awk 'BEGIN { for (i = 0; i < 60; i++) print ">" i "\nACGTACGTAG" i }' |
		tr 0-9 ACGTACGTAC >same.fa
	printf 'dataset,split,label,path\nd,,a,same.fa\n' >one.csv
	run -0 "$run" -f never one.csv one
}

@test "an unsound sheet, misuse: nothing is written over" {
	make_datasets
	echo near,,x,none.fa,, >>sheet.csv
	run -1 --separate-stderr "$run" sheet.csv out
	[ "$stderr" = 'gbqc-sheet: sheet.csv:7: path "none.fa" does not exist' ]
	[ ! -e out/summary.tsv ]
	run -2 "$run"
	run -2 "$run" -x sheet.csv out
}

@test "the example data: known faults are found, and nothing where none is" {
	"$run" "$example/sheet.csv" out
	flagged() {
		awk -F '\t' -v kind="$2" '$1 == kind && $7 == "." &&
			($19 $20 ~ /Fail|Warning/) { print $6 }' \
			"out/$1/verdicts.tsv" | sort -u | xargs
	}
	[ "$(tail -n 4 out/summary.tsv | cut -f 1,2 | xargs)" = \
		"enhancers Fail splice_sites Fail planted Fail places $(
			sed -n 6p out/summary.tsv | cut -f 2)" ]
	for check in gc start dup n; do
		[[ " $(flagged planted class) $(flagged planted copies) " == \
			*" $check "* ]] || { echo $check; false; }
	done
	[ "$(awk -F '\t' '$1 == "planted" { print $9 }' out/summary.tsv)" = 0.1 ]
	[ -z "$(flagged places class)" ]
}

@test "the example data are what generate.py makes" {
	"$here/python" gzip "$example/generate.py" made
	for name in planted places; do
		find "$example/$name" -type f | while read -r file; do
			other=made/${file#"$example/"}
			case $file in
			*.gz) cmp <(gzip -dc "$file") <(gzip -dc "$other") ;;
			*) cmp "$file" "$other" ;;
			esac || exit 1
		done
	done
}
