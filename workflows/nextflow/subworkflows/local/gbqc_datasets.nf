// gbqc_datasets - from shards to the verdicts on each dataset.

include { GBQC_COUNT                          } from '../../modules/local/gbqc/count/main'
include { GBQC_LEAK                           } from '../../modules/local/gbqc/leak/main'
include { GBQC_MERGE_TREE                     } from './gbqc_merge_tree'
include { GBQC_MERGE_TREE as GBQC_UNITE_PAIRS } from './gbqc_merge_tree'
include { GBQC_REPORT                         } from '../../modules/local/gbqc/report/main'

workflow GBQC_DATASETS {
    take:
    jobs      // [ meta, shards, sequences, reference ] for GBQC_COUNT
    plan      // where their tables go, see GBQC_MERGE_TREE
    leaks     // [ meta, shards, columns, sequences, reference ] for GBQC_LEAK
    leak_plan // where theirs go

    main:
    GBQC_COUNT(jobs)
    GBQC_MERGE_TREE(GBQC_COUNT.out.counts, plan, 'counts')
    GBQC_LEAK(leaks)
    GBQC_UNITE_PAIRS(GBQC_LEAK.out.pairs, leak_plan, 'pairs')

    // A dataset of which leaks are sought waits for its pairs.
    leaky = leak_plan.values().collect { place -> place.dataset } as Set
    counted = GBQC_MERGE_TREE.out.table.branch { dataset, _counts ->
        leaky: dataset in leaky
        alone: true
    }
    GBQC_REPORT(
        counted.leaky
            .join(GBQC_UNITE_PAIRS.out.table)
            .mix(counted.alone.map { dataset, counts -> tuple(dataset, counts, []) })
            .map { dataset, counts, pairs -> tuple([id: dataset], counts, pairs) }
    )

    verdicts = GBQC_REPORT.out.verdicts
    json = GBQC_REPORT.out.json
    multiqc = GBQC_REPORT.out.multiqc

    emit:
    verdicts
    json
    multiqc
}
