"""leak - what gbqc-leak must print, by the definition alone.

    leak.py [OPTION]... TRAIN.fa TEST.fa

Every pair is compared with every other, by tables of edit distances: slow,
and no pair is missed. docs/leak.md has the definition; nothing here is
shared with the C code.

A table of edit distances is filled by plain() as textbooks do, and by
last_row_and_column() a row at a time, with one bit of a Python integer for
each letter: Myers (1999) J. ACM 46:395-415, for texts of any length.
check_tables() holds the second against the first.
"""

import argparse
import sys
from collections import namedtuple

Record = namedtuple("Record", "id label split sequence")
Options = namedtuple("Options", "identity overlap min_score strand overlaps",
                     defaults=(900, 500, 20, "both", True))

COLUMNS = ("query", "target", "relation", "strand", "edits", "length",
           "qlen", "tlen", "identity", "qcov", "tcov", "qlabel", "tlabel",
           "qsplit", "tsplit", "tags")

COMPLEMENT = str.maketrans("ACGTRYKMBVDH", "TGCAYRMKVBHD")
RANK = {"copy": 0, "near": 1, "contained": 2, "contains": 2, "overlap": 3}


# Letters

def folded(sequence):
    """Upper case, U read as T."""
    return sequence.upper().replace("U", "T")


def reverse_complement(letters):
    return letters.translate(COMPLEMENT)[::-1]


def informative(letters):
    return sum(letters.count(base) for base in "ACGT")


def is_low(sequence):
    """At least half of the windows of 64 letters have a DUST score above 2."""
    letters = folded(sequence)
    windows = low = 0
    for start in range(0, len(letters), 64):
        window = letters[start:start + 64]
        counts = {}
        for i in range(len(window) - 2):
            triplet = window[i:i + 3]
            if all(base in "ACGT" for base in triplet):
                counts[triplet] = counts.get(triplet, 0) + 1
        t = sum(counts.values())
        pairs = sum(c * (c - 1) // 2 for c in counts.values())
        windows += 1
        low += t >= 2 and pairs > 2 * (t - 1)
    return windows > 0 and 2 * low >= windows


# Edit distances

def plain(a, b, free_start):
    """
    The table of edit distances of prefixes: [i][j] of a[:i] and b[:j], or,
    with free_start, of a[:i] and whatever ends at b[:j].
    """
    table = [[0 if free_start else j for j in range(len(b) + 1)]]
    for i in range(1, len(a) + 1):
        row = [i]
        for j in range(1, len(b) + 1):
            row.append(min(table[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
                           table[i - 1][j] + 1, row[j - 1] + 1))
        table.append(row)
    return table


def last_row_and_column(a, b, free_start):
    """
    The least of the last row of plain(), the last of it, and the last
    column. up and down hold, for each letter of a, whether the table grows
    or falls by one from the row above it.
    """
    where = {}
    for i, letter in enumerate(a):
        where[letter] = where.get(letter, 0) | 1 << i
    every = (1 << len(a)) - 1
    top = 1 << len(a) >> 1
    up, down, score = every, 0, len(a)
    least = score
    for letter in b:
        equal = where.get(letter, 0)
        vertical = equal | down
        horizontal = (((equal & up) + up) ^ up) | equal
        rises = down | (every & ~(horizontal | up))
        falls = up & horizontal
        if rises & top:
            score += 1
        elif falls & top:
            score -= 1
            least = min(least, score)
        rises = rises << 1 | (0 if free_start else 1)
        falls <<= 1
        up = (falls | ~(vertical | rises)) & every
        down = rises & vertical & every
    column = [0 if free_start else len(b)]
    for plus, minus in zip(reversed(format(up, "0%db" % len(a))),
                           reversed(format(down, "0%db" % len(a)))):
        column.append(column[-1] + (plus == "1") - (minus == "1"))
    return least, score, column


def check_tables(rng, times):
    """Raises where the two ways to fill a table disagree."""
    for _ in range(times):
        letters = rng.choice(("AC", "ACGT", "ACGTN"))
        a = "".join(rng.choice(letters) for _ in range(rng.randint(1, 40)))
        b = "".join(rng.choice(letters) for _ in range(rng.randint(0, 40)))
        if rng.random() < .5:
            b = a[rng.randint(0, len(a)):] + b
        for free in (True, False):
            table = plain(a, b, free)
            wanted = (min(table[-1]), table[-1][-1],
                      [row[-1] for row in table])
            got = last_row_and_column(a, b, free)
            if got != wanted:
                raise AssertionError("%s %s %s: %s, not %s" % (
                    a, b, free, got, wanted))


# Relations. One is (rank, -matched, edits, relation, length): the smallest
# is the best.

def relation(name, length, edits):
    return RANK[name], edits - length, edits, name, length


def best_overlap(a, column, options):
    """Of the prefixes of a: column[i] is how far a[:i] is from a suffix."""
    whole, length, best = informative(a), 0, None
    for i, letter in enumerate(a):
        length += letter in "ACGT"
        edits = column[i + 1]
        if (1000 * length >= options.overlap * whole and
                1000 * (length - edits) >= options.identity * length and
                length - 4 * edits >= options.min_score):
            found = relation("overlap", length, edits)
            best = min(best, found) if best else found
    return best


def compare_roles(a, b, contained, options):
    """a has no more informative letters than b; both have some."""
    m_a, m_b = informative(a), informative(b)
    least = options.identity
    d, _, column = last_row_and_column(a, b, True)
    reproduced = [(m_a - d, 1, m_a, d)]
    # g is at least d and at least what the lengths differ by.
    bound = max(d, abs(len(b) - len(a)))
    if 1000 * (m_b - bound) >= least * m_b:
        _, g, _ = last_row_and_column(a, b, False)
        reproduced.append((m_b - g, 0, m_b, g))
    # The larger; if equal, that of d.
    matched, _, length, edits = max(reproduced)
    if 1000 * matched >= least * m_b:
        return relation("near", length, edits)
    if (1000 * (m_a - d) >= least * m_a and
            m_a - 4 * d >= options.min_score):
        return relation(contained, m_a, d)
    if not options.overlaps:
        return None
    _, _, turned = last_row_and_column(a[::-1], b[::-1], True)
    found = [best_overlap(a, column, options),
             best_overlap(a[::-1], turned, options)]
    return min((r for r in found if r), default=None)


class Letters:
    """A record on one strand: all of it, and without the padding."""

    def __init__(self, letters):
        self.all = letters
        self.core = letters.strip("N")
        self.m = informative(letters)


def compare_strand(query, target, options):
    if query.all == target.all:
        return relation("copy", query.m, 0)
    if query.m == 0 or target.m == 0:
        return None
    found = []
    if query.m <= target.m:
        found.append(compare_roles(query.core, target.core, "contained",
                                   options))
    if target.m <= query.m:
        found.append(compare_roles(target.core, query.core, "contains",
                                   options))
    return min((r for r in found if r), default=None)


# Tables

def rounded_down(part, whole):
    """Four decimals of min(1, part / whole); 1 where whole is 0."""
    if whole == 0 or part >= whole:
        return "1.0000"
    return "0.%04d" % (part * 10000 // whole)


class Prepared:
    def __init__(self, record):
        letters = folded(record.sequence)
        self.record = record
        self.plus = Letters(letters)
        self.minus = Letters(reverse_complement(letters))
        self.low = is_low(record.sequence)


def compare(query, target, options):
    """The row of two Prepared as (key, fields), or None."""
    found = []
    for strand in "+-" if options.strand == "both" else "+":
        other = target.plus if strand == "+" else target.minus
        best = compare_strand(query.plus, other, options)
        if best:
            found.append((best[:3], strand, best))
    if not found:
        return None
    key, strand, (_, _, edits, name, length) = min(found)
    q, t = query.record, target.record
    fields = (q.id, t.id, name, strand, str(edits), str(length),
              str(query.plus.m), str(target.plus.m),
              rounded_down(length - edits, length),
              rounded_down(length, query.plus.m),
              rounded_down(length, target.plus.m),
              q.label, t.label, q.split, t.split,
              "low" if query.low or target.low else ".")
    return (*key, strand), fields


def pairs(queries, targets, options, within=False):
    """All rows, as (key, fields). within: targets stand before queries."""
    queries = [Prepared(record) for record in queries]
    targets = queries if within else [Prepared(r) for r in targets]
    rows = []
    for i, query in enumerate(queries):
        for target in targets[:i] if within else targets:
            row = compare(query, target, options)
            if row:
                rows.append(row)
    return rows


def by_bytes(text):
    return text.encode()


def order_of(row):
    """Rows of a query, the best first; then of equal ones by target."""
    key, fields = row
    return by_bytes(fields[0]), key, by_bytes(fields[1])


def all_rows(rows):
    return [fields for _, fields in sorted(rows, key=order_of)]


def best_rows(rows, of):
    """The best row of each query (of 0) or target (of 1), and how many."""
    groups = {}
    for row in rows:
        groups.setdefault(row[1][of], []).append(row)
    best = [min(group, key=lambda row: (
        row[0], by_bytes(row[1][1 - of]))) + (len(group),)
            for group in groups.values()]
    best.sort(key=lambda row: (by_bytes(row[1][of]), row[0],
                               by_bytes(row[1][1 - of])))
    return [fields + (str(n),) for _, fields, n in best]


def none_row(record, split, columns):
    """What --none says of a query that nothing in split is related to."""
    letters = folded(record.sequence)
    fields = dict(query=record.id, qlen=str(informative(letters)),
                  qlabel=record.label, qsplit=record.split, tsplit=split,
                  tags="low" if is_low(record.sequence) else ".",
                  relation="none", targets="0")
    return tuple(fields.get(name, ".") for name in columns)


def read_fasta(path, split):
    records, name, parts = [], None, []
    for line in open(path):
        if line.startswith(">"):
            if name is not None:
                records.append(Record(name, ".", split, "".join(parts)))
            name, parts = line[1:].split()[0], []
        else:
            parts.append(line.strip())
    if name is not None:
        records.append(Record(name, ".", split, "".join(parts)))
    return records


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--identity", type=float, default=.9)
    parser.add_argument("--overlap", type=float, default=.5)
    parser.add_argument("--min-score", type=int, default=20)
    parser.add_argument("--strand", default="both")
    parser.add_argument("--no-overlap", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--by", default="query")
    parser.add_argument("train")
    parser.add_argument("test")
    o = parser.parse_args()
    options = Options(round(o.identity * 1000), round(o.overlap * 1000),
                      o.min_score, o.strand, not o.no_overlap)
    rows = pairs(read_fasta(o.test, "test"), read_fasta(o.train, "train"),
                 options)
    print("#gbqc-pairs 1")
    if o.all:
        print("#" + "\t".join(COLUMNS))
        rows = all_rows(rows)
    else:
        print("#" + "\t".join(COLUMNS + ("targets",)))
        rows = best_rows(rows, 0 if o.by == "query" else 1)
    for fields in rows:
        print("\t".join(fields))


if __name__ == "__main__":
    sys.exit(main())
