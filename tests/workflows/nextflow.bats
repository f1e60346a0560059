# workflows/nextflow, run by Nextflow.

load common

pipeline=$flows/nextflow

# nxf [ARGUMENT...]: the pipeline on sheet.csv; what it said is nextflow.log.
nxf() {
	nextflow -log .nextflow.log run "$pipeline" -ansi-log false \
		--input sheet.csv --outdir out "$@" >nextflow.log 2>&1
}

# tasks WORD: the tasks of the log that were Submitted or Cached, by process.
tasks() {
	sed -n "s/.*$1 process > \([^ ]*\).*/\1/p" nextflow.log |
		sed 's/.*://' | sort | uniq -c | awk '{ print $2, $1 }'
}

@test "linted: pipeline, configuration, schema of parameters" {
	run -0 nextflow lint "$pipeline"
	[[ $output == *"files had no errors"* ]]
	run -0 nf-core pipelines schema lint "$pipeline/nextflow_schema.json"
	[[ $output == *"Pipeline schema looks valid"* ]]
}

@test "every profile can be read" {
	for profile in conda docker apptainer slurm awsbatch k8s test; do
		grep -q "^    $profile {" "$pipeline/nextflow.config"
	done
	nextflow config -profile test,slurm "$pipeline" >slurm
	grep -q "executor = 'slurm'" slurm
	nextflow config -profile test,awsbatch,k8s,conda,docker,apptainer \
		"$pipeline" >others
	grep -q "executor = 'k8s'" others
}

@test "the schema, both configurations and the plain loop name the same" {
	"$here/../python" json - "$flows" <<'PYTHON'
import json
import re
import sys

flows = sys.argv[1]
schema = json.load(open(flows + "/nextflow/nextflow_schema.json"))
named = {name: value for group in schema["$defs"].values()
         for name, value in group["properties"].items()}
config = open(flows + "/nextflow/nextflow.config").read()
params = dict(re.findall(
    r"^    (\w+) += (.*)$", re.search(r"params \{(.*?)\n\}", config,
                                      re.S)[1], re.M))
other = dict(re.findall(r"^(\w+): (.*)$", open(
    flows + "/snakemake/config/config.yaml").read(), re.M))
assert set(named) == set(params) == set(other), (named, params, other)
for name in named:
    if name not in ("input", "outdir"):
        assert params[name].strip("'\"") == other[name].strip("'\""), name
for entry in json.load(open(
        flows + "/nextflow/assets/schema_input.json"))["items"]["properties"]:
    assert entry in ("dataset", "split", "label", "path", "label_column",
                     "split_column", "seq_column", "reference")
PYTHON
}

@test "a module has what nf-core asks of one" {
	for folder in "$pipeline"/modules/local/gbqc/* \
		"$pipeline"/modules/local/multiqc; do
		for file in main.nf meta.yml environment.yml; do
			[ -s "$folder/$file" ]
		done
		for part in 'tag\|label' 'conda "' "container '" 'input:' \
			'output:' 'when:' 'script:' 'stub:' 'topic: versions'; do
			grep -q "$part" "$folder/main.nf" ||
				{ echo "$folder: $part"; false; }
		done
		grep -q "^name: " "$folder/meta.yml"
	done
	for tool in len gc comp dup count merge report leak; do
		[ -d "$pipeline/modules/local/gbqc/$tool" ]
	done
}

@test "the modules of single tools write what the tools write" {
	make_datasets
	cat >main.nf <<END
include { GBQC_LEN  } from '$pipeline/modules/local/gbqc/len/main'
include { GBQC_GC   } from '$pipeline/modules/local/gbqc/gc/main'
include { GBQC_COMP } from '$pipeline/modules/local/gbqc/comp/main'
include { GBQC_DUP  } from '$pipeline/modules/local/gbqc/dup/main'

workflow {
    one = channel.of([[id: 'one'], file('test 0.fa')])
    GBQC_LEN(one)
    GBQC_GC(one)
    GBQC_COMP(one)
    GBQC_DUP(one)
    GBQC_LEN.out.counts
        .mix(GBQC_GC.out.counts, GBQC_COMP.out.counts, GBQC_DUP.out.counts)
        .map { _meta, table -> table }
        .collectFile(storeDir: 'tables') { table -> [table.name, table.text] }
}
END
	nextflow -log .nextflow.log run main.nf -ansi-log false >nextflow.log 2>&1
	for tool in len gc comp dup; do
		gbqc-$tool -q 'test 0.fa' | cmp - tables/one.$tool.tsv
	done
}

@test "stub: every output, and nothing is read" {
	make_datasets
	nxf -stub --fail_on fail
	[ "$(tasks Submitted)" = "GBQC_COLLECT 1
GBQC_COUNT 5
GBQC_GATE 1
GBQC_LEAK 2
GBQC_MERGE 3
GBQC_REPORT 2" ]
	shell_run shell
	diff <(results shell | grep -v gbqc_) <(results out | grep -v gbqc_)
	[ ! -s out/near/verdicts.tsv ]
}

@test "the example data: what the plain loop writes" {
	cp "$example" sheet.csv
	sed -i "s|,\([^,]*/[^,]*\.gz\),|,$flows/example/\1,|
		s|,places/genome.fa|,$flows/example/places/genome.fa|" sheet.csv
	shell_run shell
	nxf
	equal shell out
	NXF_SYNTAX_PARSER=v2 nxf --batch 3 --outdir strict
	equal shell strict
}

@test "labels with blanks and Unicode; resume; a touched file; a broken one" {
	make_datasets
	shell_run shell
	nxf
	equal shell out
	nxf -resume
	[ -z "$(tasks Submitted)" ]
	sleep 1.1
	touch 'test 1.fa'
	nxf -resume
	[ "$(tasks Submitted)" = "GBQC_COLLECT 1
GBQC_COUNT 1
GBQC_LEAK 1
GBQC_MERGE 2
GBQC_REPORT 1" ]
	equal shell out
	break_shard
	run -1 nxf -resume --outdir broken
	grep -q 'GBQC_COUNT (.*cut.fa.gz).*Error is ignored' nextflow.log
	[ "$(flag broken near)" = Error ]
	[ "$(flag broken wide)" = "$(flag shell wide)" ]
	[ ! -e broken/near/verdicts.tsv ]
	diff -r shell/wide broken/wide
}

@test "fail_on ends a run with an error, and all results are there" {
	make_datasets
	shell_run shell
	run -1 nxf --fail_on inconclusive
	grep -q '^ *near' nextflow.log
	equal shell out
}

@test "without leaks, with options of the tools, as the loop has them" {
	make_datasets
	shell_run shell -l -c gc,length -C '--positions 5' -R '--warn .55'
	nxf --leak false --checks gc,length --count_args '--positions 5' \
		--report_args '--warn .55'
	equal shell out
}

@test "an unsound sheet or parameter is an error before any task" {
	make_datasets
	echo near,,x,none.fa,, >>sheet.csv
	run -1 nxf
	grep -q 'sheet.csv:7: path "none.fa" does not exist' nextflow.log
	sed -i '$d' sheet.csv
	run -1 nxf --fail_on never-ever
	grep -q 'fail_on is never, fail' nextflow.log
	run -1 nxf --batch none
	[ ! -e out ]
}
