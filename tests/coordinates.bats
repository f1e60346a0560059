# Tables of coordinates with --reference: the letters of a generated genome.

load common

# genome.fa (and its .fai), 400 intervals on it in where.csv, and the same
# sequences as letters in letters.csv, cut by Python.
make_genome() {
	"$here/python" random - <<'PYTHON'
import random

rng = random.Random(11)
partners = str.maketrans("ACGTNRYacgtnry", "TGCANYRtgcanyr")
contigs = {}
with open("genome.fa", "w") as out:
    for name, length, width in (("chr1", 5000, 60), ("chr2", 300, 50),
                                ("chrX", 47, 60), ("chrM", 900, 60)):
        letters = "".join(rng.choices("ACGTacgtNRYnry",
                                      [9] * 8 + [1] * 6)[0]
                          for _ in range(length))
        contigs[name] = letters
        out.write(">%s some words\n" % name)
        for at in range(0, length, width):
            out.write(letters[at:at + width] + "\n")
names = {"chr1": ("chr1", "1"), "chr2": ("chr2", "2"),
         "chrX": ("chrX", "X"), "chrM": ("chrM", "MT", "M")}
with open("where.csv", "w") as where, open("letters.csv", "w") as letters:
    where.write("id,region,start,end,strand,label\n")
    letters.write("id,sequence,label\n")
    for i in range(400):
        name = rng.choice(list(contigs))
        whole = contigs[name]
        start = rng.randint(0, len(whole))
        end = min(len(whole), start + rng.choice((0, 1, 30, 200, 5000)))
        strand = rng.choice(("+", "-", ""))
        found = whole[start:end]
        if strand == "-":
            found = found[::-1].translate(partners)
        label = rng.choice(("pos", "neg"))
        where.write("s%d,%s,%d,%d,%s,%s\n" % (
            i, rng.choice(names[name]), start, end, strand, label))
        letters.write("s%d,%s,%s\n" % (i, found, label))
PYTHON
	samtools faidx genome.fa
}

@test "every measuring tool reads what Python cuts out" {
	make_genome
	for tool in $measuring; do
		same "$tool -q --reference genome.fa where.csv" \
			"$tool -q letters.csv"
		same "$tool -q --reference genome.fa --each where.csv" \
			"$tool -q --each letters.csv"
	done
	same 'gbqc-report -q --reference genome.fa where.csv' \
		'gbqc-report -q letters.csv'
	same 'gbqc-dup -q --list --reference genome.fa where.csv' \
		'gbqc-dup -q --list letters.csv'
}

@test "plain, without index, packed: the same letters" {
	make_genome
	gbqc-count -q letters.csv >wanted
	mkdir packed bare
	bgzip -c genome.fa >packed/genome.fa.gz
	cp genome.fa bare
	for genome in genome.fa bare/genome.fa packed/genome.fa.gz; do
		gbqc-count -q --reference $genome where.csv | cmp - wanted
		gbqc-count -q -@ 3 --reference $genome where.csv | cmp - wanted
		gzip -c where.csv |
			gbqc-count -q --reference $genome | cmp - wanted
	done
	[ "$(ls bare packed)" = $'bare:\ngenome.fa\n\npacked:\ngenome.fa.gz' ]
}

@test "a .gzi that came with a genome is never read" {
	make_genome
	bgzip genome.fa
	printf 'not an index of anything' >genome.fa.gz.gzi
	cp genome.fa.fai genome.fa.gz.fai
	same 'gbqc-count -q --reference genome.fa.gz where.csv' \
		'gbqc-count -q letters.csv'
}

@test "without a .fai the genome is indexed for the run, and it is said" {
	make_genome
	rm genome.fa.fai
	run -0 --separate-stderr gbqc-len --reference genome.fa where.csv
	[[ $stderr == "gbqc-len: genome.fa was read through to index it;"* ]]
	[ ! -e genome.fa.fai ]
}

@test "an interval outside its contig is an error with file and line" {
	make_genome
	echo 's,chr2,250,301,+,pos' >>where.csv
	refused 1 'gbqc-len: where.csv:402: end 301 is outside "chr2" of 300*' \
		gbqc-len --reference genome.fa where.csv
	refused 1 'gbqc-len: where.csv: a table of coordinates, which needs*' \
		gbqc-len where.csv
}

@test "an index of another genome is an error" {
	make_genome
	sed -i 's/^>chr2.*/>chr2/' genome.fa
	printf '>more\nACGTACGTACGTACGT\n' >>genome.fa
	refused 1 'gbqc-len: genome.fa.fai:2: "chr2" is not in the genome as*' \
		gbqc-len --reference genome.fa where.csv
}

@test "a genome that cannot be used is an error" {
	make_genome
	gzip -c genome.fa >plain.fa.gz
	refused 1 'gbqc-len: plain.fa.gz: this is gzip, in which no place *' \
		gbqc-len --reference plain.fa.gz where.csv
	bgzip -c genome.fa | head -c -28 >cut.fa.gz
	refused 1 'gbqc-len: cut.fa.gz: the file has no EOF marker*' \
		gbqc-len --reference cut.fa.gz where.csv
	refused 1 'gbqc-len: where.csv: this is not FASTA*' \
		gbqc-len --reference where.csv where.csv
	refused 1 'gbqc-len: none.fa: No such file or directory' \
		gbqc-len --reference none.fa where.csv
}

@test "a class of Genomic Benchmarks: the label is given with the file" {
	make_genome
	grep -v ',neg$' where.csv | cut -d , -f 1-5 | gzip >positive.csv.gz
	grep -v ',neg$' letters.csv | cut -d , -f 1,2 >positive.csv
	same 'gbqc-count -q --reference genome.fa train/pos=positive.csv.gz' \
		'gbqc-count -q train/pos=positive.csv'
}
