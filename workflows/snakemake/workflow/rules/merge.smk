# merge.smk - the tables of a dataset are the sums of those of its shards.


# Of more than MERGED_AT_ONCE tables, parts are merged first.
rule merge_part:
    input:
        lambda w: parts(w.dataset, w.what)[int(w.part)],
    output:
        temp(f"{WORK}/parts/{{dataset}}/{{what}}/{{part}}.tsv"),
    log:
        f"{OUT}/logs/merge/{{dataset}}/{{what}}/{{part}}.log",
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
        lambda w: to_merge(w.dataset, w.what),
    output:
        f"{OUT}/{{dataset}}/{{what}}.tsv",
    log:
        f"{OUT}/logs/merge/{{dataset}}/{{what}}.log",
    retries: 2
    conda:
        "../envs/gbqc.yaml"
    threads: 1
    resources:
        mem_mb=lambda w, attempt: 500 * attempt,
        runtime=lambda w, attempt: 60 * attempt,
    shell:
        "printf '%s\\n' {input:q} | gbqc-merge --files-from - -o {output:q} 2>{log}"
