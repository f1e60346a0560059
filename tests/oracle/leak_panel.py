"""leak_panel - records with leaks that were put there, and random ones.

panels(seed, size) yields (name, queries, targets), lists of leak.Record: one
panel a kind of leak, its size times a few dozen records a side. fuzz(seed)
gives one random pair of parts, of any size and letters, with options.
The same seed gives the same records.
"""

import random

from leak import Options, Record, reverse_complement

BASES = "ACGT"


def sequence(rng, n, letters=BASES):
    return "".join(rng.choice(letters) for _ in range(n))


def other(rng, base):
    return rng.choice([b for b in BASES if b != base])


def substituted(rng, s, n):
    letters = list(s)
    for i in rng.sample(range(len(s)), min(n, len(s))):
        letters[i] = other(rng, letters[i])
    return "".join(letters)


def edited(rng, s, n):
    """n edits of any kind."""
    for _ in range(n):
        i = rng.randint(0, len(s))
        kind = rng.randrange(3)
        if kind == 0 and i < len(s):
            s = s[:i] + other(rng, s[i]) + s[i + 1:]
        elif kind == 1:
            s = s[:i] + rng.choice(BASES) + s[i:]
        else:
            s = s[:i] + s[i + 1:]
    return s


def evenly(rng, s, n, kind):
    """n edits at equal distances, of one kind or of each in turn."""
    edits = []
    for k in range(n):
        at = (2 * k + 1) * len(s) // (2 * n)
        edits.append((at, rng.choice("sid") if kind == "m" else kind))
    for at, what in reversed(edits):
        if what == "s":
            s = s[:at] + other(rng, s[at]) + s[at + 1:]
        elif what == "i":
            s = s[:at] + other(rng, s[at]) + s[at:]
        else:
            s = s[:at] + s[at + 1:]
    return s


def shuffled(rng, s):
    letters = list(s)
    rng.shuffle(letters)
    return "".join(letters)


def turned(rng, s):
    """The other strand, half of the time."""
    return reverse_complement(s) if rng.random() < .5 else s


class Panel:
    def __init__(self, rng, name):
        self.rng, self.name = rng, name
        self.queries, self.targets = [], []

    def add(self, to, split, prefix, s):
        label = self.rng.choice(("pos", "pos", "neg"))
        to.append(Record("%s%d" % (prefix, len(to)), label, split, s))

    def query(self, s):
        self.add(self.queries, "test", "q", s)

    def target(self, s):
        self.add(self.targets, "train", "t", s)

    def done(self):
        return self.name, self.queries, self.targets


def edits_panel(rng, size, name, change, length=200):
    panel = Panel(rng, name)
    for _ in range(size):
        base = sequence(rng, length)
        panel.target(base)
        for percent in range(0, 16):
            s = change(rng, base, percent * length // 100)
            panel.query(turned(rng, s))
    return panel.done()


def shift_panel(rng, size):
    panel = Panel(rng, "windows shifted by 1 to 50 %")
    for _ in range(size):
        genome = sequence(rng, 600)
        panel.target(genome[200:400])
        for percent in (1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 15, 20, 25, 30, 40,
                        45, 49, 50, 51, 55):
            step = rng.choice((-2, 2)) * percent
            s = genome[200 + step:400 + step]
            panel.query(turned(rng, edited(rng, s, rng.choice((0, 0, 3, 9)))))
    return panel.done()


def contained_panel(rng, size):
    panel = Panel(rng, "contained and containing")
    for _ in range(size):
        long = sequence(rng, rng.choice((200, 500)))
        panel.target(long)
        short = sequence(rng, rng.choice((24, 50, 120)))
        panel.target(short)
        for length in (20, 24, 30, 50, 100, 150, 180, 190):
            at = rng.randint(0, len(long) - length)
            s = long[at:at + length]
            panel.query(turned(rng, edited(
                rng, s, rng.choice((0, 1, length // 12, length // 10)))))
        for extra in (1, 3, 10, 60, 400):
            left = rng.randint(0, extra)
            s = edited(rng, short, rng.choice((0, 1, len(short) // 11)))
            panel.query(turned(rng, sequence(rng, left) + s +
                               sequence(rng, extra - left)))
    return panel.done()


def block_panel(rng, size):
    panel = Panel(rng, "blocks put in and cut out")
    for _ in range(size):
        base = sequence(rng, 200)
        panel.target(base)
        for n in (1, 2, 5, 9, 10, 11, 15, 19, 20, 21, 25, 40, 100):
            at = rng.randint(0, 200)
            panel.query(turned(rng, base[:at] + sequence(rng, n) +
                               base[at:]))
            at = rng.randint(0, max(0, 200 - n))
            panel.query(turned(rng, base[:at] + base[at + n:]))
    return panel.done()


def repeat(rng, unit, n):
    return (unit * (n // len(unit) + 1))[:n]


def low_panel(rng, size):
    panel = Panel(rng, "low complexity, and records that host it")
    family = sequence(rng, 120)
    for _ in range(size):
        unit = sequence(rng, rng.choice((1, 2, 2, 3, 4, 5, 7)))
        tract = repeat(rng, unit, rng.choice((40, 90, 200)))
        base = sequence(rng, 200)
        panel.target(tract)
        panel.target(base[:80] + repeat(rng, unit, 60) + base[140:])
        panel.target(base[:50] + edited(rng, family, 6) + base[170:])
        for n in (0, 3, 8):
            panel.query(turned(rng, edited(rng, tract, n)))
            panel.query(turned(rng, sequence(rng, 70) + edited(
                rng, repeat(rng, unit, 60), n) + sequence(rng, 70)))
            panel.query(turned(rng, edited(rng, base[:80] + repeat(
                rng, unit, 60) + base[140:], 2 * n)))
            panel.query(turned(rng, sequence(rng, 30) + edited(
                rng, family, n) + sequence(rng, 30)))
        panel.query(repeat(rng, sequence(rng, 2), 150))
        panel.query("A" * rng.choice((30, 64, 200)))
    return panel.done()


def letters_panel(rng, size):
    """N in runs, as padding and scattered; other letters, case, U, gaps."""
    panel = Panel(rng, "N, IUPAC letters, case and U")
    for _ in range(size):
        base = sequence(rng, 150)
        holes = list(base)
        for i in rng.sample(range(150), 20):
            holes[i] = "N"
        holes = "".join(holes)
        panel.target(base)
        panel.target(holes)
        panel.target("N" * 40 + base[:60] + "N" * 30 + base[60:])
        panel.target(base.lower().replace("t", "u"))
        codes = list(base)
        for i in rng.sample(range(150), 12):
            codes[i] = rng.choice("RYKMSWBDHVN")
        codes = "".join(codes)
        panel.target(codes)
        for s in (base, holes, codes, base.lower(), base.replace("T", "U"),
                  "N" * 25 + base + "n" * 13, holes[:75] + "N" * 50 +
                  holes[75:], base[:70] + "N" * 9 + base[79:],
                  base[:70] + "N" * 30 + base[100:],
                  "".join(c + ("N" if i % 8 == 7 else "")
                          for i, c in enumerate(base)),
                  "".join("N" if i % 9 == 4 else c
                          for i, c in enumerate(base)),
                  base[:40] + "-*X" + base[40:]):
            s = edited(rng, s, rng.choice((0, 0, 2, 6)))
            panel.query(turned(rng, s))
    for s in ("", "N", "NNNNNNNN", "n" * 30, "RYRY", "rrYY", "A", "AC",
              "ACGT", "ANT", "N" * 70 + "A", "-", "*", "XX"):
        panel.query(s)
        panel.target(rng.choice((s, s.lower(), reverse_complement(s))))
    return panel.done()


def short_panel(rng, size):
    panel = Panel(rng, "lengths 14 to 60")
    for _ in range(size):
        base = sequence(rng, rng.randint(14, 60))
        panel.target(base)
        for _ in range(14):
            s = edited(rng, base, rng.choice((0, 1, 1, 2, 2, 3, 4, 5, 6)))
            shift = rng.choice((0, 0, 0, 1, 2, 4, 8, 16, 25))
            if rng.random() < .5:
                s = s[shift:] + sequence(rng, shift)
            else:
                s = sequence(rng, rng.randint(0, 20)) + s
            panel.query(turned(rng, s))
    return panel.done()


def lengths_panel(rng, size):
    panel = Panel(rng, "lengths 50 to 2,000")
    for _ in range(size):
        n = rng.choice((50, 75, 100, 150, 300, 700, 2000))
        base = sequence(rng, n)
        panel.target(base)
        for _ in range(6):
            share = rng.choice((0, .01, .04, .08, .095, .1, .11))
            s = edited(rng, base, int(share * n))
            cut = rng.choice((0, 0, n // 20, n // 10, n // 3))
            panel.query(turned(rng, s[cut:] + sequence(
                rng, rng.choice((0, cut)))))
    return panel.done()


def long_panel(rng, n):
    panel = Panel(rng, "%d letters" % n)
    base = sequence(rng, n)
    panel.target(base)
    panel.target(sequence(rng, n // 2))
    panel.query(edited(rng, base, n // 11))
    panel.query(reverse_complement(evenly(rng, base, n * 99 // 1000, "m")))
    panel.query(edited(rng, base[n * 4 // 10:], n // 40) +
                sequence(rng, n // 3))
    panel.query(edited(rng, base[n // 3:n // 3 + 200], 15))
    panel.query(shuffled(rng, base))
    return panel.done()


def negative_panel(rng, size):
    panel = Panel(rng, "unrelated and shuffled")
    for _ in range(size):
        base = sequence(rng, 200, rng.choice((BASES, "ACGTTA", "GCGCA")))
        panel.target(base)
        for _ in range(3):
            panel.query(shuffled(rng, base))
            panel.query(sequence(rng, 200))
        panel.query(base[::-1])
        panel.query(base.translate(str.maketrans("ACGT", "TGCA")))
    return panel.done()


def panels(seed, size=1, longest=3000):
    rng = random.Random(seed)
    mixed = 2 * size
    yield edits_panel(rng, mixed, "substitutions", substituted)
    yield edits_panel(rng, mixed, "mixed edits", edited)
    for kind, name in (("s", "substitutions"), ("i", "insertions"),
                       ("d", "deletions"), ("m", "edits of each kind")):
        yield edits_panel(rng, size, "evenly spaced " + name,
                          lambda r, s, n, k=kind: evenly(r, s, n, k)
                          if n else s)
    yield edits_panel(rng, size, "mixed edits of 100 letters", edited, 100)
    yield shift_panel(rng, mixed)
    yield contained_panel(rng, mixed)
    yield block_panel(rng, size)
    yield low_panel(rng, mixed)
    yield letters_panel(rng, mixed)
    yield short_panel(rng, 5 * size)
    yield lengths_panel(rng, 3 * size)
    yield long_panel(rng, longest)
    yield negative_panel(rng, mixed)


def thresholds(rng):
    return Options(rng.choice((900, 900, 900, 850, 950, 1000, 800, 873)),
                   rng.choice((500, 500, 200, 800, 1000, 333)),
                   rng.choice((20, 20, 10, 30, 1)),
                   rng.choice(("both", "both", "plus")),
                   rng.random() < .8)


def fuzz(seed):
    """(queries, targets, options) of which nothing is known before."""
    rng = random.Random(seed)
    letters = rng.choice((BASES, BASES, BASES, "AC", "ACGTN", "AAAACGTNR",
                          "ACGTacgtUu"))
    longest = rng.choice((12, 30, 60, 60, 120, 120, 300))
    n = rng.choice((1, 3, 10, 30)) if longest > 100 else \
        rng.choice((1, 5, 20, 60))
    roots = [sequence(rng, rng.randint(1, longest), letters)
             for _ in range(rng.randint(1, max(1, n // 3)))]

    def record():
        s = rng.choice(roots)
        if rng.random() < .2:
            s = sequence(rng, rng.randint(0, longest), letters)
        if rng.random() < .3:
            s = s[rng.randint(0, len(s)):] + rng.choice(("", rng.choice(
                roots)))
        if rng.random() < .2:
            i = rng.randint(0, len(s))
            s = s[:i] + rng.choice("NACG") * rng.randint(0, 40) + s[i:]
        if rng.random() < .2:
            s = sequence(rng, rng.randint(0, 30), letters) + s
        if rng.random() < .3:
            s = reverse_complement(s.upper().replace("U", "T"))
        most = rng.choice((0, 0, 0, .05, .1, .15))
        return edited(rng, s, rng.randint(0, int(most * len(s)) + 1)
                      if most else 0)

    def part(split, prefix, count):
        return [Record("%s%d" % (prefix, i), rng.choice(("pos", "neg")),
                       split, record()) for i in range(count)]

    return (part("test", "q", rng.randint(1, n)),
            part("train", "t", rng.randint(1, n)), thresholds(rng))
