"""How well quotations are judged: the place found, and nothing passed that says something else.

    python bench/quality/quotations.py [--articles FILE.jsonl]... [--spans FILE.jsonl] [--seed N] [--count N] [--show]

First, variants of passages with a known true place. Right is: harmless ones pass, at the very place; noisy ones are
altered, and what is found shares nine tenths with the true place (intersection over union, IoU); others are absent.
Then `--count` changes that alter what a passage says: none may pass. A changed passage that by chance stands elsewhere
in the text is not counted; "named" is the share of the altered ones whose differences say what kind was changed.
`--spans` are quotations that people took from the articles: JSON lines with article, quote, start and end.
Without articles the text is Python's own help. Exits with 1 where anything passed that may not.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from damage import CUTS, DAMAGES, EDITS, NAMES
from draw import Draw
from texts import Text, make_unspaced, pick_passages, pick_unspaced, read_articles, read_topics
from variants import HARMLESS, NOISE, OTHER, UNSPACED, Variant

import evidence_assembler as ea

SHOWN = 20
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True)
class Case:
    """A quotation that was judged, with the passage that it was made of."""

    kind: str
    text: Text
    passage: tuple[int, int]
    quote: str
    match: ea.QuoteMatch

    @property
    def overlap(self) -> float:
        """Intersection over union of what was found and the passage."""
        return share_overlap((self.match.start, self.match.end), self.passage)

    def __str__(self) -> str:
        start, end = self.passage
        place = f"{self.match.start}-{self.match.end}"
        return (
            f"{self.kind}: {self.match.status} at {place}, true place {start}-{end} of {self.text.name}\n"
            f"  quoted {self.quote!r}\n  source {self.text.text[start:end]!r}\n  found  {self.match.found!r}"
        )


@dataclass
class Row:
    """The cases of one kind."""

    cases: list[Case] = field(default_factory=list)
    wrong: list[Case] = field(default_factory=list)


def share_overlap(found: tuple[int | None, int | None], true: tuple[int, int]) -> float:
    """Intersection over union of two stretches; nothing where none was found."""
    start, end = found
    if start is None or end is None:
        return 0.0
    shared = max(0, min(end, true[1]) - max(start, true[0]))
    return shared / (end - start + true[1] - true[0] - shared)


def judge_variants(texts: list[Text], count: int, draw: Draw) -> dict[str, Row]:
    """Every kind of variant of about `count` passages, with the wrong ones; at last of a text without spaces."""
    kinds = {**HARMLESS, **NOISE, **OTHER}
    rows = {kind: Row() for kind in (*kinds, *UNSPACED)}
    for text in texts:
        _judge_text(text, pick_passages(text, -(-count // len(texts)), draw), kinds, rows, draw)
    unspaced = make_unspaced(100_000, draw)
    _judge_text(unspaced, pick_unspaced(unspaced, count, draw), UNSPACED, rows, draw)
    return rows


def _judge_text(
    text: Text, passages: list[tuple[int, int]], kinds: dict[str, Variant], rows: dict[str, Row], draw: Draw
) -> None:
    index = ea.TextIndex(text.text)
    draw.words = text.words
    for passage in passages:
        for kind, variant in kinds.items():
            quote = _make(variant, text, passage, draw, _is_harmless(kind))
            if quote is None:
                continue
            case = Case(kind, text, passage, quote, index.locate(quote))
            rows[kind].cases.append(case)
            if not _is_right(case):
                rows[kind].wrong.append(case)


def count_fickle(rows: dict[str, Row], most: int, draw: Draw) -> tuple[int, int]:
    """How many cases were asked again, and how many got another verdict or place from an index of their own."""
    cases = [case for row in rows.values() for case in row.cases]
    drawn = draw.sample(cases, min(most, len(cases)))
    return len(drawn), sum(ea.locate_quote(case.quote, case.text.text) != case.match for case in drawn)


def _is_harmless(kind: str) -> bool:
    return kind in HARMLESS or kind == "unspaced"


def _make(variant: Variant, text: Text, passage: tuple[int, int], draw: Draw, harmless: bool) -> str | None:
    """A variant that reads otherwise than anything in the text; a harmless one as it comes."""
    for _ in range(5):
        quote = variant(text.text[slice(*passage)], draw)
        if quote is None or harmless or not text.count_of(quote):
            return quote
    return None


def _is_right(case: Case) -> bool:
    if _is_harmless(case.kind):
        return case.match.passed and (case.match.start, case.match.end) == case.passage
    if case.kind in OTHER:
        return case.match.status == "absent"
    return case.match.status == "altered" and case.overlap >= 0.9


def judge_damages(texts: list[Text], count: int, draw: Draw) -> dict[str, Row]:
    """As many changes of each kind, `count` in all, with those that passed."""
    kinds = {**DAMAGES, **EDITS, **CUTS}
    rows = {kind: Row() for kind in kinds}
    indexes = {text.name: ea.TextIndex(text.text) for text in texts}
    passages = [(text, passage) for text in texts for passage in pick_passages(text, -(-1_000 // len(texts)), draw)]
    quota = -(-count // len(kinds))
    for kind, damage in kinds.items():
        row = rows[kind]
        for _ in range(60 * quota):
            if len(row.cases) == quota:
                break
            text, (start, end) = draw.choice(passages)
            draw.words = text.words
            quote = damage(text.text[start:end], draw)
            if quote is None or _stands_elsewhere(kind, quote, text):
                continue
            case = Case(kind, text, (start, end), quote, indexes[text.name].locate(quote))
            row.cases.append(case)
            if case.match.passed:
                row.wrong.append(case)
    return rows


def _stands_elsewhere(kind: str, quote: str, text: Text) -> bool:
    """True where the changed passage is one of the text; without its brackets too, which may be an editor's."""
    if kind in CUTS:
        return text.count_of(quote) > 1
    return bool(text.count_of(quote) or (kind in DAMAGES and text.count_of(_IN_BRACKETS.sub(" ", quote))))


def judge_spans(texts: list[Text], path: Path) -> Row:
    """Quotations by people, with those that were not found at their place."""
    row = Row()
    indexes = {text.name: (text, ea.TextIndex(text.text)) for text in texts}
    for line in path.read_text(encoding="utf-8").splitlines():
        span = json.loads(line)
        if str(span["article"]) in indexes:
            text, index = indexes[str(span["article"])]
            case = Case("span", text, (span["start"], span["end"]), span["quote"], index.locate(span["quote"]))
            row.cases.append(case)
            if case.overlap < 0.9:
                row.wrong.append(case)
    return row


def print_variants(rows: dict[str, Row]) -> None:
    print(f"{'variant':<22} {'number':>7} {'right':>8} {'mean IoU':>9}  verdicts")
    for kind, row in rows.items():
        if row.cases:
            right = 1 - len(row.wrong) / len(row.cases)
            overlap = "" if kind in OTHER else f"{statistics.fmean(case.overlap for case in row.cases):.4f}"
            print(f"{kind:<22} {len(row.cases):>7,} {right:>8.1%} {overlap:>9}  {_count_statuses(row)}")


def print_damages(rows: dict[str, Row]) -> None:
    print(f"{'change':<30} {'number':>7} {'passed':>7} {'named':>7}  verdicts")
    for kind, row in rows.items():
        altered = [case.match for case in row.cases if case.match.status == "altered"]
        told = [any(told.kind == NAMES.get(kind) for told in match.differences) for match in altered]
        named = f"{statistics.fmean(told):.1%}" if kind in NAMES and told else ""
        print(f"{kind:<30} {len(row.cases):>7,} {len(row.wrong):>7} {named:>7}  {_count_statuses(row)}")
    total = sum(len(row.cases) for row in rows.values())
    print(f"{'all':<30} {total:>7,} {sum(len(row.wrong) for row in rows.values()):>7}")


def print_spans(row: Row) -> None:
    placed = 1 - len(row.wrong) / len(row.cases)
    same = sum(case.match.found == case.text.text[slice(*case.passage)] for case in row.wrong)
    print(
        f"{len(row.cases)} quotations by people: {placed:.1%} at their place (IoU >= .9), "
        f"{same} at another place of the same words; {_count_statuses(row)}"
    )


def _count_statuses(row: Row) -> str:
    counted = Counter(case.match.status for case in row.cases)
    return ", ".join(f"{status} {number:,}" for status, number in counted.most_common())


def _all_wrong(rows: dict[str, Row]) -> Iterator[Case]:
    for row in rows.values():
        yield from row.wrong[: max(1, SHOWN // len(rows))]


def main() -> int:
    """Print the tables; 1 where a change passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, action="append", default=[])
    parser.add_argument("--spans", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10_000, help="changes; a fiftieth as many passages are varied")
    parser.add_argument("--show", action="store_true", help=f"print what went wrong, {SHOWN} at most of each table")
    chosen = parser.parse_args()
    draw = Draw(chosen.seed)
    texts = [text for path in chosen.articles for text in read_articles(path)] or [read_topics(draw)]
    print(f"{len(texts)} text(s), {sum(len(text.text) for text in texts):,} characters, seed {chosen.seed}\n")
    variants = judge_variants(texts, max(10, chosen.count // 50), draw)
    print_variants(variants)
    asked, fickle = count_fickle(variants, 100, draw)
    print(f"Of {asked} of them asked again of a fresh index, {fickle} got another verdict or place.\n")
    damages = judge_damages(texts, chosen.count, draw)
    print_damages(damages)
    wrong = [*_all_wrong(variants), *_all_wrong(damages)]
    if chosen.spans is not None:
        spans = judge_spans(texts, chosen.spans)
        print()
        print_spans(spans)
        wrong += spans.wrong[:SHOWN]
    if chosen.show and wrong:
        print("\n" + "\n".join(map(str, wrong)))
    return 1 if any(row.wrong for row in damages.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
