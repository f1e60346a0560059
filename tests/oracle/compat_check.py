#!/usr/bin/env python3
"""compat_check.py - gbqc-report --compat against the oracle, in TAP.

  compat_check.py [--reference] FIRST LAST [KEEP]

The oracle (compat.py) must give what the reference gave for the cases of
tests/parity; gbqc-report (on PATH) must write what the oracle writes for
those and for the random datasets FIRST to LAST of compat_data.py: the same
files, rows and flags byte for byte, figures within 1e-9. KEEP names a folder
for the data of what failed. --reference: the oracle is held against
genomic-benchmarks-qc itself as well, which this Python then must have.
"""

import argparse
import csv
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

import compat
import compat_data

TOLERANCE = 1e-9
PARITY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..",
                      "parity")


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(top, name), folder)
                  for top, _, names in os.walk(folder) for name in names)


def compare_reports(got, wanted):
    with open(got, newline="", encoding="utf-8") as handle:
        got = list(csv.reader(handle))
    with open(wanted, newline="", encoding="utf-8") as handle:
        wanted = list(csv.reader(handle))
    for i in range(max(len(got), len(wanted))):
        x = got[i] if i < len(got) else ["(end)"]
        y = wanted[i] if i < len(wanted) else ["(end)"]
        same = len(x) == len(y) and x[:2] == y[:2] and all(
            p == q or (p and q and i and abs(float(p) - float(q)) < TOLERANCE)
            for p, q in zip(x[2:], y[2:]))
        if not same:
            return "row %d is %r, not %r" % (i + 1, x, y)
    return None


def compare_trees(got, wanted, what):
    """Raises AssertionError with the first difference."""
    names, others = files_below(got), files_below(wanted)
    if names != others:
        raise AssertionError("%s: files that only one has: %s" % (
            what, sorted(set(names) ^ set(others))))
    for name in names:
        one, other = os.path.join(got, name), os.path.join(wanted, name)
        if name.endswith(".csv"):
            problem = compare_reports(one, other)
        else:
            with open(one, "rb") as x, open(other, "rb") as y:
                problem = None if x.read() == y.read() else "differs"
        if problem:
            raise AssertionError("%s: %s: %s" % (what, name, problem))


def attempt(run, folder, words):
    """True if it was done, False if refused."""
    try:
        run(compat.parse_arguments([folder, *words]))
    except compat.Refused:
        return False
    return True


def gbqc(folder, words):
    done = subprocess.run(["gbqc-report", "-q", "--compat", folder, *words],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1) or done.stdout:
        raise AssertionError("status %d: %s" % (
            done.returncode, done.stderr.decode(errors="replace")))
    return done.returncode == 0


def check(words, scratch, reference):
    """words: options and files that lie below the working folder."""
    oracle = os.path.join(scratch, "oracle")
    here = os.path.join(scratch, "gbqc")
    done = attempt(compat.run, oracle, words)
    if gbqc(here, words) != done:
        raise AssertionError("%s: refused by one only" % " ".join(words))
    if done:
        compare_trees(here, oracle, " ".join(words))
    if reference:
        there = os.path.join(scratch, "reference")
        if attempt(reference, there, words) != done:
            raise AssertionError("%s: the reference and the oracle differ in "
                                 "refusing" % " ".join(words))
        if done:
            compare_trees(oracle, there, "oracle and reference: " +
                          " ".join(words))


def check_seed(seed, scratch, reference):
    data = os.path.join(scratch, "data")
    os.mkdir(data)
    words = compat_data.make(seed, data)
    os.chdir(data)
    check(words, scratch, reference)


def words_of(command):
    """Our words for the evaluate-classes command of a case."""
    words, files = [], []
    given = iter(shlex.split(command)[1:])
    for word in given:
        if word == "--input":
            files.append(next(given))
        elif word == "--sequence-column":
            words += ["--seq-column", next(given)]
        else:
            raise AssertionError("option %s" % word)
    return words + files


def check_case(case, scratch, reference):
    folder = os.path.join(PARITY, case)
    with open(os.path.join(folder, "command.txt")) as handle:
        words = words_of(handle.read().strip())
    os.chdir(os.path.join(folder, "input"))
    check(words, scratch, reference)
    wanted = os.path.join(scratch, "wanted")
    shutil.copytree(os.path.join(folder, "expected"), wanted,
                    ignore=shutil.ignore_patterns("per-class"))
    compare_trees(os.path.join(scratch, "oracle"), wanted, "oracle")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reference", action="store_true")
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("keep", nargs="?")
    options = parser.parse_args()
    csv.field_size_limit(1 << 30)
    reference = None
    if options.reference:
        import compat_reference
        reference = compat_reference.run
    keep = options.keep and os.path.abspath(options.keep)
    jobs = [("case %s" % case, check_case, case)
            for case in sorted(os.listdir(PARITY)) if os.path.isdir(
                os.path.join(PARITY, case, "expected", "class"))]
    jobs += [("seed %d" % seed, check_seed, seed)
             for seed in range(options.first, options.last + 1)]
    failed, home = 0, os.getcwd()
    for number, (name, job, what) in enumerate(jobs, 1):
        scratch = tempfile.mkdtemp()
        try:
            job(what, scratch, reference)
            print("ok %d - %s" % (number, name), flush=True)
        except AssertionError as problem:
            failed += 1
            print("not ok %d - %s\n# %s" % (number, name, problem),
                  flush=True)
            if keep:
                shutil.copytree(scratch, os.path.join(keep, str(what)),
                                dirs_exist_ok=True)
        os.chdir(home)
        shutil.rmtree(scratch)
    print("1..%d" % len(jobs))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
