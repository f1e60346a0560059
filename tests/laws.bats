# What must hold for any data: sums, threads, orders, ways.

load common

# A dataset with everything in it, in two shards of other size.
make_shards() {
	"$here/python" random "$here/oracle/random_data.py" "${1:-3}" data \
		>/dev/null
	"$here/python" csv - <<'PYTHON'
import csv
rows = list(csv.reader(open("data/a.csv", newline="", encoding="utf-8-sig")))
head, rows = rows[0], rows[1:]
cut = len(rows) // 3
for name, some in ("all", rows), ("1", rows[:cut]), ("2", rows[cut:]), \
        ("turned", rows[::-1]):
    with open(name + ".csv", "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        writer.writerows(some)
PYTHON
	rm -r data
}

@test "measure(A + B) = merge(measure(A), measure(B)), byte for byte" {
	for seed in 3 5 9 15 16 20; do
		make_shards $seed
		for tool in $measuring; do
			$tool all.csv >all
			$tool 1.csv >1
			$tool 2.csv >2
			gbqc-merge 1 2 | cmp - all
			gbqc-merge 2 1 | cmp - all
			cat 2 1 | gbqc-merge | cmp - all
			$tool 1.csv 2.csv | cmp - all
		done
		gbqc-count -k 3 -k 4 -k 5 -k 8 all.csv >all
		gbqc-merge <(gbqc-count -k 3 -k 4 -k 5 -k 8 1.csv) \
			<(gbqc-count -k 3 -k 4 -k 5 -k 8 2.csv) | cmp - all
	done
}

@test "merging is associative, and a table alone is itself" {
	make_shards 3
	gbqc-count 1.csv >1
	gbqc-count 2.csv >2
	gbqc-merge 1 | cmp - 1
	gbqc-merge 1 2 2 1 1 >flat
	gbqc-merge <(gbqc-merge 1 2) <(gbqc-merge 2 <(gbqc-merge 1 1)) |
		cmp - flat
}

@test "the number of threads does not show" {
	make_classes 30000 40 .5
	make_shards 3
	bgzip -c pos.fa >pos.gz
	gzip -c pos.fa >pos.fa.gz
	for files in 'pos.fa neg.fa' all.csv 'pos=pos.gz neg.fa' pos.fa.gz; do
		for tool in $measuring; do
			# shellcheck disable=SC2086
			$tool $files >1
			for n in 2 3 8; do
				# shellcheck disable=SC2086
				$tool -@ $n $files | cmp - 1
			done
		done
	done
}

@test "nor does it where records are read one after another" {
	make_classes 30000 40 .5
	head -n 2000 pos.fa | bgzip -c >test.gz
	cat pos.fa neg.fa | bgzip -c >train.gz
	gbqc-leak train.gz test.gz >wanted
	[ "$(grep -vc '^#' wanted)" -ge 1000 ]
	gbqc-dup --list train.gz test.gz >listed
	gbqc-report train/x=train.gz test/x=test.gz >report
	for n in 2 3 8; do
		gbqc-leak -@ $n train.gz test.gz | cmp - wanted
		gbqc-dup --list -@ $n train.gz test.gz | cmp - listed
		gbqc-report -@ $n train/x=train.gz test/x=test.gz |
			cmp - report
	done
}

@test "the order of records and of files does not show" {
	make_shards 3
	for tool in $measuring; do
		$tool all.csv >wanted
		$tool turned.csv | cmp - wanted
		$tool 2.csv 1.csv | cmp - wanted
	done
	gbqc-report all.csv >wanted
	gbqc-report turned.csv | cmp - wanted
}

@test "the report on sequences is the report on their counts" {
	for seed in 3 6 9 15; do
		make_shards $seed
		gbqc-report --parts --no-leak all.csv >wanted
		gbqc-count all.csv | gbqc-report --parts | cmp - wanted
		gbqc-merge <(gbqc-count 1.csv) <(gbqc-count 2.csv) |
			gbqc-report --parts - | cmp - wanted
		gbqc-report --parts --no-leak -@ 3 all.csv | cmp - wanted
		for t in len gc comp dup; do
			gbqc-$t all.csv
		done | gbqc-report --parts | cmp - wanted
	done
}

@test "the way the bytes come does not show" {
	make_shards 3
	gbqc-count all.csv >wanted
	gbqc-count <all.csv | cmp - wanted
	cat all.csv | gbqc-count | cmp - wanted
	gzip -c all.csv | gbqc-count | cmp - wanted
	bgzip -c all.csv | gbqc-count -@ 2 | cmp - wanted
	for size in 1 2 3 7; do
		"$here/python" os "$here/faults/slowly.py" all.csv $size |
			gbqc-count | cmp - wanted
	done
}

@test "locale and time zone do not show" {
	make_shards 3
	LC_ALL=C TZ=UTC gbqc-report all.csv >wanted
	for locale in $(locale -a | grep -Ei '^(de_DE|tr_TR|C)\.utf-?8$'); do
		LC_ALL=$locale TZ=Asia/Tokyo gbqc-report all.csv | cmp - wanted
	done
}

@test "a table that is written again is the same" {
	make_shards 3
	gbqc-count -k 3 -k 5 all.csv >once
	gbqc-merge once >twice
	cmp once twice
	gbqc-report --counts thrice once >/dev/null
	cmp once thrice
}
