// gbqc-report --collect: the verdicts of all datasets as one table and one page,
// in their order, those that could not be judged as Error; and whether they
// pass.

// DATASET=FILE for each dataset, DATASET= where there is no report.
def listReports(datasets) {
    return "for dataset in ${datasets.join(' ')}; do test -e \$dataset/report.json && echo \$dataset=\$dataset/report.json || echo \$dataset=; done > reports"
}

process GBQC_COLLECT {
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    val datasets
    path folders

    output:
    path 'summary.tsv', emit: summary
    path 'index.html', emit: index
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-report --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    """
    ${listReports(datasets)}
    gbqc-report --collect --files-from reports -o summary.tsv --index index.html
    """

    stub:
    """
    touch summary.tsv index.html
    """
}

// Results are all there by the time that it runs: ready is what it waits for.
process GBQC_GATE {
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    val datasets
    path folders
    val fail_on
    val ready

    when:
    task.ext.when == null || task.ext.when

    script:
    """
    ${listReports(datasets)}
    gbqc-report --collect --files-from reports --fail-on ${fail_on} >&2
    """

    stub:
    """
    true
    """
}
