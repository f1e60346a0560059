#!/usr/bin/env python3
"""stats_oracle.py - hold common/stats against scipy and plain definitions.

    python3 tests/oracle/stats_oracle.py [--cases N] [--seed S]

Builds stats_dump.c with the C compiler ($CC, else cc), asks it about N random
features and works out each figure again by another way: scipy, or the
definition over all pairs of records. Differences above one part in 10^9 are
printed, and make the exit status 1. Needs Python 3.9, numpy and scipy.
"""
import argparse
import itertools
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

import numpy as np
from scipy import optimize, stats

ROOT = pathlib.Path(__file__).resolve().parents[2]
WITHIN = 1e-9


# ---- the same figures by other ways ----------------------------------------

def records(bins):
    """The values of the records of both groups."""
    value = np.arange(len(bins))
    return (np.repeat(value, [a for a, _ in bins]),
            np.repeat(value, [b for _, b in bins]))


def pairs(x, y):
    """1 where a record of x is above one of y, .5 where they are equal."""
    return (x[:, None] > y) + .5 * (x[:, None] == y)


def ceiling(bins):
    """The best AUROC of any assignment of the pooled values to groups."""
    x, y = records(bins)
    pooled = np.sort(np.concatenate([x, y]))
    n = len(pooled)
    if n <= 9:                       # by trying them all
        best = 0
        for chosen in itertools.combinations(range(n), len(x)):
            mask = np.zeros(n, bool)
            mask[list(chosen)] = True
            auroc = pairs(pooled[mask], pooled[~mask]).mean()
            best = max(best, auroc, 1 - auroc)
        return best
    return max(pairs(pooled[len(y):], pooled[:len(y)]).mean(),
               1 - pairs(pooled[:len(x)], pooled[len(x):]).mean())


def precision_and_accuracy(x, y, higher):
    """Over every cut, each counted from the records again."""
    if higher < 0:
        x, y = -x, -y
    area, recall = 0., 0.
    best = len(y)
    for cut in sorted(set(x.tolist() + y.tolist()), reverse=True):
        hits, misses = (x >= cut).sum(), (y >= cut).sum()
        area += (hits / len(x) - recall) * hits / (hits + misses)
        recall = hits / len(x)
        best = max(best, hits + len(y) - misses)
    return area, best / (len(x) + len(y))


def twice_smaller(table):
    return min(1, 2 * min(
        stats.fisher_exact(table, alternative=side)[1]
        for side in ('less', 'greater')))


def mann_whitney(x, y, n_a, n_b):
    if n_a == len(x) and n_b == len(y):
        return stats.mannwhitneyu(x, y, use_continuity=True,
                                  method='asymptotic').pvalue
    off = abs(pairs(x, y).mean() - .5) - .5 / (n_a * n_b)
    return min(1, 2 * stats.norm.sf(off / null_sd(x, y, n_a, n_b)))


def null_sd(x, y, n_a, n_b):
    _, t = np.unique(np.concatenate([x, y]), return_counts=True)
    n = int(t.sum())
    ties = 1 - sum(int(c)**3 - int(c) for c in t) / (n**3 - n)
    return math.sqrt(ties * (n_a + n_b + 1) / (12 * n_a * n_b))


def p_value(bins, n_a, n_b):
    x, y = records(bins)
    if len(set(x.tolist() + y.tolist())) == 1:
        return 1
    p = mann_whitney(x, y, n_a, n_b)
    mode = max(bins, key=sum)
    if 2 * sum(mode) < len(x) + len(y):
        return p
    scaled = [(math.floor(n * (part / whole) + .5), math.floor(n + .5))
              for n, part, whole in ((n_a, mode[0], len(x)),
                                     (n_b, mode[1], len(y)))]
    return max(p, twice_smaller([[yes, whole - yes]
                                 for yes, whole in scaled]))


def root(function, low, high):
    if function(low) == 0:
        return low
    if function(high) == 0:
        return high
    return optimize.brentq(function, low, high, xtol=1e-15, rtol=1e-15)


def score_ends(observed, variance, z):
    """Where |observed - x| is z standard deviations at x."""
    def gap(x):
        return abs(observed - x) - z * math.sqrt(max(0, variance(x)))
    return (0 if observed == 0 else root(gap, 0, min(observed, 1 - 1e-12)),
            1 if observed == 1 else root(gap, max(observed, 1e-12), 1))


def newcombe_5(auroc, n_a, n_b, z):
    n = (n_a + n_b) / 2 - 1
    return score_ends(auroc, lambda t: t * (1 - t) / (n_a * n_b) * (
        1 + n * (1 - t) / (2 - t) + n * t / (1 + t)), z)


def hybrid(p, q, n_a, n_b, z):
    low_p, high_p = score_ends(p, lambda t: t * (1 - t) / n_a, z)
    low_q, high_q = score_ends(q, lambda t: t * (1 - t) / n_b, z)
    return (.5 + (p - q - math.hypot(p - low_p, high_q - q)) / 2,
            .5 + (p - q + math.hypot(high_p - p, q - low_q)) / 2)


def delong(above, n_a, n_b, z):
    """On the logit scale, from the matrix of all pairs."""
    auroc = above.mean()
    if min(n_a, n_b) <= 1:
        return None
    variance = (above.mean(axis=1).var() / (n_a - 1) +
                above.mean(axis=0).var() / (n_b - 1))
    if variance < 1e-20:
        return None
    logit = math.log(auroc / (1 - auroc))
    half = z * math.sqrt(variance) / (auroc * (1 - auroc))
    return tuple(1 / (1 + math.exp(-(logit + s * half))) for s in (-1, 1))


def interval(bins, n_a, n_b, z):
    x, y = records(bins)
    values = sorted(set(x.tolist() + y.tolist()))
    if len(values) == 1:
        return .5, .5
    if len(values) == 2:
        low, high = hybrid((x == values[1]).mean(), (y == values[1]).mean(),
                           n_a, n_b, z)
    else:
        above = pairs(x, y)
        found = delong(above, n_a, n_b, z)
        low, high = found or newcombe_5(above.mean(), n_a, n_b, z)
        if found and min(n_a, n_b) < 100:
            other = newcombe_5(above.mean(), n_a, n_b, z)
            if other[1] - other[0] > high - low:
                low, high = other
    if low <= .5 <= high:
        return .5, min(1, max(high, 1 - low))
    return (low, high) if low > .5 else (1 - high, 1 - low)


# ---- questions and what the answers should be ------------------------------

def random_bins(rng):
    """Features of all shapes: few and many values, rare ones, no overlap."""
    values = rng.choice([1, 2, 2, 3, 5, 20, 100])
    sizes = [rng.choice([1, 2, 5, 30, 60, 150, 400]) for _ in range(2)]
    shape = rng.choice(['same', 'shift', 'apart', 'rare'])
    bins = [[0, 0] for _ in range(values)]
    for group, n in enumerate(sizes):
        for _ in range(rng.randint(1, n)):
            v = rng.random()
            if shape == 'shift':
                v = v**(1 + group)
            elif shape == 'apart':
                v = (v + group) / 2
            elif shape == 'rare':
                v = v**8
            bins[int(v * values)][group] += 1
    if rng.random() < .5:
        bins = [b[::-1] for b in bins]
    return [tuple(b) for b in bins]


def expected_bins(bins, n_a, n_b, z):
    x, y = records(bins)
    above = pairs(x, y)
    higher = int(np.sign(2 * (x[:, None] > y).sum() +
                         (x[:, None] == y).sum() - above.size))
    sd = null_sd(x, y, n_a, n_b)
    ties = sd**2 * 12 * n_a * n_b / (n_a + n_b + 1)
    return [above.mean(), higher, ties, ceiling(bins),
            *max(bins, key=sum), *precision_and_accuracy(x, y, higher), sd,
            p_value(bins, n_a, n_b), *interval(bins, n_a, n_b, z)]


def bins_case(rng):
    bins = random_bins(rng)
    n_a, n_b = (sum(b[i] for b in bins) for i in (0, 1))
    if rng.random() < .3:            # effective sizes, for copies
        n_a, n_b = (rng.uniform(1, n) for n in (n_a, n_b))
    z = rng.choice([1.96, 2.8, 4.5])
    text = ' '.join(f'{a}:{b}' for a, b in bins)
    return (f'bins {z} {n_a!r} {n_b!r} {text}',
            expected_bins(bins, n_a, n_b, z))


def whole_ceiling(bins, n):
    """Twice U, where one group of n takes the lowest values."""
    twice, lowest, n_other = 0, n, sum(map(sum, bins)) - n
    taken = 0
    for bin_ in bins:
        low = min(lowest - taken, sum(bin_))
        twice += (sum(bin_) - low) * (2 * taken + low)
        taken += low
    return Fraction(twice, 2 * n * n_other)


def large_case(rng):
    """Groups far beyond what can be paired, in whole numbers."""
    bins = [tuple(int(10**rng.uniform(0, 16)) for _ in 'ab')
            for _ in range(rng.randint(1, 12))]
    n_a, n_b = (sum(b[i] for b in bins) for i in (0, 1))
    n = n_a + n_b
    twice, below = 0, 0
    for a, b in bins:
        twice += a * (2 * below + b)
        below += b
    auroc = Fraction(twice, 2 * n_a * n_b)
    higher = (auroc > .5) - (auroc < .5)
    area, seen = Fraction(0), [0, 0]
    right = best = n_b
    for a, b in bins if higher < 0 else bins[::-1]:
        seen = [seen[0] + a, seen[1] + b]
        area += Fraction(a, n_a) * Fraction(seen[0], sum(seen))
        right += a - b
        best = max(best, right)
    ties = 1 - Fraction(sum((a + b)**3 - a - b for a, b in bins), n**3 - n)
    sd = math.sqrt(ties * Fraction(n + 1, 12 * n_a * n_b))
    text = ' '.join(f'{a}:{b}' for a, b in bins)
    return (f'bins 2 {n_a} {n_b} {text}',
            [float(auroc), higher, float(ties),
             float(max(whole_ceiling(bins, n_a), whole_ceiling(bins, n_b))),
             *max(bins, key=sum), float(area), best / n, sd, None, None, None])


def shares_case(rng):
    a, b = (int(10**rng.uniform(0, 2.5)) for _ in range(2))
    yes_a, yes_b = rng.randint(0, a), rng.randint(0, b)
    bins = [(a - yes_a, b - yes_b), (yes_a, yes_b)]
    return (f'shares {yes_a} {a} {yes_b} {b}',
            expected_bins(bins, a, b, 2)[:6])


def exact_twice_smaller(a, b, c, d):
    """Whole numbers throughout."""
    yes, first, n = a + c, a + b, a + b + c + d
    ways = [math.comb(first, i) * math.comb(n - first, yes - i)
            for i in range(0, yes + 1)]
    smaller = min(sum(ways[:a + 1]), sum(ways[a:]))
    whole = sum(ways)
    return 1 if 2 * smaller >= whole else float(
        fraction(2 * smaller, whole))


def fraction(over, under):
    """over / under where either may be past the range of a float."""
    shift = max(0, under.bit_length() - over.bit_length() + 80)
    return math.ldexp((over << shift) // under, -shift) if shift < 1100 \
        else 0.


def fisher_case(rng):
    top = 10**rng.uniform(0, 3)
    cells = [rng.randint(0, int(top)) for _ in range(4)]
    return ('fisher ' + ' '.join(map(str, cells)),
            [exact_twice_smaller(*cells)])


def share_case(rng):
    n = int(10**rng.uniform(0, 8))
    k = rng.choice([0, n, rng.randint(0, n), rng.randint(0, min(n, 20))])
    level = rng.choice([.95, .99])
    tail = (1 - level) / 2
    return (f'share {k} {n} {level}',
            [stats.beta.ppf(tail, k, n - k + 1) if k else 0,
             stats.beta.isf(tail, k + 1, n - k) if k < n else 1])


def tail_case(rng):
    z = rng.uniform(-5, 37)
    return f'tail {z!r}', [stats.norm.sf(z)]


def quantile_case(rng):
    p = rng.choice([rng.random(), 10**rng.uniform(-300, 0)])
    return f'quantile {p!r}', [stats.norm.ppf(p)]


def differs(question, i, got, wanted):
    """None is not compared; an AUROC below .5 is kept as 1 less the score."""
    if wanted is None:
        return False
    if i == 0 and question.startswith(('bins', 'shares')):
        got, wanted = max(got, 1 - got), max(wanted, 1 - wanted)
    scale = max(abs(got), abs(wanted))
    return not abs(got - wanted) <= WITHIN * scale + 1e-300


def build(folder):
    program = pathlib.Path(folder) / 'stats_dump'
    sources = sorted((ROOT / 'common/stats').glob('*.c'))
    subprocess.run([os.environ.get('CC', 'cc'), '-std=c11', '-O2',
                    '-ffp-contract=off', '-D_POSIX_C_SOURCE=200809L',
                    '-I', ROOT / 'common', '-o', program,
                    ROOT / 'tests/oracle/stats_dump.c', *sources, '-lm'],
                   check=True)
    return program


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--cases', type=int, default=5000)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    kinds = [bins_case] * 4 + [large_case, shares_case, fisher_case,
                               share_case, tail_case, quantile_case]
    cases = [rng.choice(kinds)(rng) for _ in range(options.cases)]
    questions = ''.join(question + '\n' for question, _ in cases)
    with tempfile.TemporaryDirectory() as folder:
        answers = subprocess.run([build(folder)], input=questions, text=True,
                                 stdout=subprocess.PIPE, check=True).stdout
    lines = answers.splitlines()
    figures = wrong = 0
    if len(lines) != len(cases):
        sys.exit(f'{len(cases)} questions, {len(lines)} answers')
    for (question, wanted), line in zip(cases, lines):
        got = [float(field) for field in line.split()]
        figures += len(wanted)
        bad = [i for i, w in enumerate(wanted)
               if i >= len(got) or differs(question, i, got[i], w)]
        if bad or len(got) != len(wanted):
            wrong += 1
            print(question[:300])
            for i in bad:
                print(f'  figure {i}: {got[i]!r}, not {float(wanted[i])!r}')
    print(f'seed {options.seed}: {len(cases)} cases, {figures} figures, '
          f'{wrong} cases that differ')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
