"""compat_data - small random datasets that the rules of --compat turn on.

make(seed, folder) writes the files of a dataset into folder and returns the
words that compat.py and gbqc-report --compat understand alike: options, then
files. Classes of around 250 sequences (where scores begin), lengths that thin
out, letters of every kind, fields that mean nothing, names that collide.
"""

import csv
import gzip
import io
import os
import random

from compat import MISSING

MISSING_WORDS = sorted(MISSING)
# Sets of labels; the last ones collide as path forms, or have none.
LABELS = (
    ["pos", "neg"], ["0", "1"], ["a", " a", "A", "a-2"], ["1", "1.0", "01"],
    ["x/y", "x y", "x--y", "X_y"], ["..", ".", "con", "é", "LPT1"],
    ["l" * 90, "l" * 80, "L" * 85 + "."], ["b,c", 'b"c', "b c", "b-c-2"],
    ["Na", "nAn", "none", " NA", "NA "],
)
COLUMNS = (["sequence"], ["sequence"], ["DNA Seq"], ["mirna", "target"],
           ["Seq A", "seq-a"], ["Other", "merged"], ["..", "X", "x"])
# Files are classes; those in one line share a name as path forms.
PLACES = (
    ["pos.fa", "neg.fasta"],
    ["a/pos.fa", "b/pos.fa.gz", "c/neg.site.FA"],
    ["a/s.fa", "b/a/s.fasta", "A/s.tsv", "s.fa", "a-s.fa"],
    ["k/P 1.fa", "k/p-1.fa", "con/p.1.fa", "con/p_1.fa.gz", "k/P--1.fa"],
)


def sequence(rng, letters, longest, heavy):
    n = longest if rng.random() < heavy else rng.randrange(longest + 1)
    seq = "".join(rng.choices(letters, k=n))
    return seq.lower() if rng.random() < .1 else seq


def alphabet(rng):
    letters = ["A", "C", "G", "T"]
    if rng.random() < .3:
        letters += rng.sample(list("NRYUacgtn-*.1? \"',@#"), 2)
    if rng.random() < .2:
        letters = rng.sample(letters, 2)
    return letters


def sequences(rng, n):
    """n of one class; some of them again, and again."""
    letters, longest = alphabet(rng), rng.choice((3, 12, 25, 40))
    heavy = rng.choice((0, .5, 1))
    out = [sequence(rng, letters, longest, heavy) for _ in range(n)]
    if rng.random() < .5:
        for _ in range(rng.randrange(1, 8)):
            out[rng.randrange(n)] = rng.choice(out)
    return out


def sizes(rng, k):
    """How many sequences k classes have."""
    if k > 5:
        return [rng.choice((1, 2, 5)) for _ in range(k)]
    some = ((1, 2, 40), (60, 51, 49), (250, 249, 251), (250, 300), (260, 1000))
    return [rng.choice(rng.choice(some[:4] if k > 2 else some))
            for _ in range(k)]


def write(path, text):
    if os.path.dirname(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    data = text.encode()
    with open(path, "wb") as out:
        out.write(gzip.compress(data) if path.endswith(".gz") else data)


def fasta(rng, seqs):
    out, width = [], rng.choice((7, 60))
    for i, seq in enumerate(seqs):
        out.append(">%d label=x split=y" % i)
        # A line that begins with > would be a record.
        seq = seq.replace(" ", "")
        for at in range(0, len(seq), width):
            line = seq[at:at + width]
            if rng.random() < .1:
                line = line[:3] + "  " + line[3:] + " "
            out.append(line)
        if rng.random() < .05:
            out.append("")
    return rng.choice(("\n", "\r\n")).join(out + [""])


def make_fasta(rng, folder):
    places = sorted(rng.choice(PLACES), key=lambda p: os.path.basename(p))
    for place, n in zip(places, sizes(rng, len(places))):
        write(os.path.join(folder, place), fasta(rng, sequences(rng, n)))
    return places


def table(rng, header, rows, ending):
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter="\t" if ".tsv" in ending else ",",
        lineterminator=rng.choice(("\n", "\r\n")),
        quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    writer.writerow(header)
    writer.writerows(rows)
    if rng.random() < .2:
        out.write("\n\n")
    return out.getvalue()


def numbers(rng, n):
    whole = rng.random() < .5
    odd = ("n/d", "", "NA", "1e0", " 2 ", "-0", "1_0", "0x1", "inf", "1,5")
    return [rng.choice(odd) if rng.random() < .05 else
            str(rng.randrange(9)) if whole else repr(rng.gauss(0, 1))
            for _ in range(n)]


def make_rows(rng, columns, regression):
    """[label, sequence of each column], shuffled."""
    labels = rng.choice(LABELS)
    if rng.random() < .1:
        labels = ["c%d" % i for i in range(rng.choice((7, 12)))]
    rows = []
    for label, n in zip(labels, sizes(rng, len(labels))):
        seqs = [sequences(rng, n) for _ in columns]
        rows += [[label, *of] for of in zip(*seqs)]
    rng.shuffle(rows)
    if regression:
        for row, label in zip(rows, numbers(rng, len(rows))):
            row[0] = label
    if rng.random() < .4:
        for row in rng.sample(rows, min(len(rows), 9)):
            row[rng.randrange(len(row))] = rng.choice(MISSING_WORDS)
    return rows


def make_table(rng, folder):
    columns = rng.choice(COLUMNS)
    label = rng.choice(("label", "label", "Class of it"))
    regression = rng.random() < .2
    rows = make_rows(rng, columns, regression)
    ending = rng.choice((".csv", ".tsv", ".csv.gz", ".tsv.gz"))
    words = []
    if columns != ["sequence"]:
        for column in columns:
            words += ["--seq-column", column]
    if label != "label":
        words += ["--label-column", label]
    if regression:
        words.append("--regression")
    parts = rng.choice((1, 1, 2, 3))
    for i in range(parts):
        name = rng.choice(("x_train", "part")) + str(i) + ending
        # Other columns, which change nothing, and any order of them.
        header = ["id", label, *columns, "split"]
        order = rng.sample(range(len(header)), len(header))
        full = [["r%d" % j, *row, rng.choice(("train", "test", ""))]
                for j, row in enumerate(rows[i::parts])]
        write(os.path.join(folder, name),
              table(rng, [header[j] for j in order],
                    [[row[j] for j in order] for row in full], ending))
        words.append(name)
    return words


def make(seed, folder):
    rng = random.Random(seed)
    words = []
    if rng.random() < .3:
        words += ["--end-position", str(rng.choice((1, 5, 20, 1000)))]
    if rng.random() < .3:
        words += ["--min-coverage", rng.choice(("0", ".5", ".9", "1", ".3"))]
    return words + (make_fasta if rng.random() < .25 else
                    make_table)(rng, folder)
