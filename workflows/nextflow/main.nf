// main.nf - quality control of labelled genomic datasets, shard by shard.
//
// row -> count -> merge (a dataset) -> report -> collect -> gate

include { GBQC_DATASETS } from './subworkflows/local/gbqc_datasets'
include { GBQC_COLLECT  } from './modules/local/gbqc/collect/main'
include { GBQC_GATE     } from './modules/local/gbqc/collect/main'
include { MULTIQC       } from './modules/local/multiqc/main'

// The rows of the sheet, in its order, or an error that names its lines.
def readSheet(sheet) {
    if (!sheet) {
        error("--input is needed: a sample sheet, CSV or TSV")
    }
    def out = new StringBuilder()
    def err = new StringBuilder()
    def check = ["${projectDir}/bin/gbqc-sheet", 'check', "${sheet}".toString()].execute()
    check.waitForProcessOutput(out, err)
    if (check.exitValue() != 0) {
        error("the sample sheet is not sound:\n${err}")
    }
    def lines = out.toString().readLines()
    def names = lines[0].substring(1).split('\t').toList()
    return lines.drop(1).collect { line -> [names, line.split('\t').toList()].transpose().collectEntries() }
}

// Jobs of up to batch rows of one dataset and one reference, in order.
def makeJobs(rows, batch) {
    def jobs = []
    rows.groupBy { row -> row.dataset }.each { _dataset, mine ->
        def job = []
        mine.each { row ->
            if (job && (job.size() == batch || job[0].reference != row.reference)) {
                jobs << job
                job = []
            }
            job << row
        }
        jobs << job
    }
    return jobs
}

// Where the table of each job goes. Of more than 200, parts are merged first.
def makePlan(jobs) {
    def plan = [:]
    jobs.groupBy { job -> job[0].dataset }.each { dataset, mine ->
        def parts = mine.collate(200)
        parts.eachWithIndex { part, i ->
            part.each { job -> plan[job[0].shard] = [dataset: dataset, part: i, jobs: part.size(), parts: parts.size()] }
        }
    }
    return plan
}

// The genome of a job and its index, or nothing.
def makeReference(genome) {
    if (genome == '.') {
        return []
    }
    def index = file("${genome}.fai")
    return [file(genome, checkIfExists: true)] + (index.exists() ? [index] : [])
}

def sequenceFile(row) {
    return file(row.path, checkIfExists: true, glob: false)
}

// What a task of GBQC_COUNT reads and knows of a job.
def makeTask(job) {
    def shards = job.collect { row -> row.subMap(['split', 'label', 'label_column', 'split_column', 'seq_column']) }
    def sequences = job.collect { row -> sequenceFile(row) }
    return tuple([id: job[0].shard, dataset: job[0].dataset], shards, sequences, makeReference(job[0].reference))
}

// The same of GBQC_LEAK: each row that is not train, with all of those that are;
// of datasets where the sheet says the split of each row.
def makeLeaks(rows) {
    def leaks = []
    rows.groupBy { row -> row.dataset }.each { _dataset, mine ->
        def (train, test) = mine.split { row -> row.split in ['train', 'training'] }
        if (train && mine.every { row -> row.split != '.' }) {
            test.each { row -> leaks << [row, train + [row]] }
        }
    }
    return leaks
}

def makeLeakTask(leak) {
    def (row, all) = leak
    def shards = all.collect { one -> one.subMap(['split', 'label']) }
    def sequences = all.collect { one -> sequenceFile(one) }
    def columns = row.subMap(['label_column', 'seq_column'])
    return tuple([id: row.shard, dataset: row.dataset], shards, columns, sequences, makeReference(row.reference))
}

workflow {
    main:
    if (!(params.fail_on in ['never', 'fail', 'warning', 'inconclusive'])) {
        error("--fail_on is never, fail, warning or inconclusive")
    }
    if (!("${params.batch}" ==~ /[1-9][0-9]*/)) {
        error("--batch is a number of shards, from 1 on")
    }
    def rows = readSheet(params.input)
    def jobs = makeJobs(rows, "${params.batch}".toInteger())

    def leaks = "${params.leak}" == 'true' ? makeLeaks(rows) : []

    GBQC_DATASETS(
        channel.fromList(jobs.collect { job -> makeTask(job) }),
        makePlan(jobs),
        channel.fromList(leaks.collect { leak -> makeLeakTask(leak) }),
        makePlan(leaks.collect { leak -> [leak[0]] }),
    )
    def datasets = rows.collect { row -> row.dataset }.unique()

    // Sorted: Nextflow tells one task from another by the order of its input.
    reports = GBQC_DATASETS.out.json
        .map { meta, json -> tuple(meta.id, json) }
        .toSortedList { a, b -> a[0] <=> b[0] }
        .map { all -> tuple(all.collect { one -> one[0] }, all.collect { one -> one[1] }) }

    GBQC_COLLECT(datasets, reports)
    ready = GBQC_COLLECT.out.summary
    if (params.multiqc) {
        MULTIQC(
            GBQC_DATASETS.out.multiqc
                .map { _meta, files -> files }
                .flatten()
                .toSortedList { a, b -> a.name <=> b.name }
        )
        ready = ready.mix(MULTIQC.out.report).collect()
    }
    if (params.fail_on != 'never') {
        GBQC_GATE(datasets, reports, params.fail_on, ready)
    }
}
