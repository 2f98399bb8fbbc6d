"""How often EA305 is right where it tells that a statement calls its source by a wrong word, and how much it finds.

    python bench/quality/design_words.py [--typed FILE.jsonl] [--indexed FILE.jsonl] [--passages FILE.jsonl] [--show]

Without a file: the sentences of design_sentences.toml, each citing a source of the design that stands beside it.

--typed: records with `publication_types` (PubMed), --indexed: records with `design_tags` (what the indexers of a
database said); both with `title`, `journal` and `abstract`. Every sentence of an abstract in which the rule reads a
word for a design cites its own record: what is told is false, unless the record is not what we take it for. Then, where
somebody said what its record is, it cites a source of that design, and one of every other. "We" is taken out of these
sentences: an answer says "the authors".
--passages: lines with `sentences`, some with citation markers. Counts the sentences with a marker in which a word for a
design stands, and those in which it is read as said of what is cited; --show prints both, for a reader to judge.
--show prints all that is told of sentences and their own records, and each sentence that is judged wrongly.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from designs import TERMS, item_of, read_records

import evidence_assembler as ea
from evidence_assembler.library.library import build_library
from evidence_assembler.model.draft import Declaration
from evidence_assembler.rank.design_words import list_design_phrases
from evidence_assembler.text.sentences import split_sentences

SENTENCES = Path(__file__).with_name("design_sentences.toml")
RULE = "EA305"
# What the types of PubMed say, by the row of the confusion table; other types say no design.
TYPES = {
    "Practice Guideline": "guideline",
    "Systematic Review": "systematic review",
    "Meta-Analysis": "systematic review",
    "Randomized Controlled Trial": "randomized trial",
    "Clinical Trial": "clinical trial",
    "Observational Study": "observational study",
    "Case Reports": "case report",
    "Editorial": "editorial",
    "Review": "narrative review",
}
# Sources that a sentence is made to cite in place of its own.
CITED = (
    "guideline", "drug label", "systematic review", "randomized trial", "cohort study", "case report",
    "narrative review", "editorial", "animal study",
)  # fmt: skip
# [3, 4-6] with or without the words of an annotator around it, and (Roe et al., 2003).
_MARKER = re.compile(
    r"\s*\[[^\[\]]{0,40}\d[^\[\]]{0,40}\]|\s*\([^()]{0,200}\b(?:19|20)\d\d[a-z]?\)|</?CITATION_MARKER>"
)
_SAID_BY_THE_AUTHORS = (
    (re.compile(r"\bwe\b", re.IGNORECASE), "the authors"),
    (re.compile(r"\bour\b", re.IGNORECASE), "their"),
    (re.compile(r"\b(?:the|this) (?:present|current)\b", re.IGNORECASE), "this"),
)


def check(pairs: Iterable[tuple[str, ea.Source, str | None]]) -> list[str | None]:
    """What the rule tells of each sentence that cites one source, which may be declared to be of a design.

    A sentence may stand here once: what is said twice in an answer is made one statement.
    """
    given = list(pairs)
    library = build_library((one.model_copy(update={"id": f"s{at}"}), None) for at, (_, one, _) in enumerate(given))
    claims = tuple(ea.Claim(text=text, cite=f"s{at}") for at, (text, _, _) in enumerate(given))
    declare = {f"s{at}": Declaration(design=design) for at, (_, _, design) in enumerate(given) if design is not None}
    answer = ea.assemble_answer(ea.Draft(question="Which design?", claims=claims, declare=declare), library)
    told = {one.source_id: one.message for one in ea.check_answer(answer, library, select=(RULE,)).findings}
    return [told.get(f"s{at}") for at in range(len(given))]


def judge_made(show: bool) -> None:
    """The sentences that were made up: of those that are wrong how many are told, of those that are right how many."""
    table = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
    for kind in ("wrong", "right"):
        rows = table[kind]
        told = check((text, ea.Source(id="a"), design) for design, text in rows)
        print(f"{kind}: {sum(one is not None for one in told)} of {len(rows)} told")
        for (design, text), one in zip(rows, told, strict=True):
            if show and (one is None) == (kind == "wrong"):
                print(f"  {design}: {text}\n    {one}")


def list_sentences(records: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sentences of the abstracts in which a word for a design is read as said of the source, each once."""
    seen = set()
    for record in records:
        abstract = " ".join((record["abstract"] or "").split())
        for start, end in split_sentences(abstract):
            text = abstract[start:end]
            for words, instead in _SAID_BY_THE_AUTHORS:
                text = words.sub(instead, text)
            if text not in seen and any(one.means is not None for one in list_design_phrases(text)):
                seen.add(text)
                yield text, record


def judge_records(records: list[dict[str, Any]], show: bool) -> None:
    """The sentences of abstracts, citing their own records, and sources of other designs in place of them."""
    pairs = list(list_sentences(records))
    sources = [
        ea.Source.from_csl(
            {"id": "a", **{key: value for key, value in item_of(one, "abstract").items() if value}},
            publication_types=tuple(one.get("publication_types", ())),
        )
        for _, one in pairs
    ]
    own = check((text, source, None) for (text, _), source in zip(pairs, sources, strict=True))
    print(f"{len(records)} records, {len(pairs)} sentences that speak of their source by a design")
    print(f"citing their own record, as we take it: {sum(one is not None for one in own)} told")
    for (text, record), one in zip(pairs, own, strict=True):
        if show and one is not None:
            print(f"  {record['title']}\n    {text}\n    {one}")
    said = [(text, name) for text, record in pairs if (name := name_said(record)) is not None]
    declared = check((text, ea.Source(id="a"), name) for text, name in said)
    told = sum(one is not None for one in declared)
    print(f"citing a source of the design that people said: {told} of {len(said)} told")
    for (text, _), one in zip(said, declared, strict=True):
        if show and one is not None:
            print(f"  {text}\n    {one}")
    print_other_designs(said)


def print_other_designs(said: list[tuple[str, str]]) -> None:
    """For each design that people said, how many of its sentences are told where they cite a source of another."""
    counts: Counter[tuple[str, str]] = Counter()
    for cited in CITED:
        told = check((text, ea.Source(id="a"), cited) for text, _ in said)
        counts.update((name, cited) for (_, name), one in zip(said, told, strict=True) if one is not None)
    print(f"| said \\ cited | sentences | {' | '.join(CITED)} |")
    print("|---" * (len(CITED) + 2) + "|")
    for name, number in sorted(Counter(name for _, name in said).items()):
        cells = ("." if one == name else str(counts[name, one]) for one in CITED)
        print(f"| {name} | {number} | {' | '.join(cells)} |")


def judge_passages(path: Path, show: bool) -> None:
    """The sentences with a marker that name a design, each once, and how each phrase is read."""
    lines = (one for record in read_records(path) for one in record["sentences"])
    texts = dict.fromkeys(_MARKER.sub("", one) for one in lines if _MARKER.search(one))
    named = {text: phrases for text in texts if (phrases := list_design_phrases(text))}
    meant = {text: [one.words for one in phrases if one.means is not None] for text, phrases in named.items()}
    read = sum(map(bool, meant.values()))
    print(f"{len(texts)} sentences with a marker; {len(named)} name a design, {read} of what they cite")
    for text, words in meant.items() if show else ():
        print(f"  {', '.join(words) or '-'}\n    {text}")


def name_said(record: dict[str, Any]) -> str | None:
    """The design that people said a record is of; None where they said none, or several."""
    if "design_tags" in record:
        names = {TERMS[term][0] for term in record["design_tags"] if term in TERMS}
    else:
        names = {TYPES[term] for term in record["publication_types"] if term in TYPES}
    return names.pop() if len(names) == 1 else None


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--typed", type=Path)
    parser.add_argument("--indexed", type=Path)
    parser.add_argument("--passages", type=Path)
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    judge_made(chosen.show)
    for path in (chosen.typed, chosen.indexed):
        if path is not None:
            judge_records(read_records(path), chosen.show)
    if chosen.passages is not None:
        judge_passages(chosen.passages, chosen.show)


if __name__ == "__main__":
    main()
