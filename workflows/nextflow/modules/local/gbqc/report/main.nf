// gbqc-report: the verdicts on a dataset, as table, page, JSON and for MultiQC.
// Verdicts are results: none makes the task fail.

process GBQC_REPORT {
    tag "${meta.id}"
    label 'process_medium'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    tuple val(meta), path(counts), path(pairs)

    output:
    tuple val(meta), path("${task.ext.prefix ?: meta.id}/verdicts.tsv"), emit: verdicts
    tuple val(meta), path("${task.ext.prefix ?: meta.id}/report.html"), emit: html
    tuple val(meta), path("${task.ext.prefix ?: meta.id}/report.json"), emit: json
    tuple val(meta), path("${task.ext.prefix ?: meta.id}/*_mqc.json"), emit: multiqc
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-report --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args   = task.ext.args ?: ''
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    mkdir -p ${prefix}
    gbqc-report --name ${prefix} ${args} \\
        -o ${prefix}/verdicts.tsv --html ${prefix}/report.html \\
        --json ${prefix}/report.json --multiqc ${prefix}/${prefix} ${counts} ${pairs}
    """

    stub:
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    mkdir -p ${prefix}
    touch ${prefix}/verdicts.tsv ${prefix}/report.html ${prefix}/report.json
    touch ${prefix}/${prefix}.gbqc_general_mqc.json
    """
}
