"""How well duplicates are found: on records that people judged, and on made ones whose truth is known.

    python bench/quality/duplicates.py --records RECORDS.jsonl --pairs PAIRS.jsonl
    python bench/quality/duplicates.py --made 1000,10000,100000 [--seed 1] [--show 10]

RECORDS.jsonl: one record a line with `id`, `title`, `authors`, `journal`, `year`, `volume`, `number`, `pages`, `doi`,
and `flagged_duplicate`, true for every member of a group. A record counts as told where it stands in a work or a
suggestion of more than one. PAIRS.jsonl: `record_a` and `record_b` with the fields of BibTeX, and
`expected_duplicate`; they are read as BibTeX. Of made records each pair of records counts, told where both stand in one
work or suggestion.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from made_records import Record, make_clinical, make_general

import evidence_assembler as ea
from evidence_assembler.library.duplicates import Duplicates, find_duplicates
from evidence_assembler.model.source import Source

NAMES = {
    "title": "title",
    "journal": "container-title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "doi": "DOI",
}


def read_record(row: dict[str, Any]) -> Source:
    item: dict[str, Any] = {"id": row["id"], "type": "article-journal"}
    item |= {variable: row[name] for name, variable in NAMES.items() if row.get(name)}
    item["author"] = [
        dict(zip(("family", "given"), (part.strip() for part in name.split(",", 1)), strict=False))
        for name in row["authors"]
    ]
    if (row.get("year") or "").isdigit():
        item["issued"] = {"date-parts": [[int(row["year"])]]}
    return Source.from_csl(item)


def tell_records(path: Path, show: int) -> None:
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    found = find_duplicates([read_record(row) for row in rows])
    told = {one for cluster in (*found.works, *found.suggested) if len(cluster.ids) > 1 for one in cluster.ids}
    wanted = {row["id"] for row in rows if row["flagged_duplicate"]}
    print(f"{path.name}: {len(rows)} records, {_rate(len(told & wanted), len(told), len(wanted))}")
    for row in [row for row in rows if (row["id"] in told) != (row["id"] in wanted)][:show]:
        print("   ", "missed" if row["id"] in wanted else "wrong ", row["title"], row["journal"], row["year"])


def tell_pairs(path: Path, show: int) -> None:
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    wrong = []
    for row in rows:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "pair.bib"
            file.write_text(_write_bibtex(row["record_a"], "a") + _write_bibtex(row["record_b"], "b"))
            found = find_duplicates(ea.read_library(file).sources)
        if (("a", "b") in list_told_pairs(found)) != row["expected_duplicate"]:
            wrong.append(row["id"])
    print(f"{path.name}: {len(rows) - len(wrong)} of {len(rows)} pairs right", *wrong[:show])


def _write_bibtex(record: dict[str, Any], key: str) -> str:
    fields = "".join(
        f"  {name} = {{{value}}},\n" for name, value in record.items() if value and name not in ("ENTRYTYPE", "ID")
    )
    return f"@{record['ENTRYTYPE']}{{{key},\n{fields}}}\n"


def list_told_pairs(found: Duplicates) -> set[tuple[str, str]]:
    return {pair for cluster in (*found.works, *found.suggested) for pair in combinations(sorted(cluster.ids), 2)}


def tell_made(name: str, records: list[Record], show: int) -> float:
    """Print precision and recall by pairs and give the seconds."""
    begun = time.process_time()
    found = find_duplicates([source for source, _ in records])
    seconds = time.process_time() - begun
    by_work: dict[int, list[str]] = defaultdict(list)
    for source, work in records:
        by_work[work].append(source.id)
    wanted = {pair for ids in by_work.values() for pair in combinations(sorted(ids), 2)}
    told = list_told_pairs(found)
    rate = _rate(len(told & wanted), len(told), len(wanted))
    kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(one.kind for one in found.related).most_common())
    print(f"{name} {len(records)}: {rate}; {seconds:.2f} s, {len(records) / seconds:,.0f} records/s; related: {kinds}")
    by_id = {source.id: source for source, _ in records}
    for word, pairs in (("wrong", told - wanted), ("missed", wanted - told)):
        for pair in random.Random(0).sample(sorted(pairs), min(show, len(pairs))):
            print("   ", word, *(f"\n        {_describe(by_id[one])}" for one in pair))
    return seconds


def _describe(source: Source) -> str:
    names = "; ".join(f"{name.family or name.literal} {name.given or ''}" for name in source.authors[:4])
    kept = [
        source.variables.get(name, "")
        for name in ("title", "container-title", "volume", "issue", "page", "DOI", "PMID")
    ]
    return " | ".join((*kept, str(source.issued and source.issued.year), names))


def _rate(right: int, told: int, wanted: int) -> str:
    return f"precision {right / max(1, told):.4f}, recall {right / max(1, wanted):.4f} ({told} told, {wanted} true)"


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, action="append", default=[])
    parser.add_argument("--pairs", type=Path, action="append", default=[])
    parser.add_argument("--made", default="", help="how many records to make, several with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="how many of the wrong and of the missed to print")
    given = parser.parse_args(list(arguments) if arguments is not None else None)
    for path in given.records:
        tell_records(path, given.show)
    for path in given.pairs:
        tell_pairs(path, given.show)
    for name, make in (("clinical", make_clinical), ("general", make_general)):
        for count in (int(one) for one in given.made.split(",") if one):
            tell_made(name, make(count, given.seed), given.show)


if __name__ == "__main__":
    main()
