// gbqc-summary: the verdicts of all datasets as one table, in their order, those
// that could not be judged as Error; and whether they pass.

process GBQC_SUMMARY {
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    val datasets
    path rows

    output:
    path 'summary.tsv', emit: summary
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-summary --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    """
    printf '%s\\n' ${datasets.join(' ')} > datasets
    find -L . -name '*.row.tsv' | LC_ALL=C sort | xargs cat /dev/null | gbqc-summary table datasets - > summary.tsv
    """

    stub:
    """
    touch summary.tsv
    """
}

process GBQC_GATE {
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    path summary
    val fail_on

    when:
    task.ext.when == null || task.ext.when

    script:
    """
    gbqc-summary gate ${fail_on} ${summary}
    """

    stub:
    """
    true
    """
}
