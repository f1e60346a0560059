"""leak_verdicts - what gbqc-report must say of related records.

Works out from the rows of leak.py the shares, their intervals and flags, the
memorisation floor and the comparison of classes (docs/formats.md, section 3;
docs/statistics.md, section 7), and holds a verdict table against them.
"""

import re
from collections import Counter
from fractions import Fraction

from scipy import stats

import leak

HEADER = ("kind scope a b column check at n_a n_b measure score low high "
          "higher auprc prevalence accuracy majority p flag reason").split()
LEAKED = ("copy", "near", "contained")
RANK = {"Pass": 1, "Inconclusive": 2, "Warning": 3, "Fail": 4}


def kind_of(row):
    if row["tags"] == "low":
        return "low"
    return "leaked" if row["relation"] in LEAKED else "partial"


def flag_of(at, k, n):
    if n == 0:
        return "Inconclusive"
    if k == 0:
        return "Pass"
    if k >= 3 and Fraction(k, n) >= Fraction(1, 50) and at != "low":
        return "Fail"
    return "Warning"


def interval(k, n):
    low = stats.beta.ppf(.025, k, n - k + 1) if k else 0
    high = stats.beta.ppf(.975, k + 1, n - k) if k < n else 1
    return low, high


def asked(records):
    """Labels of the records that have an informative letter."""
    return Counter(r.label for r in records
                   if leak.informative(leak.folded(r.sequence)))


def named(fields):
    return dict(zip(leak.COLUMNS, fields))


class Wanted:
    """Figures of queries that were looked for in targets."""

    def __init__(self, queries, targets, rows):
        rows = [row for row in rows if row[1][6] != "0"]
        self.asked, self.there = asked(queries), asked(targets)
        self.best = [named(f) for f in leak.best_rows(rows, 0)]
        self.best_query = [named(f) for f in leak.best_rows(rows, 1)]
        self.rows = [named(fields) for _, fields in rows]

    def shares(self):
        """{(scope, at): (k, n)}"""
        n, shares = sum(self.asked.values()), {}
        for scope in (".", *self.asked):
            mine = [r for r in self.best if scope in (".", r["qlabel"])]
            of = n if scope == "." else self.asked[scope]
            for kind in ("leaked", "partial", "low"):
                shares[scope, kind] = (sum(kind_of(r) == kind
                                           for r in mine), of)
        plain = [r for r in self.best if r["tags"] != "low"]
        for name in ("copy", "near", "contained", "contains", "overlap"):
            shares[".", name] = sum(r["relation"] == name
                                    for r in plain), n
        leaked = [r for r in plain if r["relation"] in LEAKED]
        for strand in "+-":
            shares[".", strand] = sum(r["strand"] == strand
                                      for r in leaked), n
        same = sum(r["qlabel"] == r["tlabel"] for r in leaked)
        shares[".", "same"] = same, n
        shares[".", "other"] = len(leaked) - same, n
        shares[".", "targets"] = (sum(r["tags"] != "low"
                                      for r in self.best_query),
                                  sum(self.there.values()))
        return shares

    def floor(self):
        """Right by looking labels up, right by guessing, of how many."""
        guess = min(self.there, key=lambda l: (-self.there[l], l.encode()))
        related = Counter(r["qlabel"] for r in self.best)
        right = sum(r["qlabel"] == r["tlabel"] for r in self.best)
        right += self.asked[guess] - related[guess]
        return right, self.asked[guess], sum(self.asked.values())

    def conflicts(self):
        return len({r["query"] for r in self.rows
                    if r["relation"] in ("copy", "near") and
                    r["qlabel"] != r["tlabel"]})


def close(got, wanted):
    return abs(float(got) - wanted) <= 1e-5 * max(abs(wanted), 1e-3)


def read(text):
    rows = {}
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            row = dict(zip(HEADER, line.split("\t")))
            if row["check"] == "leak":
                rows[row["kind"], row["scope"], row["a"], row["b"],
                     row["at"]] = row
    return rows


def number_before(words, reason):
    found = re.search(r"([\d,]+)" + words, reason)
    return int(found.group(1).replace(",", "")) if found else 0


def check_share(row, at, k, n, problems):
    where = "%s %s" % (row["scope"], at)
    if row["flag"] != flag_of(at, k, n):
        problems.append("%s: %s, not %s" % (where, row["flag"],
                                            flag_of(at, k, n)))
    if n == 0:
        return
    low, high = interval(k, n)
    for name, wanted in (("score", k / n), ("low", low), ("high", high)):
        if not close(row[name], wanted):
            problems.append("%s: %s is %s, not %g" % (where, name, row[name],
                                                      wanted))


def check_headline(row, shares, scope, problems):
    deciding = [(RANK[flag_of(at, *shares[scope, at])], shares[scope, at][0],
                 -i, at) for i, at in enumerate(("leaked", "partial",
                                                 "low"))]
    at = max(deciding)[3]
    check_share(row, at, *shares[scope, at], problems)


def compare(text, wanted, targets_known=True, conflicts_known=True,
            sizes_known=True):
    """Problems of the rows of a_verdict table made with --parts."""
    rows, problems = read(text), []
    shares = wanted.shares()
    for (scope, at), (k, n) in shares.items():
        row = rows.get(("leak", scope, "test", "train", at))
        if at == "targets" and not (targets_known and sizes_known):
            if row and not targets_known:
                problems.append("targets are told without all pairs")
        elif row is None:
            if sum(wanted.asked.values()):
                problems.append("no row %s %s" % (scope, at))
        else:
            check_share(row, at, k, n, problems)
            if number_before(" of ", row["reason"]) != k:
                problems.append("%s %s: %s" % (scope, at, row["reason"]))
    for scope in (".", *wanted.asked):
        row = rows.get(("leak", scope, "test", "train", "."))
        if row is None:
            problems.append("no headline of %s" % scope)
        else:
            check_headline(row, shares, scope, problems)
    reason = rows.get(("leak", ".", "test", "train", "."),
                      {"reason": ""})["reason"]
    if conflicts_known and wanted.conflicts() != number_before(
            " have a near copy under another label", reason):
        problems.append("%d conflicts: %s" % (wanted.conflicts(), reason))
    if sizes_known and wanted.asked and wanted.there:
        right, guess, n = wanted.floor()
        words = "is right for %.1f %%, who guesses for %.1f %%" % (
            100 * right / n, 100 * guess / n)
        if words not in reason:
            problems.append("not %r: %s" % (words, reason))
    check_classes(rows, wanted, shares, problems)
    return problems


def check_classes(rows, wanted, shares, problems):
    labels = sorted(wanted.asked, key=str.encode)
    for i, a in enumerate(labels):
        for b in labels[i + 1:]:
            row = rows.get(("class", "test", a, b, "."))
            with_partner = [
                Fraction(shares[l, "leaked"][0] + shares[l, "partial"][0],
                         wanted.asked[l]) for l in (a, b)]
            score = Fraction(1, 2) + abs(with_partner[0] -
                                         with_partner[1]) / 2
            if row is None:
                problems.append("classes %s and %s: no row" % (a, b))
            elif not close(row["score"], float(score)):
                problems.append("classes %s and %s: %s, not %g" % (
                    a, b, row["score"], score))
