"""How fast duplicates are found, and how the time grows, beside bib-dedupe.

    python bench/duplicates.py [--sizes 1000,10000,100000] [--seed 1] [--peer PYTHON] [--peer-sizes 1000,10000]

Made records (bench/quality/made_records.py) stand in memory before the clock runs. Ours: find_duplicates. PYTHON is one
that has bib-dedupe: it is given the same records and runs its own prep, block, match and cluster, on one core. CPU
seconds of all its processes, and precision and recall by pairs of both. The exponent is that of time over size, between
the last two sizes.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from evidence_assembler.library.duplicates import find_duplicates

sys.path.insert(0, str(Path(__file__).with_name("quality")))
from made_records import Record, make_clinical, make_general

PEER = """
import json, sys, time, resource
import pandas
from bib_dedupe.bib_dedupe import block, cluster, match, prep
if __name__ == "__main__":
    frame = pandas.DataFrame(json.load(open(sys.argv[1])))
    begun = time.process_time()
    ready = prep(frame, cpu=1)
    groups = cluster(match(block(ready, cpu=1), cpu=1))
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    json.dump([time.process_time() - begun + children.ru_utime, groups], open(sys.argv[2], "w"))
"""
FIELDS = {
    "title": "title",
    "container-title": "journal",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "DOI": "doi",
}


def write_rows(records: list[Record]) -> list[dict[str, str]]:
    """The records with the columns that bib-dedupe wants."""
    rows = []
    for source, _ in records:
        row = {column: source.variables.get(variable, "") for variable, column in FIELDS.items()}
        names = (name.literal or f"{name.family}, {name.given or ''}" for name in source.authors)
        year = source.issued.year if source.issued is not None else None
        kind = "inproceedings" if source.type == "paper-conference" else "article"
        rows.append({"ID": source.id, "ENTRYTYPE": kind, **row, "author": " and ".join(names), "year": str(year or "")})
    return rows


def run_peer(python: str, records: list[Record]) -> tuple[float, list[list[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        program, given, found = (Path(folder) / name for name in ("peer.py", "given.json", "found.json"))
        program.write_text(PEER)
        given.write_text(json.dumps(write_rows(records)))
        subprocess.run([python, program, given, found], check=True, capture_output=True)
        seconds, groups = json.loads(found.read_text())
    return float(seconds), groups


def rate(groups: list[list[str]], records: list[Record]) -> str:
    by_work: dict[int, list[str]] = defaultdict(list)
    for source, work in records:
        by_work[work].append(source.id)
    wanted = {pair for ids in by_work.values() for pair in combinations(sorted(ids), 2)}
    told = {pair for ids in groups for pair in combinations(sorted(ids), 2)}
    return (
        f"precision {len(told & wanted) / max(1, len(told)):.3f}, recall {len(told & wanted) / max(1, len(wanted)):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--peer-sizes", default="1000,10000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", help="a Python that has bib-dedupe")
    given = parser.parse_args()
    for name, make in (("clinical", make_clinical), ("general", make_general)):
        took: list[tuple[int, float]] = []
        for size in map(int, given.sizes.split(",")):
            records = make(size, given.seed)
            sources = [source for source, _ in records]
            begun = time.process_time()
            found = find_duplicates(sources)
            took.append((size, time.process_time() - begun))
            groups = [list(cluster.ids) for cluster in (*found.works, *found.suggested)]
            print(f"{name} {size}: {took[-1][1]:.2f} s, {size / took[-1][1]:,.0f} records/s, {rate(groups, records)}")
            if given.peer and str(size) in given.peer_sizes.split(","):
                seconds, groups = run_peer(given.peer, records)
                print(
                    f"    bib-dedupe: {seconds:.2f} s, {seconds / took[-1][1]:.0f} times ours, {rate(groups, records)}"
                )
        if len(took) > 1:
            (small, quick), (large, slow) = took[-2:]
            print(f"{name}: exponent {math.log(slow / quick) / math.log(large / small):.2f}")


if __name__ == "__main__":
    main()
