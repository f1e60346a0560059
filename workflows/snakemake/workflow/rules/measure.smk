# measure.smk - count tables of shards: one job a batch of rows.


rule measure:
    input:
        lambda w: job_files(w.job),
    output:
        temp(f"{WORK}/shards/{{dataset}}/{{job}}.tsv"),
    log:
        f"{OUT}/logs/measure/{{dataset}}/{{job}}.log",
    retries: 2
    group:
        "measure"
    conda:
        "../envs/gbqc.yaml"
    threads: 1
    resources:
        mem_mb=lambda w, attempt: 500 * attempt,
        runtime=lambda w, attempt: 60 * attempt,
    params:
        command=lambda w, output: count_command(w.job, output[0]),
        row=lambda w: f"{WORK}/rows/{w.dataset}.tsv",
    # The row goes first: what was judged before is not what is there now.
    shell:
        "rm -f {params.row:q}; ( {params.command} ) 2>{log} || "
        "{{ status=$?; cat {log} >&2; exit $status; }}"
