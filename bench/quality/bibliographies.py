"""How the bibliographies of a folder are read: of each file, entries written, read, told and refused.

    python bench/quality/bibliographies.py FOLDER [--all]

For BibTeX, what begins like an entry is counted by a pattern of its own, so that an entry can be missing from what was
read and from what was told: such a file is marked, and the number of them is the last line. Of every other format the
sources and the problems are given. `--all` prints the files without anything to tell too.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.readers.libraries import read_bibliography

ENTRY = re.compile(rb"^\s*@\s*(\w+)\s*[{(]", re.MULTILINE)
NO_ENTRIES = {b"comment", b"string", b"preamble", b"xdata"}


def count_written(raw: bytes) -> int:
    """What begins like an entry of BibTeX."""
    return sum(kind.lower() not in NO_ENTRIES for kind in ENTRY.findall(raw))


def main() -> None:
    """Print a line a file, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    files = written = read = told = refused = missing = 0
    for path in sorted(one for one in asked.folder.rglob("*") if one.is_file()):
        files += 1
        entries = count_written(path.read_bytes()) if path.suffix == ".bib" else None
        try:
            bibliography = read_bibliography(path)
        except UnreadableFileError as error:
            refused += 1
            print(f"{path.relative_to(asked.folder)}: refused: {error}")
            continue
        sources, problems = len(bibliography.sources), bibliography.problems
        read, told, written = read + sources, told + len(problems), written + (entries or 0)
        lost = entries is not None and entries > sources + len(problems)
        missing += lost
        if problems or lost or asked.all:
            of = "" if entries is None else f" of {entries}"
            print(f"{path.relative_to(asked.folder)}: {sources}{of} read{', SOME MISSING' if lost else ''}")
        for problem in problems:
            print(f"    {problem.place.line}: {problem.level or 'error'}: {problem.message}")
    print(f"{files} files: {read} sources read, {told} problems told, {refused} files refused")
    print(f"{missing} files of BibTeX with entries that were neither read nor told (of {written} entries in all)")


if __name__ == "__main__":
    main()
