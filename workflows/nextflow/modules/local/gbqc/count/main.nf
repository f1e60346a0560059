// gbqc-count: everything that is counted of labelled sequences, in one pass.
//
// A task measures one shard or a few: shards is a list of maps, one a file, of
// what is known of it (split, label, label_column, split_column, seq_column;
// '.' where nothing is). reference is a genome and its .fai, or [].

// A word as a shell takes it, whatever it holds.
def shellWord(text) {
    return "'" + text.replace("'", "'\\''") + "'"
}

def shardOptions(shard, genome) {
    def words = []
    [split: '--split', label: '--label', label_column: '--label-column', split_column: '--split-column'].each { name, option ->
        if (shard[name] != '.') {
            words += [option, shellWord(shard[name])]
        }
    }
    if (shard.seq_column != '.') {
        shard.seq_column.tokenize(';').each { name -> words += ['--seq-column', shellWord(name)] }
    }
    if (genome) {
        words += ['--reference', shellWord(genome.toString())]
    }
    return words.join(' ')
}

process GBQC_COUNT {
    tag "${meta.id} ${sequences}"
    label 'process_single'

    conda "${moduleDir}/environment.yml"
    container 'gbqc:0.1.0'

    input:
    tuple val(meta), val(shards), path(sequences, stageAs: 'shards/?/*'), path(reference, stageAs: 'reference/*')

    output:
    tuple val(meta), path("${task.ext.prefix ?: meta.id}.counts.tsv"), emit: counts
    tuple val("${task.process}"), val('gbqc'), eval("gbqc-count --version | cut -d ' ' -f 2"), emit: versions_gbqc, topic: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args     = task.ext.args ?: ''
    def prefix   = task.ext.prefix ?: "${meta.id}"
    def files    = sequences instanceof List ? sequences : [sequences]
    def genome   = reference instanceof List ? reference[0] : reference
    def commands = []
    shards.eachWithIndex { shard, i ->
        commands << "gbqc-count -q -@ ${task.cpus} ${shardOptions(shard, genome)} ${args} -o counts/${i}.tsv -- ${shellWord(files[i].toString())}"
    }
    """
    mkdir counts
    ${commands.join('\n    ')}
    gbqc-merge counts/*.tsv -o ${prefix}.counts.tsv
    """

    stub:
    def prefix = task.ext.prefix ?: "${meta.id}"
    """
    touch ${prefix}.counts.tsv
    """
}
