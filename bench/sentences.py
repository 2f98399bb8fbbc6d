"""Splitting text into sentences: ours beside blingfire, nupunkt and pysbd.

    python bench/sentences.py FILE.jsonl [--cases tests/text/sentences.yaml] [--megabytes 4]

Each line of the file has `text` and `sentences`, each of them with `start` and `end` in code points. Three tables: on
the hard cases, how many each splits as written; on the texts of the file, precision, recall and F1 of the places where
sentences end, each line of a text for itself; and millions of characters a second on the texts, one behind the other,
the best of three runs. A citation marker that was taken out (U+FFFC) is no sign that the others know: the cases with
one are counted apart.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.model.manuscript import MARK
from evidence_assembler.text.sentences import split_sentences

Splitter = Callable[[str], list[tuple[int, int]]]
_NAIVE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")


def split_naively(text: str) -> list[tuple[int, int]]:
    """At every stop with a space and a capital behind it."""
    cuts = [0, *(found.end() for found in _NAIVE.finditer(text)), len(text)]
    return list(pairwise(cuts))


def load_splitters() -> dict[str, Splitter]:
    """Ours, the naive one, and those that are installed."""
    splitters: dict[str, Splitter] = {"evidence-assembler": split_sentences, "naive": split_naively}
    try:
        import blingfire

        def split_with_blingfire(text: str) -> list[tuple[int, int]]:
            return [tuple(span) for span in blingfire.text_to_sentences_and_offsets(text)[1]]

        splitters["blingfire"] = split_with_blingfire
    except ImportError:
        print("blingfire is not installed")
    try:
        import nupunkt

        splitters["nupunkt"] = lambda text: list(nupunkt.sent_spans(text))
    except ImportError:
        print("nupunkt is not installed")
    try:
        import pysbd

        def split_with_pysbd(text: str) -> list[tuple[int, int]]:
            segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
            return [(one.start, one.end) for one in segmenter.segment(text)]

        splitters["pysbd"] = split_with_pysbd
    except ImportError:
        print("pysbd is not installed")
    return splitters


def read_cases(path: Path) -> list[tuple[str, list[str]]]:
    """Each hard case as its text and its sentences."""
    cases = []
    for listed in parse_yaml(path.read_text(encoding="utf-8"), path.name).value.values():
        for case in listed:
            space, sentences = ("", case["glued"]) if isinstance(case, dict) else (" ", case)
            sentences = [one.replace("◊", MARK) for one in sentences]
            cases.append((space.join(sentences), sentences))
    return cases


def count_hits(split: Splitter, cases: list[tuple[str, list[str]]]) -> int:
    return sum([text[start:end].strip() for start, end in split(text)] == sentences for text, sentences in cases)


def score(split: Splitter, rows: list[dict]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the ends of sentences."""
    both = ours = gold = 0
    for row in rows:
        text = row["text"]
        wanted = {one["end"] if isinstance(one, dict) else one[1] for one in row["sentences"]}
        found = set()
        at = 0
        for line in text.split("\n"):
            if line.strip():
                found |= {at + len(line[:end].rstrip()) for _, end in split(line)}
            at += len(line) + 1
        both, ours, gold = both + len(found & wanted), ours + len(found), gold + len(wanted)
    return both / ours, both / gold, 2 * both / (ours + gold)


def measure(split: Splitter, text: str) -> float:
    """Millions of characters a second, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        split(text)
        best = min(best, time.process_time() - begun)
    return len(text) / best / 1e6


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--cases", type=Path, default=Path("tests/text/sentences.yaml"))
    parser.add_argument("--megabytes", type=float, default=4)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines()]
    cases = read_cases(given.cases)
    marked = [case for case in cases if MARK in case[0]]
    plain = [case for case in cases if MARK not in case[0]]
    joined = " ".join(row["text"].replace("\n", " ") for row in rows)
    text = joined * (1 + int(given.megabytes * 1e6 / len(joined)))
    print(
        f"{'':<20} {'plain cases':>14} {'with markers':>14} {'precision':>10} {'recall':>8} {'F1':>8} {'M chars/s':>10}"
    )
    for name, split in load_splitters().items():
        precision, recall, f1 = score(split, rows)
        sample = text if name != "pysbd" else text[:100_000]  # it takes a minute for more
        print(
            f"{name:<20} {count_hits(split, plain):>7} of {len(plain):<3}"
            f" {count_hits(split, marked):>7} of {len(marked):<3}"
            f" {precision:>10.4f} {recall:>8.4f} {f1:>8.4f} {measure(split, sample):>10.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
