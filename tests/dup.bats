# gbqc-dup: copies on both strands.

load common

@test "a sequence and its reverse complement have one hash" {
	printf '>a\nAACG\n>b\nCGTT\n>c\nAACG\n' >x.fa
	run -0 --separate-stderr gbqc-dup x.fa
	[ "$(rows dup 6 | sort -u | wc -l)" = 1 ]
	[ "$(rows dup 5,8 | tr '\t' ' ')" = "+ 2
- 1" ]
}

@test "case and U do not matter" {
	printf '>a\nAACGT\n>b\naacgu\n' >x.fa
	run -0 --separate-stderr gbqc-dup x.fa
	[ "$(rows dup 8)" = 2 ]
}

@test "the strand that is its own reverse complement is +" {
	printf '>a\nACGT\n>b\nNN\n>c\n\n' >x.fa
	run -0 --separate-stderr gbqc-dup x.fa
	[ "$(rows dup 5 | sort -u)" = + ]
}

@test "the hash is XXH3-128 of the smaller strand, in 32 digits" {
	printf '>a\nACGT\n>b\n\n' >x.fa
	run -0 --separate-stderr gbqc-dup x.fa
	[ "$(rows dup 6)" = $'81db282b97e7dfd1ae899ae2e2a51709\n99aa06d3014798d86001c324468d497f' ]
}

@test "IUPAC codes are complemented" {
	printf '>a\nARYKMBDHVSWN\n>b\nNWSBDHVKMRYT\n' >x.fa
	run -0 --separate-stderr gbqc-dup x.fa
	[ "$(rows dup 6 | sort -u | wc -l)" = 1 ]
	[ "$(rows dup 5 | sort -u | wc -l)" = 2 ]
}

@test "labels and splits are counted apart" {
	printf '>a\nACGT\n' >x.fa
	run -0 --separate-stderr gbqc-dup train/p=x.fa test/p=x.fa train/n=x.fa
	[ "$(rows dup 1,2,8 | tr '\t' ' ')" = "test p 1
train n 1
train p 1" ]
}

@test "--each writes hash and strand" {
	printf '>a\nAACG\n>b\nCGTT\n' >x.fa
	run -0 --separate-stderr gbqc-dup --each x.fa
	[ "${lines[0]}" = "$(tabs '#id' split label column hash strand)" ]
	[ "$(cut -f 6 <<<"${lines[1]}")" = + ]
	[ "$(cut -f 6 <<<"${lines[2]}")" = - ]
	[ "$(cut -f 5 <<<"${lines[1]}")" = "$(cut -f 5 <<<"${lines[2]}")" ]
}

@test "--list prints the groups of copies, most copied first" {
	printf '>a\nAACG\n>b\nCGTT\n>c\nTTTT\n>d\nAACG\n>e\nCCCC\n>f\nGGGG\n' \
		>p.fa
	printf '>g\nAACG\n' >n.fa
	run -0 --separate-stderr gbqc-dup --list test/p=p.fa test/n=n.fa
	ids=$(grep -v '^#' <<<"$output" | grep -oEw '[a-g]' | tr -d '\n')
	[[ $ids == *e*f* || $ids == *f*e* ]]
	[[ $ids != *c* ]]
	[ "$(tr -d 'ef' <<<"$ids" | fold -w 1 | sort | tr -d '\n')" = abdg ]
	[[ ${ids:0:4} != *[ef]* ]]
	grep -q test <<<"$output"
}

@test "--memory spills to disk, and the table is the same" {
	make_classes 20000 30 .5
	mkdir spill
	gbqc-dup pos.fa neg.fa >all
	TMPDIR=$PWD/spill gbqc-dup --memory 100K pos.fa neg.fa >little
	cmp all little
	TMPDIR=$PWD/spill gbqc-dup --memory 100K -@ 3 pos.fa neg.fa | cmp - all
	[ -z "$(ls -A spill)" ]
}

@test "a folder for spilling that is not there is an error" {
	make_classes 20000 30 .5
	TMPDIR=/nowhere refused 1 'gbqc-dup: */nowhere*' \
		gbqc-dup --memory 100K pos.fa neg.fa
}
