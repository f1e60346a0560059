# workflows/snakemake, run by Snakemake.

load common

# smk [ARGUMENT...]: the workflow; KEY=VALUE are settings.
smk() {
	local settings=() others=()
	for word; do
		case $word in
		-*) others+=("$word") ;;
		*=*) settings+=("$word") ;;
		*) others+=("$word") ;;
		esac
	done
	snakemake --snakefile "$flows/snakemake/workflow/Snakefile" \
		--workflow-profile "$flows/snakemake/profiles/default" \
		--configfile "$flows/snakemake/config/config.yaml" \
		"${others[@]}" --config input=sheet.csv outdir=out \
		"${settings[@]}" >snakemake.log 2>&1
}

# planned: the rules of a dry run, each as often as it would run.
planned() {
	smk "$@" --dry-run
	awk '$1 == "job" { on = 1; next } $1 == "total" { exit }
		on && NF == 2 && !/^-/ { print $1, $2 }' snakemake.log |
		sort
}

@test "formatted and linted" {
	cd "$flows/snakemake"
	snakefmt --check workflow
	run -0 snakemake --lint --configfile config/config.yaml \
		--config input="$example"
	[[ $output == *"Congratulations"* ]]
}

@test "a dry run plans a job a shard, and makes nothing" {
	make_datasets
	[ "$(planned)" = "all 1
leak 2
list_reports 1
measure 5
merge 3
report 2
summary 1" ]
	[ ! -e out ]
}

@test "the example data: what the plain loop writes" {
	cp "$example" sheet.csv
	sed -i "s|,\([^,]*/[^,]*\.gz\),|,$flows/example/\1,|
		s|,places/genome.fa|,$flows/example/places/genome.fa|" sheet.csv
	shell_run shell
	smk
	equal shell out
}

@test "labels with blanks, quotes and Unicode; jobs of several shards" {
	make_datasets
	shell_run shell
	smk
	equal shell out
	smk batch=3 outdir=batched
	equal shell batched
}

@test "a second run does nothing; a changed file only its own path" {
	make_datasets
	smk
	smk
	grep -q 'Nothing to be done' snakemake.log
	# Of small files Snakemake compares what is in them: a touch is nothing.
	sleep 1.1
	touch 'test 0.fa'
	[ -z "$(planned)" ]
	sed -i '2s/^./N/' 'test 1.fa'
	[ "$(planned)" = "all 1
leak 1
list_reports 1
measure 1
merge 2
report 1
summary 1" ]
	smk
	shell_run shell
	equal shell out
	smk
	grep -q 'Nothing to be done' snakemake.log
}

@test "a broken shard fails its dataset alone, and is named" {
	make_datasets
	shell_run whole
	smk
	break_shard
	run -1 smk
	grep -q 'gbqc-count: cut.fa.gz: the gzip data are truncated' \
		snakemake.log
	[ "$(flag out near)" = Error ]
	[ "$(flag out wide)" = "$(flag whole wide)" ]
	[ ! -e out/near/report.json ]
	[ ! -e out/near/verdicts.tsv ]
	diff -r whole/wide out/wide
	sed -i 's/cut.fa.gz/test 0.fa/' sheet.csv
	smk
	equal whole out
}

@test "fail_on ends a run with an error, and all results are there" {
	make_datasets
	shell_run shell
	run -1 smk fail_on=inconclusive
	grep -q '^near.*Inconclusive\|^near.*Fail\|^near.*Warning' \
		snakemake.log
	equal shell out
	smk fail_on=never
}

@test "without leaks, with options of the tools, as the loop has them" {
	make_datasets
	shell_run shell -l -c gc,length -C '--positions 5' -R '--warn .55'
	smk leak=false checks=gc,length count_args='--positions 5' \
		report_args='--warn .55'
	equal shell out
	[ ! -e out/near/pairs.tsv ]
}

@test "an unsound sheet and unknown settings are errors before any job" {
	make_datasets
	echo near,,x,none.fa,, >>sheet.csv
	run -1 smk
	grep -q 'sheet.csv:7: path "none.fa" does not exist' snakemake.log
	sed -i '$d' sheet.csv
	run -1 smk fail_on=never-ever
	run -1 smk bach=3
	[ ! -e out ]
}

@test "usable as a module of another workflow" {
	make_datasets
	shell_run shell
	cat >Snakefile <<END
module gbqc:
    snakefile: "$flows/snakemake/workflow/Snakefile"
    config: {"input": "sheet.csv", "outdir": "out"}

use rule * from gbqc as gbqc_*

rule mine:
    default_target: True
    input: rules.gbqc_all.input
    output: "mine"
    shell: "touch {output}"
END
	snakemake --cores 2 >snakemake.log 2>&1
	[ -e mine ]
	equal shell out
}

@test "profiles and environments are sound YAML" {
	cd "$flows/snakemake"
	"$(dirname "$(command -v snakemake)")/python" - <<'PYTHON'
import glob
import yaml

profiles = glob.glob("profiles/*/config.yaml")
envs = glob.glob("workflow/envs/*.yaml")
assert len(profiles) == 5 and len(envs) == 2, (profiles, envs)
for path in profiles:
    assert yaml.safe_load(open(path))["keep-going"] is True, path
for path in envs:
    env = yaml.safe_load(open(path))
    assert env["channels"][0] == "conda-forge" and env["dependencies"], path
PYTHON
}
