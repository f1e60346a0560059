"""leak_check - hold gbqc-leak against the oracle; prints TAP.

    leak_check.py FIRST LAST [--size N] [--longest N] [--keep DIR]

For each seed from FIRST to LAST the panels of leak_panel.py, each at other
thresholds too, and random parts. Every field of every row must be that of
leak.py: of all pairs, of the best a query and a target, of queries without
a relation, within one part; whatever form the records come in, in any
order, on any number of threads, in one run or merged from a grid of shards.
The first row that differs is shown in full. And gbqc-report must judge all of
it as leak_verdicts.py does. The tools are found on PATH.
"""

import argparse
import collections
import csv
import os
import random
import shutil
import subprocess
import tempfile

import leak
import leak_panel
import leak_screen
import leak_verdicts

# Thresholds at which a panel is asked for all pairs.
OTHERS = (leak.Options(identity=850), leak.Options(identity=950),
          leak.Options(identity=1000), leak.Options(identity=800),
          leak.Options(overlap=200), leak.Options(overlap=800),
          leak.Options(min_score=12), leak.Options(min_score=40),
          leak.Options(strand="plus"), leak.Options(overlaps=False))


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise AssertionError("%s: status %d: %s" % (
            " ".join(command), done.returncode,
            done.stderr.decode(errors="replace")))
    return done.stdout.decode()


def words_of(options):
    words = []
    default = leak.Options()
    if options.identity != default.identity:
        words += ["--identity", "%g" % (options.identity / 1000)]
    if options.overlap != default.overlap:
        words += ["--overlap", "%g" % (options.overlap / 1000)]
    if options.min_score != default.min_score:
        words += ["--min-score", str(options.min_score)]
    if options.strand != default.strand:
        words += ["--strand", options.strand]
    if not options.overlaps:
        words += ["--no-overlap"]
    return words


def write_csv(path, records, split=False):
    with open(path, "w", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["id", "sequence", "label"] + ["split"] * split)
        for r in records:
            rows.writerow([r.id, r.sequence, r.label] + [r.split] * split)


def write_fasta(path, records):
    with open(path, "w") as out:
        for r in records:
            out.write(">%s label=%s\n%s\n" % (r.id, r.label, r.sequence))


def write_form(rng, directory, queries, targets):
    """The arguments of one way to hand over both parts."""
    train, test = (os.path.join(directory, name)
                   for name in ("train", "test"))
    form = rng.randrange(4)
    if form == 0:
        write_csv(train + ".csv", targets)
        write_csv(test + ".csv", queries)
        return [train + ".csv", test + ".csv"]
    if form == 1:
        write_fasta(train + ".fa", targets)
        write_fasta(test + ".fa", queries)
        return ["train/=" + train + ".fa", "test/=" + test + ".fa"]
    if form == 2:
        write_fasta(train + ".fa", targets)
        write_csv(test + ".csv", queries)
        return ["test/=" + test + ".csv", "train/=" + train + ".fa"]
    both = queries + targets
    rng.shuffle(both)
    write_csv(os.path.join(directory, "all.csv"), both, split=True)
    return [os.path.join(directory, "all.csv")]


def named(columns, fields):
    return ", ".join("%s=%s" % pair for pair in zip(columns, fields))


def compare(command, got, columns, wanted):
    """Raises with the first row of got that is not the wanted one."""
    lines = got.split("\n")
    header = ["#gbqc-pairs 1", "#" + "\t".join(columns)]
    names = [line for line in lines if line.startswith("#")]
    if names[:2] != header:
        raise AssertionError("%s: the header is %r, not %r" % (
            " ".join(command), names, header))
    if lines[-1] != "":
        raise AssertionError("%s: no newline at the end" % " ".join(command))
    rows = [tuple(line.split("\t")) for line in lines[:-1]
            if not line.startswith("#")]
    for i in range(max(len(rows), len(wanted))):
        x = named(columns, rows[i]) if i < len(rows) else "(end)"
        y = named(columns, wanted[i]) if i < len(wanted) else "(end)"
        if x != y:
            raise AssertionError(
                "%s: row %d of %d (of %d wanted)\n  is  %s\n  not %s" % (
                    " ".join(command), i + 1, len(rows), len(wanted), x, y))


class Parts:
    """Two parts and all that the tool should say of them."""

    def __init__(self, queries, targets):
        self.queries, self.targets = queries, targets
        self.sequences = {(r.split, r.id): r.sequence
                          for r in queries + targets}

    def rows(self, options):
        return leak_screen.pairs(self.queries, self.targets, options)

    def with_none(self, rows):
        columns = leak.COLUMNS + ("targets",)
        best = leak.best_rows(rows, 0)
        seen = {fields[0] for fields in best}
        split = self.targets[0].split
        best += [leak.none_row(q, split, columns) for q in self.queries
                 if q.id not in seen]
        return sorted(best, key=lambda fields: fields[0].encode())


def check_options(parts, options, rng, directory, modes):
    rows = parts.rows(options)
    more = leak.COLUMNS + ("targets",)
    tables = {
        "--all": (["--all"], leak.COLUMNS, leak.all_rows(rows)),
        "default": ([], more, leak.best_rows(rows, 0)),
        "--by": (["--by", "target"], leak.COLUMNS + ("queries",),
                 leak.best_rows(rows, 1)),
        "--none": (["--none"], more, parts.with_none(rows)),
    }
    for mode in modes:
        words, columns, wanted = tables[mode]
        command = ["gbqc-leak", "-q", "-@", str(rng.choice((1, 2, 3, 8))),
                   *words_of(options), *words,
                   *write_form(rng, directory, parts.queries,
                               parts.targets)]
        compare(command, run(command), columns, wanted)


def check_panel(panel, seed, directory):
    name, queries, targets = panel
    rng = random.Random("%d %s" % (seed, name))
    parts = Parts(queries, targets)
    check_options(parts, leak.Options(), rng, directory,
                  ("--all", "default", "--by", "--none"))
    # The oracle takes minutes for records of 100 kb.
    if max(len(r.sequence) for r in queries) > 20000:
        return
    # Roles swapped: what was contained contains.
    turned = Parts([r._replace(split="test") for r in targets],
                   [r._replace(split="train") for r in queries])
    check_options(turned, leak.Options(), rng, directory, ("--all",))
    for options in rng.sample(OTHERS, 3):
        check_options(parts, options, rng, directory, ("--all",))


def check_fuzz(seed, directory):
    queries, targets, options = leak_panel.fuzz(seed)
    rng = random.Random(seed * 31 + 7)
    if seed % 10 == 0:
        leak_screen.check_screen(queries, targets, options)
    check_options(Parts(queries, targets), options, rng, directory,
                  ("--all", "default",
                   rng.choice(("--by", "--none"))))
    check_within(queries, options, rng, directory)


def check_within(records, options, rng, directory):
    path = os.path.join(directory, "one.csv")
    write_csv(path, [r._replace(split=".") for r in records])
    records = [r._replace(split=".") for r in records]
    wanted = leak.all_rows(leak_screen.pairs(records, records, options,
                                             within=True))
    command = ["gbqc-leak", "-q", "--within", "--all", "-@",
               str(rng.choice((1, 2))), *words_of(options), path]
    compare(command, run(command), leak.COLUMNS, wanted)


def shards(rng, records, n):
    parts = [[] for _ in range(n)]
    for record in records:
        rng.choice(parts).append(record)
    return [part for part in parts if part]


def check_grid(panel, seed, directory):
    """Merged from a grid of shards, the bytes of one run."""
    _, queries, targets = panel
    rng = random.Random(seed * 41 + 3)
    for words in ([], ["--all"], ["--none"], ["--by", "target"]):
        whole = run(["gbqc-leak", "-q", *words, *write_form(
            rng, directory, queries, targets)])
        tables = []
        for some in shards(rng, queries, rng.randint(1, 3)):
            for others in shards(rng, targets, rng.randint(1, 3)):
                table = os.path.join(directory, "%d.tsv" % len(tables))
                run(["gbqc-leak", "-q", *words, "-o", table, *write_form(
                    rng, directory, some, others)])
                tables.append(table)
        rng.shuffle(tables)
        merged = run(["gbqc-merge", "-q", *tables])
        if merged != whole:
            raise AssertionError("%s: the merged grid of %d tables is not "
                                 "the one run" % (words, len(tables)))


def check_report(panel, seed, directory):
    """Verdicts from sequences, and from tables of counts and pairs."""
    _, queries, targets = panel
    rng = random.Random(seed * 43 + 11)
    wanted = leak_verdicts.Wanted(queries, targets,
                                  Parts(queries, targets).rows(
                                      leak.Options()))
    both = queries + targets
    rng.shuffle(both)
    data = os.path.join(directory, "all.csv")
    write_csv(data, both, split=True)

    def table(tool, *words):
        name = os.path.join(directory, "-".join([tool, *words]) + ".tsv")
        run([tool, "-q", *words, "-o", name, data])
        return name

    counts, best = table("gbqc-count"), table("gbqc-leak")
    every, none = table("gbqc-leak", "--all"), table("gbqc-leak", "--none")
    by_target = table("gbqc-leak", "--by", "target")
    for files, known in (([data], {}), ([every, counts], {}),
                         ([counts, best, by_target],
                          dict(conflicts_known=False)),
                         ([none], dict(targets_known=False,
                                       conflicts_known=False,
                                       sizes_known=False))):
        command = ["gbqc-report", "-q", "--parts", *files]
        problems = leak_verdicts.compare(run(command), wanted, **known)
        if problems:
            raise AssertionError("%s: %s" % (" ".join(command),
                                             "; ".join(problems[:5])))


class Report:
    def __init__(self, keep):
        self.keep, self.number, self.failed = keep, 0, 0

    def test(self, name, check, *arguments):
        self.number += 1
        directory = tempfile.mkdtemp()
        try:
            check(*arguments, directory)
            print("ok %d - %s" % (self.number, name), flush=True)
        except AssertionError as problem:
            self.failed += 1
            print("not ok %d - %s" % (self.number, name))
            print("# " + str(problem).replace("\n", "\n# "), flush=True)
            if self.keep:
                kept = os.path.join(self.keep, str(self.number))
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(directory, kept)
        shutil.rmtree(directory)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--size", type=int, default=1)
    parser.add_argument("--longest", type=int, default=3000)
    parser.add_argument("--fuzz", type=int, default=20,
                        help="random parts a seed")
    parser.add_argument("--keep")
    o = parser.parse_args()
    report = Report(o.keep)
    report.test("the oracle's two ways to fill a table agree",
                lambda _: leak.check_tables(random.Random(o.first), 300))
    for seed in range(o.first, o.last + 1):
        for panel in leak_panel.panels(seed, o.size, o.longest):
            report.test("seed %d: %s" % (seed, panel[0]), check_panel,
                        panel, seed)
        grid = collections.deque(leak_panel.panels(seed, o.size, 500))
        grid.rotate(seed)
        for panel in list(grid)[:4]:
            report.test("seed %d: shards of %s" % (seed, panel[0]),
                        check_grid, panel, seed)
            report.test("seed %d: verdicts on %s" % (seed, panel[0]),
                        check_report, panel, seed)
        for k in range(o.fuzz):
            number = seed * 1000 + k
            report.test("seed %d: random parts" % number, check_fuzz,
                        number)
    print("1..%d" % report.number)
    return report.failed > 0


if __name__ == "__main__":
    raise SystemExit(main())
