"""leaks - gbqc-leak beside tools that search for similar sequences.

Parts are made from a fixed seed: a tenth of the queries is made of targets
(edited, shifted, within other sequence, either strand), the rest is random;
the repeat-rich set has families, microsatellites and records that are nothing
else. Each tool runs once on each set, in turn, after the data were read.
What gbqc-leak says is right by definition (the tests hold it against an
oracle), so recall is the share of its queries, by best relation, that a peer
reports at all; what a peer finds beyond them is not counted against it.
"""

import os
import random
import shutil
import subprocess
from collections import Counter, namedtuple

# peers: how many times faster than each; None: no goal. lean: of the memory
# of MMseqs2 a part at most, one in so many; peak: and so many MB. like: the
# set of which the data are, and that this one takes at most so many times as
# long as.
Set = namedtuple("Set", "name queries targets repeats peers lean peak "
                 "options like most", defaults=(None, None, "", None, None))
ALL = {"vsearch": None, "cd-hit-est-2d": None}
SETS = [
    Set("1,000 x 5,000", 1000, 5000, False, {"mmseqs": 50, **ALL}),
    Set("20,000 x 100,000", 20000, 100000, False,
        {"mmseqs": 3, **ALL, "vsearch": 1}, 100, 80),
    # The others take many minutes there.
    Set("100,000 x 500,000, repeats", 100000, 500000, True, {"mmseqs": .5},
        30),
    Set("20,000 x 100,000, .85", 20000, 100000, False, {},
        options=" --identity .85", like="20,000 x 100,000", most=30),
]
LENGTH = 200
TURN = str.maketrans("ACGT", "TGCA")
# As genomic-benchmarks-qc 1.0.0 calls it.
MMSEQS = "mmseqs easy-search {q} {t} {out} {out}.tmp --format-output " \
    "query,target,pident,qcov,tcov --format-mode 4 --search-type 3 " \
    "--strand 1 --threads {threads}"
VSEARCH = "vsearch --usearch_global {q} --db {t} --id 0.9 --strand both " \
    "--blast6out {out} --threads {threads}"
CD_HIT = "cd-hit-est-2d -i {t} -i2 {q} -o {out} -c 0.9 -n 8 -d 0 -M 0 " \
    "-s2 0 -r 1 -T {threads}"
PEERS = {"mmseqs": MMSEQS, "vsearch": VSEARCH, "cd-hit-est-2d": CD_HIT}


def dna(rng, n):
    return "".join(rng.choices("ACGT", k=n))


def edited(rng, sequence, rate):
    out = []
    for letter in sequence:
        dice = rng.random()
        if dice < rate / 2:
            out.append(rng.choice("ACGT".replace(letter, "")))
        elif dice < rate:
            out.append(rng.choice(("", letter + rng.choice("ACGT"))))
        else:
            out.append(letter)
    return "".join(out)


def repeat_rich(rng, families):
    """A record that may hold a piece of a family or a microsatellite."""
    sequence, dice = dna(rng, LENGTH), rng.random()
    at = rng.randrange(LENGTH)
    if dice < .1:
        family, start = rng.choice(families), rng.randrange(150)
        piece = edited(rng, family[start:start + rng.randint(60, 200)], .15)
        sequence = (sequence[:at] + piece + sequence[at:])[:LENGTH]
    elif dice < .16:
        unit = dna(rng, rng.choice((1, 2, 2, 2, 3, 4)))
        piece = edited(rng, (unit * 60)[:rng.randint(20, 60)], .03)
        sequence = (sequence[:at] + piece + sequence[at:])[:LENGTH]
    elif dice < .165:
        sequence = edited(rng, (dna(rng, rng.randint(1, 3)) *
                                LENGTH)[:LENGTH], .02)
    return sequence


def related(rng, target):
    dice = rng.random()
    if dice < .5:
        return edited(rng, target, rng.choice((0, .02, .05, .08)))
    if dice < .8:
        shift = int(LENGTH * rng.choice((.05, .1, .3, .4)))
        return edited(rng, target[shift:] + dna(rng, shift), .02)
    side = LENGTH // 4
    return dna(rng, side) + target[side:-side] + dna(rng, side)


def make(one, path):
    """The parts of a set, as FASTA."""
    rng = random.Random(5)
    families = [dna(rng, 300) for _ in range(20)]

    def fresh():
        return repeat_rich(rng, families) if one.repeats else \
            dna(rng, LENGTH)
    targets = [fresh() for _ in range(one.targets)]
    queries = [related(rng, rng.choice(targets)) if rng.random() < .1
               else fresh() for _ in range(one.queries)]
    queries = [query[::-1].translate(TURN) if rng.random() < .5 else query
               for query in queries]
    for name, records in ("t", targets), ("q", queries):
        with open(path + name + ".fa", "w") as out:
            for i, sequence in enumerate(records):
                out.write(">%s%d\n%s\n" % (name, i, sequence))


def found(peer, out, queries):
    """The queries that a peer says are in the targets."""
    if peer == "cd-hit-est-2d":
        with open(out) as left:
            return set(queries) - {line[1:].split()[0] for line in left
                                   if line.startswith(">")}
    with open(out) as rows:
        return {row.split("\t")[0] for row in rows}


class Leaks:
    """bench: makes the folder, times commands, prints rows."""

    def __init__(self, bench, row):
        self.bench, self.row = bench, row
        self.seconds = {}       # of each set

    def time(self, command, path):
        """Seconds of user and system, of the wall, and peak MB."""
        subprocess.run([self.bench.measure, self.bench.figures, command],
                       check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(path + "out.tmp", ignore_errors=True)
        cpu, wall, peak = open(self.bench.figures).read().split()
        return float(cpu), float(wall), float(peak) / 1024

    def mine(self, one, path, names):
        """Its run, and the best relation of each query."""
        command = "gbqc-leak -q -@ 2 -o {out}%s {t} {q}" % one.options
        run = self.time(command.format(**names), path)
        best = {}
        with open(path + "out") as rows:
            for row in rows:
                cells = row.rstrip("\n").split("\t")
                if not row.startswith("#"):
                    best[cells[0]] = cells[2] + cells[3]
        if not best:
            raise SystemExit("bench: leak %s: nothing found" % one.name)
        return run, best

    def judged(self, one, got, goal, holds):
        return self.bench.verdict("leak, " + one.name, got, goal, holds)

    def own_row(self, one, run, best, small):
        cpu, _, peak = run
        time, memory = "%.2f" % cpu, "%.0f MB" % peak
        if one.like and not small:
            ratio = cpu / self.seconds[one.like]
            time += ", " + self.judged(
                one, "%.1f x %s" % (ratio, one.like), "%g" % one.most,
                ratio <= one.most)
        if one.peak and not small:
            memory = self.judged(one, memory, "%g MB" % one.peak,
                                 peak <= one.peak)
        kinds = ["%s %d" % kind
                 for kind in sorted(Counter(best.values()).items())]
        left_out = [peer for peer in PEERS
                    if one.peers and peer not in one.peers]
        if left_out:
            kinds.append("(%s left out: they take many minutes)" %
                         " and ".join(left_out))
        self.row("leak, " + one.name, "gbqc-leak", time, memory,
                 ", ".join(kinds))

    def peer_row(self, one, peer, run, mine, best, hits):
        (its, _, memory), (cpu, _, peak) = run, mine
        faster, goal = "%.1f x" % (its / cpu), one.peers[peer]
        leaner = "%.0f x" % (memory / peak)
        if goal:
            faster = self.judged(one, faster + " " + peer, "%g x" % goal,
                                 its >= goal * cpu)
        if one.lean and peer == "mmseqs":
            leaner = self.judged(one, "%s less memory than %s" % (
                leaner, peer), "%g x" % one.lean, memory >= one.lean * peak)
        kinds = Counter(best.values())
        share = Counter(kind for query, kind in best.items()
                        if query in hits)
        self.row("", peer, "%.2f, %s" % (its, faster),
                 "%.0f MB, %s" % (memory, leaner), ", ".join(
                     "%s %.0f %%" % (kind, 100 * share[kind] / n)
                     for kind, n in sorted(kinds.items())))

    def one(self, one, small):
        words = "".join(c if c.isalnum() else "-" for c in
                        one.like or one.name)
        path = os.path.join(self.bench.folder, "leak-%s." % words)
        if not os.path.exists(path + "q.fa"):
            make(one, path)
        names = {"q": path + "q.fa", "t": path + "t.fa",
                 "out": path + "out", "threads": 2}
        mine, best = self.mine(one, path, names)
        self.seconds[one.name] = mine[0]
        self.own_row(one, mine, best, small)
        for peer in one.peers:
            if small or not shutil.which(peer):
                continue
            run = self.time(PEERS[peer].format(**names), path)
            hits = found(peer, path + "out",
                         ["q%d" % i for i in range(one.queries)])
            self.peer_row(one, peer, run, mine, best, hits)

    def run(self, small):
        print()
        self.row("leaks: queries x targets", "tool",
                 "seconds, and how many times gbqc-leak's",
                 "peak memory, likewise",
                 "queries found, by best relation and strand")
        self.row(*["---"] * 5)
        for one in SETS:
            if small:
                one = one._replace(name=one.name + " / 50",
                                   like=one.like and one.like + " / 50",
                                   queries=one.queries // 50,
                                   targets=one.targets // 50)
            self.one(one, small)
