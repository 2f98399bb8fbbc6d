"""How fast bibliographies are read: entries a second, beside bibtexparser 2 alone, pybtex and pandoc.

    python bench/references.py [--entries 10000] [--repeats 3] [FILE.bib ...]

Generated records with names, accents, abstracts and identifiers, as BibTeX, CSL-JSON, RIS and PubMed's nbib; then the
files that are named. CPU seconds, user and system, the best of the repeats, each in a process of its own with its start
taken off, but for pandoc, which has no reading alone. bibtexparser alone splits blocks and fields, and does nothing
about names, accents, `@string` or `crossref`; the targets are 2.5 times its time with all of that done, and 6 s for
100,000 records of CSL-JSON or RIS.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

WORDS = "trial of low dose in adults with chronic pain outcomes placebo cohort risk therapy review safety acute".split()
FAMILIES = {"Smith": "Smith", "García": r"Garc{\'\i}a", "Müller": r"M{\"u}ller", "Sørensen": r"S{\o}rensen", "Li": "Li"}
SECOND = [f"-{a}{b}{c}" for a in "BDFGKLMNPR" for b in "aeiou" for c in ("ck", "ll", "man", "ro", "sen", "ski")]
GIVEN = "Ann B.|José|Karl-Otto|M. R.|Wei".split("|")
OURS = """
from pathlib import Path
from evidence_assembler.readers.libraries import read_bibliography
COUNT = lambda path: len(read_bibliography(Path(path)).sources)
"""
BIBTEXPARSER = """
import bibtexparser, logging
logging.disable()
COUNT = lambda path: len(bibtexparser.parse_string(open(path, encoding="utf-8").read(), parse_stack=[]).entries)
"""
PYBTEX = """
from pybtex.database.input.bibtex import Parser
COUNT = lambda path: len(Parser(encoding="utf-8").parse_file(path).entries)
"""
MEASURE = """
import resource, sys
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    count = COUNT(sys.argv[1])
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
after = resource.getrusage(resource.RUSAGE_SELF)
print(count, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
"""


def make_records(count: int) -> list[dict[str, object]]:
    """Items of CSL-JSON."""
    chance = random.Random(1)
    families = [f"{first}{second}" for first in FAMILIES for second in SECOND]
    return [
        {
            "id": f"source{n}",
            "type": "article-journal",
            "title": " ".join(chance.choices(WORDS, k=12)).capitalize(),
            "author": [
                {"family": chance.choice(families), "given": chance.choice(GIVEN)} for _ in range(chance.randint(1, 8))
            ],
            "container-title": f"Journal of Trials {n % 400}",
            "volume": str(n % 60 + 1),
            "page": f"{n}-{n + 9}",
            "DOI": f"10.1000/generated.{n}",
            "PMID": str(10_000_000 + n),
            "issued": {"date-parts": [[chance.randint(1970, 2024), chance.randint(1, 12)]]},
            "abstract": " ".join(chance.choices(WORDS, k=120)),
        }
        for n in range(count)
    ]


def write_latex(family: str) -> str:
    first, second = family.split("-")
    return f"{FAMILIES[first]}-{second}"


def write_bibtex(items: Iterable[dict]) -> str:
    return "\n".join(
        f"@article{{{item['id']},\n  title = {{{item['title']} of {{DNA}}}},\n  author = {{"
        + " and ".join(f"{write_latex(name['family'])}, {name['given']}" for name in item["author"])
        + f"}},\n  journal = {{{item['container-title']}}},\n  volume = {item['volume']},\n  pages = {{"
        f"{item['page'].replace('-', '--')}}},\n  year = {{{item['issued']['date-parts'][0][0]}}},\n  month = mar,\n"
        f"  doi = {{{item['DOI']}}},\n  abstract = {{{item['abstract']}}}\n}}\n"
        for item in items
    )


def write_tagged(items: Iterable[dict], tags: dict[str, str], before: str, after: str) -> str:
    """RIS or nbib: a line a value."""
    lines: list[str] = []
    for item in items:
        begin, end = item["page"].split("-")
        values = {**item, "year": item["issued"]["date-parts"][0][0], "begin": begin, "end": end}
        lines.append(before.format(**values))
        for key, tag in tags.items():
            if key == "author":
                lines += [f"{tag}{name['family']}, {name['given']}" for name in item["author"]]
            else:
                lines.append(f"{tag}{values[key]}")
        lines.append(after)
    return "\n".join(lines)


def write_ris(items: Iterable[dict]) -> str:
    tags = {
        "title": "TI", "author": "AU", "container-title": "JO", "volume": "VL", "begin": "SP", "end": "EP",
        "year": "PY", "DOI": "DO", "id": "ID", "abstract": "AB",
    }  # fmt: skip
    return write_tagged(items, {key: f"{tag}  - " for key, tag in tags.items()}, "TY  - JOUR", "ER  - \n")


def write_nbib(items: Iterable[dict]) -> str:
    tags = {"title": "TI", "author": "FAU", "container-title": "JT", "volume": "VI", "page": "PG", "year": "DP",
            "abstract": "AB"}  # fmt: skip
    return write_tagged(items, {key: f"{tag:<4}- " for key, tag in tags.items()}, "\nPMID- {PMID}\nOWN - NLM", "")


def measure(program: str, path: Path, repeats: int) -> tuple[int, float] | str:
    """Entries and seconds, or why it could not be read."""
    best: tuple[int, float] | None = None
    for _ in range(repeats):
        command = [sys.executable, "-c", program + MEASURE, str(path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            return done.stderr.strip().splitlines()[-1][:60]
        count, seconds = done.stdout.split()
        if best is None or float(seconds) < best[1]:
            best = int(count), float(seconds)
    assert best is not None
    return best


def measure_pandoc(path: Path, count: int) -> tuple[int, float] | str:
    """One conversion to CSL-JSON, its start and its writing included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["pandoc", "--from=biblatex", "--to=csljson", str(path)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        return done.stderr.strip().replace("\n", " ")[:60]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return count, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(path: Path, repeats: int) -> None:
    """Print a line for each program that reads the file."""
    ours = measure(OURS, path, repeats)
    results = {"evidence-assembler": ours}
    if path.suffix == ".bib":
        results["bibtexparser, blocks alone"] = measure(BIBTEXPARSER, path, repeats)
        if find_spec("pybtex"):
            results["pybtex"] = measure(PYBTEX, path, repeats)
        if shutil.which("pandoc"):
            results["pandoc"] = measure_pandoc(path, ours[0] if isinstance(ours, tuple) else 0)
    print(f"{path.name}, {path.stat().st_size / 1e6:.1f} MB")
    for name, result in results.items():
        if isinstance(result, str):
            print(f"  {name:<27} {result}")
            continue
        count, seconds = result
        times = f"{ours[1] / seconds:5.2f}" if isinstance(ours, tuple) else ""
        print(f"  {name:<27} {count:>7} entries {seconds:7.2f} s {count / seconds:>9,.0f}/s {times}")


def main() -> None:
    """Print the rates; the last column is our time as a multiple of theirs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    items = make_records(asked.entries)
    with tempfile.TemporaryDirectory() as folder:
        written = {
            "generated.json": json.dumps(items, ensure_ascii=False, indent=1),
            "generated.ris": write_ris(items),
            "generated.nbib": write_nbib(items),
            "generated.bib": write_bibtex(items),
        }
        for name, text in written.items():
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            compare(path, asked.repeats)
    for path in asked.files:
        compare(path, asked.repeats)


if __name__ == "__main__":
    main()
