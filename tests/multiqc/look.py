"""look.py - what MultiQC made of the files of three datasets."""

import json
import re
import sys

# gbqc writes _ for each letter of markup, and MultiQC cuts _ from both ends.
HOSTILE = "script_alert__x____script"

with open("multiqc_data/multiqc_data.json") as f:
    data = json.load(f)
with open("multiqc_report.html", encoding="utf-8") as f:
    page = f.read()
with open("multiqc_data/multiqc.log", encoding="utf-8") as f:
    log = f.read()

wrong = []


def expect(what, holds):
    if not holds:
        wrong.append(what)


def rows(name):
    with open("multiqc_data/multiqc_%s.txt" % name) as table:
        lines = [line.rstrip("\n").split("\t") for line in table]
    return {row[0]: dict(zip(lines[0][1:], row[1:])) for row in lines[1:]}


names = {"promoters", HOSTILE, "one"}
stats = rows("general_stats")
expect("general statistics of all: %s" % set(stats), set(stats) == names)
columns = set(next(iter(stats.values())))
for wanted in "fail", "auroc", "leaked":
    expect("column " + wanted, any(c.endswith("gbqc_" + wanted)
                                   for c in columns))


def stat(name, what):
    return [v for k, v in stats[name].items() if k.endswith(what)][0]


expect("fails of promoters", float(stat("promoters", "fail")) == 3)
expect("AUROC of promoters", stat("promoters", "auroc") == "0.845147")
expect("leaked of two", float(stat(HOSTILE, "leaked")) > 1)

verdicts = rows("gbqc_verdicts_table")
expect("verdicts of all: %s" % set(verdicts), set(verdicts) == names)
expect("GC of promoters", verdicts["promoters"]["gc"] == "Fail")
expect("leak of two", verdicts[HOSTILE]["leak"] == "Fail")
auroc = rows("gbqc_auroc_heatmap")
expect("heatmap of both: %s" % set(auroc), names - {"one"} <= set(auroc))
expect("GC of promoters in the heatmap",
       auroc["promoters"]["gc"].startswith("0.7959"))
lines = rows("gbqc_gc_lines")
expect("a line a class: %s" % set(lines),
       {"promoters | 0", "promoters | 1"} <= set(lines) and len(lines) == 5)

for section in "gbqc_verdicts", "gbqc_auroc", "gbqc_gc":
    expect("section " + section, 'id="%s' % section in page)
expect("one heading", page.count('id="mqc-module-section-gbqc"') == 1)
expect("no name is markup", not re.search(r"<script>alert", page))
expect("no warning", not re.search(r"\[(WARNING|ERROR|CRITICAL)", log))

for what in wrong:
    print("not so: " + what)
if wrong:
    sys.exit(1)
print("three datasets, three sections, general statistics")
