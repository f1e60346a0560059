# common.smk - the sample sheet: which shard is measured in which job.
import os
import subprocess
from functools import lru_cache
from shlex import quote

from snakemake.exceptions import WorkflowError

OUT = config["outdir"].rstrip("/")
WORK = f"{OUT}/.gbqc"
MERGED_AT_ONCE = 200


def is_on(name):
    """A setting that is true; the command line gives it as a word."""
    return str(config[name]).lower() == "true"


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
ROW = {row["shard"]: row for row in ROWS}
JOBS = make_jobs(ROWS)
JOB = {job[0]["shard"]: job for jobs in JOBS.values() for job in jobs}


wildcard_constraints:
    dataset="[A-Za-z0-9_-][A-Za-z0-9_.-]*",
    job="[0-9]+",
    part="[0-9]+",
    what="counts|pairs",


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


@lru_cache(maxsize=None)
def split_rows(dataset):
    """The rows of train, and those that leaks are sought of: where the sheet
    says the split of each row, and one is train; else none."""
    rows = [row for row in ROWS if row["dataset"] == dataset]
    train = [row for row in rows if row["split"] in ("train", "training")]
    test = [row for row in rows if row["split"] not in ("train", "training")]
    if not is_on("leak") or not train or any(row["split"] == "." for row in rows):
        return [], []
    return train, test


def leak_rows(shard):
    """What a leak job reads: all rows of train, and its own."""
    row = ROW[shard]
    return split_rows(row["dataset"])[0] + [row]


def leak_command(shard, output):
    """Seeks near copies of a shard among all of train."""
    rows = leak_rows(shard)
    words = ["gbqc-leak", "-q", "--id-prefix", "-o", output]
    for row in rows:
        label = "" if row["label"] == "." else row["label"]
        words.append(f"{row['split']}/{label}={row['path']}")
    for option, column in (
        ("--label-column", "label_column"),
        ("--seq-column", "seq_column"),
        ("--reference", "reference"),
    ):
        if rows[-1][column] != ".":
            words += [option, rows[-1][column]]
    return " ".join(quote(word) for word in words)


def row_files(rows):
    """What rows read: their files, and the genome with its index."""
    paths = [row["path"] for row in rows]
    for reference in sorted({row["reference"] for row in rows} - {"."}):
        paths.append(reference)
        if os.path.exists(f"{reference}.fai"):
            paths.append(f"{reference}.fai")
    return paths


def tables(dataset):
    """The count tables of a dataset's jobs."""
    return [f"{WORK}/shards/{dataset}/{job[0]['shard']}.tsv" for job in JOBS[dataset]]


def leaks(dataset):
    """The pair tables of a dataset's shards that are not train."""
    test = split_rows(dataset)[1]
    return [f"{WORK}/leaks/{dataset}/{row['shard']}.tsv" for row in test]


def pairs(dataset):
    """The pair table of a dataset, if it has one."""
    return [f"{OUT}/{dataset}/pairs.tsv"] if leaks(dataset) else []


def parts(dataset, what):
    """The tables of a dataset in groups that are merged at once."""
    names = leaks(dataset) if what == "pairs" else tables(dataset)
    return [names[i : i + MERGED_AT_ONCE] for i in range(0, len(names), MERGED_AT_ONCE)]


def to_merge(dataset, what):
    """What makes a dataset's table: its shards, or, of many, parts of them."""
    groups = parts(dataset, what)
    if len(groups) == 1:
        return groups[0]
    return [f"{WORK}/parts/{dataset}/{what}/{i}.tsv" for i in range(len(groups))]


def report(dataset):
    """What a dataset came to, for programs."""
    return f"{OUT}/{dataset}/report.json"


def results(gate=True):
    """What a run makes; the gate stands last."""
    wanted = [f"{OUT}/summary.tsv", f"{OUT}/index.html"]
    wanted += [f"{OUT}/{dataset}/verdicts.tsv" for dataset in JOBS]
    if is_on("multiqc"):
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
