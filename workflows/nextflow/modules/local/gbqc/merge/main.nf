// gbqc-merge: the table of a dataset is the sum of those of its shards.
//
// meta.table names the result: counts, or pairs.

process GBQC_MERGE {
    tag "${meta.id}"
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    tuple val(meta), path(tables, stageAs: 'tables/?/*')

    output:
    tuple val(meta), path("${task.ext.prefix ?: meta.id}/${meta.table ?: 'counts'}.tsv"), emit: table
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-merge --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args   = task.ext.args ?: ''
    def prefix = task.ext.prefix ?: "${meta.id}"
    def table  = meta.table ?: 'counts'
    """
    mkdir -p ${prefix}
    find -L tables -type f | LC_ALL=C sort | gbqc-merge ${args} --files-from - -o ${prefix}/${table}.tsv
    """

    stub:
    def prefix = task.ext.prefix ?: "${meta.id}"
    def table  = meta.table ?: 'counts'
    """
    mkdir -p ${prefix}
    touch ${prefix}/${table}.tsv
    """
}
