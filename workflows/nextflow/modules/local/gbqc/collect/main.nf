// gbqc-report --collect: the verdicts of all datasets as one table and one page,
// in their order, those that could not be judged as Error; and whether they
// pass.

// Puts the reports where they will lie, for the page to link to them, and lists
// them: DATASET=FILE, or DATASET= for a dataset without.
def layOut(datasets, names, reports) {
    def place = [names, [reports].flatten()].transpose().collectEntries()
    def commands = ['exec 3> reports']
    datasets.each { dataset ->
        def report = place[dataset]
        if (report) {
            commands << "mkdir -p ${dataset} && ln -sf ../${report} ${dataset}/report.json"
        }
        commands << "echo ${dataset}=${report ? "${dataset}/report.json" : ''} >&3"
    }
    return commands.join('\n    ')
}

process GBQC_COLLECT {
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    val datasets
    tuple val(names), path(reports, stageAs: 'json/?/*')

    output:
    path 'summary.tsv', emit: summary
    path 'index.html', emit: index
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-report --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    """
    ${layOut(datasets, names, reports)}
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
    tuple val(names), path(reports, stageAs: 'json/?/*')
    val fail_on
    val ready

    when:
    task.ext.when == null || task.ext.when

    script:
    """
    ${layOut(datasets, names, reports)}
    gbqc-report --collect --files-from reports --fail-on ${fail_on} >&2
    """

    stub:
    """
    true
    """
}
