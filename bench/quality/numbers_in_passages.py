"""How often EA301 is right: the numbers it takes, its alarms on real pairs, and numbers changed on purpose.

    python bench/quality/numbers_in_passages.py FILE... [--draw N] [--seed N]

A file is JSON lines with `text` (an article in Markdown), `abstract` (a record) or `sentences` and `in_scope` (a
passage with the sentences that cite), or a drug label (SPL, XML). With --draw, numbers that the sentences give are
printed with what stands around them, for judging whether a source should have them.

What authors say twice are the real pairs: a sentence of an article's abstract or discussion, held against the rest of
the article; one of an abstract's conclusion, and a title, against the rest of the abstract; one of a label's
highlights, against the full prescribing information. Every alarm is printed, for judging by hand.

Then numbers that are changed on purpose, one in each sentence, held against the sentence as it was, and against that
and the passage together. Of the same number written otherwise none should be told.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_assembler.text.given_numbers import list_given
from evidence_assembler.text.held_numbers import HeldNumbers, list_missing
from evidence_assembler.text.sentences import split_sentences

_HEADING = re.compile(r"^#+ ?(.*)$", re.MULTILINE)
_SAID_AGAIN = re.compile(r"abstract|summary|discussion|conclusion", re.IGNORECASE)
_LEFT_OUT = re.compile(r"references|acknowledg|footnotes|funding|abbreviations", re.IGNORECASE)
_CONCLUSION = re.compile(r"\b(?:CONCLUSIONS?|Conclusions?|In conclusion|INTERPRETATION|Interpretation)\b[:.,]?")
_TAG = re.compile(r"</?CITATION_MARKER>")
_SPL = "{urn:hl7-org:v3}"


@dataclass(frozen=True)
class Pair:
    """A sentence, what kind of place it is from, and what it is held against."""

    kind: str
    name: str
    sentence: str
    passage: HeldNumbers


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file."""
    if path.suffix == ".xml":
        yield from _read_label(path)
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        record = json.loads(line)
        name = str(record.get("article") or record.get("id") or number)
        if "text" in record:
            yield from _read_article(name, record["text"])
        elif "sentences" in record and "in_scope" in record:
            yield from _read_cited(name, record)
        elif record.get("abstract"):
            yield from _read_abstract(name, record.get("title") or "", record["abstract"])


def _read_cited(name: str, record: dict[str, list[str]]) -> Iterator[Pair]:
    """The citing sentences of a passage, each against nothing: what they give, for judging and for changing."""
    for sentence, cited in zip(record["sentences"], record["in_scope"], strict=True):
        if cited:
            yield Pair("citing sentence", name, " ".join(_TAG.sub("", sentence).split()), HeldNumbers(""))


def _read_article(name: str, text: str) -> Iterator[Pair]:
    """Sentences of the abstract against the body, and of the discussion against all that comes before it."""
    sections = [(title, body) for title, body in _split_sections(text) if not _LEFT_OUT.match(title)]
    for top in sorted({title for title, _ in sections if _SAID_AGAIN.match(title)}):
        again = [body for title, body in sections if title == top]
        rest = HeldNumbers("\n\n".join(body for title, body in sections if title != top))
        for sentence in list_sentences("\n\n".join(again)):
            yield Pair(
                f"article: {'abstract' if top.startswith(('Abs', 'Auth')) else 'discussion'}", name, sentence, rest
            )


def _split_sections(text: str) -> Iterator[tuple[str, str]]:
    """Each stretch between two headings, under its heading of the second level."""
    top, at = "", 0
    for heading in _HEADING.finditer(text):
        yield top, text[at : heading.start()]
        if heading[0].startswith("## ") or heading[0] == "##":
            top = heading[1]
        at = heading.end()
    yield top, text[at:]


def _read_abstract(name: str, title: str, abstract: str) -> Iterator[Pair]:
    yield Pair("record: title", name, title, HeldNumbers(abstract))
    for sentence in list_sentences(abstract):  # against nothing: for drawing and for changing
        yield Pair("record: abstract", name, sentence, HeldNumbers(""))
    ends = list(_CONCLUSION.finditer(abstract))
    if ends and ends[-1].start() > 200:
        rest = HeldNumbers(abstract[: ends[-1].start()])
        for sentence in list_sentences(abstract[ends[-1].end() :]):
            yield Pair("record: conclusion", name, sentence, rest)


def _read_label(path: Path) -> Iterator[Pair]:
    """Each paragraph and item of the highlights against the label without them."""
    root = ElementTree.parse(path).getroot()
    highlights: list[str] = []
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{_SPL}excerpt":
                highlights += [
                    " ".join("".join(one.itertext()).split())
                    for kind in ("paragraph", "item", "td")
                    for one in child.iter(f"{_SPL}{kind}")
                ]
                parent.remove(child)
    rest = HeldNumbers(" ".join("".join(root.itertext()).split()))
    for said in highlights:
        for sentence in list_sentences(said):
            yield Pair("label: highlights", path.stem, sentence, rest)


def list_sentences(text: str) -> list[str]:
    """The sentences of a text in paragraphs, each on one line."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        line = " ".join(paragraph.split())
        found += [line[start:end] for start, end in split_sentences(line)]
    return found


def print_alarms(pairs: list[Pair]) -> None:
    """Each alarm, then for each kind of pair how many sentences give a number, how many numbers, how many alarms."""
    sentences: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for pair in pairs:
        if not pair.passage.text:
            continue
        given = list_given(pair.sentence)
        sentences[pair.kind] += bool(given)
        numbers[pair.kind] += len(given)
        missing = list_missing(pair.sentence, [pair.passage])
        if missing:
            alarms[pair.kind] += 1
            told = " | ".join(one.words for one in missing)
            print(f"{sum(alarms.values())} {pair.kind} {pair.name} [{told}]\n    {pair.sentence[:400]}")
    print(f"\n{'pairs':<24} {'with a number':>14} {'numbers':>9} {'alarms':>8}")
    for kind in sentences:
        print(f"{kind:<24} {sentences[kind]:>14,} {numbers[kind]:>9,} {alarms[kind]:>8,}")


def print_drawn(pairs: list[Pair], count: int, draw: random.Random) -> None:
    """Numbers that are given, drawn by chance, each once a sentence, with what stands around it."""
    sentences = sorted({pair.sentence for pair in pairs})
    found = [(one, sentence) for sentence in sentences for one in list_given(sentence)]
    for place, (one, sentence) in enumerate(draw.sample(found, min(count, len(found))), start=1):
        start, end = one.number.start, one.number.end
        print(f"{place} [{one.words}] {sentence[max(0, start - 60) : start]}>{sentence[start : end + 40]}")
    print(f"drawn of {len(found):,} numbers in {len(sentences):,} sentences")


def change_digit(written: str, draw: random.Random) -> str | None:
    """The number with its first digit another one."""
    first = next((at for at, char in enumerate(written) if char in "123456789"), None)
    if first is None:
        return None
    other = draw.choice([digit for digit in "123456789" if digit != written[first]])
    return written[:first] + other + written[first + 1 :]


def add_digit(written: str, draw: random.Random) -> str | None:
    """The number with a digit in front; none for one with a nought there."""
    return draw.choice("123456789") + written if written[:1] in "123456789" and "," not in written else None


def move_point(written: str, _: random.Random) -> str | None:
    """The number without its decimal point."""
    return written.replace(".", "", 1) if re.fullmatch(r"[1-9][0-9]*\.[0-9]+", written) else None


def swap_digits(written: str, _: random.Random) -> str | None:
    """The number with its first two digits the other way round."""
    swapped = written[1] + written[0] + written[2:] if re.match("[0-9]{2}", written) else written
    return swapped if swapped != written and not swapped.startswith("0") else None


CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    "first digit changed": change_digit,
    "digit added in front": add_digit,
    "decimal point lost": move_point,
    "two digits swapped": swap_digits,
}


def spell(written: str, _: random.Random) -> str | None:
    """The number in words."""
    words = "two three four five six seven eight nine ten eleven twelve".split()
    return words[int(written) - 2] if written.isdigit() and 2 <= int(written) <= 12 else None


def group(written: str, _: random.Random) -> str | None:
    """The number with commas, or without."""
    if "," in written:
        return written.replace(",", "")
    return f"{int(written):,}" if written.isdigit() and len(written) > 4 else None


HARMLESS: dict[str, Callable[[str, random.Random], str | None]] = {
    "as it was": lambda written, _: written,
    "in words": spell,
    "grouped or not": group,
    "a nought added": lambda written, _: f"{written}0" if "." in written else None,
    "a decimal dropped": lambda written, _: (
        f"{float(written):.1f}" if re.fullmatch(r"[1-9][0-9]*\.[0-9]{2}", written) else None
    ),
}


def print_planted(pairs: list[Pair], draw: random.Random) -> None:
    """For each kind of change how often it is told, against the sentence itself and against all that the pair has."""
    print(f"\n{'planted':<24} {'numbers':>9} {'told against the sentence':>26} {'and against the whole':>22}")
    for name, change in {**CHANGES, **HARMLESS}.items():
        count = told = whole = 0
        for pair in pairs:
            own = HeldNumbers(pair.sentence)
            given = [one for one in list_given(pair.sentence) if not one.number.in_words]
            if not given:
                continue
            one = draw.choice(given)
            written = pair.sentence[one.number.start : one.number.end]
            changed = change(written, draw) if re.fullmatch(r"[0-9.,]+", written) else None
            if changed is None or (name in CHANGES and changed == written):
                continue
            text = pair.sentence[: one.number.start] + changed + pair.sentence[one.number.end :]
            if f"({written})" in pair.sentence:  # the section of a label, or a marker: what the passage need not have
                continue
            count += 1
            told += bool(list_missing(text, [own]))
            whole += bool(list_missing(text, [own, pair.passage]))
        shares = (f"{part / count:.1%}" if count else "" for part in (told, whole))
        print(f"{name:<24} {count:>9,} {next(shares):>26} {next(shares):>22}")


def main() -> None:
    """Print the alarms, then the table of what was planted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    pairs = [pair for path in chosen.files for pair in read_pairs(path)]
    if chosen.draw:
        print_drawn(pairs, chosen.draw, random.Random(chosen.seed))
        return
    print_alarms(pairs)
    print_planted(pairs, random.Random(chosen.seed))


if __name__ == "__main__":
    main()
