#!/usr/bin/env python3
"""compat.py - what `gbqc-report --compat` must write, worked out naively.

  compat.py DIR [--end-position N] [--min-coverage X] [--regression]
            [--seq-column C]... [--label-column L] FILE...

Written from the rules in tests/parity/README.md alone, in the plainest way
(lists of strings, one loop a rule, exact integers where a direction is
decided), and shares nothing with the C code. Standard library only.
"""
import argparse
import collections
import csv
import gzip
import io
import itertools
import math
import os
import re
import sys

MISSING = {
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan",
    "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a",
    "nan", "null",
}
RESERVED = {"con", "prn", "aux", "nul"} | {
    stem + digit for stem in ("com", "lpt") for digit in "123456789"}
FLOOR = 250
HEADLINES = [
    "Unique bases",
    "Sequence Duplications within Labels",
    "Duplicate Sequences between Labels",
    "Sequence lengths",
    "Per sequence GC content",
    "Per sequence nucleotide content",
    "Per sequence dinucleotide content",
    "Per position nucleotide content",
    "Per position reversed nucleotide content",
]


class Refused(Exception):
    pass


# --- names ---------------------------------------------------------------

def slug(name, otherwise="unnamed"):
    text = re.sub(r"[^A-Za-z0-9._-]+", "-", name.strip().lower())
    text = re.sub(r"-+", "-", text).strip("-._")[:80].strip("-._")
    return otherwise if not text or text in RESERVED else text


def take(base, used):
    """base, or base-2, base-3, ...: the first that is not used yet."""
    candidate, n = base, 1
    while candidate in used:
        n += 1
        tail = f"-{n}"
        candidate = base[:80 - len(tail)].strip("-._") + tail
    used.add(candidate)
    return candidate


def unique_slugs(names, folders=None, last=None):
    """One path form a name; `last` is the index that is served last."""
    wanted = [slug(n) for n in names]
    out = [s if wanted.count(s) == 1 else None for s in wanted]
    used = {s for s in out if s is not None}
    for i in sorted(range(len(names)),
                    key=lambda i: (i == last, names[i], i)):
        if out[i] is not None:
            continue
        base = wanted[i]
        if folders and slug(folders[i], ""):
            base = f"{slug(folders[i], '')}-{base}"[:80].strip("-._")
        out[i] = take(base, used)
    return out


def stem(path):
    name = os.path.basename(path)
    if name.lower().endswith(".gz"):
        name = name[:-3]
    for ending in (".fasta", ".fa", ".csv", ".tsv"):
        if name.lower().endswith(ending):
            return name[:-len(ending)]
    return name


# --- reading -------------------------------------------------------------

def upper(seq):
    return re.sub("[a-z]+", lambda match: match.group().upper(), seq)


def text_of(path):
    with open(path, "rb") as handle:
        data = handle.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    return data.decode("utf-8-sig")


def read_fasta(text):
    out = []
    for line in text.split("\n"):
        if line.startswith(">"):
            out.append([])
        elif out:
            out[-1].append(re.sub("[ \t-\r]", "", line))
    return [upper("".join(parts)) for parts in out]


def read_table(path, text, columns, label):
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""),
                      delimiter="\t" if "\t" in first else ",")
    header = next(rows)
    for name in columns + [label]:
        if name not in header:
            raise Refused(f"{path}: no column {name!r}")
    for row in rows:
        if not row:
            continue
        field = dict(zip(header, row))
        seqs = ["" if field[c] in MISSING else upper(field[c])
                for c in columns]
        yield (None if field[label] in MISSING else field[label]), seqs


def as_number(text):
    text = text.strip(" \t\n\v\f\r")
    if re.fullmatch(r"[+-]?(inf|infinity)", text, re.IGNORECASE | re.ASCII):
        return float(text)
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text,
                        re.ASCII):
        return None
    return float(text)


def by_median(rows):
    rows = [(as_number(label), seqs) for label, seqs in rows]
    rows = [row for row in rows if row[0] is not None]
    values = sorted(value for value, _ in rows)
    if not values:
        raise Refused("no number")
    n = len(values)
    middle = values[n // 2] if n % 2 else (
        values[n // 2 - 1] + values[n // 2]) / 2
    rows = [("high" if value >= middle else "low", seqs)
            for value, seqs in rows]
    if len({label for label, _ in rows}) < 2:
        raise Refused("one side is empty")
    return rows


# --- figures -------------------------------------------------------------

def figures(xs, ys):
    """(AU-ROC, AU-PR, accuracy) of the scores of class a and of class b."""
    na, nb = len(xs), len(ys)
    if len(set(xs) | set(ys)) == 1:
        p = na / (na + nb)
        return .5, p, max(p, 1 - p)
    count = {}
    for v in xs:
        count.setdefault(v, [0, 0])[0] += 1
    for v in ys:
        count.setdefault(v, [0, 0])[1] += 1
    twice, below = 0, 0
    for v in sorted(count):
        a, b = count[v]
        twice += a * (2 * below + b)
        below += b
    auroc = twice / (2 * na * nb)
    turned = twice < na * nb
    if turned:
        auroc = 1 - auroc
    tp = fp = 0
    auprc, best = 0.0, nb
    for v in sorted(count, reverse=not turned):
        a, b = count[v]
        tp, fp = tp + a, fp + b
        auprc += a / na * (tp / (tp + fp))
        best = max(best, tp + nb - fp)
    return auroc, auprc, best / (na + nb)


def position_figures(ka, na, kb, nb):
    ra, rb = ka / na, kb / nb
    ha, hb = (ka, kb) if ka * nb >= kb * na else (na - ka, nb - kb)
    recall, p0 = ha / na, na / (na + nb)
    auprc = recall * ha / (ha + hb) + p0 * (1 - recall) if ha + hb else p0
    return (.5 + abs(ra - rb) / 2, auprc,
            max(na, nb, ha + nb - hb) / (na + nb))


def flag(auroc):
    return "Fail" if auroc > .7 else "Warning" if auroc > .6 else "Pass"


def row(figs):
    if figs is None:
        return ["Unknown", "", "", ""]
    return [flag(figs[0])] + [repr(f) for f in figs]


def worst(parts):
    parts = [p for p in parts if p is not None]
    return tuple(max(p[i] for p in parts) for i in range(3)) if parts else None


# --- one pair of classes ---------------------------------------------------

def windows(seqs, options):
    lengths = sorted((len(s) for s in seqs), reverse=True)
    n = len(lengths)
    need = max(FLOOR, math.ceil(options.min_coverage * n))
    scored = lengths[need - 1] if n >= need else 0
    if options.end_position is None:
        shown = max(lengths[49] if n >= 50 else lengths[0], scored)
    else:
        shown = min(options.end_position, lengths[0])
        scored = min(scored, shown)
    return shown, scored


def share(count, total):
    return count / total if total > 0 else 0.0


def pair_counts(seq):
    return collections.Counter(seq[i:i + 2] for i in range(len(seq) - 1))


def compare_positions(a, b, letters, turn, options):
    """For each letter the figures of each position, None: Unknown."""
    shown_a, scored_a = windows(a, options)
    shown_b, scored_b = windows(b, options)
    shown, scored = min(shown_a, shown_b), min(scored_a, scored_b)
    got = {x: [] for x in letters}
    for p in range(shown):
        there_a = [s[::turn][p] for s in a if len(s) > p]
        there_b = [s[::turn][p] for s in b if len(s) > p]
        small = min(len(there_a), len(there_b)) < FLOOR
        for x in letters:
            got[x].append(None if p + 1 > scored or small else
                          position_figures(there_a.count(x), len(there_a),
                                           there_b.count(x), len(there_b)))
    return got


def compare(a, b, options):
    """Rows of the report, without its header."""
    letters_a = sorted(set("".join(a)))
    letters_b = sorted(set("".join(b)))
    letters = sorted(set(letters_a) | set(letters_b))
    pairs = sorted({x + y for ls in (letters_a, letters_b)
                    for x in ls for y in ls})
    big = min(len(a), len(b)) >= FLOOR
    left = (len(set(a)) + len(set(b))) / (len(a) + len(b))
    head = {
        HEADLINES[0]: ["Pass" if letters_a == letters_b else "Fail",
                       "", "", ""],
        HEADLINES[1]: ["Fail" if left < .98 else
                       "Warning" if left < 1 else "Pass", "", "", ""],
        HEADLINES[2]: ["Fail" if set(a) & set(b) else "Pass", "", "", ""],
    }
    parts = []
    pairs_a = [pair_counts(s) for s in a]
    pairs_b = [pair_counts(s) for s in b]

    def feature(of):
        """Of a function of a sequence and its pairs."""
        return figures(list(map(of, a, pairs_a)),
                       list(map(of, b, pairs_b))) if big else None

    head[HEADLINES[3]] = row(feature(lambda s, _: len(s)))
    head[HEADLINES[4]] = row(feature(
        lambda s, _: share(s.count("G") + s.count("C"), len(s))))
    for name, things, of in (
            (HEADLINES[5], letters,
             lambda x: lambda s, _: share(s.count(x), len(s))),
            (HEADLINES[6], pairs,
             lambda x: lambda s, ps: share(ps[x], len(s) - 1))):
        got = [(x, feature(of(x))) for x in things]
        if letters:
            head[name] = row(worst([f for _, f in got]))
        parts += [[f"{name} - {x}"] + row(f) for x, f in got]

    for name, turn in ((HEADLINES[7], 1), (HEADLINES[8], -1)):
        got = compare_positions(a, b, letters, turn, options)
        for x in letters:
            parts += [[f"{name} - {x} position {p}"] + row(f)
                      for p, f in enumerate(got[x], 1)]
            parts.append([f"{name} - {x}"] + row(worst(got[x])))
        if letters:
            head[name] = row(worst([worst(got[x]) for x in letters]))
    return [[h] + head[h] for h in HEADLINES if h in head] + parts


def write_pair(folder, a, b, options):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "gb-qc-report.csv"), "w", newline="",
              encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["Check", "Flag", "AU-ROC", "AU-PR", "Accuracy"])
        writer.writerows(compare(a, b, options))
    both = sorted(set(a) & set(b))
    if both:
        with open(os.path.join(folder, "gb-qc-duplicates.txt"), "w",
                  newline="", encoding="utf-8") as out:
            out.writelines(s + "\n" for s in both)


def write_column(folder, classes, options):
    """classes: path form -> sequences."""
    for x, y in itertools.combinations(sorted(classes), 2):
        write_pair(os.path.join(folder, f"{x}_vs_{y}"), classes[x],
                   classes[y], options)


def run(options):
    texts = [(path, text_of(path)) for path in options.files]
    top = os.path.join(options.dir, "class")
    if all(text.startswith(">") for _, text in texts):
        paths = [path for path, _ in texts]
        slugs = unique_slugs([stem(p) for p in paths],
                             [os.path.basename(os.path.dirname(p))
                              for p in paths])
        if len(slugs) > 50:
            raise Refused("more than 50 classes")
        classes = dict(zip(slugs, (read_fasta(t) for _, t in texts)))
        write_column(os.path.join(top, "sequence"), classes, options)
        return
    columns = options.seq_column or ["sequence"]
    rows = [r for path, text in texts
            for r in read_table(path, text, columns, options.label_column)
            if r[0] is not None]
    if options.regression:
        rows = by_median(rows)
    labels = sorted({label for label, _ in rows})
    if len(labels) > 50:
        raise Refused("more than 50 classes")
    class_slugs = unique_slugs(labels)
    names = columns + (["merged"] if len(columns) > 1 else [])
    folders = unique_slugs(names, last=len(columns))
    for i, folder in enumerate(folders):
        classes = {s: [] for s in class_slugs}
        for label, seqs in rows:
            classes[class_slugs[labels.index(label)]].append(
                seqs[i] if i < len(columns) else "".join(seqs))
        write_column(os.path.join(top, folder), classes, options)


def parse_arguments(words=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("dir")
    parser.add_argument("--end-position", type=int)
    parser.add_argument("--min-coverage", type=float, default=.25)
    parser.add_argument("--regression", action="store_true")
    parser.add_argument("--seq-column", action="append")
    parser.add_argument("--label-column", default="label")
    parser.add_argument("files", nargs="+")
    return parser.parse_args(words)


def main():
    csv.field_size_limit(1 << 30)
    try:
        run(parse_arguments())
    except Refused as why:
        print(f"compat.py: {why}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
