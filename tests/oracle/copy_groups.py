"""copy_groups - the largest groups of copies, found again in the sequences.

    copy_groups.py [--seq-column NAME]... REPORT.json FILE...

Holds the list copy_groups of a report in JSON against groups made here: the
ten largest of each kind and column, who is in them, and which records are
named: five a sequence, dealt to its splits and labels in turn, the first of
the input. Prints how many groups there were.
"""
import json
import sys
from collections import defaultdict

import counts
import records

LARGEST, NAMED = 10, 5


def deal(members):
    """How many records of each member are named."""
    wanted = [0] * len(members)
    left = NAMED
    while left and any(w < len(m) for w, m in zip(wanted, members)):
        for i, member in enumerate(members):
            if left and wanted[i] < len(member):
                wanted[i] += 1
                left -= 1
    return wanted


def sizes(members):
    """The size of a sequence as each of the kinds, 0 where it is none."""
    labelled = defaultdict(list)
    for (split, label), all_of in members.items():
        if label != ".":
            labelled[split].append(len(all_of))
    most = max(map(len, members.values()))
    everything = sum(map(len, members.values()))
    return {
        "within": most if most > 1 else 0,
        "labels": max([sum(n) for n in labelled.values() if len(n) > 1],
                      default=0),
        "splits": everything if len({s for s, _ in members}) > 1 else 0,
    }


def none(name):
    return None if name in ("", ".") else name


def describe(column, kind, digest, size, members):
    keys = sorted(members, key=lambda k: [part.encode() for part in k])
    wanted = deal([members[k] for k in keys])
    return {
        "column": column, "kind": kind, "hash": digest, "size": size,
        "members": [{
            "split": none(split), "label": none(label), "column": column,
            "plus": sum(s == "+" for _, _, s in members[split, label]),
            "minus": sum(s == "-" for _, _, s in members[split, label]),
            "records": [{"id": none(name), "row": row, "strand": strand}
                        for name, row, strand in members[split, label][:n]],
        } for (split, label), n in zip(keys, wanted)],
    }


def groups(options, files):
    columns = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row, record in enumerate(records.read(files, options), 1):
        for column, sequence in record.columns:
            if sequence:
                (strand, digest, _), = counts.dup(sequence, options)
                columns[column][digest][record.split, record.label].append(
                    (record.id, row, strand))
    for column in sorted(columns):
        for kind in "within", "labels", "splits":
            sized = [(sizes(members)[kind], digest)
                     for digest, members in columns[column].items()]
            sized = sorted((-size, digest) for size, digest in sized if size)
            for size, digest in sized[:LARGEST]:
                yield describe(column, kind, digest, -size,
                               columns[column][digest])


def main():
    options = counts.parse_arguments(sys.argv[1:])
    report, *files = options.files
    with open(report, encoding="utf-8") as file:
        found = json.load(file)["copy_groups"]
    wanted = list(groups(options, files))
    for i, (x, y) in enumerate(zip(found, wanted)):
        assert x == y, "group %d:\n%s\nnot\n%s" % (i, x, y)
    assert len(found) == len(wanted), (len(found), len(wanted))
    print(len(found))


main()
