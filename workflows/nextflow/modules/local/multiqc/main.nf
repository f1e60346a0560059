// multiqc: one page over all datasets, beside those of other tools.

process MULTIQC {
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'quay.io/biocontainers/multiqc:1.35--pyhdfd78af_0'

    input:
    path files

    output:
    path 'multiqc_report.html', emit: report
    path 'multiqc_report_data', emit: data
    tuple val("${task.process}"), val('multiqc'), eval("multiqc --version | sed 's/.* //'"), emit: versions_multiqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args = task.ext.args ?: ''
    """
    multiqc --strict --no-ai --force ${args} --filename multiqc_report.html .
    """

    stub:
    """
    mkdir multiqc_report_data
    touch multiqc_report.html
    """
}
