# report.smk - the verdicts on a dataset. They are results: none stops a run.


rule report:
    input:
        counts=f"{OUT}/{{dataset}}/counts.tsv",
        pairs=lambda w: pairs(w.dataset),
    output:
        verdicts=f"{OUT}/{{dataset}}/verdicts.tsv",
        html=f"{OUT}/{{dataset}}/report.html",
        json=f"{OUT}/{{dataset}}/report.json",
        multiqc=multiext(
            f"{OUT}/{{dataset}}/{{dataset}}.gbqc_",
            "auroc_mqc.json",
            "gc_mqc.json",
            "general_mqc.json",
            "verdicts_mqc.json",
        ),
    log:
        f"{OUT}/logs/report/{{dataset}}.log",
    retries: 2
    conda:
        "../envs/gbqc.yaml"
    threads: 1
    # 36 bytes for each row of copies, which is of 62.
    resources:
        mem_mb=lambda w, input, attempt: int(500 + 0.7 * input.size_mb) * attempt,
        runtime=lambda w, attempt: 60 * attempt,
    params:
        args=config["report_args"],
        prefix=lambda w: f"{OUT}/{w.dataset}/{w.dataset}",
    shell:
        "gbqc-report --name {wildcards.dataset} {params.args} "
        "-o {output.verdicts:q} --html {output.html:q} --json {output.json:q} "
        "--multiqc {params.prefix:q} {input:q} 2>{log}"
