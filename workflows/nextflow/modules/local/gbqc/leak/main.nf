// gbqc-leak: near copies of test shards among all of train, as a pair table.
//
// shards is a list of maps, one a file, of its split and label; columns is a map
// of label_column and seq_column; '.' where nothing is known. reference is a
// genome and its .fai, or [].

// A word as a shell takes it, whatever it holds.
def shellWord(text) {
    return "'" + text.replace("'", "'\\''") + "'"
}

// SPLIT/LABEL=FILE
def argument(shard, file) {
    return shellWord([shard.split, '/', shard.label == '.' ? '' : shard.label, '=', file.toString()].join(''))
}

def columnOptions(columns, genome) {
    def words = []
    if (columns.label_column != '.') {
        words += ['--label-column', shellWord(columns.label_column)]
    }
    if (columns.seq_column != '.') {
        words += ['--seq-column', shellWord(columns.seq_column)]
    }
    if (genome) {
        words += ['--reference', shellWord(genome.toString())]
    }
    return words.join(' ')
}

process GBQC_LEAK {
    tag "${meta.id}"
    label 'process_medium'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    tuple val(meta), val(shards), val(columns), path(sequences, stageAs: 'shards/?/*'), path(reference, stageAs: 'reference/*')

    output:
    tuple val(meta), path("${task.ext.prefix ?: meta.id}.pairs.tsv"), emit: pairs
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-leak --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args      = task.ext.args ?: ''
    def prefix    = task.ext.prefix ?: "${meta.id}"
    def genome    = reference instanceof List ? reference[0] : reference
    def arguments = [shards, [sequences].flatten()].transpose().collect { shard, file -> argument(shard, file) }
    """
    gbqc-leak -q --id-prefix -@ ${task.cpus} ${args} ${columnOptions(columns, genome)} \\
        -o ${prefix}.pairs.tsv ${arguments.join(' ')}
    """

    stub:
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    touch ${prefix}.pairs.tsv
    """
}
