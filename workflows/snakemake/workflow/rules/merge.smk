# merge.smk - the table of a dataset is the sum of those of its shards.


# Of more than MERGED_AT_ONCE tables, parts are merged first.
rule merge_part:
    input:
        lambda w: parts(w.dataset)[int(w.part)],
    output:
        temp(f"{WORK}/parts/{{dataset}}/{{part}}.tsv"),
    log:
        f"{OUT}/logs/merge/{{dataset}}/{{part}}.log",
    retries: 2
    conda:
        "../envs/gbqc.yaml"
    threads: 1
    resources:
        mem_mb=lambda w, attempt: 500 * attempt,
        runtime=lambda w, attempt: 60 * attempt,
    shell:
        "printf '%s\\n' {input:q} | gbqc-merge --files-from - -o {output:q} 2>{log}"


rule merge:
    input:
        lambda w: to_merge(w.dataset),
    output:
        f"{OUT}/{{dataset}}/counts.tsv",
    log:
        f"{OUT}/logs/merge/{{dataset}}.log",
    retries: 2
    conda:
        "../envs/gbqc.yaml"
    threads: 1
    resources:
        mem_mb=lambda w, attempt: 500 * attempt,
        runtime=lambda w, attempt: 60 * attempt,
    shell:
        "printf '%s\\n' {input:q} | gbqc-merge --files-from - -o {output:q} 2>{log}"
