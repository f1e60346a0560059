"""counts - the count table of docs/formats.md, slowly and obviously.

    counts.py [OPTION]... [[SPLIT/][LABEL]=]FILE...

Prints the table that gbqc-count must print, byte for byte. Every check is
written down here from its definition alone: strings, loops and dictionaries.
"""

import argparse
import sys
from collections import Counter

import records

CHECKS = ("length gc base dinuc kmer pool start end centre n case complexity "
          "skew dup").split()
PAIRS = ("AT", "CG", "RY", "KM", "BV", "DH")
OPPOSITE = {}
for x, y in PAIRS:
    OPPOSITE[x], OPPOSITE[y] = y, x


def length(s, _options):
    yield ".", len(s), "."


def gc(s, _options):
    s = s.upper()
    strong = sum(s.count(c) for c in "GCS")
    yield ".", strong, strong + sum(s.count(c) for c in "ATUW")


def base(s, _options):
    yield ".", ".", "."
    for letter, n in Counter(s.upper()).items():
        yield letter, n, len(s)


def dinuc(s, _options):
    yield ".", ".", "."
    s = s.upper()
    pairs = Counter(s[i:i + 2] for i in range(len(s) - 1))
    for pair, n in pairs.items():
        yield pair, n, len(s) - 1


def words(s, k):
    s = s.upper().replace("U", "T")
    for i in range(len(s) - k + 1):
        word = s[i:i + k]
        if all(c in "ACGT" for c in word):
            yield word


def kmer(s, options):
    for k in options.k:
        if k <= 4:
            yield k, ".", "."
            found = Counter(words(s, k))
            for word, n in found.items():
                yield word, n, sum(found.values())


def pool(s, options):
    for k in options.k:
        if k > 4:
            yield k, ".", "."
            for word in words(s, k):
                yield word, ".", "."
                yield k, "windows", "."


def reached(options, distance):
    return not options.positions or distance <= options.positions


def start(s, options):
    yield ".", ".", "."
    for i, letter in enumerate(s.upper()):
        if reached(options, i + 1):
            yield i + 1, letter, "."


def end(s, options):
    return start(s[::-1], options)


def centre(s, options):
    yield ".", ".", "."
    for i, letter in enumerate(s.upper()):
        offset = i - len(s) // 2
        if reached(options, abs(offset)):
            yield offset, letter, "."


def n(s, _options):
    s = s.upper()
    yield "share", s.count("N"), len(s)
    yield "lead", len(s) - len(s.lstrip("N")), "."
    yield "trail", len(s) - len(s.rstrip("N")), "."
    yield "longest", max(map(len, "".join(
        c if c == "N" else " " for c in s).split()), default=0), "."


def case(s, _options):
    yield ".", sum("a" <= c <= "z" for c in s), len(s)


def complexity(s, _options):
    windows = [s[i:i + 64] for i in range(0, len(s), 64)]
    low = 0
    for window in windows:
        triplets = Counter(words(window, 3))
        t = sum(triplets.values())
        pairs = sum(c * (c - 1) // 2 for c in triplets.values())
        low += t >= 2 and pairs > 2 * (t - 1)
    yield ".", low, len(windows)


def skew(s, _options):
    s = s.upper().replace("U", "T")
    for at in "GC", "AT":
        first, both = s.count(at[0]), s.count(at[0]) + s.count(at[1])
        yield (at, first, both) if both else (at, 1, 2)


def dup(s, _options):
    import xxhash
    s = s.upper().replace("U", "T")
    other = "".join(OPPOSITE.get(c, c) for c in reversed(s))
    yield ("+" if s <= other else "-",
           xxhash.xxh3_128_hexdigest(min(s, other).encode()), ".")


def count(rows, options):
    """The counts of all records, by key (seven texts)."""
    table = Counter()
    for record in rows:
        for column, sequence in record.columns:
            for check in options.checks:
                for at, value, of in globals()[check](sequence, options):
                    table[record.split, record.label, column, check, str(at),
                          str(value), str(of)] += 1
    return table


def write(table, out):
    out.write(b"#gbqc-counts 1\n")
    out.write(b"#split\tlabel\tcolumn\tcheck\tat\tvalue\tof\tcount\n")
    for key in sorted(tuple(text.encode() for text in key) for key in table):
        n_records = table[tuple(text.decode() for text in key)]
        out.write(b"\t".join(key) + b"\t%d\n" % n_records)


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--checks", type=lambda text: text.split(","))
    parser.add_argument("-k", type=int, action="append", default=[])
    parser.add_argument("--positions", type=int, default=10000)
    for name in ("label", "split", "label-column", "split-column",
                 "id-column"):
        parser.add_argument("--" + name)
    parser.add_argument("--seq-column", dest="seq_columns", action="append")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args(arguments)
    options.k = sorted(set(options.k))
    if options.checks is None:
        options.checks = CHECKS
    return options


def main():
    options = parse_arguments(sys.argv[1:])
    write(count(records.read(options.files, options), options),
          sys.stdout.buffer)


if __name__ == "__main__":
    main()
