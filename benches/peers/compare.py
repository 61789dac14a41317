"""Guiju beside DuckDB, Polars, DataFusion and the program written by hand, on the same data, as one Markdown table.

python3 benches/peers/compare.py FOLDER [people] [records]      (from the root; 1,000 people and 1,000,000 records)
python3 benches/peers/compare.py FOLDER --all                   (1M and 10M records, 1,000 and 20,000 people)

Installs the others into FOLDER/venv where that is not there yet. Every program is held to the same counts or scores, and
fails the run where it finds others.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def run(*command):
    done = subprocess.run([str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(str(part) for part in command)}")
    return done.stdout


def figures(text):
    """Lines of a name, a number of threads and nanoseconds per record, between tabs."""
    for line in text.splitlines():
        parts = line.split("\t")
        if len(parts) == 3:
            yield (parts[0], int(parts[1])), float(parts[2])


def bench(name, *arguments):
    return run("cargo", "bench", "-q", "-p", "guiju-benches", "--bench", name, "--", *arguments)


def compare(folder, people, records):
    data = os.path.join(folder, f"{people}-{records}")
    python = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(os.path.join(data, "counts.csv")):
        bench("export", data, people, records)
    run(python, os.path.join(HERE, "parquet.py"), data)
    found = dict(figures(bench("ingest", data, people, records)))
    for threads in (1, 2):
        found.update(figures(run(python, os.path.join(HERE, "peers.py"), data, threads)))
    names = list(dict.fromkeys(name for name, _ in found))
    print(f"\n{records:,} records of {people:,} people, ns per record:\n")
    print("| | 1 thread | 2 threads |\n|---|---|---|")
    for name in names:
        cells = [f"{found[name, threads]:,.0f}" if (name, threads) in found else "" for threads in (1, 2)]
        print(f"| {name} | {' | '.join(cells)} |")
    sys.stdout.flush()


def main():
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if not arguments:
        sys.exit(__doc__)
    folder = os.path.abspath(arguments[0])
    sizes = [int(argument) for argument in arguments[1:]] + [1_000, 1_000_000][len(arguments) - 1:]
    if not os.path.exists(os.path.join(folder, "venv")):
        os.makedirs(folder, exist_ok=True)
        run(sys.executable, "-m", "venv", os.path.join(folder, "venv"))
        requirements = os.path.join(HERE, "requirements.txt")
        run(os.path.join(folder, "venv", "bin", "pip"), "install", "-q", "-r", requirements)
    if "--all" in sys.argv:
        for records in (1_000_000, 10_000_000):
            for people in (1_000, 20_000):
                compare(folder, people, records)
    else:
        compare(folder, sizes[0], sizes[1])


main()
