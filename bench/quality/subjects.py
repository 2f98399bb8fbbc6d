"""Which works are taken for one subject, and what the rules EA505 and EA507 tell of them, in real libraries.

Each work of known kind is cited alone, in an answer whose one claim is its title under the role of a benefit; all
others are left out. What is told is sampled by a seed, to be judged by a reader: nobody has written down which works of
these libraries are about one subject.

    python bench/quality/subjects.py FILE... [--show pairs|EA505|EA507] [--most 30] [--seed 3]
    python bench/quality/subjects.py --made 100000

A file is a bibliography, or lines of JSON objects with `title`, `abstract`, and `keywords` or `mesh`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import evidence_assembler as ea
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.library.subjects import SubjectIndex
from evidence_assembler.model.source import Source

DAY = date(2026, 1, 1)
RULES = ("EA505", "EA507")


def read_works(path: Path) -> Library:
    """The works of a file, each title once: records of one search repeat themselves."""
    sources = (
        map(read_record, path.read_text().splitlines()) if path.suffix == ".jsonl" else ea.read_library(path).sources
    )
    by_title = {" ".join((one.title or "").casefold().split()).rstrip("."): one for one in sources}
    return build_library((one, None) for title, one in by_title.items() if title)


def read_record(line: str) -> Source:
    """A source from one line of JSON."""
    record: dict[str, Any] = json.loads(line)
    listed = record.get("keywords") or record.get("mesh") or ()
    words = {"title": record["title"], "abstract": record.get("abstract"), "keyword": "; ".join(listed)}
    return Source(
        id=record["id"],
        type="article-journal",
        variables={name: value for name, value in words.items() if value},
        publication_types=tuple(record.get("publication_types") or record.get("design_tags") or ()),
    )


def list_pairs(library: Library) -> Iterator[str]:
    """The pairs of works that are taken for one subject, each once, with the words that they share."""
    index = SubjectIndex(library.sources)
    for source in library.sources:
        for other, shared in index.find_alike(source):
            if source.id < other.id:
                yield f"{', '.join(shared)}\n    {source.title}\n    {other.title}"


def list_alarms(library: Library, rule: str) -> Iterator[str]:
    """What a rule tells where each work is cited alone for a benefit."""
    for source in library.sources:
        title = source.title or ""
        draft = ea.Draft(question=title).add(title, cite=source.id, role="benefit")
        answer = ea.assemble_answer(draft, library, as_of=DAY)
        for finding in ea.check_answer(answer, library, select=(rule,)).findings:
            told = library[finding.source_id or ""].source
            abstract = told.variables.get("abstract", "no abstract")
            yield f"{finding.message}\n    cited: {title}\n    left out: {told.title}\n    {abstract}"


def time_made_works(number: int, seed: int) -> None:
    """Print how long an index of made titles takes, and looking up 500 of them; a few names are in many titles."""
    draw = random.Random(seed)
    tails = ("randomized trial", "cohort study", "systematic review", "narrative review", "case report")

    def name(ending: str) -> str:
        rank = min(int(draw.paretovariate(0.6)), 600)
        return f"{chr(97 + rank % 26)}{chr(97 + rank // 26)}x{ending}"

    def title() -> str:
        return f"{name('ol')} versus placebo for {name('ia')} in patients with {name('osis')}: a {draw.choice(tails)}"

    sources = [Source(id=str(place), variables={"title": title()}) for place in range(number)]
    begun = time.process_time()
    index = SubjectIndex(sources)
    indexed = time.process_time()
    found = sum(1 for source in sources[:500] for _ in index.find_alike(source))
    looked = time.process_time()
    print(f"{number} works: index {indexed - begun:.2f} s, 500 look-ups {looked - indexed:.2f} s, {found} works found")


def main() -> None:
    """Print the counts for each library, and a sample of what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--made", type=int, help="time an index of so many made titles")
    parser.add_argument("--show", choices=("pairs", *RULES))
    parser.add_argument("--most", type=int, default=30)
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.made:
        time_made_works(arguments.made, arguments.seed)
        return
    print(f"{'library':40} {'works':>6} {'pairs':>6} {'ms to index':>12}" + "".join(f"{rule:>8}" for rule in RULES))
    for path in arguments.files:
        library = read_works(path)
        begun = time.process_time()
        SubjectIndex(library.sources)
        indexed = (time.process_time() - begun) * 1000
        told = {"pairs": list(list_pairs(library)), **{rule: list(list_alarms(library, rule)) for rule in RULES}}
        counts = "".join(f"{len(told[rule]):8}" for rule in RULES)
        print(f"{path.name:40} {len(library):6} {len(told['pairs']):6} {indexed:12.1f}{counts}")
        if arguments.show:
            shown = told[arguments.show]
            for number, one in enumerate(
                random.Random(arguments.seed).sample(shown, min(arguments.most, len(shown))), 1
            ):
                print(f"{number}. {one}")


if __name__ == "__main__":
    main()
