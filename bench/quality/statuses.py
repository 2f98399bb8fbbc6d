"""What is told of how works stand, in real libraries, and whether a list of retractions is found again.

    python bench/quality/statuses.py FILE... [--retractions LIST]

A file is a bibliography, or lines of JSON objects as for `subjects.py`. Every status but `stale` is printed with its
reason, and every registered trial that more than one work reports: a reader judges them. Of the list, each DOI is
looked up under several spellings; what is not found is counted. Exits with 1 where any is not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

from subjects import read_works

import evidence_assembler as ea
from evidence_assembler.library.identity import find_identifiers
from evidence_assembler.library.registries import find_trials
from evidence_assembler.model.source import Source
from evidence_assembler.readers.retractions import read_retractions

DAY = date(2026, 1, 1)
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda doi: f"https://doi.org/{doi}",
    lambda doi: f"http://dx.doi.org/{quote(doi, safe='/')}",
    lambda doi: f"doi:{doi}.",
)


def tell_library(path: Path) -> None:
    """Print what is told of the works of a file."""
    library = read_works(path)
    ranked = ea.rank_sources(library, as_of=DAY)
    counts = Counter(status for one in ranked for status in one.status)
    reports: defaultdict[str, list[str]] = defaultdict(list)
    for one in ranked:
        for trial in find_trials(one.source, one.design):
            reports[trial].append(one.source.title or one.source.id)
    abstracts = sum("abstract" in source.variables for source in library.sources)
    print(
        f"{path.name}: {len(library)} works, {abstracts} with an abstract; statuses: {dict(counts) or 'none'};", end=""
    )
    print(f" {len({title for titles in reports.values() for title in titles})} report a registered trial")
    for one in ranked:
        for standing in one.standings:
            if standing.status != "stale":
                print(f"    {standing.status}: {standing.because} | {one.source.title}")
    for trial, titles in reports.items():
        if len(titles) > 1:
            print(f"    {trial}: {' | '.join(titles)}")


def look_up_again(path: Path) -> int:
    """How often a work of the list is not found in it under one of the spellings of its DOI."""
    retractions = read_retractions(path)
    dois = [value for kind, value in retractions.rows if kind == "DOI"]
    missed = 0
    for doi in dois:
        for spell in SPELLINGS:
            source = Source(id="a", variables={"DOI": spell(doi)})
            missed += not retractions.look_up(find_identifiers(source))
    print(f"{path.name}: {len(dois)} DOIs, {len(SPELLINGS)} spellings each: {missed} not found")
    return missed


def main() -> int:
    """Print a part for each file, then what became of the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--retractions", type=Path)
    chosen = parser.parse_args()
    for path in chosen.files:
        tell_library(path)
    return 1 if chosen.retractions is not None and look_up_again(chosen.retractions) else 0


if __name__ == "__main__":
    sys.exit(main())
