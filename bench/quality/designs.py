"""What we tell of a record beside what people told: confusion tables, precision and recall, and where the two differ.

    python bench/quality/designs.py [--pubtypes FILE.jsonl] [--indexed FILE.jsonl] [--differences]

--pubtypes: records with `publication_types` (PubMed), `title`, `journal`, `mesh`, `abstract`. What people said is the
design of the publication types alone. We tell it from title, journal and headings, the types withheld; then with the
abstract as well; then with the types too.

--indexed: records with `design_tags` (what the indexers of a database said), `title`, `journal`, `keywords`,
`abstract`, `work_type`. We tell it from title and journal; then with the abstract; then with the keywords, in which the
indexers' words stand. `conference_abstract` is no design: it is looked for among the marks.

Rows are what people said, columns what we tell; "-" is nothing. A record of which people said several things is in the
row of the first by our precedence, and we agree with them where we tell any of them, or what our table calls a more
exact word for one. Precision is over what we tell of records of which people said something, recall over all of those.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import evidence_assembler as ea
from evidence_assembler.data import read_table
from evidence_assembler.rank import known_designs

MARK = "a conference abstract"
# What an indexer's term counts as. Where a term gathers several of our designs, the first names its row.
TERMS: dict[str, tuple[str, ...]] = {
    "guideline": ("guideline", "consensus guideline"),
    "systematic_review_meta": ("systematic review", "umbrella review", "rapid review", "scoping review"),
    "rct": ("randomized trial", "secondary analysis of a randomized trial", "n-of-1 trial"),
    "clinical_trial_other": ("clinical trial", "controlled study", "single-arm trial"),
    "observational": ("observational study", "cohort study", "case-control study", "cross-sectional study"),
    "case_report": ("case report", "case series"),
    "animal": ("animal study",),
    "in_vitro": ("laboratory study",),
    "editorial_letter_note": ("editorial", "letter", "comment", "opinion", "news", "notice"),
    "review": ("narrative review",),
}


@dataclass(frozen=True)
class Judged:
    """One record: the row it is in, all that people's words allow, what we tell and why."""

    title: str
    row: str | None
    allowed: frozenset[str]
    told: str | None
    because: str

    @property
    def agrees(self) -> bool:
        """True where what we tell is what people said."""
        return self.told in self.allowed


def tell(item: dict[str, Any], types: Iterable[str] = ()) -> tuple[str | None, str]:
    """The design of one record and the reason."""
    known = {key: value for key, value in item.items() if value}
    (ranked,) = ea.rank_sources([ea.Source.from_csl({"id": "a", **known}, publication_types=tuple(types))])
    return ranked.design, ranked.because


def read_records(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def item_of(record: dict[str, Any], *more: str) -> dict[str, Any]:
    """The CSL item of a record: title and journal, and what `more` names."""
    item = {"type": "article-journal", "title": record["title"], "container-title": record["journal"]}
    if "abstract" in more:
        item["abstract"] = record["abstract"]
    for key in ("mesh", "keywords"):
        if key in more:
            item["keyword"] = "; ".join(record[key])
    return item


def allow(designs: Iterable[str]) -> frozenset[str]:
    """The designs, and the more exact words for them."""
    exact = {row["name"]: row.get("refined_by", ()) for row in read_table("designs")["design"]}
    return frozenset(word for design in designs for word in (design, *exact[design]))


def judge_typed(records: list[dict[str, Any]], with_types: bool, *more: str) -> list[Judged]:
    """Each record beside the design of its publication types."""
    judged = []
    for record in records:
        types = record["publication_types"]
        row, _ = tell({"type": "article-journal"}, types)
        told, because = tell(item_of(record, *more), types if with_types else ())
        allowed = allow([row] if row else [])
        judged.append(Judged(record["title"], row, allowed, told, because))
    return judged


def judge_indexed(records: list[dict[str, Any]], *more: str) -> list[Judged]:
    """Each record beside the terms of its indexers."""
    judged = []
    for record in records:
        said = [term for term in TERMS if term in record["design_tags"]]
        allowed = allow(design for term in said for design in TERMS[term])
        row = min((TERMS[term][0] for term in said), key=known_designs().index, default=None)
        told, because = tell(item_of(record, *more))
        judged.append(Judged(record["title"], row, allowed, told, because))
    return judged


def count_marks(records: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Conference abstracts among the records, those of them that we mark, and others that we mark."""
    said = [("conference_abstract" in record["design_tags"]) for record in records]
    marked = [
        MARK in tell(item_of(record, "keywords") | {"genre": record["work_type"]})[1]
        or MARK in tell(item_of(record, "keywords"))[1]
        for record in records
    ]
    both = sum(one and other for one, other in zip(said, marked, strict=True))
    return sum(said), both, sum(marked) - both


def print_table(title: str, judged: list[Judged]) -> None:
    """The confusion table, then precision and recall of each design, as Markdown."""
    place = {None: 999, **{name: at for at, name in enumerate(known_designs())}}
    cells = Counter((one.row, one.told) for one in judged)
    rows = sorted({one.row for one in judged}, key=lambda name: place[name])
    columns = sorted({one.told for one in judged}, key=lambda name: place[name])
    print(f"\n### {title}\n")
    print(f"| said \\ told | {' | '.join(name or '-' for name in columns)} | all |")
    print("|---" * (len(columns) + 2) + "|")
    for row in rows:
        counts = [cells[row, column] for column in columns]
        print(f"| {row or '-'} | {' | '.join(str(count or '') for count in counts)} | {sum(counts)} |")
    print("\n| design | said | found | recall | told | right | precision |\n|---|---|---|---|---|---|---|")
    judgeable = [one for one in judged if one.row is not None]
    for name in (*known_designs(), None):
        print_rates(name, judgeable)
    told = [one for one in judgeable if one.told is not None]
    right = sum(one.agrees for one in told)
    print(f"| all | {len(judgeable)} | {right} | {share(right, len(judgeable))} ", end="")
    print(f"| {len(told)} | {right} | {share(right, len(told))} |")


def print_rates(name: str | None, judged: list[Judged]) -> None:
    """The row of one design, where somebody said or we told it."""
    said = [one for one in judged if one.row == name]
    told = [one for one in judged if one.told == name]
    if name is None or not (said or told):
        return
    found, right = sum(one.agrees for one in said), sum(one.agrees for one in told)
    print(f"| {name} | {len(said)} | {found} | {share(found, len(said))} ", end="")
    print(f"| {len(told)} | {right} | {share(right, len(told))} |")


def share(part: int, whole: int) -> str:
    """A share in hundredths, a dash of nothing."""
    return f"{part / whole:.2f}" if whole else "-"


def print_differences(judged: list[Judged]) -> None:
    """Every record of which we tell something else than people said, those of which we tell nothing last."""
    for one in sorted(judged, key=lambda one: (one.told is None, one.row is None, one.row or "", one.told or "")):
        if not one.agrees and (one.row or one.told):
            print(f"  said {one.row or '-'}; told {one.told or '-'} ({one.because}): {one.title}")


def main() -> None:
    """Print the tables of the files that are given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pubtypes", type=Path)
    parser.add_argument("--indexed", type=Path)
    parser.add_argument("--differences", action="store_true", help="also list every record where the two differ")
    chosen = parser.parse_args()
    views: list[tuple[str, Callable[[], list[Judged]]]] = []
    if chosen.pubtypes is not None:
        typed = read_records(chosen.pubtypes)
        views += [
            ("publication types: title, journal and headings", lambda: judge_typed(typed, False, "mesh")),
            ("publication types: and the abstract", lambda: judge_typed(typed, False, "mesh", "abstract")),
            ("publication types: and the types", lambda: judge_typed(typed, True, "mesh", "abstract")),
        ]
    if chosen.indexed is not None:
        indexed = read_records(chosen.indexed)
        views += [
            ("indexers' terms: title and journal", lambda: judge_indexed(indexed)),
            ("indexers' terms: and the abstract", lambda: judge_indexed(indexed, "abstract")),
            ("indexers' terms: and the keywords", lambda: judge_indexed(indexed, "abstract", "keywords")),
        ]
    if not views:
        parser.error("nothing to measure: give --pubtypes, --indexed or both")
    for title, view in views:
        judged = view()
        print_table(title, judged)
        if chosen.differences:
            print_differences(judged)
    if chosen.indexed is not None:
        said, both, others = count_marks(indexed)
        print(f"\nconference abstracts: {said} said, {both} of them marked; {others} marked that nobody said to be one")


if __name__ == "__main__":
    main()
