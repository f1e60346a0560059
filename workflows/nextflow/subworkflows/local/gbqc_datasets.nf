// gbqc_datasets - from shards to the verdicts on each dataset.

include { GBQC_COUNT                     } from '../../modules/local/gbqc/count/main'
include { GBQC_MERGE                     } from '../../modules/local/gbqc/merge/main'
include { GBQC_MERGE as GBQC_MERGE_PARTS } from '../../modules/local/gbqc/merge/main'
include { GBQC_REPORT                    } from '../../modules/local/gbqc/report/main'

workflow GBQC_DATASETS {
    take:
    jobs // [ meta, shards, sequences, reference ], meta.id the number of the job
    plan // map of that number to where its table goes: dataset, part, jobs, parts

    main:
    GBQC_COUNT(jobs)

    // A group has to be whole, so that a dataset short of a shard is not
    // judged; its order is fixed, so that a second run finds it unchanged.
    tables = GBQC_COUNT.out.counts
        .map { meta, counts -> tuple(plan[meta.id], counts) }
        .branch { place, _counts ->
            few: place.parts == 1
            many: true
        }

    GBQC_MERGE_PARTS(
        tables.many
            .map { place, counts -> tuple(groupKey([id: "${place.dataset}.${place.part}", dataset: place.dataset, parts: place.parts], place.jobs), counts) }
            .groupTuple(sort: { a, b -> a.name <=> b.name })
            .map { key, counts -> tuple(key.target, counts) }
    )

    few = tables.few.map { place, counts -> tuple(groupKey([id: place.dataset], place.jobs), counts) }
    many = GBQC_MERGE_PARTS.out.counts.map { meta, counts -> tuple(groupKey([id: meta.dataset], meta.parts), counts) }

    GBQC_MERGE(
        few
            .mix(many)
            .groupTuple(sort: { a, b -> "${a.parent.name}/${a.name}" <=> "${b.parent.name}/${b.name}" })
            .map { key, counts -> tuple(key.target, counts) }
    )
    GBQC_REPORT(GBQC_MERGE.out.counts)

    counts = GBQC_MERGE.out.counts
    verdicts = GBQC_REPORT.out.verdicts
    json = GBQC_REPORT.out.json
    multiqc = GBQC_REPORT.out.multiqc

    emit:
    counts
    verdicts
    json
    multiqc
}
