// gbqc_merge_tree - the tables of shards to one a dataset; of more than 200, parts
// are merged first.

include { GBQC_MERGE                     } from '../../modules/local/gbqc/merge/main'
include { GBQC_MERGE as GBQC_MERGE_PARTS } from '../../modules/local/gbqc/merge/main'

workflow GBQC_MERGE_TREE {
    take:
    tables // [ meta, table ], meta.id the number of the job
    plan   // map of that number to where its table goes: dataset, part, jobs, parts
    kind   // what the tables are: counts, pairs

    main:
    // A group has to be whole, so that a dataset short of a shard is not
    // judged; its order is fixed, so that a second run finds it unchanged.
    placed = tables
        .map { meta, table -> tuple(plan[meta.id], table) }
        .branch { place, _table ->
            few: place.parts == 1
            many: true
        }

    GBQC_MERGE_PARTS(
        placed.many
            .map { place, table -> tuple(groupKey([id: "${place.dataset}.${place.part}", dataset: place.dataset, parts: place.parts, table: kind], place.jobs), table) }
            .groupTuple(sort: { a, b -> a.name <=> b.name })
            .map { key, group -> tuple(key.target, group) }
    )

    few = placed.few.map { place, table -> tuple(groupKey([id: place.dataset, table: kind], place.jobs), table) }
    many = GBQC_MERGE_PARTS.out.table.map { meta, table -> tuple(groupKey([id: meta.dataset, table: kind], meta.parts), table) }

    GBQC_MERGE(
        few
            .mix(many)
            .groupTuple(sort: { a, b -> "${a.parent.name}/${a.name}" <=> "${b.parent.name}/${b.name}" })
            .map { key, group -> tuple(key.target, group) }
    )

    table = GBQC_MERGE.out.table.map { meta, table -> tuple(meta.id, table) }

    emit:
    table
}
