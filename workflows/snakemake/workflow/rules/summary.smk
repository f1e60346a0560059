# summary.smk - over all datasets: one table, one page, and whether they pass.


localrules:
    list_reports,
    summary,
    gate,


# By a file, for there may be more than a command line holds.
rule list_reports:
    input:
        [report(dataset) for dataset in JOBS],
    output:
        f"{WORK}/reports",
    log:
        f"{OUT}/logs/list_reports.log",
    run:
        write_list(output[0])


rule summary:
    input:
        reports=[report(dataset) for dataset in JOBS],
        list=f"{WORK}/reports",
    output:
        summary=f"{OUT}/summary.tsv",
        index=f"{OUT}/index.html",
    log:
        f"{OUT}/logs/summary.log",
    conda:
        "../envs/gbqc.yaml"
    shell:
        "gbqc-report --collect --files-from {input.list:q} "
        "-o {output.summary:q} --index {output.index:q} 2>{log}"


rule multiqc:
    input:
        [
            f"{OUT}/{dataset}/{dataset}.gbqc_{what}_mqc.json"
            for dataset in JOBS
            for what in ("auroc", "gc", "general", "verdicts")
        ],
    output:
        f"{OUT}/multiqc_report.html",
    log:
        f"{OUT}/logs/multiqc.log",
    conda:
        "../envs/multiqc.yaml"
    resources:
        mem_mb=2000,
        runtime=60,
    params:
        folders=[f"{OUT}/{dataset}" for dataset in JOBS],
    shell:
        "printf '%s\\n' {params.folders:q} >{output:q}.list; "
        "multiqc --strict --no-ai --force --file-list {output:q}.list "
        "--filename {output:q} >{log} 2>&1; rm {output:q}.list"


# The last thing that a run does: all results are there by now.
rule gate:
    input:
        everything=lambda w: results(gate=False),
        list=f"{WORK}/reports",
    output:
        touch(f"{WORK}/gate"),
    log:
        f"{OUT}/logs/gate.log",
    conda:
        "../envs/gbqc.yaml"
    params:
        fail_on=config["fail_on"],
    shell:
        "gbqc-report --collect --files-from {input.list:q} "
        "--fail-on {params.fail_on} >{log} 2>&1 || "
        "{{ status=$?; cat {log} >&2; exit $status; }}"
