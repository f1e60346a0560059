// gbqc-report: the verdicts on a dataset, and its row of the summary. Verdicts
// are results: none makes the task fail.

process GBQC_REPORT {
    tag "${meta.id}"
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    tuple val(meta), path(counts)

    output:
    tuple val(meta), path("${task.ext.prefix ?: meta.id}/verdicts.tsv"), emit: verdicts
    tuple val(meta), path("${task.ext.prefix ?: meta.id}.row.tsv"), emit: row
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-report --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args   = task.ext.args ?: ''
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    mkdir -p ${prefix}
    gbqc-report --name ${prefix} ${args} -o ${prefix}/verdicts.tsv ${counts}
    gbqc-summary row ${prefix} ${counts} ${prefix}/verdicts.tsv > ${prefix}.row.tsv
    """

    stub:
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    mkdir -p ${prefix}
    touch ${prefix}/verdicts.tsv ${prefix}.row.tsv
    """
}
