# common.smk - the sample sheet: which shard is measured in which job.
import os
import subprocess
from shlex import quote

from snakemake.exceptions import WorkflowError

OUT = config["outdir"].rstrip("/")
WORK = f"{OUT}/.gbqc"
MERGED_AT_ONCE = 200


def read_sheet(path):
    """The rows of the sheet, in its order, or an error that names its lines."""
    try:
        done = subprocess.run(
            ["gbqc-sheet", "check", path],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="surrogateescape",
        )
    except FileNotFoundError:
        raise WorkflowError("gbqc-sheet is not on the PATH: install gbqc")
    if done.returncode != 0:
        raise WorkflowError(f"the sample sheet is not sound:\n{done.stderr}")
    head, *lines = done.stdout.rstrip("\n").split("\n")
    names = head.lstrip("#").split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines]


def make_jobs(rows):
    """Of each dataset its jobs, each a list of rows of one reference."""
    jobs = {}
    for row in rows:
        mine = jobs.setdefault(row["dataset"], [])
        last = mine[-1] if mine else []
        if (
            last
            and len(last) < config["batch"]
            and last[0]["reference"] == row["reference"]
        ):
            last.append(row)
        else:
            mine.append([row])
    return jobs


ROWS = read_sheet(config["input"])
JOBS = make_jobs(ROWS)
JOB = {job[0]["shard"]: job for jobs in JOBS.values() for job in jobs}


wildcard_constraints:
    dataset="[A-Za-z0-9_-][A-Za-z0-9_.-]*",
    job="[0-9]+",
    part="[0-9]+",


def row_command(row):
    """gbqc-count with what a row asks for, quoted for a shell."""
    words = []
    for option, column in (
        ("--split", "split"),
        ("--label", "label"),
        ("--label-column", "label_column"),
        ("--split-column", "split_column"),
        ("--reference", "reference"),
    ):
        if row[column] != ".":
            words += [option, row[column]]
    if row["seq_column"] != ".":
        for name in row["seq_column"].split(";"):
            words += ["--seq-column", name]
    if config["checks"]:
        words += ["--checks", config["checks"]]
    options = " ".join(quote(word) for word in words)
    return f"gbqc-count -q {options} {config['count_args']}"


def count_command(job, output):
    """Counts the rows of a job, one by one, into one table."""
    output = quote(output)
    if len(JOB[job]) == 1:
        row = JOB[job][0]
        return f"{row_command(row)} -o {output} -- {quote(row['path'])}"
    commands = [f"{row_command(row)} -- {quote(row['path'])}" for row in JOB[job]]
    return f"{{ {' && '.join(commands)}; }} | gbqc-merge -o {output}"


def job_files(job):
    """What a job reads: its files, and the genome with its index."""
    paths = [row["path"] for row in JOB[job]]
    reference = JOB[job][0]["reference"]
    if reference != ".":
        paths.append(reference)
        if os.path.exists(f"{reference}.fai"):
            paths.append(f"{reference}.fai")
    return paths


def tables(dataset):
    """The count tables of a dataset's jobs."""
    return [f"{WORK}/shards/{dataset}/{job[0]['shard']}.tsv" for job in JOBS[dataset]]


def parts(dataset):
    """The tables of a dataset in groups that are merged at once."""
    names = tables(dataset)
    return [names[i : i + MERGED_AT_ONCE] for i in range(0, len(names), MERGED_AT_ONCE)]


def to_merge(dataset):
    """What makes a dataset's table: its shards, or, of many, parts of them."""
    groups = parts(dataset)
    if len(groups) == 1:
        return groups[0]
    return [f"{WORK}/parts/{dataset}/{i}.tsv" for i in range(len(groups))]


def report(dataset):
    """What a dataset came to, for programs."""
    return f"{OUT}/{dataset}/report.json"


def results(gate=True):
    """What a run makes; the gate stands last."""
    wanted = [f"{OUT}/summary.tsv", f"{OUT}/index.html"]
    wanted += [f"{OUT}/{dataset}/verdicts.tsv" for dataset in JOBS]
    if config["multiqc"]:
        wanted.append(f"{OUT}/multiqc_report.html")
    if gate and config["fail_on"] != "never":
        wanted.append(f"{WORK}/gate")
    return wanted


def write_list(path):
    """The reports of all datasets; a dataset without one is an Error."""
    with open(path, "w") as out:
        for dataset in JOBS:
            there = report(dataset) if os.path.exists(report(dataset)) else ""
            print(f"{dataset}={there}", file=out)


def write_summary_of_what_is_there():
    """After an error: the datasets that were judged, the others as Error."""
    for dataset in JOBS:
        verdicts = f"{OUT}/{dataset}/verdicts.tsv"
        if os.path.exists(verdicts) and not os.path.exists(report(dataset)):
            os.remove(verdicts)
    os.makedirs(WORK, exist_ok=True)
    write_list(f"{WORK}/reports")
    command = ["gbqc-report", "-q", "--collect", "--files-from", f"{WORK}/reports"]
    command += ["-o", f"{OUT}/summary.tsv", "--index", f"{OUT}/index.html"]
    subprocess.run(command)
