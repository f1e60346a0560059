// gbqc-comp: composition of labelled sequences, as a count table.

process GBQC_COMP {
    tag "${meta.id}"
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    tuple val(meta), path(sequences)

    output:
    tuple val(meta), path("${task.ext.prefix ?: meta.id}.comp.tsv"), emit: counts
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-comp --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args   = task.ext.args ?: ''
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    gbqc-comp -q ${args} -@ ${task.cpus} -o ${prefix}.comp.tsv -- ${sequences}
    """

    stub:
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    touch ${prefix}.comp.tsv
    """
}
