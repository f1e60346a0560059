# The documentation: what it shows is what the tools print.

load common

# The examples of a page: blocks ```console of "$ command" and output. A block
# ```LANGUAGE NAME is the file NAME that they read. A command that ends in a
# backslash goes on in the next line.
unpack() {
	awk '
	/^```/ && mode != "" { if (mode == "file") close(name); mode = ""; next }
	/^```console$/ { mode = "console"; next }
	/^```[a-z]+ [^ ]+$/ { mode = "file"; name = $2; printf "" >name; next }
	/^```/ { mode = "other"; next }
	mode == "file" { print >name }
	mode != "console" { next }
	more { print >command; more = /\\$/; next }
	/^\$ / {
		close(command); close(wanted)
		number = sprintf("%03d", ++n)
		command = number ".command"; wanted = number ".wanted"
		print substr($0, 3) >command
		printf "" >wanted
		more = /\\$/
		next
	}
	{ print >wanted }' "$1"
}

# examples PAGE LEAST: runs them in turn; there are at least LEAST.
examples() {
	local command n=0 wrong=0
	ln -s "$here" tests
	ln -s "$here/../workflows" workflows
	unpack "$here/../$1"
	for command in *.command; do
		bash "$command" >"$command.got" 2>&1 </dev/null || true
		diff "${command%.command}.wanted" "$command.got" >difference || {
			sed 's/^/$ /' "$command"
			cat difference
			wrong=1
		}
		n=$((n + 1))
	done
	[ $wrong = 0 ]
	[ $n -ge "$2" ] || { echo "$n examples"; false; }
}

@test "the examples of docs/formats.md" {
	examples docs/formats.md 15
}

@test "the examples of docs/compat.md" {
	examples docs/compat.md 3
}

@test "the examples of docs/leak.md" {
	examples docs/leak.md 1
}

@test "the examples of docs/report.md" {
	examples docs/report.md 3
}

@test "the recipes" {
	examples docs/recipes.md 15
}

@test "the examples of README.md" {
	examples README.md 2
}

# The examples of man pages are commands on files of the reader's own: here
# are some of those names.
make_files() {
	make_classes 300 60 .5
	awk 'BEGIN { print "sequence,label" }
		!/^>/ { print $0 "," (FILENAME == "pos.fa" ? "pos" : "neg") }' \
		pos.fa neg.fa >data.csv
	for name in train test promoters shard1 shard2; do
		cp data.csv $name.csv
	done
	for name in data train promoters shard1; do
		gzip -k $name.csv
	done
	for name in enhancers tp ep; do
		gzip -c pos.fa >$name.fa.gz
	done
	for name in controls tn en; do
		gzip -c neg.fa >$name.fa.gz
	done
	printf '@r\nACGT\n+\nIIII\n' | gzip | tee a.fastq.gz >b.fastq.gz
	mkdir shards
	gbqc-len data.csv | tee len.tsv >shards/1.tsv
	gbqc-gc data.csv | tee gc.tsv >shards/2.tsv
	gbqc-count data.csv | tee shard1.tsv >shard2.tsv
	mkdir results results/promoters
	gbqc-report -q --json results/promoters/report.json data.csv >verdicts.tsv
}

@test "the examples of the man pages" {
	make_files
	for tool in $tools; do
		sed -n 's/^\.Dl //p; t; s/.*//p' "$here/../docs/$tool.1" |
			sed "s/\\\\(aq/'/g; s/\\\\(dq/\"/g; s/\\\\e/\\\\/g" |
			awk -v RS= -v name="$tool" \
				'{ print >(name "." NR ".example") }'
		for example in "$tool".*.example; do
			grep -q 'gbqc-' "$example"
			run --separate-stderr bash -eo pipefail "$example"
			# head leaves early: 141 is SIGPIPE.
			[ "$status" = 0 ] ||
				{ [ "$status" = 141 ] && grep -q head "$example"; } ||
				{ cat "$example" && echo "$stderr" && false; }
		done
	done
}

@test "each check has its section, each tool its row" {
	for check in $(gbqc-count --list-checks | cut -d ' ' -f 1) \
		alphabet copies label; do
		grep -qE "^## (.*, )?$check(,|\$)" "$here/../docs/checks.md" ||
			{ echo "$check"; false; }
		grep -q "\`$check\`" "$here/../docs/formats.md" ||
			grep -q "\\*$check\\*" "$here/../docs/formats.md" ||
			{ echo "$check"; false; }
	done
	for tool in $tools; do
		grep -q "^| \[\`$tool\`\](docs/$tool.1)" "$here/../README.md" ||
			{ echo "$tool"; false; }
	done
}

@test "links lead somewhere" {
	cd "$here/.."
	for page in *.md docs/*.md; do
		{ grep -oE '\]\([^)#]+' "$page" || true; } | cut -c 3- |
			while read -r link; do
				case $link in
				https://*) continue ;;
				esac
				[ -e "$(dirname "$page")/$link" ] ||
					{ echo "$page: $link"; exit 1; }
			done
	done
}
