# What the verdicts must say of three published datasets. The figures of the
# datasets' own README files were worked out elsewhere.

load common

data=$here/data/real

@test "gbv1_human_nontata_promoters: GC alone tells promoters" {
	gbqc-report "$data"/gbv1_human_nontata_promoters_test/test.csv.gz >out
	row=$(grep -P '^class\ttest\t0\t1\tsequence\tgc\t\.' out)
	[ "$(cut -f 8,9 <<<"$row")" = "$(tabs 4119 4915)" ]
	[[ $(cut -f 11 <<<"$row") == 0.7959* ]]
	[ "$(cut -f 14 <<<"$row")" = 1 ]
	[ "$(cut -f 20 <<<"$row")" = Fail ]
	[[ $(cut -f 21 <<<"$row") == *48.2*64.5* ]]	# medians, per cent
	row=$(grep -P '^class\ttest\t0\t1\tsequence\tlength\t\.' out)
	[ "$(cut -f 11,20 <<<"$row")" = "$(tabs 0.5 Pass)" ]
	row=$(grep -P '^class\ttest\t0\t1\tsequence\tdinuc\tCG' out)
	[ "$(cut -f 14,20 <<<"$row")" = "$(tabs 1 Fail)" ]
	grep -P '^copies\ttest\t0\t1\t' out | cut -f 20 | grep -qx Pass
}

@test "uci_splice: the junction shows at positions, GC warns" {
	gbqc-report "$data"/uci_splice/all.csv.gz >out
	row=$(grep -P '^class\t\.\tei\tn\tsequence\tgc\t\.' out)
	[[ $(cut -f 11 <<<"$row") == 0.63* ]]
	[ "$(cut -f 20 <<<"$row")" = Warning ]
	# Donors have GT after the junction, acceptors AG before it.
	for part in 31G 32T; do
		row=$(grep -P "^class\t\.\tei\tn\tsequence\tstart\t$part\t" out)
		[ "$(cut -f 14,20 <<<"$row")" = "$(tabs ei Fail)" ]
	done
	for part in 29A 30G; do
		row=$(grep -P "^class\t\.\tie\tn\tsequence\tstart\t$part\t" out)
		[ "$(cut -f 14,20 <<<"$row")" = "$(tabs ie Fail)" ]
	done
	grep -P '^class\t\.\tei\tn\tsequence\tend\t\.' out |
		cut -f 20,21 | grep -qx "$(tabs . 'as start')"
	# Copies, README: ei 88, ie 95, n 1; between classes 1.
	[[ $(grep -P '^copies\t\.\tei\tei\t' out | cut -f 11) == 0.1147* ]]
	[ "$(grep -P '^copies\t\.\tei\tei\t.*\tdup\t\.' out | cut -f 20)" = Fail ]
	[ "$(grep -P '^copies\t\.\tn\tn\t.*\tdup\t\.' out | cut -f 20)" = Warning ]
}

@test "uci_splice: the FASTA files and the table agree" {
	gbqc-count "$data"/uci_splice/all.csv.gz >table
	gbqc-count "$data"/uci_splice/{ei,ie,n}.fa.gz | cmp - table
}

@test "encode_nfe2: matched for GC, length and copies; nothing leaks" {
	gbqc-report train/pos="$data"/encode_nfe2/train.pos.fa.gz \
		train/neg="$data"/encode_nfe2/train.neg.fa.gz \
		test/pos="$data"/encode_nfe2/test.pos.fa.gz \
		test/neg="$data"/encode_nfe2/test.neg.fa.gz >out
	row=$(grep -P '^class\ttrain\tneg\tpos\tsequence\tgc\t\.' out)
	[[ $(cut -f 11 <<<"$row") == 0.529* ]]
	[ "$(cut -f 20 <<<"$row")" = Pass ]
	row=$(grep -P '^class\ttrain\tneg\tpos\tsequence\tlength\t\.' out)
	[[ $(cut -f 11 <<<"$row") == 0.5109* ]]
	[ "$(cut -f 20 <<<"$row")" = Pass ]
	row=$(grep -P '^class\ttest\tneg\tpos\tsequence\tgc\t\.' out)
	[[ $(cut -f 11 <<<"$row") == 0.504* ]]
	[ "$(cut -f 8,9 <<<"$row")" = "$(tabs 69 69)" ]
	[ "$(grep -P '^leak\t\.\ttest\ttrain\t' out | head -n 1 |
		cut -f 11,20)" = "$(tabs 0 Pass)" ]
	[ "$(grep -P '^copies\t' out | cut -f 20 | sort -u)" = Pass ]
}

@test "the oracle agrees on all three" {
	sanitized && skip "the same numbers as without"
	for set in uci_splice/all.csv.gz \
		gbv1_human_nontata_promoters_test/test.csv.gz; do
		"$here/python" numpy,scipy,xxhash "$here/oracle/counts.py" \
			-k 3 "$data/$set" >wanted
		gbqc-count -q -k 3 "$data/$set" | cmp - wanted
		gbqc-report -q wanted >verdicts
		"$here/python" numpy,scipy,xxhash "$here/oracle/verdicts.py" \
			wanted verdicts
	done
}
