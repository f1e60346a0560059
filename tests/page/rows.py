"""Holds the rows of a page against those of the verdict table.

    rows.py PAGE TABLE [--all]

Every row of the folded tables is one of the verdict table, with the same flag,
sides, sizes and figures, and the page says how many more there are. --all:
these are parts, no headlines.
"""
import math
import re
import sys
from html.parser import HTMLParser


class Rows(HTMLParser):
    """The cells of all tables of class rows, as text."""

    def __init__(self):
        super().__init__()
        self.inside = self.body = self.cell = False
        self.rows = []

    def handle_starttag(self, tag, attrs):
        if tag == "table" and dict(attrs).get("class") == "rows":
            self.inside = True
            self.body = False
        elif not self.inside:
            return
        elif tag == "tbody":
            self.body = True
        elif tag == "tr" and self.body:
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")
            self.cell = True

    def handle_endtag(self, tag):
        if tag == "table":
            self.inside = False
        elif tag == "td":
            self.cell = False

    def handle_data(self, data):
        if self.cell:
            self.rows[-1][-1] += data


def number(text):
    text = text.replace("\u00a0%", "").replace("<", "").replace(",", "")
    return math.nan if text in ("\u2013", "") else float(text)


def pair(text):
    """"98.1 % (50 %)": two shares."""
    first, _, second = text.rstrip(")").partition(" (")
    return number(first) / 100, number(second) / 100


def near(shown, true):
    if math.isnan(true):
        return math.isnan(shown)
    return abs(shown - true) <= max(.0006, .06 * true)


def read_table(path):
    with open(path) as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    names = [name.lstrip("#") for name in lines[1]]
    return [dict(zip(names, line)) for line in lines[2:]]


def value(row, name):
    return math.nan if row[name] == "." else float(row[name])


def sides(row):
    if row["b"] == "." or row["a"] == row["b"]:
        return row["a"]
    return row["a"] + " against " + row["b"].replace("*", "the others")


def sizes(row):
    one = f'{int(row["n_a"]):,}'
    if row["b"] == "." or row["a"] == row["b"]:
        return one
    return one + f', {int(row["n_b"]):,}'


def same(cells, row):
    share = row["measure"] == "share"
    if row["kind"] in ("drift", "leak") or row["check"] == ".":
        cells = cells[:1] + cells[2:]
    flag, scope, of, _, n, score, interval = cells[:7]
    if (flag.strip() or ".") != row["flag"] or of != sides(row) or \
            n != sizes(row) or cells[-1] != row["reason"] or \
            scope not in (row["scope"], "", "all"):
        return False
    scale = 100 if share else 1
    if not near(number(score), scale * value(row, "score")):
        return False
    ends = interval.strip("[]").split(", ") if interval else ["", ""]
    for shown, name in zip(ends, ("low", "high")):
        if not near(number(shown), scale * value(row, name)):
            return False
    if share:
        return len(cells) == 8
    higher, precision, accuracy, p = cells[7:11]
    return ((higher or ".") == row["higher"]
            and all(near(*both) for both in zip(
                pair(precision) + pair(accuracy) + (number(p),),
                (value(row, name) for name in (
                    "auprc", "prevalence", "accuracy", "majority", "p")))))


def main():
    page = Rows()
    with open(sys.argv[1]) as file:
        text = file.read()
    page.feed(text)
    table = read_table(sys.argv[2])
    # Of a section with many rows the worst are shown, and how many are not.
    said = sum(int(n) for n in re.findall(r"gbqc-report has (\d+) more", text))
    left = list(page.rows)
    missing = []
    for row in table:
        for cells in left:
            if same(cells, row):
                left.remove(cells)
                break
        else:
            missing.append(row)
    if left:
        sys.exit(f"not in the table: {left[0]}")
    if len(missing) != said:
        sys.exit(f"{len(missing)} rows are not on the page, which says "
                 f"{said}: {missing[:1]}")
    headlines = [row for row in missing if row["at"] == "."]
    if headlines and "--all" in sys.argv:
        sys.exit(f"not on the page: {headlines[0]}")
    print(len(page.rows), "of", len(table), "rows")


main()
