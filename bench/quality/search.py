"""How well `library.search` finds the passage that somebody wants to quote.

    python bench/quality/search.py ARTICLES.jsonl SPANS.jsonl [--among ABSTRACTS.jsonl] [--seed N] [--copies N]

`ARTICLES` are JSON lines with article and text, `SPANS` passages that annotators quoted from them for a citing claim:
article, citing, quote, start and end. `--among` adds texts in which none of them stands, JSON lines with a title as the
first line of the text. No words of the claims are at hand, so the queries are made of the passages:

- `words`: 2, 3 or 4 of its words, drawn by chance, in their order; what somebody remembers (known-item search)
- `side by side`: two words that follow each other
- `one beside`, `one of the title`: 3 of its words and one of its neighbours, or of the title of its article
- `same claim`: the whole of another passage that was quoted for the same claim, which is itself no hit

Told is the share of queries with the annotated passage first, among the first 5, and among the first 10; for ours, for
ours without each thing that comes on top of BM25, and for the bm25() of SQLite's FTS5 over the same sentences, with its
own tokenizer. `--copies` then times an index of so many times the articles, each with words of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from draw import Draw

from evidence_assembler.data import read_table
from evidence_assembler.library import search
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import Source, SourceText

Place = tuple[str, int, int]
Finder = Callable[[str], Sequence[Place]]

MOST, DEPTHS = 20, (1, 5, 10)
SHORTEST = 30  # code points of a span: a shorter one is a slip of the pen
ABLATIONS = {
    "two words side by side": {"_SIDE_BY_SIDE": 0},
    "sentences beside": {"_NEAR": 0},
    "the title": {"_TITLE": 0},
    "all three": {"_SIDE_BY_SIDE": 0, "_NEAR": 0, "_TITLE": 0},
}
_WORD = re.compile(r"[^\W_][\w-]+")


@dataclass(frozen=True, slots=True)
class Query:
    """Words to search for, the places one of which is wanted, and the places that do not count."""

    words: str
    wanted: tuple[Place, ...]
    itself: tuple[Place, ...] = ()


def read_lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def make_library(texts: dict[str, str]) -> Library:
    """The first line of each text is its title."""
    sources = [(Source(id=name, variables={"title": title_of(text)}), None) for name, text in texts.items()]
    return build_library(sources, [SourceText(source_id=name, text=text) for name, text in texts.items()])


def title_of(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")


def list_words(text: str) -> list[str]:
    """The words of a text that somebody would search for."""
    return [word for word in _WORD.findall(text) if word.lower() not in read_table("search")["weak"]]


def make_queries(texts: dict[str, str], spans: list[dict[str, object]], draw: Draw) -> dict[str, list[Query]]:
    queries: defaultdict[str, list[Query]] = defaultdict(list)
    places = {read_place(span): span for span in spans}
    for place in places:
        name, start, end = place
        quote, words = texts[name][start:end], list_words(texts[name][start:end])
        around = list_words(f"{texts[name][max(0, start - 150) : start]} {texts[name][end : end + 150]}")
        for count in (2, 3, 4):
            queries[f"{count} words"].append(Query(draw_words(words, count, draw), (place,)))
        beside = [f"{one[0]} {one[1]}" for one in zip(_WORD.findall(quote), _WORD.findall(quote)[1:], strict=False)]
        beside = [pair for pair in beside if len(list_words(pair)) == 2]
        if beside:
            queries["2 side by side"].append(Query(draw.choice(beside), (place,)))
        for kind, further in (
            ("3 and one beside", around),
            ("3 and one of the title", list_words(title_of(texts[name]))),
        ):
            further = [word for word in further if word not in words]
            if further:
                queries[kind].append(Query(f"{draw_words(words, 3, draw)} {draw.choice(further)}", (place,)))
    for place, span in places.items():
        same = [read_place(other) for other in spans if other["citing"] == span["citing"]]
        others = tuple(other for other in same if not overlap(other, place))
        if others:
            queries["same claim"].append(Query(str(span["quote"]), others, (place,)))
    return dict(queries)


def read_place(span: dict[str, object]) -> Place:
    return str(span["article"]), int(str(span["start"])), int(str(span["end"]))


def draw_words(words: list[str], count: int, draw: Draw) -> str:
    return " ".join(words[at] for at in sorted(draw.sample(range(len(words)), min(count, len(words)))))


def overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def find_rank(query: Query, finder: Finder) -> int | None:
    """The place of the first hit that was wanted, from 1; None where it is not among them."""
    found = [place for place in finder(query.words) if not any(overlap(place, one) for one in query.itself)]
    return next((rank for rank, place in enumerate(found, 1) if any(overlap(place, one) for one in query.wanted)), None)


def ask_library(library: Library) -> Finder:
    return lambda words: [(one.source_id, one.start, one.end) for one in library.search(words, most=MOST)]


def ask_fts5(texts: dict[str, str]) -> Finder:
    """The bm25() of FTS5 over the same sentences, whole and without their neighbours, for any word of the query."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE sentences USING fts5(words, tokenize='porter unicode61 remove_diacritics 2')")
    places = [
        (name, start, end)
        for name, text in texts.items()
        for start, end, is_heading in search._split_passages(text)
        if not is_heading
    ]
    rows = ((texts[name][start:end],) for name, start, end in places)
    table.executemany("INSERT INTO sentences(words) VALUES (?)", rows)

    def find(words: str) -> list[Place]:
        asked = " OR ".join(f'"{word}"' for word in words.replace('"', " ").split())
        ordered = "SELECT rowid FROM sentences WHERE sentences MATCH ? ORDER BY bm25(sentences) LIMIT ?"
        return [places[row - 1] for (row,) in table.execute(ordered, (asked, MOST))]

    return find


@contextmanager
def without(constants: dict[str, float]) -> Iterator[None]:
    """The search with these of its shares put otherwise."""
    before = {name: getattr(search, name) for name in constants}
    try:
        for name, value in constants.items():
            setattr(search, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(search, name, value)


def print_row(name: str, queries: dict[str, list[Query]], finder: Finder) -> None:
    cells = []
    for asked in queries.values():
        ranks = [find_rank(query, finder) for query in asked]
        shares = [sum(rank is not None and rank <= depth for rank in ranks) / len(ranks) for depth in DEPTHS]
        cells.append("/".join(f"{100 * share:.0f}" for share in shares).rjust(12))
    print(f"{name:<34}" + "".join(cells))


def time_search(texts: dict[str, str], copies: int, queries: dict[str, list[Query]]) -> None:
    """CPU time of an index, and of a query on it; each copy has its own letter behind its long words."""
    copied = {
        f"{name}-{copy}": re.sub(r"([a-z]{8})(?=\W)", rf"\1{chr(ord('a') + copy % 26)}x{copy}", text)
        for copy in range(copies)
        for name, text in texts.items()
    }
    library = make_library(copied)
    begun = time.process_time()
    library.search("begin")
    size = sum(map(len, copied.values()))
    print(f"\n{size:,} characters indexed in {time.process_time() - begun:.1f} s")
    for kind in ("2 words", "4 words", "same claim"):
        taken = []
        for query in queries[kind][:100]:
            begun = time.process_time()
            library.search(query.words)
            taken.append(1_000 * (time.process_time() - begun))
        print(f"{kind}: median {statistics.median(taken):.0f} ms, at most {max(taken):.0f} ms")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("spans", type=Path)
    parser.add_argument("--among", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=int, default=0)
    chosen = parser.parse_args()
    articles = {str(one["article"]): str(one["text"]) for one in read_lines(chosen.articles)}
    among = {str(one["id"]): str(one["text"]) for one in (read_lines(chosen.among) if chosen.among else ())}
    texts = {**articles, **among}
    spans = [span for span in read_lines(chosen.spans) if len(str(span["quote"])) >= SHORTEST]
    queries = make_queries(articles, spans, Draw(chosen.seed))
    library = make_library(texts)
    print(f"{len(texts)} texts, {sum(map(len, texts.values())):,} characters, seed {chosen.seed}")
    print("share of queries with the passage first / among 5 / among 10, %\n")
    heads = [f"{kind} ({len(asked)})" for kind, asked in queries.items()]
    print("; ".join(heads) + "\n")
    print_row("ours", queries, ask_library(library))
    for name, constants in ABLATIONS.items():
        with without(constants):
            print_row(f"  without {name}", queries, ask_library(library))
    print_row("FTS5 bm25()", queries, ask_fts5(texts))
    if chosen.copies:
        time_search(articles, chosen.copies, queries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
