"""check - hold gbqc against the oracle on random datasets; prints TAP.

    check.py FIRST LAST [KEEP]

For each seed from FIRST to LAST: gbqc-count must print the oracle's count
table from every form in which random_data.py writes the dataset, on any
number of threads; and gbqc-report's verdicts must be those of verdicts.py,
from the table and from the sequences. KEEP names a folder for the data of
what failed. The tools are found on PATH.
"""

import argparse
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile

import counts
import random_data
import verdicts


def run(command, data=None):
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise AssertionError("%s: status %d: %s" % (
            " ".join(command), done.returncode,
            done.stderr.decode(errors="replace")))
    return done.stdout


def first_difference(got, wanted):
    got, wanted = got.split(b"\n"), wanted.split(b"\n")
    for i in range(max(len(got), len(wanted))):
        x = got[i] if i < len(got) else b"(end)"
        y = wanted[i] if i < len(wanted) else b"(end)"
        if x != y:
            return "line %d is %r, not %r" % (i + 1, x, y)
    return "no difference"


def options_of(rng):
    """Options of counts.py and of gbqc-count that mean the same."""
    words = []
    for k in rng.choice(((), (), (3,), (4,), (3, 4, 6), (5,), (8,))):
        words += ["-k", str(k)]
    if rng.random() < .3:
        words += ["--positions", str(rng.choice((0, 1, 7, 100)))]
    return words


def check_counts(seed, directory):
    rng = random.Random(seed * 31 + 5)
    words = options_of(rng)
    rows, odd = random_data.dataset(seed)
    wanted = io.BytesIO()
    counts.write(counts.count(rows, counts.parse_arguments(words)), wanted)
    wanted = wanted.getvalue()
    with open(os.path.join(directory, "wanted.tsv"), "wb") as out:
        out.write(wanted)
    for name, arguments in random_data.write_forms(rows, odd, directory,
                                                   seed):
        command = ["gbqc-count", "-q", "-@", str(rng.choice((1, 1, 2, 3, 8))),
                   *words, *arguments]
        got = run(command)
        if got != wanted:
            raise AssertionError("%s: %s: %s" % (
                name, " ".join(command), first_difference(got, wanted)))
    return arguments, words, wanted


def check_verdicts(seed, arguments, words, table):
    rng = random.Random(seed * 37 + 11)
    # Exact tests of every part of a large table would take scipy minutes.
    options = ["--parts"] if len(table) < 200000 else []
    if rng.random() < .4:
        options += ["--warn", "0.55", "--fail", "0.65"]
    if rng.random() < .3:
        options += ["--alpha", "0.05"]
    got = run(["gbqc-report", "-q", *options], table)
    problems = verdicts.compare(table.decode(), got.decode(),
                                verdicts.parse_arguments(options))
    if problems:
        raise AssertionError("gbqc-report %s: %s" % (
            " ".join(options), "; ".join(problems[:3])))
    same = run(["gbqc-report", "-q", "--no-leak", "-@", str(rng.choice((1, 2, 8))),
                *options, *words, *arguments])
    if same != got:
        raise AssertionError("gbqc-report on sequences: " +
                             first_difference(same, got))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("keep", nargs="?")
    options = parser.parse_args()
    number = failed = 0

    def report(name, check, *arguments):
        nonlocal number, failed
        number += 1
        try:
            result = check(*arguments)
            print("ok %d - %s" % (number, name), flush=True)
            return result
        except AssertionError as problem:
            failed += 1
            print("not ok %d - %s\n# %s" % (number, name, problem),
                  flush=True)
        return None

    for seed in range(options.first, options.last + 1):
        directory = tempfile.mkdtemp()
        before = failed
        result = report("seed %d: counts in every form" % seed,
                        check_counts, seed, directory)
        if result:
            report("seed %d: verdicts" % seed, check_verdicts, seed, *result)
        if failed > before and options.keep:
            shutil.copytree(directory, os.path.join(options.keep, str(seed)),
                            dirs_exist_ok=True)
        shutil.rmtree(directory)
    print("1..%d" % number)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
