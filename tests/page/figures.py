"""Looks at the figures of a page as a reader of its markup would.

    figures.py sound PAGE       every chart has a title, every shape that is
                                used is there once, every figure has numbers
    figures.py cuts PAGE TABLE  the best cuts are those of the verdict table
    figures.py sizes PAGE       bytes of each chart as wide as the page, and
                                of the longest path in them
    figures.py section PAGE N   the text of the section with that heading
"""
import re
import sys
import xml.etree.ElementTree as tree


def read(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return tree.fromstring(text[text.index("<html"):])


def words(element):
    return " ".join(" ".join(element.itertext()).split())


def sections(page):
    for section in page.iter("section"):
        heading = section.find("h2")
        if heading is None:
            heading = section.find(".//h2")
        if heading is not None and "check" in section.get("class", ""):
            yield words(heading), section


def sound(page):
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    twice = {i for i in ids if ids.count(i) > 1}
    assert not twice, twice
    for use in page.iter("use"):
        assert use.get("href")[1:] in ids, use.get("href")
    for chart in page.iter("svg"):
        if chart.get("role") == "img":
            assert chart[0].tag == "title" and words(chart[0]), chart.attrib
    for heading, section in sections(page):
        if section.find(".//figure") is not None:
            folds = [words(f.find("summary")) for f in section.iter("details")]
            assert any(f.startswith("Numbers of th") for f in folds), heading
    print(len(list(page.iter("figure"))), "figures")


def cuts(page, table):
    with open(table, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    names = rows[1]
    rows = [dict(zip(names, row)) for row in rows[2:]]
    said = 0
    for check, heading in (("gc", "GC content"), ("length", "Length")):
        for title, section in sections(page):
            if not title.endswith(heading):
                continue
            row = max((r for r in rows if r["check"] == check and
                       r["#kind"] == "class"),
                      key=lambda r: float(r["score"]))
            for caption in section.iter("figcaption"):
                if "guessing" not in words(caption):
                    continue
                text = words(caption)
                right, guess = (float(row["accuracy"]),
                                float(row["majority"]))
                numbers = re.findall(r"([0-9.]+) %(?! GC)", text)
                wanted = [f"{100 * right:.1f}", f"{100 * guess:.1f}"]
                if text.startswith("No single cut"):
                    assert right == guess, (text, row)
                    wanted = wanted[1:]
                assert numbers == wanted, (text, numbers, wanted)
                said += 1
    print(said, "cuts")


def sizes(page):
    for figure in page.iter("figure"):
        if figure.get("class") == "wide":
            chart = figure.find("svg")
            paths = [len(p.get("d")) for p in chart.iter("path")]
            print(len(tree.tostring(chart)), max(paths))


def section(page, name):
    for heading, found in sections(page):
        if heading.endswith(name):
            print(words(found))


page = read(sys.argv[2])
if sys.argv[1] == "sound":
    sound(page)
elif sys.argv[1] == "cuts":
    cuts(page, sys.argv[3])
elif sys.argv[1] == "sizes":
    sizes(page)
else:
    section(page, sys.argv[3])
