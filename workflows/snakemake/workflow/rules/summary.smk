# summary.smk - over all datasets: one table, and whether they pass.


localrules:
    shards,
    summary,
    gate,


# What the sheet says, for the names and the order of the summary.
rule shards:
    input:
        config["input"],
    output:
        f"{WORK}/shards.tsv",
    log:
        f"{OUT}/logs/shards.log",
    conda:
        "../envs/gbqc.yaml"
    shell:
        "gbqc-sheet check {input:q} >{output:q} 2>{log}"


rule summary:
    input:
        shards=f"{WORK}/shards.tsv",
        rows=[f"{WORK}/rows/{dataset}.tsv" for dataset in JOBS],
    output:
        f"{OUT}/summary.tsv",
    log:
        f"{OUT}/logs/summary.log",
    conda:
        "../envs/gbqc.yaml"
    shell:
        "gbqc-summary table {input.shards:q} {input.rows:q} >{output:q} 2>{log}"


rule gate:
    input:
        summary=f"{OUT}/summary.tsv",
        verdicts=[f"{OUT}/{dataset}/verdicts.tsv" for dataset in JOBS],
    output:
        touch(f"{WORK}/gate"),
    log:
        f"{OUT}/logs/gate.log",
    conda:
        "../envs/gbqc.yaml"
    params:
        fail_on=config["fail_on"],
    shell:
        "gbqc-summary gate {params.fail_on} {input.summary:q} 2>{log} || "
        "{{ status=$?; cat {log} >&2; exit $status; }}"
