# report.smk - the verdicts on a dataset. They are results: none stops a run.


rule report:
    input:
        counts=f"{OUT}/{{dataset}}/counts.tsv",
    output:
        verdicts=f"{OUT}/{{dataset}}/verdicts.tsv",
        row=f"{WORK}/rows/{{dataset}}.tsv",
    log:
        f"{OUT}/logs/report/{{dataset}}.log",
    retries: 2
    conda:
        "../envs/gbqc.yaml"
    threads: 1
    resources:
        mem_mb=lambda w, attempt: 1000 * attempt,
        runtime=lambda w, attempt: 60 * attempt,
    params:
        args=config["report_args"],
    shell:
        """
        gbqc-report --name {wildcards.dataset} {params.args} \
            -o {output.verdicts:q} {input.counts:q} 2>{log}
        gbqc-summary row {wildcards.dataset} {input.counts:q} \
            {output.verdicts:q} >{output.row:q} 2>>{log}
        """
