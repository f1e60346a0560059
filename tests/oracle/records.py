"""records - read labelled sequences, slowly and obviously.

FASTA, FASTQ, CSV, TSV and SAM text, plain or gzip (so BGZF too), as
docs/formats.md says. Nothing here is shared with the C code. Only what the
oracle's own data need is read: bad input is the business of bats.
"""

import csv
import gzip
import io
import os
import re
import sys
from collections import namedtuple

# columns: a list of (name, sequence).
Record = namedtuple("Record", "id split label columns")

SEQUENCE_NAMES = ("sequence", "seq")
LABEL_NAMES = ("label", "class", "labels", "target", "y", "category")
SPLIT_STEM = re.compile(
    r"(?:^|[_. -])(train|training|valid|validation|val|dev|test|testing)$")
COMPLEMENT = str.maketrans("ACGTRYKMBVDHacgtrykmbvdhUu",
                           "TGCAYRMKVBHDtgcayrmkvbhdAa")


def argument(text):
    """(split, label, path) of [SPLIT/][LABEL]=FILE; None where not given."""
    if os.path.exists(text) or "=" not in text:
        return None, None, text
    names, path = text.split("=", 1)
    split = None
    if "/" in names:
        split, names = names.split("/", 1)
    return split or None, names or None, path


def stem(path):
    name = os.path.basename(path)
    if name.endswith(".gz"):
        name = name[:-3]
    return re.sub(r"\.(fasta|fa|fna|ffn|fastq|fq|csv|tsv|txt|tab|sam|bam"
                  r"|cram)$", "", name)


def contents(path):
    raw = sys.stdin.buffer.read() if path == "-" else open(path, "rb").read()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    if raw[:3] == b"\xef\xbb\xbf":
        raw = raw[3:]
    return raw.decode("utf-8")


def fasta(text):
    name, description, parts = None, "", []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith(">"):
            if name is not None:
                yield name, description, "".join(parts)
            words = line[1:].split(None, 1)
            name = words[0] if words else ""
            description = words[1] if len(words) > 1 else ""
            parts = []
        elif line:
            parts.append(line)
    if name is not None:
        yield name, description, "".join(parts)


def fastq(text):
    lines = text.replace("\r\n", "\n").split("\n")
    for i in range(0, len(lines) - 3, 4):
        words = lines[i][1:].split(None, 1)
        yield (words[0] if words else "",
               words[1] if len(words) > 1 else "", lines[i + 1])


def sam(text):
    for line in text.split("\n"):
        if not line or line.startswith("@"):
            continue
        fields = line.split("\t")
        flag, sequence = int(fields[1]), fields[9]
        if flag & (0x100 | 0x800):
            continue
        if sequence == "*":
            sequence = ""
        if flag & 0x10:
            sequence = sequence.translate(COMPLEMENT)[::-1]
        yield fields[0], "", sequence


def described(description, word):
    for part in description.split():
        if part.startswith(word + "="):
            return part[len(word) + 1:] or None
    return None


def table(text, options):
    """Rows of a CSV or TSV as (id, split, label, columns)."""
    first = text.split("\n", 1)[0]
    csv.field_size_limit(1 << 30)
    rows = csv.reader(io.StringIO(text, newline=""),
                      delimiter="\t" if "\t" in first else ",")
    header = next(rows)

    def find(wanted, usual):
        for name in [wanted] if wanted else usual:
            for i, column in enumerate(header):
                if column.lower() == name.lower():
                    return i
        return None

    sequences = [find(name, ()) for name in options.seq_columns or ()] or \
        [find(None, SEQUENCE_NAMES)]
    label = find(options.label_column, LABEL_NAMES)
    split = find(options.split_column, ("split",))
    identity = find(options.id_column, ("id",))
    for row in rows:
        if not row:
            continue
        if len(sequences) == 1:
            columns = [("sequence", row[sequences[0]])]
        else:
            columns = [(header[i], row[i]) for i in sequences]
            columns.append(("merged", "".join(s for _, s in columns)))
        yield (row[identity] if identity is not None else "",
               row[split] if split is not None else None,
               row[label] if label is not None else None, columns)


def read(arguments, options):
    """All records of all files, in order."""
    for text in arguments or ["-"]:
        split, label, path = argument(text)
        split = split or options.split
        label = label or options.label
        data = contents(path)
        if data.startswith(">") or data.startswith("@"):
            if re.match(r"@(HD|SQ|RG|PG|CO)\t", data):
                rows = sam(data)
            elif data.startswith("@"):
                rows = fastq(data)
            else:
                rows = fasta(data)
            for name, description, sequence in rows:
                yield Record(
                    name,
                    split or described(description, "split") or ".",
                    label or described(description, "label") or stem(path),
                    [("sequence", sequence)])
        else:
            by_name = SPLIT_STEM.search(stem(path).lower())
            by_name = by_name.group(1) if by_name else None
            by_name = {"training": "train", "testing": "test"}.get(
                by_name, by_name)
            for name, row_split, row_label, columns in table(data, options):
                if row_split is None:
                    row_split = by_name
                yield Record(name, split or row_split or ".",
                             label or row_label or ".", columns)
