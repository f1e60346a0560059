#!/bin/sh
# gbqc-sheet - check a sample sheet, or make one of a directory.
#
#   gbqc-sheet check SHEET
#   gbqc-sheet make [-r GENOME] [-o FOLDER] DIR...
#
# check: SHEET is CSV or TSV with a header: dataset, split, label, path and,
# where wanted, label_column, split_column, seq_column (several between ;) and
# reference. What is wrong is said on stderr, a line each with its number, and
# the status is 1. A sound sheet comes out as TSV, a row a shard, for those who
# run the shards: "." is what is absent, paths are seen from here, and shards
# are numbered in the order of the sheet.
#
# make: DIR is a dataset as Genomic Benchmarks and others publish it:
# DIR/{train,test,...}/CLASS.* (a file a class), DIR/{train,test,...}/CLASS/*
# (a text file a sequence; they are joined into one FASTA a class), or a table
# a split, DIR/{train,test,...}.*. Writes FOLDER/sheet.csv (default: here).
# GENOME is the reference of tables of coordinates.
set -u
export LC_ALL=C
me=gbqc-sheet
version=@VERSION@

die() {
	echo "$me: $*" >&2
	exit 1
}

lines() {
	echo "Usage: $me check SHEET"
	echo "       $me make [-r GENOME] [-o FOLDER] DIR..."
}

usage() {
	lines >&2
	exit 2
}

help() {
	lines
	cat <<'END'
Check a sample sheet for a workflow, or make one of published datasets.

  check                 print the shards of a sound SHEET, a row each
  make                  write FOLDER/sheet.csv for DIR/{train,test}/CLASS...
  -r GENOME             with make: the reference of tables of coordinates
  -o FOLDER             with make: where to write (here)
  -h, --help            print this help
  -V, --version         print the version
Example: gbqc-sheet make -o promoters human_nontata_promoters
END
}

# Reads the sheet; says what is wrong with it, without looking at any file.
read_sheet() {
	awk -v sheet="$1" -v folder="$2" '
	function wrong(what) {
		if (++errors <= 20)
			print sheet ":" NR ": " what >"/dev/stderr"
	}

	# Cuts a line into field[1..n], after RFC 4180. 0: a quote is open.
	function cut(line,    n, c, text) {
		n = 0
		while (1) {
			text = ""
			if (substr(line, 1, 1) == "\"") {
				line = substr(line, 2)
				while ((c = index(line, "\"")) > 0) {
					text = text substr(line, 1, c - 1)
					line = substr(line, c + 1)
					if (substr(line, 1, 1) != "\"")
						break
					text = text "\""
					line = substr(line, 2)
				}
				if (c == 0)
					return 0
				c = index(line, delimiter)
				if (c != 1 && line != "")
					return 0
			} else {
				c = index(line, delimiter)
				text = c ? substr(line, 1, c - 1) : line
				line = c ? substr(line, c) : ""
			}
			field[++n] = text
			if (line == "")
				return n
			line = substr(line, 2)
		}
	}

	function get(name) {
		if (!(name in column) || field[column[name]] == "")
			return "."
		return field[column[name]]
	}

	function place(path) {
		if (path == "." || path ~ /^\// || path ~ /^[a-z0-9]+:\/\//)
			return path
		return folder path
	}

	function header(n,    i, names, known) {
		split("dataset split label path label_column split_column " \
			"seq_column reference", names, " ")
		for (i in names)
			known[names[i]] = 1
		for (i = 1; i <= n; i++) {
			if (!(field[i] in known))
				wrong("no column is called \"" field[i] \
					"\"; known are dataset, split, " \
					"label, path, label_column, " \
					"split_column, seq_column, reference")
			if (field[i] in column)
				wrong("there are two columns \"" field[i] "\"")
			column[field[i]] = i
		}
		for (i = 1; i <= 4; i++)
			if (!(names[i] in column))
				wrong("no column \"" names[i] "\"")
		columns = n
	}

	function row(    dataset, path, split_name, label) {
		dataset = get("dataset")
		path = place(get("path"))
		split_name = get("split")
		label = get("label")
		if (dataset !~ /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/)
			wrong("dataset \"" dataset "\" is not made of " \
				"A-Z, a-z, 0-9, _, . and -, the first no dot")
		else if (tolower(dataset) ~ \
			/^(summary\.tsv|index\.html|multiqc.*)$/)
			wrong("a dataset may not be called \"" dataset \
				"\": that is the name of a result")
		if (split_name ~ /^#/)
			wrong("a split may not begin with #")
		if (label != "." && get("label_column") != ".")
			wrong("label and label_column exclude each other")
		if (split_name != "." && get("split_column") != ".")
			wrong("split and split_column exclude each other")
		if (get("path") == ".")
			wrong("no path")
		else if ((dataset, path) in seen)
			wrong("\"" path "\" is in dataset " dataset \
				" already, in line " seen[dataset, path])
		seen[dataset, path] = NR
		printf "%06d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", ++rows,
			NR, dataset, split_name, label, path,
			get("label_column"), get("split_column"),
			get("seq_column"), place(get("reference"))
	}

	BEGIN {
		print "#shard\tline\tdataset\tsplit\tlabel\tpath\t" \
			"label_column\tsplit_column\tseq_column\treference"
	}
	NR == 1 { sub(/^\357\273\277/, "") }
	{ sub(/\r$/, "") }
	$0 == "" { next }
	delimiter == "" {
		delimiter = index($0, "\t") ? "\t" : ","
		at_header = 1
	}
	{
		n = cut($0)
		bad = 0
		for (i = 1; i <= n; i++)
			if (field[i] ~ /[\001-\037\177]/)
				bad = 1
		if (n == 0)
			wrong("a quote that is not closed, or something " \
				"behind it")
		else if (bad)
			wrong("a field holds a tab or another control byte")
		else if (at_header)
			header(n)
		else if (n != columns)
			wrong(n " fields, where the header has " columns)
		else
			row()
		if (at_header && errors)
			exit
		at_header = 0
	}
	END {
		if (!rows && !errors)
			print sheet ": no rows" >"/dev/stderr"
		if (errors > 20)
			print sheet ": and " errors - 20 " more" >"/dev/stderr"
		exit errors || !rows
	}' "$1"
}

# readable NAME PATH: says so where it is no file that can be read. What is
# elsewhere (s3://...) is left to who fetches it.
readable() {
	case $2 in
	. | *://*) return 0 ;;
	esac
	if [ ! -e "$2" ]; then
		echo "$sheet:$line: $1 \"$2\" does not exist"
	elif [ ! -f "$2" ]; then
		echo "$sheet:$line: $1 \"$2\" is not a file"
	elif [ ! -r "$2" ]; then
		echo "$sheet:$line: $1 \"$2\" cannot be read"
	fi
}

check() {
	[ $# = 1 ] || usage
	sheet=$1
	if [ ! -f "$sheet" ] || [ ! -r "$sheet" ]; then
		die "$sheet: not a file that can be read"
	fi
	case $sheet in
	*/*) folder=${sheet%/*}/ ;;
	*) folder= ;;
	esac
	found=$(mktemp -d) || exit 1
	trap 'rm -rf "$found"' EXIT
	status=0
	read_sheet "$sheet" "$folder" >"$found/rows" 2>"$found/errors" ||
		status=1
	tab=$(printf '\t')
	grep -v '^#' "$found/rows" | while IFS=$tab read -r _ line _ _ _ path \
		_ _ _ reference; do
		readable path "$path"
		readable reference "$reference"
	done >>"$found/errors"
	if [ -s "$found/errors" ] || [ $status != 0 ]; then
		sort -t : -k 2,2n -s "$found/errors" | sed "s/^/$me: /" >&2
		exit 1
	fi
	cat "$found/rows"
}

# field TEXT: as one of CSV.
field() {
	case $1 in
	*[,\"]*) printf '"%s"' "$(printf '%s' "$1" | sed 's/"/""/g')" ;;
	*) printf '%s' "$1" ;;
	esac
}

# put SPLIT LABEL PATH [REFERENCE]
put() {
	field "$dataset"
	printf ,
	field "$1"
	printf ,
	field "$2"
	printf ,
	field "$3"
	printf ,
	field "${4:-}"
	echo
}

# Prints the lines of the table, as far as its first one.
first_line() {
	case $(head -c 2 "$1" | od -An -tx1 | tr -d ' \n') in
	1f8b) gzip -dc "$1" 2>/dev/null | head -n 1 ;;
	*) head -n 1 "$1" ;;
	esac
}

# True of a table that says where sequences are and does not hold them.
is_coordinates() {
	first_line "$1" | tr -d '"\r' | tr 'A-Z\t' 'a-z,' | awk -F , '
	{
		for (i = 1; i <= NF; i++)
			has[$i] = 1
		exit !(!("sequence" in has) && !("seq" in has) &&
			("start" in has || "chromstart" in has) &&
			("end" in has || "chromend" in has))
	}'
}

is_table() {
	case $1 in
	*.csv | *.tsv | *.csv.gz | *.tsv.gz) return 0 ;;
	esac
	return 1
}

# put_file SPLIT LABEL FILE
put_file() {
	if is_table "$3" && is_coordinates "$3"; then
		[ "$genome" ] || die "$3 holds coordinates: give the genome" \
			"(-r GENOME)"
		put "$1" "$2" "$3" "$genome"
	else
		put "$1" "$2" "$3"
	fi
}

# The name of a file without folder, packing and format.
stem() {
	name=${1##*/}
	name=${name%.gz}
	for ending in csv tsv fa fasta fna fastq fq sam bam cram txt; do
		case $name in
		?*."$ending")
			name=${name%.*}
			break
			;;
		esac
	done
	printf '%s' "$name"
}

# join FOLDER FILE: its text files, a sequence each, in one FASTA.
join() {
	find "$1" -type f -name '*.txt' -size 0 | sed "s/^/$me: empty: /" |
		grep . >&2 && return 1
	find "$1" -type f -name '*.txt' | sort | tr '\n' '\0' |
		xargs -0 awk '
		FNR == 1 {
			id = FILENAME
			sub(/.*\//, "", id)
			sub(/\.txt$/, "", id)
			print ">" id
		}
		{ sub(/\r$/, ""); print }' >"$2.part" || return 1
	mv "$2.part" "$2"
}

# A class that is a folder: text files, or files of sequences.
put_folder() {
	if [ "$(find "$3" -type f -name '*.txt' | head -n 1)" ]; then
		mkdir -p "$out/joined/$dataset/$1" || exit 1
		join "$3" "$out/joined/$dataset/$1/$2.fa" ||
			die "$3 cannot be joined"
		put "$1" "$2" "joined/$dataset/$1/$2.fa"
		return
	fi
	for file in "$3"/*; do
		[ -f "$file" ] || die "$file: not a file"
		put_file "$1" "$2" "$file"
	done
}

put_dataset() {
	for part in "$dir"/*; do
		split=$(stem "$part")
		case $split in
		train | training | valid | validation | val | dev | test | \
			testing) ;;
		*) continue ;;
		esac
		if [ -f "$part" ]; then
			put_file "$split" '' "$part"
			continue
		fi
		for class in "$part"/*; do
			if [ -d "$class" ]; then
				put_folder "$split" "${class##*/}" "$class"
			elif [ -f "$class" ]; then
				put_file "$split" "$(stem "$class")" "$class"
			fi
		done
	done
}

make() {
	genome='' out=.
	while getopts r:o: option; do
		case $option in
		r) genome=$(absolute "$OPTARG") || exit 1 ;;
		o) out=$OPTARG ;;
		*) usage ;;
		esac
	done
	shift $((OPTIND - 1))
	[ $# -gt 0 ] || usage
	mkdir -p "$out" || exit 1
	{
		echo dataset,split,label,path,reference
		for dir; do
			dir=$(absolute "$dir") || exit 1
			[ -d "$dir" ] || die "$dir is not a directory"
			dataset=${dir##*/}
			rows=$(put_dataset) || exit 1
			[ "$rows" ] || die "$dir holds no train, valid or" \
				"test, neither as a folder nor as a table"
			printf '%s\n' "$rows"
		done
	} >"$out/sheet.csv.part" || exit 1
	mv "$out/sheet.csv.part" "$out/sheet.csv"
	echo "$out/sheet.csv"
}

absolute() {
	[ -e "$1" ] || die "$1 does not exist"
	case $1 in
	*/) set -- "${1%/}" ;;
	esac
	case $1 in
	*/*) printf '%s/%s' "$(cd "${1%/*}/" && pwd)" "${1##*/}" ;;
	*) printf '%s/%s' "$PWD" "$1" ;;
	esac
}

[ $# -gt 0 ] || usage
job=$1
shift
case $job in
check) check "$@" ;;
make) make "$@" ;;
-h | --help) help ;;
-V | --version) echo "$me $version" ;;
*) usage ;;
esac
