#!/usr/bin/env python3
"""compat_random.py - hold `gbqc-report --compat` against compat.py.

  compat_random.py FIRST LAST     (gbqc-report on PATH)

Makes a dataset of odd labels, lengths, letters, copies and options for each
seed from FIRST to LAST, has both write their reports, and compares the trees:
the same files, names and flags byte for byte, figures within 1e-9. Prints
what differs; status 1 if anything does. Standard library only.
"""
import csv
import gzip
import os
import random
import shlex
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ALPHABETS = ["ACGT"] * 4 + ["ACGTN", "ACGU", "acgtACGT", "ACGTRYKMSWBDHVN",
                            "AT", "A", "ACGT-*", "ACDEFGHIKLMNPQRSTVWY"]
ODD = "ACGT ,\"x1;"
LABELS = ["pos", "neg", "Pos", " pos", "A/B", "a b", "a-b", "a-b-2", "..", "/",
          "5' UTR", "5'-UTR", "1", "1.0", "con", "\u00c4\u00e9", "K\u212a",
          "x" * 90, "x" * 95, "nan ", "\u0130stanbul", "-", "_x_", "a--b"]
MISSING = ["", "NA", "nan", "NULL", "None", "n/a", "<NA>", "#N/A", "-nan"]
SIZES = [1, 2, 30, 49, 50, 51, 120, 249, 250, 251, 260, 330, 420]


def sequence(rng, letters, longest, fixed):
    n = longest if fixed else int(longest * rng.random() ** rng.choice(
        [.3, 1, 3]))
    return "".join(rng.choices(letters, k=n))


class Data:
    """Rows of (label, [sequence...]) and how they are to be written."""

    def __init__(self, rng):
        self.rng = rng
        self.regression = rng.random() < .15
        self.fasta = not self.regression and rng.random() < .3
        self.columns = 1 if self.fasta else rng.choice([1, 1, 1, 2, 3])
        k = 1 if self.regression else rng.choice([1, 2, 2, 2, 3, 4])
        self.labels = rng.sample(LABELS, k)
        pool = []
        self.rows = []
        for label in self.labels:
            letters = rng.choice(ALPHABETS)
            if not self.fasta and rng.random() < .1:
                letters = ODD
            longest = rng.choice([0, 1, 2, 9, 30, 30, 60])
            fixed = rng.random() < .4
            for _ in range(rng.choice(SIZES) * (2 if self.regression else 1)):
                seqs = [sequence(rng, letters, longest, fixed)
                        for _ in range(self.columns)]
                if pool and rng.random() < .02:
                    seqs = rng.choice(pool)
                pool.append(seqs)
                self.rows.append([label, seqs])
        if self.regression:
            for row in self.rows:
                row[0] = rng.choice(["%d" % rng.randrange(9), "1e0", "2.50",
                                     " 3", "-1", "n/d", "NA", "5 5", "+4.", "inf"])
        rng.shuffle(self.rows)

    def write_fasta(self):
        paths = []
        for i, label in enumerate(self.labels):
            folder = self.rng.choice(["", "x", "y", "x/y", "X"])
            name = self.rng.choice(["pos", "Pos", "a.b", f"class{i}"]) + \
                self.rng.choice([".fa", ".FASTA", ".fasta.gz", ".txt"])
            path = os.path.join(folder, name)
            if path in paths:
                path = os.path.join(folder, f"{i}-{name}")
            os.makedirs(folder or ".", exist_ok=True)
            text = ""
            for row, seqs in self.rows:
                if row == label:
                    text += ">s label=no split=no\n" + self.wrapped(seqs[0])
            opened = gzip.open if path.endswith(".gz") else open
            with opened(path, "wt") as out:
                out.write(text)
            paths.append(path)
        return paths

    def wrapped(self, seq):
        width = self.rng.choice([7, 30, 1000])
        lines = [seq[i:i + width] for i in range(0, len(seq), width)]
        if self.rng.random() < .1:
            lines = [line[:3] + " " + line[3:] + "  " for line in lines]
        return "".join(line + "\n" for line in lines)

    def write_tables(self, names):
        rng, paths = self.rng, []
        ending = rng.choice(["csv", "tsv"])
        parts = rng.choice([1, 1, 2])
        for part in range(parts):
            header = ["id"] + names + ["label", "split"]
            order = list(range(len(header)))
            rng.shuffle(order)
            path = f"part{part}_train.{ending}"
            with open(path, "w", newline="", encoding="utf-8") as out:
                write = csv.writer(
                    out, delimiter="," if ending == "csv" else "\t",
                    lineterminator=rng.choice(["\n", "\r\n"]),
                    quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
                write.writerow([header[i] for i in order])
                for n, (label, seqs) in enumerate(self.rows[part::parts]):
                    row = [f"r{n}"] + [self.or_missing(s) for s in seqs] + \
                        [self.or_missing(label), rng.choice("ab")]
                    write.writerow([row[i] for i in order])
            paths.append(path)
        return paths

    def or_missing(self, field):
        return self.rng.choice(MISSING) if self.rng.random() < .01 else field


def options_of(rng, data, names):
    words = []
    if data.regression:
        words.append("--regression")
    if not data.fasta and names != ["sequence"]:
        for name in names:
            words += ["--seq-column", name]
    if rng.random() < .3:
        words += ["--end-position", str(rng.choice([1, 5, 20, 500]))]
    if rng.random() < .4:
        words += ["--min-coverage", rng.choice(["0", ".1", ".5", ".77", "1"])]
    return words


def tree(top):
    return sorted(os.path.relpath(os.path.join(folder, name), top)
                  for folder, _, names in os.walk(top) for name in names)


def figure_differs(x, y):
    if x == "" or y == "":
        return x != y
    return abs(float(x) - float(y)) > 1e-9 or repr(float(y)) != y


def report_difference(wanted, got):
    with open(wanted, newline="") as x, open(got, newline="") as y:
        wanted, got = list(csv.reader(x)), list(csv.reader(y))
    if len(wanted) != len(got):
        return f"{len(got)} rows, not {len(wanted)}"
    if wanted[0] != got[0]:
        return "another header"
    for x, y in zip(wanted[1:], got[1:]):
        if x[:2] != y[:2] or any(map(figure_differs, x[2:], y[2:])):
            return f"{y}, not {x}"
    return None


def difference(wanted, got):
    if tree(wanted) != tree(got):
        return f"files {tree(got)}, not {tree(wanted)}"
    for name in tree(wanted):
        x, y = os.path.join(wanted, name), os.path.join(got, name)
        if name.endswith(".csv"):
            found = report_difference(x, y)
        else:
            with open(x, "rb") as a, open(y, "rb") as b:
                found = None if a.read() == b.read() else "other bytes"
        if found:
            return f"{name}: {found}"
    return None


def check(seed):
    """What differs, or None; and how many reports were compared."""
    rng = random.Random(seed)
    data = Data(rng)
    names = [["sequence"], ["DNA"], ["Seq A"]][rng.randrange(3)] \
        if data.columns == 1 else rng.sample(
            ["a", "A", "merged", "x y", "x-y", "b/c"], data.columns)
    files = data.write_fasta() if data.fasta else data.write_tables(names)
    words = options_of(rng, data, names)
    ours = subprocess.run(["gbqc-report", "--compat", "got"] + words + files,
                          capture_output=True, text=True)
    oracle = subprocess.run(
        [sys.executable, os.path.join(HERE, "compat.py"), "wanted"] + words +
        files, capture_output=True, text=True)
    said = f"{shlex.join(words + files)}: "
    if oracle.returncode not in (0, 1):
        return said + oracle.stderr, 0
    if ours.returncode != oracle.returncode:
        return said + f"status {ours.returncode}, not " \
            f"{oracle.returncode}: {ours.stderr}{oracle.stderr}", 0
    if oracle.returncode:
        return None, 0
    found = difference("wanted", "got")
    return said + found if found else None, len(tree("wanted"))


def main():
    bad = total = 0
    for seed in range(int(sys.argv[1]), int(sys.argv[2]) + 1):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            found, n = check(seed)
            os.chdir("/")
        total += n
        if found:
            print(f"seed {seed}: {found}")
            bad += 1
    print(f"{total} files compared, {bad} datasets differ")
    return 1 if bad or not total else 0


if __name__ == "__main__":
    sys.exit(main())
