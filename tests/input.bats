# Input of every tool: formats, packing, and where labels and splits come from.

load common

lengths() {
	run -0 --separate-stderr gbqc-len "$@"
	rows length 1,2,6,8 | tr '\t' ' '
}

# Formats.

@test "FASTA: wrapped, blank lines, no final newline, description" {
	printf '>a first\nAC\n\nGT\n>b\nA\n>c\nACGTAC' >x.fa
	[ "$(lengths x.fa)" = ". x 1 1
. x 4 1
. x 6 1" ]
}

@test "FASTA: lines end in LF, CRLF or both" {
	printf '>a\r\nAC\r\nGT\r\n>b\nA\r\n' >x.fa
	[ "$(lengths x.fa)" = ". x 1 1
. x 4 1" ]
}

@test "a byte order mark is not part of the data" {
	printf '\xef\xbb\xbf>a\nACGT\n' >x.fa
	[ "$(lengths x.fa)" = '. x 4 1' ]
	printf '\xef\xbb\xbfsequence,label\nACGT,x\n' >x.csv
	[ "$(lengths x.csv)" = '. x 4 1' ]
}

@test "FASTQ: quality may begin with @ and +" {
	printf '@a b\nACGT\n+\n@+@@\n@b\nAC\n+b\n+@\n@c\n\n+\n\n' >x.fq
	[ "$(lengths x.fq)" = ". x 0 1
. x 2 1
. x 4 1" ]
}

@test "CSV: quotes, commas, newlines and doubled quotes" {
	printf 'id,note,label,sequence\na,"x, ""y""\nz",p,"AC"\nb,,"p",ACG\n' \
		>x.csv
	[ "$(lengths x.csv)" = ". p 2 1
. p 3 1" ]
}

@test "CSV: CRLF and no final newline" {
	printf 'sequence,label\r\nACGT,p\r\nAC,n' >x.csv
	[ "$(lengths x.csv)" = ". n 2 1
. p 4 1" ]
}

@test "TSV: fields may be quoted; a quote inside of one is a letter" {
	printf 'label\tsequence\n"p q"\tAC\nit'\''s "x"\t"ACG"\n' >x.tsv
	[ "$(lengths x.tsv)" = '. it'\''s "x" 3 1
. p q 2 1' ]
}

@test "SAM: reverse reads turned back, secondary and supplementary skipped" {
	printf '@SQ\tSN:c\tLN:100\n' >x.sam
	line='%s\t%d\tc\t1\t9\t4M\t*\t0\t0\t%s\t*\n'
	# shellcheck disable=SC2059
	{
		printf "$line" a 0 AACC
		printf "$line" b 16 AACC
		printf "$line" c 256 AACC
		printf "$line" d 2048 AACC
		printf "$line" e 272 AACC
	} >>x.sam
	run -0 --separate-stderr gbqc-comp --checks start x.sam
	[ "$(rows start | tr '\t' ' ')" = ". . . 2
1 A . 1
1 G . 1
2 A . 1
2 G . 1
3 C . 1
3 T . 1
4 C . 1
4 T . 1" ]
	samtools view --no-PG -b -o x.bam x.sam
	same 'gbqc-count --label x x.sam' 'gbqc-count --label x x.bam'
	same 'gbqc-count --label x x.sam' 'gbqc-count --label x - <x.bam'
	samtools view --no-PG -C --output-fmt-option no_ref=1 -o x.cram x.sam
	same 'gbqc-count --label x x.sam' 'gbqc-count --label x x.cram'
}

@test "SAM: secondary and supplementary alignments are mentioned" {
	printf '@SQ\tSN:c\tLN:100\n%s\n%s\n' \
		"$(tabs a 0 c 1 9 4M '*' 0 0 AACC '*')" \
		"$(tabs a 2048 c 1 9 4M '*' 0 0 AACC '*')" >x.sam
	run -0 --separate-stderr gbqc-len x.sam
	[[ $stderr == gbqc-len:*1*supplementary* ]]
}

@test "CRAM: --reference gives the bases" {
	printf '>c\nACGTACGTAC\n' >ref.fa
	samtools faidx ref.fa
	printf '@SQ\tSN:c\tLN:10\n%s\n' \
		"$(tabs a 0 c 1 9 4M '*' 0 0 ACGT '*')" >x.sam
	samtools view --no-PG -C -T ref.fa -o x.cram x.sam
	sed -i 's/^/x/' ref.fa.fai	# an index nobody asked for
	rm ref.fa.fai
	run -0 --separate-stderr gbqc-len --reference ref.fa x.cram
	[ "$(rows length 6)" = 4 ]
	mv ref.fa elsewhere.fa
	rm -f ref.fa.fai
	REF_PATH='' refused 1 'gbqc-len: x.cram: *' gbqc-len x.cram
}

@test "CRAM: no file is written, or asked of a server, because it names one" {
	mkdir far
	printf '>c\nACGTACGTAC\n' >far/ref.fa
	samtools faidx far/ref.fa
	printf '@SQ\tSN:c\tLN:10\n%s\n' \
		"$(tabs a 0 c 1 9 4M '*' 0 0 ACGT '*')" >x.sam
	samtools view --no-PG -C -T "$PWD/far/ref.fa" -o x.cram x.sam
	samtools view -H x.cram | grep -q "UR:$PWD/far/ref.fa"
	run -0 --separate-stderr gbqc-len x.cram
	[ -z "$stderr" ]
	[ "$(rows length 6)" = 4 ]
	rm far/ref.fa.fai
	refused 1 'gbqc-len: x.cram: *lacks its reference*' gbqc-len x.cram
	[ "$(ls far)" = ref.fa ]
	rm far/ref.fa
	refused 1 'gbqc-len: x.cram: *lacks its reference*' gbqc-len x.cram
	for place in http://localhost:1/ref.fa file:http://localhost:1/ref.fa; do
		samtools view -H x.cram | sed "s#UR:.*#UR:$place#" >head.sam
		samtools reheader -P head.sam x.cram >y.cram
		refused 1 'gbqc-len: y.cram: *lacks its reference*' \
			gbqc-len y.cram
		# A line may name several.
		samtools view -H x.cram |
			sed "s#UR:.*#UR:$place\tUR:$place\tUR:$place#" >head.sam
		samtools reheader -P head.sam x.cram >y.cram
		refused 1 'gbqc-len: y.cram: *lacks its reference*' \
			gbqc-len y.cram
	done
}

@test "formats are found by content, whatever the name" {
	printf 'sequence,label\nACGT,p\n' >x.fa
	[ "$(lengths x.fa)" = '. p 4 1' ]
	printf '>a\nACG\n' >y.csv
	[ "$(lengths y.csv)" = '. y 3 1' ]
	printf '>a\nACG\n' | gzip >z.fa
	[ "$(lengths z.fa)" = '. z 3 1' ]
	printf '>a\nACG\n' >w.fa.gz
	[ "$(lengths w.fa.gz)" = '. w 3 1' ]
}

@test "gzip: members, header fields, empty members, BGZF" {
	printf '>a\nACGT\n>b\nA\n' >x.fa
	gbqc-len x.fa >wanted
	gzip -kN x.fa && mv x.fa.gz y
	gbqc-len x=y | cmp - wanted
	{ head -c 5 x.fa | gzip; gzip </dev/null; tail -c +6 x.fa | gzip; } >y
	gbqc-len x=y | cmp - wanted
	bgzip -c x.fa >y
	gbqc-len x=y | cmp - wanted
	gbqc-len --label x - <y | cmp - wanted
	{ head -c 5 x.fa | bgzip -c; tail -c +6 x.fa | bgzip -c; } >y
	gbqc-len x=y | cmp - wanted
	"$here/python" zlib - x.fa >y <<'PYTHON'
import sys, zlib
data = open(sys.argv[1], "rb").read()
z = zlib.compressobj(9, zlib.DEFLATED, -15)
sys.stdout.buffer.write(
    b"\x1f\x8b\x08\x1e\0\0\0\0\0\3" + b"\2\0hi" + b"name\0" + b"note\0" +
    (zlib.crc32(b"\x1f\x8b\x08\x1e\0\0\0\0\0\3\2\0hiname\0note\0")
     & 0xffff).to_bytes(2, "little") +
    z.compress(data) + z.flush() +
    zlib.crc32(data).to_bytes(4, "little") +
    len(data).to_bytes(4, "little"))
PYTHON
	gbqc-len x=y | cmp - wanted
}

@test "stdin is read when no file is given, and for -" {
	printf '>a\nACGT\n' >x.fa
	same 'gbqc-len x.fa' 'gbqc-len --label x <x.fa'
	same 'gbqc-len x.fa' 'gbqc-len x=- <x.fa'
	same 'gbqc-len x.fa' 'cat x.fa | gbqc-len --label x -'
}

@test "a field of 10 MB, quoted or not, is one field" {
	{
		printf 'sequence,label\n'
		head -c 10000000 /dev/zero | tr '\0' A
		printf ',x\n"'
		head -c 10000000 /dev/zero | tr '\0' C
		printf '",x\n'
	} >x.csv
	[ "$(lengths x.csv)" = '. x 10000000 2' ]
	sed 's/"//g;s/,/\t/' x.csv >x.tsv
	[ "$(lengths x.tsv)" = '. x 10000000 2' ]
	{
		echo '>a'
		head -c 10000000 /dev/zero | tr '\0' A
	} >x.fa
	[ "$(lengths x.fa)" = '. x 10000000 1' ]
	fold -w 60 x.fa >y.fa
	[ "$(lengths x=y.fa)" = '. x 10000000 1' ]
}

@test "300,000 columns are read in linear time" {
	"$here/python" sys - >x.tsv <<'PYTHON'
n = 300000
print("\t".join(["c%d" % i for i in range(n)] + ["sequence", "label"]))
print("\t".join(["x"] * n + ["ACGT", "p"]))
PYTHON
	run -0 --separate-stderr timeout 60 gbqc-len x.tsv
	[ "$(rows length 2,6)" = $'p\t4' ]
}

@test "1,000 labels have 1,000 groups" {
	for i in $(seq 1000); do
		printf '>a label=l%d\nACGT\n' "$i"
	done >x.fa
	run -0 --separate-stderr gbqc-len x.fa
	[ "$(rows length | wc -l)" = 1000 ]
}

@test "a file given twice is counted twice" {
	printf '>a\nACGT\n' >x.fa
	[ "$(lengths x.fa x.fa)" = '. x 4 2' ]
}

@test "300 files are read in turn with 32 descriptors" {
	for i in $(seq 300); do
		printf '>a\nACGT\n' >"x.$i"
	done
	ulimit -n 32
	run -0 --separate-stderr gbqc-len --label x x.*
	[ "$(rows length 8)" = 300 ]
}

# Labels and splits.

@test "[SPLIT/][LABEL]=FILE sets label, split or both" {
	printf '>a\nACGT\n' >x.fa
	[ "$(lengths p=x.fa)" = '. p 4 1' ]
	[ "$(lengths train/p=x.fa)" = 'train p 4 1' ]
	[ "$(lengths train/=x.fa)" = 'train x 4 1' ]
	mkdir d
	mv x.fa 'd/y=1.fa'
	[ "$(lengths 'a/b=d/y=1.fa')" = 'a b 4 1' ]
}

@test "an argument that names an existing file is that file" {
	printf '>a\nACGT\n' >p=x.fa
	[ "$(lengths p=x.fa)" = '. p=x 4 1' ]
}

@test "a label is cut at the first =, a split at the first / before it" {
	printf '>a\nACGT\n' >x.fa
	[ "$(lengths s/b/c=x.fa)" = 's b/c 4 1' ]
}

@test "--label and --split hold for every file, stdin too" {
	printf '>a label=z split=y\nACGT\n' >x.fa
	[ "$(lengths --label p --split s x.fa)" = 's p 4 1' ]
	[ "$(lengths --label p --split s <x.fa)" = 's p 4 1' ]
	[ "$(lengths --label p --split s t/q=x.fa)" = 't q 4 1' ]
	printf 'sequence,label,split\nACGT,a,b\n' >x.csv
	[ "$(lengths --label p --split s x.csv)" = 's p 4 1' ]
}

@test "columns are found by their usual names, in any case" {
	printf 'Seq,Class,Split\nACGT,p,train\n' >x.csv
	[ "$(lengths x.csv)" = 'train p 4 1' ]
	printf 'sequence\tlabel\nACGT\tp\n' >x.tsv
	[ "$(lengths x.tsv)" = '. p 4 1' ]
}

@test "column options choose columns" {
	printf 'dna,y,part,name\nACGT,p,train,r1\n' >x.csv
	run -0 --separate-stderr gbqc-len --each --seq-column dna \
		--label-column y --split-column part --id-column name x.csv
	[ "${lines[1]}" = "$(tabs r1 train p sequence 4)" ]
}

@test "a column that is missing is an error that lists those there" {
	printf 'id,seq,z\na,ACGT,p\n' >x.csv
	refused 1 'gbqc-len: x.csv*"id", "seq", "z"*--label-column*' \
		gbqc-len x.csv
	refused 1 'gbqc-len: x.csv*dna*"id", "seq", "z"*' \
		gbqc-len --seq-column dna --label-column z x.csv
	refused 1 'gbqc-len: x.csv*cls*"id", "seq", "z"*' \
		gbqc-len --label-column cls x.csv
	refused 1 'gbqc-len: x.csv*part*"id", "seq", "z"*' \
		gbqc-len --label-column z --split-column part x.csv
	printf 'id,z\na,p\n' >x.csv
	refused 1 'gbqc-len: x.csv*sequence column*"id", "z"*--seq-column*' \
		gbqc-len --label-column z x.csv
}

@test "a needed column that is there twice is an error" {
	printf 'sequence,label,label\nACGT,p,q\n' >x.csv
	refused 1 'gbqc-len: x.csv*label*' gbqc-len x.csv
	printf 'sequence,sequence,label\nACGT,AC,q\n' >x.csv
	refused 1 'gbqc-len: x.csv*sequence*' gbqc-len x.csv
}

@test "--label . means no label, and then none is needed" {
	printf 'sequence\nACGT\n' >x.csv
	[ "$(lengths --label . x.csv)" = '. . 4 1' ]
}

@test "an empty label is a dot, counted and said" {
	printf 'sequence,label\nACGT,\nAC,p\n' >x.csv
	run -0 --separate-stderr gbqc-len x.csv
	[ "$(rows length 1,2,6,8 | tr '\t' ' ')" = ". . 4 1
. p 2 1" ]
	[[ $stderr == gbqc-len:*1*label* ]]
}

@test "several sequence columns are measured alone and merged" {
	printf 'a,b,label\nACG,T,p\nA,CC,p\n' >x.csv
	run -0 --separate-stderr gbqc-len --seq-column a --seq-column b x.csv
	[ "$(rows length 3,6,8 | tr '\t' ' ')" = "a 1 1
a 3 1
b 1 1
b 2 1
merged 3 1
merged 4 1" ]
	run -0 --separate-stderr gbqc-gc --seq-column a --seq-column b x.csv
	[ "$(rows gc 3,6,7 | grep merged | tr '\t' ' ')" = "merged 2 3
merged 2 4" ]
}

@test "a column called merged among several is refused" {
	printf 'a,merged,label\nACG,T,p\n' >x.csv
	refused 1 'gbqc-len: *merged*' gbqc-len --seq-column a \
		--seq-column merged x.csv
}

@test "words label= and split= in a FASTA description" {
	printf '>a label=p split=train x\nAC\n>b mylabel=q\nACG\n' >x.fa
	[ "$(lengths x.fa)" = ". x 3 1
train p 2 1" ]
}

@test "the split of a table may come from its file name, said once" {
	for name in train x_test my.val a-dev contest; do
		printf 'sequence,label\nACGT,p\n' >$name.csv
	done
	[ "$(lengths train.csv x_test.csv my.val.csv a-dev.csv contest.csv |
		cut -d ' ' -f 1 | sort -u)" = ".
dev
test
train
val" ]
	run -0 --separate-stderr gbqc-len train.csv
	[ "$(grep -c train <<<"$stderr")" = 1 ]
	[ "${stderr%%:*}" = gbqc-len ]
	run -0 --separate-stderr gbqc-len -q train.csv
	[ -z "$stderr" ]
	gzip -k x_test.csv
	[ "$(lengths x_test.csv.gz | cut -d ' ' -f 1)" = test ]
}

@test "labels by stem lose .gz and the ending of the format" {
	printf '>a\nACGT\n' >poly.A.fasta
	gzip -k poly.A.fasta
	[ "$(lengths poly.A.fasta poly.A.fasta.gz)" = '. poly.A 4 2' ]
}

@test "a label holds any printable character, byte for byte" {
	labels=(NA 01 1.0 '=1+1' 'é β' "it's" 'a/b' '#h' 'x  y')
	{
		echo 'sequence,label'
		printf 'ACGT,%s\n' "${labels[@]}"
	} >x.csv
	run -0 --separate-stderr gbqc-len x.csv
	[ "$(rows length 2)" = "$(printf '%s\n' "${labels[@]}" | sort)" ]
}

@test "a label with tab, newline or control byte is refused with its line" {
	printf 'sequence,label\nACGT,p\nACGT,"a\tb"\n' >x.csv
	refused 1 'gbqc-len: x.csv:3:*' gbqc-len x.csv
	printf 'sequence,label\nACGT,p\nACGT,"a\nb"\n' >x.csv
	refused 1 'gbqc-len: x.csv:3:*' gbqc-len x.csv
	printf 'sequence,label\nACGT,p\nACGT,a\x01\n' >x.csv
	refused 1 'gbqc-len: x.csv:3:*' gbqc-len x.csv
}

@test "a split that begins with # is refused" {
	printf '>a\nACGT\n' >x.fa
	run --separate-stderr gbqc-len --split '#a' x.fa
	[ "$status" = 1 ] || [ "$status" = 2 ]
	[ -z "$output" ]
	printf 'sequence,label,split\nACGT,p,#a\n' >x.csv
	refused 1 'gbqc-len: x.csv:2*' gbqc-len x.csv
}

# Regression.

@test "--regression cuts numeric labels at their median" {
	printf 'sequence,label\nA,1\nAC,2e0\nACG,3.5\nACGT,-4\n' >x.csv
	[ "$(lengths --regression x.csv)" = ". high 2 1
. high 3 1
. low 1 1
. low 4 1" ]
	same 'gbqc-len --regression x.csv' 'cat x.csv | gbqc-len --regression'
	same 'gbqc-len --regression x.csv' 'gzip -c x.csv | gbqc-len --regression'
}

@test "--label-threshold gives the cut, and the table carries it" {
	printf 'sequence,label\nA,1\nAC,2e0\n' >x.csv
	run -0 --separate-stderr gbqc-len --regression --label-threshold 2 x.csv
	grep -qx '#label-threshold 2' <<<"$output"
	[ "$(rows length 2,6 | tr '\t' ' ')" = "high 2
low 1" ]
}

@test "a label that is no finite number is an error with its line" {
	for label in x nan inf '' 0x10 '1,5'; do
		printf 'sequence,label\nA,1\nAC,"%s"\n' "$label" >x.csv
		refused 1 'gbqc-len: x.csv:3*' gbqc-len --regression x.csv
	done
}

@test "a file name that seems to hold a split is said to be a label" {
	printf '>a\nACGT\n' | tee train.pos.fa pos_test.fa contest.fa >x.fa
	run -0 --separate-stderr gbqc-len train.pos.fa pos_test.fa x.fa
	[ "$stderr" = "gbqc-len: train.pos.fa: its name is read as a label, \
not as a split; if it is of train, write train/LABEL=FILE (and so for 1 more)" ]
	# Not where it is told, is only part of a word, or is asked to be quiet.
	run -0 --separate-stderr gbqc-len train/pos=train.pos.fa contest.fa
	[ -z "$stderr" ]
	run -0 --separate-stderr gbqc-len --split train pos_test.fa x.fa
	[ -z "$stderr" ]
	run -0 --separate-stderr gbqc-len -q train.pos.fa x.fa
	[ -z "$stderr" ]
	# Nor of one file.
	run -0 --separate-stderr gbqc-len train.pos.fa
	[ -z "$stderr" ]
}
