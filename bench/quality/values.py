"""How often values that disagree are seen, and how often others are taken for such.

    python bench/quality/values.py FILE.jsonl... [--topic paragraph|document|all] [--seed N]

Each file has JSON lines with `sentences` (a passage), or with `text` or `abstract` (an article in paragraphs). First,
every alarm on the texts as they are, for judging by hand: each sentence is a statement with a source of its own, and a
paragraph, a document or everything is one topic. Then conflicts that are planted: a sentence and the same sentence with
one number changed, and perhaps put in other words, are two statements; the share that is found is told for each kind,
for all numbers and for those that the sentence is about by our own reading. Of what says no other value, or says it of
another thing, none should be found.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from evidence_assembler.disagree import find_disagreements
from evidence_assembler.model.answer import NumberedCitation, Statement, Topic
from evidence_assembler.text.quantities import PEOPLE, Quantity, read_quantities

_TAG = re.compile(r"</?CITATION_MARKER>")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")
_DIGITS = re.compile(r"[0-9]+")
_SWAPS = {  # plain words that a second author might choose
    "reduced": "lowered", "reduces": "lowers", "increased": "raised", "increases": "raises", "decreased": "fell",
    "showed": "had", "approximately": "about", "average": "mean", "median": "middle", "maximum": "highest",
    "patients": "people", "individuals": "people", "dose": "dosage", "observed": "seen", "reported": "found",
    "significantly": "markedly", "higher": "greater", "lower": "smaller", "children": "minors", "cases": "infections",
}  # fmt: skip

Pair = tuple[str, str]


def read_paragraphs(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The sentences of each paragraph, with the name of its document."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name = str(row.get("id") or row.get("article"))
        if "sentences" not in row or "text" in row:
            for paragraph in (row.get("text") or row.get("abstract") or "").split("\n\n"):
                if paragraph and not paragraph.startswith("#"):
                    yield name, _SENTENCE_END.split(" ".join(paragraph.split()))
        else:
            yield name, [" ".join(_TAG.sub("", sentence).split()) for sentence in row["sentences"]]


def make_topics(topics: dict[str, list[str]]) -> list[Topic]:
    """Statements, each with a source of its own."""
    number = 0
    made = []
    for title, sentences in topics.items():
        statements = []
        for sentence in sentences:
            number += 1
            cited = (NumberedCitation(source_id=f"s{number}", number=number),)
            statements.append(Statement(id=f"c{number}", text=sentence, citations=cited))
        made.append(Topic(title=title, statements=tuple(statements)))
    return made


def is_found(one: str, other: str) -> bool:
    """True where the two are told as giving different values."""
    return bool(find_disagreements(make_topics({"topic": [one, other]})))


def change(sentence: str, quantity: Quantity, draw: random.Random) -> str | None:
    """The sentence with another number there, none where it would be written otherwise."""
    words = sentence[quantity.start : quantity.end]
    found = _DIGITS.search(words)
    if found is None or found[0].startswith("0") or len(found[0]) > 6:
        return None
    digits = str(int(int(found[0]) * draw.uniform(1.4, 3)) + 1)
    changed = sentence[: quantity.start] + words[: found.start()] + digits + words[found.end() :]
    changed += sentence[quantity.end :]
    return changed if len(read_quantities(changed)) == len(read_quantities(sentence)) else None


def swap(sentence: str) -> str | None:
    """The sentence with one word changed for another that means the same here, None where it has none."""
    for word, other in _SWAPS.items():
        swapped, count = re.subn(rf"\b{word}\b", other, sentence, count=1)
        if count:
            return swapped
    return None


def move_front(sentence: str) -> str | None:
    """The sentence with its first phrase put last: "It rose in adults." for "In adults, it rose."."""
    found = re.fullmatch(r"((?:In|On|At|Among|After|During|For) [^,0-9]{3,60}), (.+?)\.?", sentence)
    return f"{found[2][0].upper()}{found[2][1:]} {found[1][0].lower()}{found[1][1:]}." if found else None


CONFLICTS: dict[str, Callable[[str, str], Pair | None]] = {
    "one number changed": lambda one, other: (one, other),
    "and a clause added": lambda one, other: (one, f"{other.rstrip('.')}, and this was expected."),
    "and one word put otherwise": lambda one, other: (one, said) if (said := swap(other)) else None,
    "and an adverb added": lambda one, other: (one, f"Overall, {other[0].lower()}{other[1:]}"),
    "and the first phrase put last": lambda one, other: (one, said) if (said := move_front(other)) else None,
}
HARMLESS: dict[str, Callable[[str, str], Pair | None]] = {
    "the same sentence": lambda one, _: (one, one),
    "another year": lambda one, other: (f"In 2019, {one}", f"In 2020, {other}"),
    "another population": lambda one, other: (f"In adults, {one}", f"In children, {other}"),
    "another study": lambda one, other: (f"In one trial {one}", f"In another trial {other}"),
    "a number of people changed too": lambda one, other: (f"Of 31 women seen, {one}", f"Of 99 women seen, {other}"),
}


def print_alarms(paths: list[Path], topic: str) -> None:
    topics: dict[str, list[str]] = {}
    for path in paths:
        for place, (name, sentences) in enumerate(read_paragraphs(path)):
            title = {"paragraph": f"{name} {place}", "document": name, "all": "all"}[topic]
            topics.setdefault(title, []).extend(sentences)
    placed = make_topics(topics)
    sentences = [statement for topic in placed for statement in topic.statements]
    texts = {statement.id: statement.text for statement in sentences}
    counted = sum(bool(read_quantities(text)) for text in texts.values())
    found = find_disagreements(placed)
    print(f"{len(topics):,} topics, {len(texts):,} sentences, {counted:,} with a quantity: {len(found)} alarms")
    for disagreement in found:
        print(f"\n{disagreement.about}")
        for side in disagreement.sides:
            print(f"  [{side.says}] {texts[side.statement]}")


def print_planted(paths: list[Path], draw: random.Random) -> None:
    pairs: list[tuple[str, str, bool]] = []
    for path in paths:
        for _, sentences in read_paragraphs(path):
            for sentence in sentences:
                quantities = [one for one in read_quantities(sentence) if one.dimension != PEOPLE]
                if quantities and (other := change(sentence, draw.choice(quantities), draw)):
                    pairs.append((sentence, other, is_found(sentence, other)))
    print(f"\n{'planted':<32} {'pairs':>7} {'found':>8} {'of those found plainly':>24}")
    for kind, make in {**CONFLICTS, **HARMLESS}.items():
        told = [(is_found(*pair), plain) for one, other, plain in pairs if (pair := make(one, other)) is not None]
        plain = [found for found, is_plain in told if is_plain]
        share = f"{sum(found for found, _ in told) / len(told):.1%}" if told else ""
        print(f"{kind:<32} {len(told):>7,} {share:>8} {sum(plain):>12} of {len(plain):>8}")


def main() -> None:
    """Print the alarms, then the table of what was planted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--topic", choices=["paragraph", "document", "all"], default="paragraph")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print_alarms(chosen.files, chosen.topic)
    print_planted(chosen.files, random.Random(chosen.seed))


if __name__ == "__main__":
    main()
