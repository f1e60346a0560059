"""bench - gbqc beside its peers and the limits, as one Markdown table.

    bench.py BUILD [small] [JOB...]

Makes the data of docs/performance.md once (BUILD/bench), then times each job
of gbqc, the peers that are installed and the limit in turn: one run to warm
up, then RUNS of them. Figures are medians of user + system seconds of one
thread, for threads of wall seconds; ratios travel, seconds do not. Every
count table is checked to hold each record. small: a 200th of the data, one
run, to see that it works; it judges no time. JOB: only jobs whose name
begins so.
"""

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import namedtuple

from leaks import Leaks

RUNS = 5
SLOW = 10
RECORDS = {"S": 100000, "M": 1000000, "V": 200000, "W": 4000, "T": 3000000,
           "D": 500000, "K": 100000}
BASES = {"S": 20e6, "M": 200e6, "W": 40e6, "T": 120e6, "K": 20e6, "D": 100e6,
         "V": 205e6}

# Goals: how many times faster than a peer; at most so many times the limit.
# check: the check whose rows must add up to the number of records.
Job = namedtuple("Job", "name data command check peers limit most",
                 defaults=(None, {}, None, None))
Run = namedtuple("Run", "cpu wall memory")

FASTA = "{data}.0.fa {data}.1.fa"
GZ = "{data}.0.fa.gz {data}.1.fa.gz"
WC = "wc -l " + FASTA
SEQKIT_STATS = "seqkit stats -j 1 " + FASTA
SEQKIT_LENGTH = "seqkit fx2tab -j 1 -n -l " + FASTA
SEQKIT_GC = "seqkit fx2tab -j 1 -n -l -g " + FASTA
SEQTK = "cat " + FASTA + " | seqtk comp -"
RMDUP = "cat " + FASTA + " | seqkit rmdup -j 1 -s"
JELLYFISH = "jellyfish count -m 6 -s 1M -t 1 -o /dev/null " + FASTA
DATAMASH = "LC_ALL=C sort -m {data}.0.rows {data}.1.rows | " \
    "LC_ALL=C datamash -g 1,2,3,4,5,6,7 sum 8"
GB_QC = "gb-qc evaluate-classes --input {data}.0.fa --input {data}.1.fa " \
    "--report-types simple --out-folder {folder}/gb-qc"

JOBS = [
    Job("length", "M", "gbqc-len " + FASTA, "length",
        {SEQKIT_STATS: 2.3, SEQKIT_LENGTH: 4}, WC, 1.5),
    Job("gc", "M", "gbqc-gc " + FASTA, "gc", {SEQKIT_GC: 9}, WC, 2),
    Job("gc", "T", "gbqc-gc " + FASTA, "gc", {SEQKIT_GC: 9}, WC, 5),
    Job("gc", "V", "gbqc-gc " + FASTA, "gc", {SEQKIT_GC: 3.5}, WC, 2),
    Job("composition", "M", "gbqc-comp " + FASTA, "case", {SEQTK: 7}, WC, 7),
    Job("composition", "W", "gbqc-comp " + FASTA, "case", {SEQTK: 5}, WC, 7),
    Job("6-mers", "M", "gbqc-count --checks pool -k 6 " + FASTA, "pool",
        {JELLYFISH: 30}, WC, 4),
    Job("copies", "M", "gbqc-dup " + FASTA, "dup",
        {RMDUP + " -P": 2.5, RMDUP: 12}, WC, 5),
    Job("copies", "D", "gbqc-dup " + FASTA, "dup",
        {RMDUP + " -P": 2.5, RMDUP: 12}, WC, 5),
    Job("all counts", "V", "gbqc-count " + FASTA, "length", {}, WC),
    Job("report", "S", "gbqc-report -q " + FASTA, None, {GB_QC: 45}, WC, 12),
    Job("report", "M", "gbqc-report -q " + FASTA, None, {GB_QC: 45}, WC, 12),
    Job("report", "W", "gbqc-report -q " + FASTA, None, {GB_QC: 45}, WC, 12),
    Job("length, .gz", "M", "gbqc-len " + GZ, "length",
        {"seqkit stats -j 1 " + GZ: 3.5}, "igzip -dc " + GZ, 1.1),
    Job("report, .gz", "M", "gbqc-report -q " + GZ, None, {},
        "igzip -dc " + GZ, 2.5),
    Job("merge", "V", "gbqc-merge {data}.0.tsv {data}.1.tsv", "length",
        {DATAMASH: 5}),
]


def shell(command, environment=None):
    """Runs a shell command to the end; its output goes to a file."""
    return subprocess.run(["/bin/sh", "-c", command], check=True,
                          env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def timed(command, measure, figures):
    """One run of a shell command. Output through a pipe: nothing is saved."""
    process = subprocess.Popen(
        [measure, figures, command], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    sink = subprocess.Popen(["cat"], stdin=process.stdout,
                            stdout=subprocess.DEVNULL)
    process.stdout.close()
    sink.wait()
    if process.wait() != 0:
        raise SystemExit("bench: status %d: %s" % (process.returncode,
                                                   command))
    cpu, wall, peak = open(figures).read().split()
    return Run(float(cpu), float(wall), float(peak) / 1024)


class Bench:
    def __init__(self, build, small, wanted):
        self.folder = os.path.join(build, "bench-small" if small else "bench")
        self.generate = os.path.join(build, "tests", "bench", "generate")
        self.measure = os.path.join(build, "tests", "bench", "measure")
        self.figures = os.path.join(self.folder, "figures")
        self.divisor, self.runs = (200, 1) if small else (1, RUNS)
        self.wanted = wanted
        self.missed = []
        os.makedirs(self.folder, exist_ok=True)
        os.environ["PATH"] = os.path.join(build, "bin") + os.pathsep + \
            os.environ["PATH"]

    def data(self, kind):
        return os.path.join(self.folder, kind)

    def in_turn(self, commands, runs=None):
        """Medians of each command, all of them once a round.

        What takes longer than SLOW seconds is run once: its data are in the
        page cache by then, and nobody waits an hour for a median.
        """
        runs = runs or self.runs
        results = {command: [] for command in commands}
        slow = set()
        for turn in range(runs + 1):
            for command in commands:
                if command in slow:
                    continue
                run = timed(command, self.measure, self.figures)
                if run.wall > SLOW:
                    slow.add(command)
                if turn or runs == 1 or command in slow:
                    results[command].append(run)
        return {command: Run(*(statistics.median(values)
                               for values in zip(*got)))
                for command, got in results.items()}

    def make(self, path, command):
        if not os.path.exists(path):
            shell("%s >%s.part && mv %s.part %s" % (command, path, path,
                                                    path))

    def make_data(self, kind, command):
        """The files of a kind that a command names."""
        base = self.data(kind)
        for part in 0, 1:
            made = "%s.%d." % (base, part)
            self.make(made + "fa", "%s %s %d %d" % (
                self.generate, kind, part, self.divisor))
            if ".gz" in command:
                self.make(made + "fa.gz", "gzip -6c %sfa" % made)
            if ".tsv" in command:
                self.make(made + "tsv", "gbqc-count x=%sfa" % made)
                self.make(made + "rows", "grep -v '^#' %stsv" % made)

    def words(self, command, kind):
        return command.format(data=self.data(kind), folder=self.folder)

    def check(self, job, command):
        """The counts of the job hold every record once."""
        wanted = RECORDS[job.data] // self.divisor
        out = subprocess.run(["/bin/sh", "-c", command], check=True,
                             stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL).stdout
        total = 0
        for line in out.decode().split("\n"):
            row = line.split("\t")
            if len(row) == 8 and row[3] == job.check and (
                    job.check != "pool" or (row[4] == "6"
                                            and row[5] == ".")):
                total += int(row[7])
        if total != wanted:
            raise SystemExit("bench: %s: %d records, not %d" % (
                command, total, wanted))

    def verdict(self, name, got, goal, holds):
        if not holds:
            self.missed.append("%s: %s, goal %s" % (name, got, goal))
        return "%s (%s)" % (got, goal)

    def job(self, job):
        self.make_data(job.data, job.command)
        command = self.words(job.command, job.data)
        if job.check:
            self.check(job, command)
        peers = {self.words(peer, job.data): goal
                 for peer, goal in job.peers.items() if installed(peer)}
        limit = job.limit and installed(job.limit) and \
            self.words(job.limit, job.data)
        results = self.in_turn([command, *peers,
                                *([limit] if limit else [])])
        mine = results[command]
        name = "%s, %s" % (job.name, job.data)
        against = [self.verdict(
            name, "%.1f x faster than `%s`" % (
                results[peer].cpu / mine.cpu, short(peer)),
            "%g" % goal, results[peer].cpu >= goal * mine.cpu)
            for peer, goal in peers.items()]
        memory = ["%s %.0f MB" % (short(peer), results[peer].memory)
                  for peer in peers]
        bound = ""
        if limit:
            ratio = mine.cpu / max(results[limit].cpu, 1e-4)
            bound = "%.1f x `%s`" % (ratio, short(limit))
            if job.most:
                bound = self.verdict(name, bound, "%g" % job.most,
                                     ratio <= job.most)
        row(job.name, job.data, "%.3f" % mine.cpu, "; ".join(against) or "-",
            bound or "-", "%.0f MB%s" % (
                mine.memory, "; " + "; ".join(memory) if memory else ""))
        return mine

    def startup(self):
        path = os.path.join(self.folder, "one.fa")
        self.make(path, "printf '>a\\nACGT\\n'")
        mine = self.in_turn(["gbqc-len " + path], max(self.runs, 10))[
            "gbqc-len " + path]
        empty = self.in_turn(["true"], max(self.runs, 10))["true"]
        wall = 1000 * (mine.wall - empty.wall)
        row("start-up", "one record", "%.4f" % mine.cpu, "-",
            self.verdict("start-up", "%.1f ms" % wall, "3 ms", wall <= 3),
            self.verdict("start-up", "%.1f MB" % mine.memory, "4 MB",
                         mine.memory <= 4))

    def growth(self):
        """Seconds = records * x + bases * y, from short and long ones."""
        cpu = {}
        for kind in "T", "W":
            self.make_data(kind, "")
            command = self.words("gbqc-count -q " + FASTA, kind)
            cpu[kind] = self.in_turn([command])[command].cpu
        # T has many records and W many bases a record.
        n, m = RECORDS["T"] / self.divisor, RECORDS["W"] / self.divisor
        b, c = BASES["T"] / self.divisor, BASES["W"] / self.divisor
        y = (cpu["W"] - cpu["T"] * m / n) / (c - b * m / n)
        x = (cpu["T"] - b * y) / n
        row("growth", "T, W", "-", "-", self.verdict(
            "growth", "%.0f ns a record + %.2f ns a base" % (
                1e9 * x, 1e9 * y), "300 + 1", x <= 300e-9 and y <= 1e-9), "-")

    def classes(self):
        tables = [self.data(kind) + ".csv" for kind in "KL"]
        for kind, path in zip("KL", tables):
            self.make(path, "%s %s 0 %d" % (self.generate, kind,
                                            self.divisor))
        count = "gbqc-count -q "
        table, two = tables[0], count + tables[1]
        results = self.in_turn([count + table, two,
                                "gbqc-report -q " + table])
        ratio = results[count + table].cpu / results[two].cpu
        row("counts, 50 classes", "K", "%.3f" % results[count + table].cpu,
            "-", self.verdict("50 classes", "%.2f x two classes" % ratio,
                              "1.15", ratio <= 1.15),
            "%.0f MB" % results[count + table].memory)
        mine = results["gbqc-report -q " + table]
        row("report, 50 classes", "K", "%.3f" % mine.cpu, "-", self.verdict(
            "report, 50 classes", "%.2f s" % mine.wall, ".5 s",
            mine.wall <= .5), "%.0f MB" % mine.memory)

    def threads(self):
        for files, goal in (FASTA, 1.8), ("{data}.bgzf", 1.8), (GZ, None):
            self.make_data("M", files)
            if "bgzf" in files:
                if not installed("bgzip"):
                    continue
                self.make(self.data("M") + ".bgzf", self.words(
                    "cat " + FASTA + " | bgzip -c", "M"))
            command = self.words("gbqc-report -q " + files, "M")
            counts = [n for n in (2, 8) if n <= os.cpu_count()]
            results = self.in_turn([command] + ["%s -@ %d" % (command, n)
                                                for n in counts])
            for n in counts:
                mine = results["%s -@ %d" % (command, n)]
                speed = results[command].wall / mine.wall
                wanted = goal and {2: 1.8, 8: 5}[n]
                text = "%.2f x one thread" % speed
                if wanted:
                    text = self.verdict("threads", text, "%g" % wanted,
                                        speed >= wanted)
                row("report -@ %d" % n, "M " + {
                    FASTA: "plain", GZ: ".gz"}.get(files, "BGZF"),
                    "%.3f wall" % mine.wall, "-", text,
                    "%.0f MB" % mine.memory)

    def merge_rows(self):
        path = self.data("V") + ".0.tsv"
        rows = sum(open(path, "rb").read().count(b"\n") for path in (
            self.data("V") + ".0.tsv", self.data("V") + ".1.tsv"))
        command = self.words("gbqc-merge {data}.0.tsv {data}.1.tsv", "V")
        mine = self.in_turn([command])[command]
        each = 1e9 * mine.cpu / rows
        row("merge", "V, a row", "%.3f" % mine.cpu, "-", self.verdict(
            "merge", "%.0f ns a row" % each, "40 ns", each <= 40), "-")

    def leaks(self):
        Leaks(self, row).run(self.divisor > 1)

    def run(self):
        heading()
        for job in JOBS:
            if self.takes(job.name):
                self.job(job)
        for name, part in (("merge", self.merge_rows),
                           ("start-up", self.startup),
                           ("growth", self.growth),
                           ("classes", self.classes),
                           ("threads", self.threads),
                           ("leak", self.leaks)):
            if self.takes(name):
                part()
        print()
        if self.missed:
            print("Missed:\n")
        for line in self.missed:
            print("- " + line)

    def takes(self, name):
        return not self.wanted or any(name.startswith(w)
                                      for w in self.wanted)


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def programs(command):
    return [part.split()[0] for part in re.sub(
        r"\w+=\w+ ", "", command).split("|")]


def installed(command):
    return all(shutil.which(program) for program in programs(command))


def short(command):
    """A command without file names, as a reader would name it."""
    words = [word for word in command.split()
             if "/" not in word and not word.startswith("LC_ALL")]
    text = " ".join(words)
    return text.replace("cat | ", "")


def version(program):
    for option in "--version", "version":
        try:
            done = subprocess.run([program, option], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=10)
        except (OSError, subprocess.SubprocessError):
            continue
        line = done.stdout.decode(errors="replace").strip().split("\n")[0]
        if re.search(r"\d\.\d", line):
            return line
    if program == "seqtk":
        text = subprocess.run([program], stderr=subprocess.PIPE).stderr
        found = re.search(rb"Version: (\S+)", text)
        return "seqtk " + found.group(1).decode() if found else program
    return program


def heading():
    model = "unknown processor"
    try:
        found = re.search(r"model name\s*: (.*)",
                          open("/proc/cpuinfo").read())
        model = found.group(1) if found else model
    except OSError:
        pass
    print("%s, %d processors, %s %s." % (model, os.cpu_count(),
                                         os.uname().sysname,
                                         os.uname().release))
    peers = ["gbqc-len", "seqkit", "seqtk", "jellyfish", "datamash", "igzip",
             "wc", "gb-qc"]
    print("; ".join(version(peer) if shutil.which(peer)
                    else peer + " not installed" for peer in peers) + ".")
    print("User + system seconds, medians; goals in brackets.\n")
    row("job", "data", "seconds", "against peers", "against the limit",
        "peak memory")
    row(*["---"] * 6)


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    words = sys.argv[2:]
    small = "small" in words
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Bench(os.path.abspath(sys.argv[1]), small,
          [word for word in words if word != "small"]).run()


if __name__ == "__main__":
    main()
