# measure.smk - count tables of shards, one job a batch of rows; and near copies
# of test shards among all of train.


rule measure:
    input:
        lambda w: row_files(JOB[w.job]),
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


rule leak:
    input:
        lambda w: row_files(leak_rows(w.job)),
    output:
        temp(f"{WORK}/leaks/{{dataset}}/{{job}}.tsv"),
    log:
        f"{OUT}/logs/leak/{{dataset}}/{{job}}.log",
    retries: 2
    conda:
        "../envs/gbqc.yaml"
    threads: 2
    # Half a KB a record of the smaller side, and a chunk of the larger.
    resources:
        mem_mb=lambda w, input, attempt: int(500 + 2 * input.size_mb) * attempt,
        runtime=lambda w, attempt: 240 * attempt,
    params:
        command=lambda w, output: leak_command(w.job, output[0]),
        report=lambda w: report(w.dataset),
    shell:
        "rm -f {params.report:q}; {params.command} -@ {threads} 2>{log} || "
        "{{ status=$?; cat {log} >&2; exit $status; }}"
