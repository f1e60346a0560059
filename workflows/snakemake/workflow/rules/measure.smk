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
        report=lambda w: report(w.dataset),
    # The report goes first: what was judged before is not what is there now.
    shell:
        "rm -f {params.report:q}; ( {params.command} ) 2>{log} || "
        "{{ status=$?; cat {log} >&2; exit $status; }}"
