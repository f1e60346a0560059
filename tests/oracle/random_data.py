"""random_data - small datasets that hold everything which may go wrong.

    random_data.py SEED DIRECTORY

A dataset is a list of records: several labels and splits, lengths from 0,
runs of N, lower case, IUPAC codes, U, gaps, repeats, copies and reverse
complements. write_forms() writes the same records in every format that can
hold them; each form must give the same count table. The same seed gives the
same dataset everywhere.
"""

import gzip
import os
import random
import subprocess
import sys

from records import COMPLEMENT, Record

LABELS = (["pos", "neg"], ["0", "1"], ["a", "b", "c"], ["NA", "01", "1.0"],
          ["é β", "x y", "it's"], ["only"])
# Labels that only a table can hold: an argument would be cut at = or /.
ODD_LABELS = ['=1+1', 'a"b', "c,d", " pad ", "x/y", "#h"]
SPLITS = (["."], ["train", "test"], ["train", "valid", "test"])


def sequence(rng, length, style):
    gc = rng.choice((.3, .5, .7))
    letters = rng.choices("GCAT", (gc, gc, 1 - gc, 1 - gc), k=length)
    if style == "plain":
        return "".join(letters)
    for _ in range(rng.randrange(3)):
        at, run = rng.randrange(length + 1), rng.randrange(1, 40)
        filler = rng.choice((["N"], ["n"], ["A"], ["C", "A"], ["U", "u"]))
        letters[at:at + run] = (filler * run)[:len(letters[at:at + run])]
    if rng.random() < .3:
        at = rng.randrange(length + 1)
        letters[at:at + 50] = [c.lower() for c in letters[at:at + 50]]
    if rng.random() < .2:
        for _ in range(rng.randrange(1, 5)):
            if letters:
                letters[rng.randrange(length)] = rng.choice(
                    "RYSWKMBDHVrysw-*EXZ" if style == "any" else
                    "RYSWKMBDHV")
    if rng.random() < .1:
        letters = ["U" if c == "T" else c for c in letters]
    return "".join(letters)


def dataset(seed):
    """(records, odd): odd is true where only a table can hold the labels."""
    rng = random.Random(seed)
    odd = rng.random() < .25
    labels = ODD_LABELS if odd else rng.choice(LABELS)
    splits = rng.choice(SPLITS)
    style = rng.choice(("plain", "any", "any", "iupac"))
    fixed = rng.random() < .3 and rng.randrange(1, 150)
    longest = rng.choice((5, 70, 200, 700))
    rows = []
    for i in range(rng.choice((1, 3, 30, 120, 300))):
        if rows and rng.random() < .1:
            s = rng.choice(rows).columns[0][1]
            if rng.random() < .5:
                s = s.translate(COMPLEMENT)[::-1]
            if rng.random() < .3:
                s = s.swapcase()
        else:
            s = sequence(rng, fixed or rng.randrange(longest + 1), style)
        label = rng.choice(labels)
        if label == labels[0] and len(s) > 5 and rng.random() < .5:
            s = "TATAA" + s[5:]		# something to find
        rows.append(Record("r%d" % i, rng.choice(splits), label,
                           [("sequence", s)]))
    return rows, odd


def parts(rows):
    """Records by (split, label), both in order of first sight."""
    found = {}
    for row in rows:
        found.setdefault((row.split, row.label), []).append(row)
    return found


def fasta(rows, width=0, eol="\n", described=False):
    text = []
    for row in rows:
        s = row.columns[0][1]
        extra = " len=%d" % len(s)
        if described:
            extra += " label=%s split=%s x=y" % (row.label, row.split)
        text.append(">%s%s" % (row.id, extra))
        if width:
            text += [s[i:i + width] for i in range(0, len(s), width)]
        else:
            text.append(s)
    return eol.join(text) + eol


def fastq(rows, rng):
    text = ""
    for row in rows:
        s = row.columns[0][1]
        quality = "".join(rng.choice("@+I#~!") for _ in s)
        text += "@%s\n%s\n+\n%s\n" % (row.id, s, quality)
    return text


def quoted(field, rng, always=False):
    if always or any(c in field for c in '",\n\r') or rng.random() < .2:
        return '"' + field.replace('"', '""') + '"'
    return field


def csv(rows, rng, eol="\n", bom=False, final=True):
    """Columns in a mixed order, one of them of no interest."""
    names = ["id", "note, with comma", "label", "sequence", "split"]
    order = rng.sample(range(5), 5)
    lines = [",".join(quoted(names[i], rng) for i in order)]
    for row in rows:
        fields = [quoted(row.id, rng),
                  quoted(rng.choice(("", "x", 'a "b"', "two\nlines", ",")),
                         rng),
                  quoted(row.label, rng),
                  quoted(row.columns[0][1], rng), quoted(row.split, rng)]
        lines.append(",".join(fields[i] for i in order))
    return "\ufeff" * bom + eol.join(lines) + eol * final


def tsv(rows, eol="\n"):
    lines = ["id\tsequence\tsplit\tlabel"]
    lines += ["\t".join((row.id, row.columns[0][1], row.split, row.label))
              for row in rows]
    return eol.join(lines) + eol


def sam(rows, rng):
    """Some reads reversed, some alignments that are no record of their own."""
    text = "@HD\tVN:1.6\tSO:unsorted\n@SQ\tSN:chr1\tLN:100000\n"
    line = "%s\t%d\tchr1\t%d\t60\t%s\t*\t0\t0\t%s\t*\n"
    for row in rows:
        s = row.columns[0][1].upper()
        at, cigar = rng.randrange(1, 9000), "%dM" % len(s) if s else "*"
        if rng.random() < .4:
            text += line % (row.id, 16, at, cigar,
                            s.translate(COMPLEMENT)[::-1] or "*")
        else:
            text += line % (row.id, rng.choice((0, 4)), at, cigar, s or "*")
        if s and rng.random() < .2:
            text += line % (row.id, rng.choice((256, 2048, 272)), at, cigar,
                            s)
    return text


def packed(data, how):
    """gzip, gzip of several members (one empty), or BGZF."""
    if how == "gz":
        return gzip.compress(data, mtime=0)
    if how == "members":
        third = len(data) // 3
        return b"".join(gzip.compress(piece, mtime=0) for piece in (
            data[:third], b"", data[third:2 * third], data[2 * third:]))
    if how == "bgzf":
        return subprocess.run(["bgzip", "-c"], input=data, check=True,
                              stdout=subprocess.PIPE).stdout
    return data


def write(path, data, how=""):
    if isinstance(data, str):
        data = data.encode("utf-8")
    with open(path, "wb") as out:
        out.write(packed(data, how))
    return path


def write_samtools(path, text, form):
    """BAM, or CRAM that carries its own bases (no reference)."""
    options = ["-b"] if form == "bam" else \
        ["-C", "--output-fmt-option", "no_ref=1"]
    subprocess.run(["samtools", "view", "--no-PG", *options, "-o", path, "-"],
                   input=text.encode(), check=True,
                   stderr=subprocess.DEVNULL)
    return path


def write_forms(rows, odd, directory, seed):
    """Writes all forms; yields (name, arguments of a gbqc tool)."""
    rng = random.Random(seed * 7919 + 1)

    def place(name):
        return os.path.join(directory, name)

    for how in "", "gz", "members", "bgzf":
        eol, bom = rng.choice(("\n", "\r\n")), rng.random() < .5
        yield "CSV " + how, [write(
            place("a%s.csv" % how),
            csv(rows, rng, eol, bom, rng.random() < .5), how)]
        yield "TSV " + how, [write(place("a%s.tsv" % how), tsv(rows, eol),
                                   how)]
        half = len(rows) // 2
        yield "two CSV files " + how, [
            write(place("b%s.%d" % (how, i)), csv(some, rng), how)
            for i, some in enumerate((rows[:half], rows[half:]))]
    if odd:
        return

    def each_part(name, make, how=""):
        arguments = []
        for i, ((split, label), some) in enumerate(parts(rows).items()):
            path = place("%s%s.%d" % (name, how, i))
            write(path, make(some), how)
            arguments.append("%s/%s=%s" % (split, label, path))
        return arguments

    yield "FASTA", each_part("u", fasta)
    for how in "", "gz", "members", "bgzf":
        width, eol = rng.choice((1, 60, 80)), rng.choice(("\n", "\r\n"))
        yield "wrapped FASTA " + how, each_part(
            "w", lambda some: fasta(some, width, eol), how)
        yield "FASTQ " + how, each_part(
            "q", lambda some: fastq(some, rng), how)
    if all(" " not in row.label for row in rows):
        yield "FASTA with descriptions", [write(
            place("d.fa"), fasta(rows, 60, described=True))]
    # BAM has neither case nor U nor letters beyond IUPAC.
    if all(set(row.columns[0][1]) <= set("ACGTNRYSWKMBDHV") for row in rows):
        yield "SAM", each_part("s", lambda some: sam(some, rng))
        for form in "bam", "cram":
            if form == "cram" and any(not row.columns[0][1] for row in rows):
                continue
            arguments = []
            for i, ((split, label), some) in enumerate(parts(rows).items()):
                path = write_samtools(place("%s.%d" % (form, i)),
                                      sam(some, rng), form)
                arguments.append("%s/%s=%s" % (split, label, path))
            yield form.upper(), arguments


def main():
    seed, directory = int(sys.argv[1]), sys.argv[2]
    os.makedirs(directory, exist_ok=True)
    rows, odd = dataset(seed)
    for name, arguments in write_forms(rows, odd, directory, seed):
        print(name, *arguments, sep="\t")


if __name__ == "__main__":
    main()
