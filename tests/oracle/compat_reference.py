#!/usr/bin/env python3
"""compat_reference.py - genomic-benchmarks-qc itself, as compat.py is called.

  compat_reference.py DIR [OPTION]... FILE...

Runs its evaluate-classes for the CSV report and the list of duplicates. It
writes that list along with its page, so the page is asked for, too, but its
figures are not drawn. Needs a Python that has the package (1.0.0).
"""
import pathlib
import sys

import compat
from genomic_benchmarks_qc import evaluate_classes
from genomic_benchmarks_qc.report import report_generator


def run(options):
    report_generator.generate_dataset_plots = lambda *_, **__: {}
    report_generator.build_payload = lambda *_, **__: None
    report_generator.get_dataset_html_template = lambda *_, **__: ""
    name = options.files[0].lower()
    form = next((form for form in ("csv.gz", "tsv.gz", "csv", "tsv")
                 if name.endswith("." + form)), "fasta")
    with open(options.files[0], "rb") as first:
        if first.read(1) == b">":
            form = "fasta"
    try:
        evaluate_classes.run(
            options.files, form, out_folder=options.dir,
            sequence_column=options.seq_column,
            label_column=options.label_column, regression=options.regression,
            end_position=options.end_position,
            min_coverage=options.min_coverage, log_level="CRITICAL")
    except ValueError as why:
        raise compat.Refused(str(why)) from why
    for page in pathlib.Path(options.dir).rglob("*.html"):
        page.unlink()


if __name__ == "__main__":
    try:
        run(compat.parse_arguments())
    except compat.Refused as refused:
        sys.exit("compat_reference.py: %s" % refused)
