# What takes minutes: a cluster, hundreds of shards, MultiQC.

load common

smk() {
	snakemake --snakefile "$flows/snakemake/workflow/Snakefile" \
		--configfile "$flows/snakemake/config/config.yaml" "$@" \
		>snakemake.log 2>&1 || { tail -n 40 snakemake.log; return 1; }
}

nxf() {
	nextflow -log .nextflow.log run "$flows/nextflow" -ansi-log false \
		--input sheet.csv "$@" >nextflow.log 2>&1 ||
		{ tail -n 40 nextflow.log; return 1; }
}

teardown() {
	"$here/slurm" stop "$BATS_TEST_TMPDIR/slurm"
}

start_slurm() {
	"$here/slurm" start "$PWD/slurm" 2>said || skip "$(cat said)"
}

@test "Slurm: the workflow of Snakemake, jobs in groups" {
	start_slurm
	make_datasets
	shell_run shell
	smk --workflow-profile "$flows/snakemake/profiles/slurm" \
		--slurm-status-command squeue --jobs 8 \
		--seconds-between-status-checks 1 \
		--slurm-init-seconds-before-status-checks 1 \
		--default-resources mem_mb=100 runtime=5 slurm_partition=main \
		slurm_account=none --config input=sheet.csv outdir=out
	equal shell out
	grep -q 'has been submitted with SLURM jobid' snakemake.log
}

@test "Slurm: the pipeline of Nextflow" {
	start_slurm
	make_datasets
	shell_run shell
	nxf -profile test,slurm --outdir out
	equal shell out
	grep -q 'SLURM\|slurm' .nextflow.log
}

# shards N: a sheet of N shards of one dataset, a tenth of them test.
shards() {
	"$here/../python" random - "$1" <<'PYTHON'
import os
import random
import sys

n = int(sys.argv[1])
rng = random.Random(n)
os.makedirs("many", exist_ok=True)
with open("sheet.csv", "w") as sheet:
    sheet.write("dataset,split,label,path\n")
    for i in range(n):
        split = "test" if i % 10 == 9 else "train"
        with open("many/%d.fa" % i, "w") as out:
            for j in range(20):
                out.write(">%d.%d\n%s\n" % (i, j, "".join(
                    rng.choice("ACGT") for _ in range(100))))
        sheet.write("many,%s,c%d,many/%d.fa\n" % (split, i % 2, i))
PYTHON
}

# seconds COMMAND...: what it takes of the clock, in whole seconds.
seconds() {
	local began=$SECONDS
	"$@" >&2
	echo $((SECONDS - began))
}

# most_memory COMMAND...: its peak in KB.
most_memory() {
	"$here/../python" resource -c '
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$@"
}

@test "500 shards: the same bytes, and nothing grows worse than they do" {
	shards 500
	shell_run shell
	[ "$(tail -n 1 shell/summary.tsv | cut -f 10)" = 10000 ]
	smk --workflow-profile "$flows/snakemake/profiles/default" \
		--config input=sheet.csv outdir=out
	equal shell out
	# A job a shard, a tree of merges above 200, and no more than that.
	[ "$(awk '$1 == "job" { on = 1 } $1 == "total" { exit } on' \
		snakemake.log | awk '/^(measure|leak|merge)/ { print $1, $2 }' |
		sort | xargs)" = 'leak 50 measure 500 merge 2 merge_part 3' ]
	few=$(most_memory gbqc-merge -o few.tsv \
		out/.gbqc/shards/many/0000[0-4]*.tsv)
	most=$(most_memory gbqc-merge -o most.tsv \
		out/.gbqc/shards/many/*.tsv)
	echo "merge of 49 tables: $few KB, of 500: $most KB"
	cmp most.tsv out/many/counts.tsv
	[ "$most" -lt $((few * 3 / 2 + 20000)) ]
	# A plan of 500 shards takes no more than ten times one of 50 and a start.
	plan=$(seconds smk -n --config input=sheet.csv outdir=new)
	shards 50
	less=$(seconds smk -n --config input=sheet.csv outdir=new)
	echo "plan of 50 shards: $less s, of 500: $plan s"
	[ "$plan" -le $((10 * (less + 1))) ]
}

@test "500 shards through Nextflow, two in a task" {
	shards 500
	shell_run shell
	nxf --batch 2 --outdir out
	equal shell out
	[ "$(grep -c 'process > .*GBQC_COUNT' nextflow.log)" = 250 ]
	[ "$(grep -c 'process > .*GBQC_MERGE_PARTS' nextflow.log)" = 2 ]
}

@test "MultiQC takes what reports write, in both" {
	make_datasets
	smk --workflow-profile "$flows/snakemake/profiles/default" \
		--config input=sheet.csv outdir=out multiqc=true
	nxf --outdir nextflow --multiqc
	for page in out/multiqc_report.html nextflow/multiqc_report.html; do
		for id in gbqc_verdicts gbqc_auroc gbqc_gc; do
			grep -q "$id" $page
		done
	done
}
