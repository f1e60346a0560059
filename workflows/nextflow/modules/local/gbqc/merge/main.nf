// gbqc-merge: the count table of a dataset is the sum of those of its shards.

process GBQC_MERGE {
    tag "${meta.id}"
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    tuple val(meta), path(counts, stageAs: 'counts/?/*')

    output:
    tuple val(meta), path("${task.ext.prefix ?: meta.id}/counts.tsv"), emit: counts
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-merge --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args   = task.ext.args ?: ''
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    mkdir -p ${prefix}
    find -L counts -type f | LC_ALL=C sort | gbqc-merge ${args} --files-from - -o ${prefix}/counts.tsv
    """

    stub:
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    mkdir -p ${prefix}
    touch ${prefix}/counts.tsv
    """
}
