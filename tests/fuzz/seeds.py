"""seeds - files from which each fuzzer may start.

    seeds.py DIRECTORY

Writes DIRECTORY/{reader,csv,counts,options,compat,coordinates}/NAME.
"""

import gzip
import json
import os
import subprocess
import sys

TABLE = "#gbqc-counts 1\n" \
    "#split\tlabel\tcolumn\tcheck\tat\tvalue\tof\tcount\n"

FASTA = b">a label=p split=s\nACGT\nNNac\n>b\n\n>c\nTTTTTTTTTTAAAAAA-*RYU\n"
FASTQ = b"@a\nACGT\n+\n@+II\n@b\nAC\n+b\n!!\n"
CSV = b'id,sequence,label,split\r\na,ACGT,p,s\r\nb,"AC","q ""x""",t\r\n'
TSV = b"sequence\tlabel\nACGT\t1\nAC\t2.5\nNNNN\t-1e3\n"
SAM = b"@SQ\tSN:c\tLN:99\n" \
    b"a\t16\tc\t1\t9\t4M\t*\t0\t0\tACGG\t*\nb\t4\t*\t0\t0\t*\t*\t0\t0\t*\t*\n"


def samtools(form):
    return subprocess.run(
        ["samtools", "view", "--no-PG", *form, "-"], input=SAM, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def bgzf(data):
    return subprocess.run(["bgzip", "-c"], input=data, check=True,
                          stdout=subprocess.PIPE).stdout


def readers():
    files = {"fasta": FASTA, "fastq": FASTQ, "csv": CSV, "tsv": TSV,
             "sam": SAM, "bom": b"\xef\xbb\xbf" + CSV,
             "bam": samtools(["-b"])}
    # No CRAM: fuzz.h says why.
    for name in "fasta", "csv":
        data = files[name]
        files[name + "-gz"] = gzip.compress(data, mtime=0)
        files[name + "-members"] = gzip.compress(data[:9], mtime=0) + \
            gzip.compress(data[9:], mtime=0)
        files[name + "-bgzf"] = bgzf(data)
        files[name + "-blocks"] = bgzf(data[:9]) + bgzf(data[9:])
        files[name + "-mixed"] = bgzf(data[:9]) + \
            gzip.compress(data[9:], mtime=0)
    for name, data in files.items():
        for flags in b"\0", b"\1", b"\2":
            yield "%s-%d" % (name, flags[0]), flags + data
    yield "regression", b"\x08" + TSV
    yield "threshold", b"\x18" + TSV


def tables():
    rows = b'ACGT,AC,p,s\n"AC","",q,t\nA,"C",p,s\n'
    for flags in b"\0", b"\2":
        yield "comma-%d" % flags[0], flags + rows
    for flags in b"\1", b"\3":
        yield "tab-%d" % flags[0], flags + \
            rows.replace(b",", b"\t").replace(b'"', b"")


def counts():
    rows = [
        ("length", ".", "4", "."), ("length", ".", "10", "."),
        ("gc", ".", "1", "4"), ("gc", ".", "0", "0"),
        ("base", ".", ".", "."), ("base", "A", "1", "4"),
        ("dinuc", ".", ".", "."), ("dinuc", "AC", "1", "3"),
        ("kmer", "3", ".", "."), ("kmer", "ACG", "1", "2"),
        ("pool", "5", ".", "."), ("pool", "5", "windows", "."),
        ("pool", "ACGTA", ".", "."),
        ("start", ".", ".", "."), ("start", "1", "A", "."),
        ("end", ".", ".", "."), ("end", "10", "C", "."),
        ("centre", ".", ".", "."), ("centre", "-1", "G", "."),
        ("n", "share", "0", "4"), ("n", "lead", "0", "."),
        ("case", ".", "2", "4"), ("complexity", ".", "0", "1"),
        ("skew", "GC", "1", "2"), ("novel", "x", "1", "."),
        ("dup", "+", "81db282b97e7dfd1ae899ae2e2a51709", "."),
        ("dup", "-", "99aa06d3014798d86001c324468d497f", ".")]
    text = TABLE + "".join(
        "\t".join((split, label, "sequence", *row, str(count))) + "\n"
        for split, label, count in (("train", "p", 40), ("train", "n", 35),
                                    ("test", "p", 1))
        for row in rows)
    yield "all", text.encode()
    yield "twice", (text + text).encode()
    yield "threshold", ("#label-threshold 2.5\n" + text).encode()
    yield "empty", TABLE.encode()
    for row in rows:
        yield "%s-%s" % row[:2], (TABLE + "\t".join(
            (".", "p", "sequence", *row, "18446744073709551615")) +
            "\n").encode()


def options():
    yield "files", b"a.fa\ntrain/p=b.fa\n=x\n/=x\n-\n--\n--help"
    yield "flags", b"-fq\n--flag\n--label=x\n--split\ns\n-@\n8\n-oout"
    yield "numbers", b"--count=7\n-n.5\n--number\n1e-3\n--size\n4G\n-c100"
    yield "lists", b"--list=a\n-lb\n--seq-column\nc\n--seq-column=d"
    yield "regression", b"--regression\n--label-threshold=-2.5e3"
    yield "number", b"-12.5e-3"
    yield "size", b"17K"
    yield "odd", b"\xc3\xa9\xff\x1b[0m\t\\"


def compat():
    csv = b'label,b,sequence\na,AC G,"x\n"\n"A",NA,N\n../,,nan\n,,\n a,-,9\n'
    for flags in b"\0", b"\1", b"\4":
        yield "csv-%d" % flags[0], flags + csv
        yield "fasta-%d" % flags[0], flags + b">a\nAC \tG\r\n\n>b\n>c\n1@\n"
    yield "regression", b"\2" + b"sequence\tlabel\nA\t1\nC\t 2e0\n\tinf\nG\tx\n"


def coordinates():
    rows = b"chr1,0,5,+,p\n1,4,10,-,n\nMT,0,3,,p\n2,3,3,.,n\n"
    index = b"chr1\t10\t6\t4\t5\n2\t3\t21\t3\t4\nchrM\t3\t31\t3\t4\n"
    genome = b">chr1\nACGT\nacgt\nNN\n>2\nTTA\n>chrM\nAC-\n"
    for flags in range(8):
        yield "parts-%d" % flags, bytes([flags]) + b"\0".join(
            part for bit, part in ((1, rows), (2, index), (4, genome))
            if flags & bit)
    yield "packed", b"\5" + rows.replace(b"MT", b"2") + b"\0" + bgzf(genome)


def reports():
    row = {"kind": "class", "scope": None, "a": "<script>", "b": "neg",
           "column": "sequence", "check": "gc", "at": None, "n_a": 30,
           "n_b": 40, "measure": "auroc", "score": .75, "part": None,
           "flag": "Fail", "reason": "median GC 60 % in <script>"}
    report = {"schema": "gbqc.report/1", "gbqc": "1", "name": "a\tb\u202e",
              "digest": "sha256:0", "settings": {
                  "warn": .6, "fail": .7, "alpha": .005},
              "groups": [{"split": None, "label": "neg", "n": 40,
                          "column": "sequence"}],
              "verdicts": [row, dict(row, kind="leak", check="leak", n_b=None,
                                     measure="share", score=None,
                                     flag="Warning"),
                           dict(row, flag=None, measure=None, at="x")],
              "findings": [{"title": "<b>GC</b>", "mend": None}]}
    yield "whole", json.dumps(report).encode()
    yield "utf-8", json.dumps(report, ensure_ascii=False, indent=1).encode()
    yield "other", b'{"schema":"gbqc.report/2"}'


def main():
    for name, make in (("reader", readers), ("csv", tables),
                       ("counts", counts), ("options", options),
                       ("compat", compat),
                       ("coordinates", coordinates),
                       ("reports", reports)):
        folder = os.path.join(sys.argv[1], name)
        os.makedirs(folder, exist_ok=True)
        for file, data in make():
            with open(os.path.join(folder, file), "wb") as out:
                out.write(data)


if __name__ == "__main__":
    main()
