# gbqc-sheet: what a sample sheet may say, and sheets of published datasets.

load common

# sheet LINE...: sheet.csv with the usual header; a.fa and b.fa are there.
sheet() {
	printf '>a\nACGT\n' | tee a.fa >b.fa
	printf '%s\n' dataset,split,label,path "$@" >sheet.csv
}

# wrong LINE WORDS SHEET_LINE...: that error, alone, in that line.
wrong() {
	local line=$1 words=$2
	shift 2
	sheet "$@"
	refused 1 "gbqc-sheet: sheet.csv:$line: $words" gbqc-sheet check sheet.csv
}

shards() {
	run -0 --separate-stderr gbqc-sheet check "${1:-sheet.csv}"
	[ -z "$stderr" ]
	grep -v '^#' <<<"$output"
}

@test "a sound sheet comes out as a table of shards, in its order" {
	sheet d,train,pos,b.fa d,,neg,a.fa e,test,,a.fa
	run -0 --separate-stderr gbqc-sheet check sheet.csv
	[ "$output" = "$(tabs '#shard' line dataset split label path \
		label_column split_column seq_column reference)
$(tabs 000001 2 d train pos b.fa . . . .)
$(tabs 000002 3 d . neg a.fa . . . .)
$(tabs 000003 4 e test . a.fa . . . .)" ]
}

@test "CSV and TSV, quotes, CRLF, a byte order mark, blank lines" {
	sheet
	printf '\xef\xbb\xbfdataset\tlabel\tsplit\tpath\r\n\r\n' >x.tsv
	printf 'd\t"a ""b""\xc2\xa0, \xce\xb1"\t\ta.fa' >>x.tsv
	[ "$(shards x.tsv)" = "$(tabs 000001 3 d . \
		$'a "b"\xc2\xa0, \xce\xb1' a.fa . . . .)" ]
	printf 'path,dataset,"label",split\n"a.fa",d,"x,""y""",\n' >x.csv
	[ "$(shards x.csv)" = "$(tabs 000001 2 d . 'x,"y"' a.fa . . . .)" ]
}

@test "paths are relative to the sheet" {
	mkdir folder
	sheet d,,x,a.fa "d,,x,$PWD/b.fa"
	mv sheet.csv a.fa folder
	[ "$(shards folder/sheet.csv | cut -f 6)" = "folder/a.fa
$PWD/b.fa" ]
	(cd folder && [ "$(shards | cut -f 6 | head -n 1)" = a.fa ])
}

@test "what is not on this machine is left to who fetches it" {
	sheet d,,x,s3://bucket/a.fa
	[ "$(shards | cut -f 6)" = s3://bucket/a.fa ]
}

@test "columns of tables, several sequences, a reference" {
	sheet
	cat >x.csv <<'END'
dataset,split,label,path,label_column,split_column,seq_column,reference
d,,,a.fa,class,part,left;right,b.fa
END
	[ "$(shards x.csv | cut -f 7-)" = "$(tabs class part 'left;right' b.fa)" ]
}

@test "a column that is missing, unknown or doubled" {
	sheet
	printf 'dataset,split,path\nd,,a.fa\n' >sheet.csv
	refused 1 'gbqc-sheet: sheet.csv:1: no column "label"' \
		gbqc-sheet check sheet.csv
	printf 'dataset,split,label,path,lable\nd,,,a.fa,x\n' >sheet.csv
	refused 1 'gbqc-sheet: sheet.csv:1: no column is called "lable"; known*' \
		gbqc-sheet check sheet.csv
	printf 'dataset,split,label,path,path\n' >sheet.csv
	refused 1 'gbqc-sheet: sheet.csv:1: there are two columns "path"' \
		gbqc-sheet check sheet.csv
}

@test "each error names its line" {
	wrong 3 'path "none.fa" does not exist' d,,x,a.fa d,,x,none.fa
	wrong 2 'path "./" is not a file' d,,x,./
	wrong 3 '"a.fa" is in dataset d already, in line 2' d,,x,a.fa d,,y,a.fa
	wrong 2 'dataset "a b" is not made of *' 'a b,,x,a.fa'
	wrong 2 'dataset ".." is not made of *' ..,,x,a.fa
	wrong 2 'dataset "a/b" is not made of *' a/b,,x,a.fa
	wrong 2 'a dataset may not be called "summary.tsv"*' summary.tsv,,x,a.fa
	wrong 2 'no path' d,,x,
	wrong 2 'a split may not begin with #' d,#s,x,a.fa
	wrong 2 '5 fields, where the header has 4' d,,x,a.fa,
	wrong 3 '2 fields, where the header has 4' d,,x,a.fa d,x
	wrong 2 'a field holds a tab or another control byte' $'d,,x\ty,a.fa'
	wrong 2 'a quote that is not closed*' 'd,,"x,a.fa'
	wrong 2 'a quote that is not closed, or something*' 'd,,"x"y,a.fa'
}

@test "label and label_column exclude each other; a reference must be there" {
	sheet
	printf 'dataset,split,label,path,label_column,reference\n' >head
	{ cat head && echo d,,x,a.fa,y,; } >sheet.csv
	refused 1 'gbqc-sheet: sheet.csv:2: label and label_column exclude*' \
		gbqc-sheet check sheet.csv
	{ cat head && echo d,,x,a.fa,,none.fa; } >sheet.csv
	refused 1 'gbqc-sheet: sheet.csv:2: reference "none.fa" does not exist' \
		gbqc-sheet check sheet.csv
}

@test "all errors are said at once, in the order of lines" {
	sheet d,,x,none d,,x,a.fa 'd d,,x,b.fa' d,,x,a.fa
	run -1 --separate-stderr gbqc-sheet check sheet.csv
	[ -z "$output" ]
	[ "$(cut -d : -f 3 <<<"$stderr" | tr '\n' ' ')" = '2 4 5 ' ]
}

@test "an empty sheet, none, a folder: an error" {
	: >sheet.csv
	refused 1 'gbqc-sheet: sheet.csv: no rows' gbqc-sheet check sheet.csv
	sheet
	refused 1 'gbqc-sheet: sheet.csv: no rows' gbqc-sheet check sheet.csv
	refused 1 'gbqc-sheet: none: not a file that can be read' \
		gbqc-sheet check none
	refused 1 'gbqc-sheet: .: not a file that can be read' gbqc-sheet check .
}

@test "misuse is 2, help and version 0" {
	run -2 gbqc-sheet
	run -2 gbqc-sheet cheek sheet.csv
	run -2 gbqc-sheet check
	run -2 gbqc-sheet make
	run -0 gbqc-sheet --help
	[[ $output == "Usage: gbqc-sheet check SHEET"* ]]
	run -0 gbqc-sheet --version
	[ "$output" = "gbqc-sheet $(gbqc-len --version | cut -d ' ' -f 2)" ]
}

# made DIR...: gbqc-sheet make on them, and the rows of its sheet.
made() {
	gbqc-sheet make "$@" >said
	[ "$(cat said)" = ./sheet.csv ]
	gbqc-sheet check sheet.csv >/dev/null
	tail -n +2 sheet.csv
}

@test "make: a text file a sequence becomes a FASTA a class" {
	mkdir -p 'd/train/a class' d/train/b d/test/b
	printf 'ACGT\r\n' >'d/train/a class/2.txt'
	printf 'AC\nGT' >'d/train/a class/1.txt'
	echo GG >d/train/b/x.y.txt
	echo CC >d/test/b/7.txt
	[ "$(made d)" = "d,test,b,joined/d/test/b.fa,
d,train,a class,joined/d/train/a class.fa,
d,train,b,joined/d/train/b.fa," ]
	[ "$(cat 'joined/d/train/a class.fa')" = $'>1\nAC\nGT\n>2\nACGT' ]
	[ "$(cat joined/d/train/b.fa)" = $'>x.y\nGG' ]
	: >d/test/b/empty.txt
	run -1 gbqc-sheet make d
	[[ $output == *"empty: "*d/test/b/empty.txt* ]]
}

@test "make: a file a class, with labels from its name" {
	mkdir -p d/train d/valid
	printf '>a\nACGT\n' | tee 'd/train/p,q.fa' | gzip >d/train/n.fa.gz
	cp 'd/train/p,q.fa' d/valid/n.fasta
	[ "$(made d/)" = "d,train,n,$PWD/d/train/n.fa.gz,
d,train,\"p,q\",\"$PWD/d/train/p,q.fa\",
d,valid,n,$PWD/d/valid/n.fasta," ]
}

@test "make: a table a split, whose labels are in a column" {
	mkdir d
	printf 'sequence,label\nACGT,x\n' | tee d/train.csv >d/notes.csv
	gzip -c d/train.csv >d/test.csv.gz
	[ "$(made d)" = "d,test,,$PWD/d/test.csv.gz,
d,train,,$PWD/d/train.csv," ]
}

@test "make: coordinates need a genome, sequences do not" {
	mkdir -p d/train d/test
	printf 'id,region,start,end,strand\n0,chr1,0,4,+\n' |
		gzip >d/train/p.csv.gz
	printf 'id,region,start,end,strand,sequence\n0,1,0,4,+,ACGT\n' \
		>d/test/p.csv
	printf '>chr1\nACGTACGT\n' >genome.fa
	run -1 gbqc-sheet make d
	[[ $output == *"d/train/p.csv.gz holds coordinates: give the genome"* ]]
	[ ! -e sheet.csv ]
	[ "$(made -r genome.fa d)" = "d,test,p,$PWD/d/test/p.csv,
d,train,p,$PWD/d/train/p.csv.gz,$PWD/genome.fa" ]
}

@test "make: several datasets, in a folder of their own" {
	mkdir -p one/train two/train
	printf '>a\nACGT\n' | tee one/train/x.fa >two/train/x.fa
	run -0 gbqc-sheet make -o out one two
	[ "$output" = out/sheet.csv ]
	[ "$(cut -d , -f 1 out/sheet.csv)" = $'dataset\none\ntwo' ]
	mkdir three
	run -1 gbqc-sheet make three
	[[ $output == *"three holds no train, valid or test"* ]]
	run -1 gbqc-sheet make four
	[[ $output == *"four does not exist"* ]]
}

@test "its man page has no fault, and the options of --help" {
	run -0 mandoc -T lint -W warning "$here/../docs/gbqc-sheet.1"
	[ -z "$output" ]
	options() {
		grep -oE -- '(^|[ ,])--?[a-zA-Z][a-z]*' | tr -d ' ,' | sort -u
	}
	diff <(gbqc-sheet --help | grep '^  -' | cut -c 1-24 | options) \
		<(mandoc -T markdown "$here/../docs/gbqc-sheet.1" |
			sed 's/&nbsp;/ /g; s/[*_\\`]//g' | grep '^-' | options)
	gbqc-sheet -h | cmp - <(gbqc-sheet --help)
	gbqc-sheet -V | cmp - <(gbqc-sheet --version)
}
