"""verdicts - judge a count table, slowly and obviously.

    verdicts.py COUNTS VERDICTS [OPTION]...

Works out from the text of a count table what gbqc-report must say of it
(docs/formats.md and docs/statistics.md), and compares: the rows that must be
there, their numbers within what %.6g keeps, and their flags. AUROC and
average precision are sums over values by definition, the largest AUROC that
the values allow is found by sorting, p comes from scipy where scipy knows
the case. Intervals have an oracle of their own.
"""

import argparse
import itertools
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from math import erfc, floor, log10, sqrt

from scipy import stats

EMPTY = "99aa06d3014798d86001c324468d497f"	# XXH3-128 of nothing
POSITIONS = ("start", "end", "centre")
SPARSE = ("base", "dinuc", "kmer")
VALUES = ("length", "gc", "n", "case", "complexity", "skew")
KNOWN = {}	# p by the values and sizes of a part: positions repeat
RANK = {".": 0, "Pass": 1, "Inconclusive": 2, "Warning": 3, "Fail": 4}


def read_counts(text):
    """groups[split, label, column][check][at] = Counter of (value, of)."""
    groups = defaultdict(lambda: defaultdict(lambda: defaultdict(Counter)))
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            *group, check, at, value, of, count = line.split("\t")
            groups[tuple(group)][check][at][value, of] += int(count)
    return groups


def number(value, of):
    if of == ".":
        return int(value)
    return Fraction(int(value), int(of)) if int(of) else Fraction(0)


def add(groups):
    """One group that holds all of several."""
    total = defaultdict(lambda: defaultdict(Counter))
    for group in groups:
        for check, series in group.items():
            for at, values in series.items():
                total[check][at].update(values)
    return total


def records_of(group):
    """How many records a group has, by whichever check saw them."""
    for check in VALUES:
        for values in group.get(check, {}).values():
            return sum(values.values())
    for check in SPARSE + POSITIONS:
        for at, values in group.get(check, {}).items():
            if (".", ".") in values:
                return values[".", "."]
    return sum(sum(v.values()) for v in group.get("dup", {}).values())


def copies_of(group):
    """How many records each sequence has; the empty one is left out."""
    copies = Counter()
    for values in group["dup"].values():
        for (value, _), count in values.items():
            if value != EMPTY:
                copies[value] += count
    return copies


def effective(group):
    """n^2 / sum of squares of the copies; n where dup was not counted."""
    n = records_of(group)
    if "dup" not in group:
        return n
    copies = copies_of(group)
    seen = sum(copies.values())
    return n * seen / sum(c * c for c in copies.values()) if seen else n


def yes_no(yes, n):
    return Counter({1: yes, 0: n - yes})


class Part:
    """One feature of two groups: Counters of exact values."""

    def __init__(self, at, a, b, reach=None):
        self.at = at
        self.a = Counter({v: c for v, c in a.items() if c})
        self.b = Counter({v: c for v, c in b.items() if c})
        self.n_a, self.n_b = sum(self.a.values()), sum(self.b.values())
        self.flaggable = self.binding = True
        if reach:
            (all_a, all_b) = reach
            self.flaggable = 4 * self.n_a >= all_a and 4 * self.n_b >= all_b
            self.binding = all(
                got >= max(min(.8 * n, 200), n / 4)
                for got, n in ((self.n_a, all_a), (self.n_b, all_b)))


def filled(values, total):
    """Values of a sparse part with its zeros."""
    found = Counter()
    for (value, of), count in values.items():
        found[number(value, of)] += count
    found[Fraction(0)] += total - sum(values.values())
    return found


def parts_of(check, a, b):
    """The parts of a check (or of what follows from one) in two groups."""
    if check == "alphabet":
        source, total = "base", [g["base"]["."][".", "."] for g in (a, b)]
        for letter in sorted((set(a[source]) | set(b[source])) - {"."}):
            yes = [sum(g[source][letter].values()) for g in (a, b)]
            yield Part(letter, yes_no(yes[0], total[0]),
                       yes_no(yes[1], total[1]))
    elif check == "copies":
        yield Part(".", with_copies(a), with_copies(b))
    elif check in VALUES:
        for at in sorted(set(a[check]) | set(b[check])):
            values = []
            for g in a, b:
                values.append(Counter())
                for (value, of), count in g[check][at].items():
                    values[-1][number(value, of)] += count
            yield Part(at, values[0], values[1])
    elif check in SPARSE:
        for at in sorted(set(a[check]) | set(b[check])):
            if at == "." or at.isdigit():
                continue
            key = str(len(at)) if check == "kmer" else "."
            yield Part(at, filled(a[check][at], a[check][key][".", "."]),
                       filled(b[check][at], b[check][key][".", "."]))
    elif check in POSITIONS:
        n = [g[check]["."][".", "."] for g in (a, b)]
        for at in sorted((set(a[check]) | set(b[check])) - {"."}, key=int):
            reach = [sum(g[check][at].values()) for g in (a, b)]
            if not all(reach):
                continue
            letters = {v for g in (a, b) for v, _ in g[check][at]}
            for letter in sorted(letters):
                yes = [g[check][at][letter, "."] for g in (a, b)]
                yield Part(at + letter, yes_no(yes[0], reach[0]),
                           yes_no(yes[1], reach[1]), n)


def with_copies(group):
    copies = copies_of(group)
    return yes_no(sum(c for c in copies.values() if c > 1),
                  sum(copies.values()))


def auroc(a, b):
    """P(a > b) + P(a = b) / 2, exactly."""
    n_a, n_b = sum(a.values()), sum(b.values())
    below = wins = 0
    for value in sorted(set(a) | set(b)):
        wins += 2 * a[value] * below + a[value] * b[value]
        below += b[value]
    return Fraction(wins, 2 * n_a * n_b)


def ceiling(a, b):
    """The largest folded AUROC of any way to deal out the pooled values."""
    pooled = a + b
    best = Fraction(1, 2)
    for order in False, True:
        left, top, rest = sum(a.values()), Counter(), Counter()
        for value in sorted(pooled, reverse=order):
            top[value] = min(left, pooled[value])
            rest[value] = pooled[value] - top[value]
            left -= top[value]
        score = auroc(top, rest)
        best = max(best, score, 1 - score)
    return best


def average_precision(a, b, turned):
    found = wrong = 0
    n_a, total = sum(a.values()), 0.0
    for value in sorted(set(a) | set(b), reverse=not turned):
        found, wrong = found + a[value], wrong + b[value]
        total += a[value] / n_a * found / (found + wrong)
    return total


def accuracy(a, b, turned):
    n_a, n_b = sum(a.values()), sum(b.values())
    right = best = n_b
    for value in sorted(set(a) | set(b), reverse=not turned):
        right += a[value] - b[value]
        best = max(best, right)
    return best / (n_a + n_b)


def null_sd(part, n_a, n_b):
    n = part.n_a + part.n_b
    pooled = part.a + part.b
    ties = 1 - sum(t ** 3 - t for t in pooled.values()) / (n ** 3 - n)
    return sqrt(ties * (n_a + n_b + 1) / (12 * n_a * n_b))


def p_value(part, n_a, n_b):
    """Mann-Whitney; where one value holds half, at least Fisher's."""
    pooled = part.a + part.b
    if len(pooled) < 2:
        return 1.0
    copies = (n_a, n_b) != (part.n_a, part.n_b)
    if copies or part.n_a + part.n_b > 5000:
        # Effective sizes: scipy cannot know them.
        s0 = null_sd(part, n_a, n_b)
        z = (abs(float(auroc(part.a, part.b)) - .5) - .5 / (n_a * n_b)) / s0
        p = min(1.0, erfc(z / sqrt(2)))
    else:
        p = stats.mannwhitneyu(
            [float(v) for v in part.a.elements()],
            [float(v) for v in part.b.elements()],
            use_continuity=True, alternative="two-sided",
            method="asymptotic").pvalue
    most = max(pooled.values())
    if 2 * most >= part.n_a + part.n_b:
        # Of two halves the smaller value: rounding may tell them apart.
        value = min(v for v in pooled if pooled[v] == most)
        yes = [round_half_up(n * g[value] / total) for n, g, total in (
            (n_a, part.a, part.n_a), (n_b, part.b, part.n_b))]
        table = [[yes[0], round_half_up(n_a) - yes[0]],
                 [yes[1], round_half_up(n_b) - yes[1]]]
        p = max(p, min(1.0, 2 * min(
            stats.fisher_exact(table, alternative=side)[1]
            for side in ("less", "greater"))))
    return p


def corrected(part):
    """The p that decides; worked out once, and only where it is asked for."""
    key = (*part.effective, *sorted(part.a.items()), None,
           *sorted(part.b.items()))
    if key not in KNOWN:
        KNOWN[key] = p_value(part, *part.effective)
    return min(1.0, part.family * KNOWN[key])


def round_half_up(x):
    """Halves up, also those that lost their last bit on the way."""
    return int(x * (1 + 1e-12) + .5)


def judge(parts, sizes, n, pairs, options):
    """Numbers and flag of every part, and the headline."""
    for part in parts:
        score = auroc(part.a, part.b)
        part.higher = 1 if score > Fraction(1, 2) else \
            -1 if score < Fraction(1, 2) else 0
        part.score = float(max(score, 1 - score))
        part.ceiling = float(ceiling(part.a, part.b))
        part.effective = [size * got / total for size, got, total in zip(
            sizes, (part.n_a, part.n_b), n)]	# of a position: its share
        part.sd = null_sd(part, *part.effective)
        part.counts = part.flaggable and part.ceiling > options.warn
    family = max(1, sum(part.counts for part in parts)) * pairs
    z = stats.norm.isf(options.alpha / (2 * family))
    for part in parts:
        part.family = family
        if not part.flaggable:
            part.flag = "."
        elif part.score > options.warn:
            part.flag = "Inconclusive"
            if corrected(part) < options.alpha:
                part.flag = "Fail" if part.score > options.fail else "Warning"
        elif min(sizes) < 30 or part.counts and \
                options.fail - .5 < (z + .8416) * part.sd:
            part.flag = "Inconclusive"
        else:
            part.flag = "Pass"
    some_bind = any(part.flaggable and part.binding for part in parts)
    judged = [part for part in parts if RANK[part.flag] >= RANK["Warning"] or
              part.flaggable and (part.binding or not some_bind)]
    if not judged:
        return None
    return min(judged, key=lambda part: (-RANK[part.flag], -part.score,
                                         part.at.encode()))


def comparisons(groups):
    """(kind, scope, column, a, b, group a, group b, pairs compared)."""
    labelled = {key[2] for key in groups if key[1] != "."}
    for kind, mine, other in ("class", 1, 0), ("drift", 0, 1):
        scopes = defaultdict(dict)
        for key, group in groups.items():
            scopes[key[other], key[2]][key[mine]] = group
        for (scope, column), found in scopes.items():
            if kind == "drift" and scope == "." and column in labelled:
                continue
            names = [n for n in sorted(found, key=str.encode) if n != "."]
            pairs = list(itertools.combinations(names, 2))
            for a, b in pairs:
                yield kind, scope, column, a, b, found[a], found[b], len(pairs)


def label_drifts(groups):
    """The same for the labels: (column, a, b, sizes, n, parts, pairs)."""
    for column in {key[2] for key in groups}:
        cells, sizes = defaultdict(Counter), Counter()
        for (split, label, of), group in groups.items():
            if of == column and split != "." and label != ".":
                cells[split][label] += records_of(group)
                sizes[split] += effective(group)
        splits = sorted(cells, key=str.encode)
        labels = {label for cell in cells.values() for label in cell}
        pairs = list(itertools.combinations(splits, 2))
        for a, b in pairs if len(labels) > 1 else ():
            n_a, n_b = sum(cells[a].values()), sum(cells[b].values())
            yield column, a, b, (sizes[a], sizes[b]), (n_a, n_b), [
                Part(label, yes_no(cells[a][label], n_a),
                     yes_no(cells[b][label], n_b)) for label in labels
            ], len(pairs)


def checks_of(a, b):
    found = [c for c in VALUES + SPARSE + POSITIONS if c in a and c in b]
    if "base" in found:
        found.append("alphabet")
    if "dup" in a and "dup" in b:
        found.append("copies")
    return found


def read_verdicts(text):
    lines = text.rstrip("\n").split("\n")
    if lines[0] != "#gbqc-verdicts 1":
        raise ValueError("not a verdict table: " + lines[0])
    names = lines[1][1:].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[2:]
            if not line.startswith("#")]


def near(text, wanted):
    """text is wanted, to the six digits that are printed and 1e-9 of it."""
    try:
        got = float(text)
    except ValueError:
        return False
    unit = 10.0 ** (floor(log10(abs(wanted))) - 5) if wanted else 0
    return abs(got - wanted) <= .5001 * unit + 1e-9 * abs(wanted)


def compare_row(row, part, a, b, problems, options):
    where = " ".join(row[k] for k in ("kind", "scope", "a", "b", "column",
                                      "check", "at"))
    turned = part.higher < 0
    n = part.n_a + part.n_b
    for name, wanted in (
            ("score", part.score),
            ("auprc", average_precision(part.a, part.b, turned)),
            ("prevalence", part.n_a / n),
            ("accuracy", accuracy(part.a, part.b, turned)),
            ("majority", max(part.n_a, part.n_b) / n)):
        if not near(row[name], wanted):
            problems.append("%s: %s is %s, not %.9g" % (
                where, name, row[name], wanted))
    if not part.counts:		# nothing to test: no flag can come of it
        if row["p"] != ".":
            problems.append("%s: p is %s, not a dot" % (where, row["p"]))
    elif row["p"] == "." or not near(row["p"], corrected(part)) and \
            not corrected(part) < 1e-290 > float(row["p"]):
        problems.append("%s: p is %s, not %.9g" % (where, row["p"],
                                                   corrected(part)))
    higher = {1: a, -1: b, 0: "."}[part.higher]
    for name, wanted in (("higher", higher), ("flag", part.flag),
                         ("n_a", str(part.n_a)), ("n_b", str(part.n_b))):
        if row[name] != wanted:
            problems.append("%s: %s is %s, not %s" % (where, name, row[name],
                                                      wanted))


def is_empty(group):
    """No record has a letter."""
    return "length" in group and set(group["length"]["."]) == {("0", ".")}


def compare_check(rows, key, parts, sizes, n, pairs, options, problems):
    """One check of one comparison: its headline and its parts."""
    headline = rows.pop(key + (".",), None)
    if headline is None:
        if parts:
            problems.append("no row for " + " ".join(key))
        return
    worst = judge(parts, sizes, n, pairs, options) if parts else None
    if worst is None:
        if headline["flag"] != "Inconclusive":
            problems.append("%s: %s is not Inconclusive" % (
                " ".join(key), headline["flag"]))
    else:
        compare_row(headline, worst, key[2], key[3], problems, options)
    for part in parts:
        row = rows.pop(key + (part.at,), None)
        if row:
            compare_row(row, part, key[2], key[3], problems, options)
        elif part.at != "." and (options.parts or
                                 RANK[part.flag] >= RANK["Warning"]):
            problems.append("no row for " + " ".join(key) + " " + part.at)


def compare_pair(rows, kind, scope, column, a, b, group_a, group_b, pairs,
                 fixed, options, problems):
    sizes = [effective(g) for g in (group_a, group_b)]
    n = [records_of(g) for g in (group_a, group_b)]
    empty = any(is_empty(g) for g in (group_a, group_b))
    for check in checks_of(group_a, group_b):
        if empty and check != "length":
            continue
        key = kind, scope, a, b, column, check
        if fixed and check in ("end", "centre"):
            headline = rows.pop(key + (".",), None)
            if headline is None or headline["flag"] != ".":
                problems.append("%s is not as start" % " ".join(key))
            continue
        parts = [part for part in parts_of(check, group_a, group_b)
                 if part.n_a and part.n_b]
        compare_check(rows, key, parts, sizes, n, pairs, options, problems)


def hashes(groups, split=None, label=None, column=None):
    """Counter of (hash, strand) of the records asked for, none empty."""
    found = Counter()
    for (s, l, c), group in groups.items():
        if c == column and split in (None, s) and label in (None, l):
            for strand, values in group["dup"].items():
                for (value, _), count in values.items():
                    if value != EMPTY:
                        found[value, strand] += count
    return found


def other(strand):
    return "-" if strand == "+" else "+"


def found_in(asked, there):
    """Records of asked that are there on the same strand; only on the other."""
    same = sum(c for key, c in asked.items() if key in there)
    turned = sum(c for (value, strand), c in asked.items()
                 if (value, strand) not in there
                 and (value, other(strand)) in there)
    return same, turned


def share_flag(k, n):
    if k == 0:
        return "Pass"
    return "Fail" if k >= 3 and 50 * k >= n else "Warning"


def interval(k, n):
    low = stats.beta.ppf(.025, k, n - k + 1) if k else 0.0
    high = stats.beta.ppf(.975, k + 1, n - k) if k < n else 1.0
    return low, high


def shares(row, groups):
    """(records concerned by part, of n, n of the smaller of both sides)."""
    column, a, b = row["column"], row["a"], row["b"]
    if row["kind"] == "copies":
        split = row["scope"]
        of_a = hashes(groups, split, a, column)
        if a == b:
            n = sum(of_a.values())
            distinct = {value for value, _ in of_a}
            # One of a record and its other strand has no partner but that.
            lone = sum(1 for value in distinct
                       if of_a[value, "+"] and of_a[value, "-"]
                       and 1 in (of_a[value, "+"], of_a[value, "-"]))
            return {".": n - len(distinct), "+": n - len(distinct) - lone,
                    "-": lone}, n, n
        of_b = hashes(groups, split, b, column)
        one, two = found_in(of_a, of_b), found_in(of_b, of_a)
        k = one[0] + two[0], one[1] + two[1]
        sizes = sum(of_a.values()), sum(of_b.values())
        return {".": sum(k), "+": k[0], "-": k[1]}, sum(sizes), min(sizes)
    label = None if row["scope"] == "." else row["scope"]
    asked = hashes(groups, a, label, column)
    there = hashes(groups, b, None, column)
    k = found_in(asked, there)
    sizes = sum(asked.values()), sum(there.values())
    return {".": sum(k), "+": k[0], "-": k[1]}, sizes[0], min(sizes)


def compare_share(row, groups, problems):
    where = " ".join(row[k] for k in ("kind", "scope", "a", "b", "column",
                                      "check", "at"))
    k, n, fewest = shares(row, groups)
    k = k[row["at"]]
    if n == 0:
        return
    if fewest == 0:     # nothing to be found, or nothing to look in
        if (row["score"], row["flag"]) != (".", "Inconclusive"):
            problems.append("%s: a side without a letter is %s" %
                            (where, row["flag"]))
        return
    low, high = interval(k, n)
    for name, wanted in ("score", k / n), ("low", low), ("high", high):
        if not near(row[name], wanted) and abs(float(row[name]) - wanted) \
                > 1e-9:
            problems.append("%s: %s is %s, not %.9g" % (where, name,
                                                        row[name], wanted))
    if row["flag"] != share_flag(k, n):
        problems.append("%s: %s of %s is not %s" % (where, k, n, row["flag"]))


def as_start(groups, column):
    """All lengths are equal, and start saw every position."""
    lengths, positions = set(), set()
    for (_, _, of), group in groups.items():
        if of == column:
            lengths |= set(group["length"]["."]) or {None}
            positions |= set(group["start"]) - {"."}
    if len(lengths) != 1 or None in lengths:
        return False
    return len(positions) == int(lengths.pop()[0]) > 0


def compare(counts, verdicts, options):
    """What is wrong with the verdicts of a count table: a list of texts."""
    groups, problems, rows = read_counts(counts), [], {}
    for row in read_verdicts(verdicts):
        if row["kind"] in ("copies", "leak"):
            compare_share(row, groups, problems)
        else:
            key = tuple(row[k] for k in ("kind", "scope", "a", "b", "column",
                                         "check", "at"))
            if key in rows:
                problems.append("twice: " + " ".join(key))
            rows[key] = row
    for pair in comparisons(groups):
        compare_pair(rows, *pair, as_start(groups, pair[2]), options,
                     problems)
    for column, a, b, sizes, n, parts, pairs in label_drifts(groups):
        compare_check(rows, ("drift", ".", a, b, column, "label"), parts,
                      sizes, n, pairs, options, problems)
    for key, row in rows.items():
        # A letter that only other groups hold is a part too: constant.
        if row["flag"] != "Inconclusive" and row["reason"] != "constant":
            problems.append("a row too many: " + " ".join(key))
    return problems


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--warn", type=float, default=.6)
    parser.add_argument("--fail", type=float, default=.7)
    parser.add_argument("--alpha", type=float, default=.005)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("files", nargs="*")
    return parser.parse_args(arguments)


def main():
    options = parse_arguments(sys.argv[1:])
    counts, verdicts = (open(path, encoding="utf-8").read()
                        for path in options.files)
    problems = compare(counts, verdicts, options)
    print("\n".join(problems) or "verdicts agree")
    return len(problems) > 0


if __name__ == "__main__":
    sys.exit(main())
