#!/bin/sh
# gbqc-summary - verdicts of many datasets as one table, a row each.
#
#   gbqc-summary row NAME COUNTS VERDICTS     the row of one dataset
#   gbqc-summary table SHARDS [ROW_FILE...]   the table of all
#   gbqc-summary gate FLAG SUMMARY            the exit status of a run
#
# SHARDS is what gbqc-sheet check prints, or a list of names: it gives the
# datasets and their order. One of which there is no row comes out with flag Error. Columns:
# formats.md, section 5. gate names the datasets whose flag is FLAG (fail,
# warning, inconclusive; never: none) or worse, Error being the worst, and
# exits with 3 if there is one.
set -eu
export LC_ALL=C
me=gbqc-summary
version=@VERSION@

header() {
	printf '#gbqc-summary 1\n#dataset\tflag\tfail\twarning\tinconclusive'
	printf '\tpass\tworst_check\tworst_score\tleaked\tn\n'
}

# Every check counts all records of its group: those of the first check of
# the first column that each split and label has.
records() {
	awk -F '\t' '
	/^#/ { next }
	$1 != split_name || $2 != label {
		split_name = $1
		label = $2
		column = $3
		check = $4
		at = ""
	}
	$3 != column || $4 != check { next }
	check ~ /^(base|centre|dinuc|end|kmer|pool|start)$/ {
		if ($6 $7 == ".." && $5 ~ /^[.0-9]/ && (at == "" || at == $5))
			n += $8
		if (at == "")
			at = $5
		next
	}
	check == "n" && $5 != "share" { next }
	check == "skew" && $5 != "GC" { next }
	{ n += $8 }
	END { printf "%d\n", n }' "$1"
}

row() {
	[ $# = 3 ] || usage
	awk -F '\t' -v name="$1" -v n="$(records "$2")" '
	BEGIN {
		rank["Fail"] = 4
		rank["Warning"] = 3
		rank["Inconclusive"] = 2
		rank["Pass"] = 1
	}
	NR == 1 && $0 != "#gbqc-verdicts 1" {
		print FILENAME ": not a table of verdicts" >"/dev/stderr"
		exit (failed = 1)
	}
	NR == 2 {
		sub(/^#/, "")
		for (i = 1; i <= NF; i++)
			column[$i] = i
	}
	/^#/ || NR == 2 { next }
	{
		kind = $column["kind"]
		flag = $column["flag"]
		score = $column["score"]
	}
	$column["at"] != "." { next }
	kind == "leak" && score != "." && $column["scope"] == "." &&
	$column["a"] !~ /^train(ing)?$/ {
		how = $column["check"]
		if (!(how in leaked) || score + 0 > leaked[how] + 0)
			leaked[how] = score
	}
	!(flag in rank) { next }
	{ count[flag]++ }
	rank[flag] > worst || (rank[flag] == worst && score + 0 > best + 0) {
		worst = rank[flag]
		worst_flag = flag
		best = score
		check = $column["check"]
	}
	END {
		if (failed)
			exit 1
		printf "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\n", name,
			worst ? worst_flag : ".", count["Fail"],
			count["Warning"], count["Inconclusive"],
			count["Pass"], worst ? check : ".",
			worst ? best : ".", "leak" in leaked ? \
			leaked["leak"] : "dup" in leaked ? leaked["dup"] : \
			".", n
	}' "$3"
}

table() {
	[ $# -ge 1 ] || usage
	header
	sheet=$1
	shift
	{
		[ $# = 0 ] || cat "$@"
		echo
		cat "$sheet"
	} | awk -F '\t' '
	$0 == "" { in_sheet = 1; next }
	!in_sheet { row[$1] = $0; next }
	/^#/ { next }
	{ name = NF == 1 ? $1 : $3 }
	name in done { next }
	{
		done[name] = 1
		print name in row ? row[name] : \
			name "\tError\t.\t.\t.\t.\t.\t.\t.\t."
	}'
}

gate() {
	[ $# = 2 ] || usage
	case $1 in
	never | fail | warning | inconclusive) ;;
	*) usage ;;
	esac
	awk -F '\t' -v from="$1" '
	BEGIN {
		rank["Inconclusive"] = rank["inconclusive"] = 1
		rank["Warning"] = rank["warning"] = 2
		rank["Fail"] = rank["fail"] = 3
		rank["Error"] = rank["never"] = 4
	}
	NR == 1 && $0 != "#gbqc-summary 1" {
		print "gbqc-summary: " FILENAME ": not a summary" >"/dev/stderr"
		exit (failed = 1)
	}
	/^#/ || from == "never" || rank[$2] < rank[from] { next }
	{
		print "gbqc-summary: " $1 ": " $2 ($7 == "." ? "" : \
			" (" $7 " " $8 ")") >"/dev/stderr"
		reached = 1
	}
	END { exit failed ? 1 : reached ? 3 : 0 }' "$2"
}

lines() {
	echo "Usage: $me row NAME COUNTS VERDICTS"
	echo "       $me table SHARDS [ROW_FILE...]"
	echo "       $me gate never|fail|warning|inconclusive SUMMARY"
}

usage() {
	lines >&2
	exit 2
}

help() {
	lines
	cat <<'END'
Verdicts of many datasets as one table, a row each; and whether they pass.

  row                   print the row of one dataset
  table                 print the table: the rows that are there, and Error
                        for a dataset of SHARDS (gbqc-sheet check) without one
  gate                  exit with 3 if a dataset has that flag, or a worse one
  -h, --help            print this help
  -V, --version         print the version
Example: gbqc-summary table shards.tsv */row.tsv > summary.tsv
END
}

[ $# -gt 0 ] || usage
job=$1
shift
case $job in
row) row "$@" ;;
table) table "$@" ;;
gate) gate "$@" ;;
-h | --help) help ;;
-V | --version) echo "$me $version" ;;
*) usage ;;
esac
