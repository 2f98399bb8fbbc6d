"""An index of the passages of many texts: which hold the words of a query, best first.

A passage is a sentence. SQLite's FTS5 knows the endings of English words (Porter, 1980) and where words stand. The
order is BM25 (Robertson and Zaragoza, 2009) of single sentences, in which a word counts once however often it stands
there. What was measured to help comes on top (docs/measurements.md, "Search"): a passage with every word stands before
the others, two words of the query side by side count for more, and a word that is missing counts for a little where it
stands in the sentence before or behind, or in the title.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate, pairwise
from math import log

from evidence_assembler.errors import EvidenceError
from evidence_assembler.library.search_words import Term, Word, read_query, read_words, write_words
from evidence_assembler.progress import follow
from evidence_assembler.text.boundaries import is_cut
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.sentences import split_sentences

_SATURATION, _LENGTH = 1.2, 0.25  # k1 and b of BM25
_SIDE_BY_SIDE, _NEAR, _TITLE = 0.5, 0.3, 0.2  # shares of what a word counts where it stands in the passage
_HEADING = 0.3  # of what the same words count in a sentence: a heading is not what somebody wants to quote
_LOOKED_AT = 200  # passages, the best by their own words, of which it is asked what stands around them

_MODULE = "fts5"
_TOKENIZER = "porter unicode61 remove_diacritics 0 categories 'L* N* M*' tokenchars '<>=±%+-.,⁺⁻'"
_OPEN, _CLOSE = "\x02", "\x03"  # in no word
_MARKED = re.compile(rf"([{_OPEN}{_CLOSE}]|^)([^{_OPEN}{_CLOSE}]*)")
_BESIDE = 24  # code points on either side of the end of a sentence that tell whether it can be quoted
_HEADING_LINE = re.compile(r"#{1,6}[ \t]+\S(?!.*[-‐\u00ad]\s*\Z)")  # one that ends within a word goes on


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: the number of its text, its stretch there, and the stretches of the words found.

    All are code points of the untouched text, end exclusive. `missing` are the words of the query that it lacks.
    """

    number: int
    start: int
    end: int
    marked: tuple[tuple[int, int], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a query: its hits, best first, the words that it asked for, and those that stand in no text."""

    hits: tuple[Hit, ...]
    asked: tuple[str, ...]
    nowhere: tuple[str, ...]


class PassageIndex:
    """The sentences of many texts as rows of a table in memory.

    `texts` are the title, None where there is none, and the text of each. Time is linear in them. Raises
    `EvidenceError` where Python's SQLite has no FTS5.
    """

    def __init__(self, texts: Sequence[tuple[str | None, str]]) -> None:
        self._texts = tuple(texts)
        self._starts, self._ends, self._sizes = array("Q"), array("Q"), array("Q")
        self._titles = array("Q")  # the row of each title, before those of its text
        self._headings: set[int] = set()
        self._table = _make_table()
        self._table.executemany("INSERT INTO passages(rowid, joined, parted) VALUES (?, ?, ?)", self._write_rows())
        self._count = sum(size > 0 for size in self._sizes)
        self._mean = sum(self._sizes) / max(1, self._count)

    def __reduce__(self) -> tuple[type[PassageIndex], tuple[object, ...]]:
        return PassageIndex, (self._texts,)  # no connection can be copied, or sent to another process

    def find(self, query: str, most: int) -> Found:
        """At most so many passages that hold words of the query, best first, equal ones in the order of the texts."""
        terms = read_query(query)
        held = {term: rows for term in terms if (rows := self._find_rows(term.spellings))}
        ranked = self._rank(terms, held, most) if all(term in held for term in terms if term.bound) else []
        return Found(
            hits=tuple(self._tell(row, held, terms) for row in ranked),
            asked=tuple(term.written for term in terms),
            nowhere=tuple(term.written for term in terms if not self._is_in_texts(held.get(term, ()))),
        )

    def _is_in_texts(self, rows: Iterable[int]) -> bool:
        """True for the rows of a word that stands in a passage, and not in titles alone."""
        return any(self._sizes[row] for row in rows)

    def _write_rows(self) -> Iterator[tuple[int, str, str | None]]:
        with follow(self._texts, "Indexing the passages") as texts:
            for title, text in texts:
                self._leave_gap()
                self._titles.append(len(self._sizes))
                self._leave_gap()
                yield self._titles[-1], *write_words(title or "")
                self._leave_gap()
                for start, end, is_heading in _split_passages(text):
                    joined, parted = write_words(text[start:end])
                    if joined:
                        yield self._add(start, end, joined.count(" ") + 1, is_heading=is_heading), joined, parted

    def _add(self, start: int, end: int, size: int, *, is_heading: bool) -> int:
        row = len(self._sizes)
        self._starts.append(start)
        self._ends.append(end)
        self._sizes.append(size)
        if is_heading:
            self._headings.add(row)
        return row

    def _leave_gap(self) -> None:
        """A row that is no passage, so that none has a neighbour in another text."""
        for column in (self._starts, self._ends, self._sizes):
            column.append(0)

    def _find_rows(self, spellings: Iterable[str]) -> frozenset[int]:
        found = self._table.execute("SELECT rowid FROM passages WHERE passages MATCH ?", (_ask(spellings),))
        return frozenset(row for (row,) in found)

    def _rank(self, terms: Sequence[Term], held: Mapping[Term, frozenset[int]], most: int) -> list[int]:
        worth = {term: self._weigh(len(rows)) for term, rows in held.items()}
        counts = Counter[int]()
        for rows in held.values():
            counts.update(rows)
        every = sum(map(self._is_in_texts, held.values()))
        scores = {row: score * self._shorten(row) for row, score in self._add_up(terms, held, worth).items()}
        near = nsmallest(max(most, _LOOKED_AT), scores, key=lambda row: (counts[row] != every, -scores[row], row))
        for row in near:
            scores[row] += self._shorten(row) * self._add_around(row, held, worth)
        return sorted(near, key=lambda row: (counts[row] != every, -scores[row], row))[:most]

    def _add_up(
        self, terms: Sequence[Term], held: Mapping[Term, frozenset[int]], worth: Mapping[Term, float]
    ) -> dict[int, float]:
        """For each passage that holds a word, and all that has to stand in it, what its words count together."""
        scores: defaultdict[int, float] = defaultdict(float)
        for term, rows in held.items():
            for row in rows:
                scores[row] += worth[term]
        for one, other in pairwise(terms):
            if one in held and other in held:
                together = [f"{first} {second}" for first in one.spellings for second in other.spellings]
                for row in self._find_rows(together):
                    scores[row] += _SIDE_BY_SIDE * min(worth[one], worth[other])
        bound = [rows for term, rows in held.items() if term.bound]
        return {row: score for row, score in scores.items() if self._sizes[row] and all(row in rows for rows in bound)}

    def _add_around(self, row: int, held: Mapping[Term, frozenset[int]], worth: Mapping[Term, float]) -> float:
        """What the words count that stand not in the passage, but beside it or in the title."""
        title = self._titles[bisect_right(self._titles, row) - 1]
        more = 0.0
        for term, rows in held.items():
            if row not in rows:
                if row - 1 in rows or row + 1 in rows:
                    more += _NEAR * worth[term]
                elif title in rows:
                    more += _TITLE * worth[term]
        return more

    def _weigh(self, rows: int) -> float:
        """What a word counts: the more, the fewer passages it stands in."""
        return log(1 + (self._count + 1) / (rows + 0.5))

    def _shorten(self, row: int) -> float:
        """By how much less the words of a longer passage count."""
        share = (_SATURATION + 1) / (1 + _SATURATION * (1 - _LENGTH + _LENGTH * self._sizes[row] / self._mean))
        return share * _HEADING if row in self._headings else share

    def _tell(self, row: int, held: Mapping[Term, frozenset[int]], terms: Sequence[Term]) -> Hit:
        number = bisect_right(self._titles, row) - 1
        start, end = self._starts[row], self._ends[row]
        asked = _ask(spelling for term in held for spelling in term.spellings)
        found = self._table.execute(
            "SELECT highlight(passages, 0, ?1, ?2), highlight(passages, 1, ?1, ?2) "
            "FROM passages WHERE passages MATCH ?3 AND rowid = ?4",
            (_OPEN, _CLOSE, asked, row),
        )
        text = self._texts[number][1][start:end]
        spans: list[tuple[int, int]] = []
        for joined, parted in found:
            spans += _read_marks(joined, read_words(text))
            spans += _read_marks(parted, read_words(text, parted=True)) if parted is not None else ()
        marked = tuple((start + first, start + last) for first, last in _join_spans(spans))
        return Hit(number, start, end, marked, tuple(term.written for term in terms if row not in held.get(term, ())))


def _make_table() -> sqlite3.Connection:
    table = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        table.execute(f'CREATE VIRTUAL TABLE passages USING {_MODULE}(joined, parted, tokenize="{_TOKENIZER}")')
    except sqlite3.OperationalError as broken:
        raise EvidenceError(
            f"the texts cannot be searched: SQLite {sqlite3.sqlite_version} of this Python says {str(broken)!r}",
            remedy="Use a Python whose SQLite was built with FTS5 (SQLITE_ENABLE_FTS5), as those of python.org are.",
        ) from broken
    return table


def _ask(spellings: Iterable[str]) -> str:
    """The query of FTS5 for any of these; no word of ours holds a quotation mark."""
    return " OR ".join(f'"{one}"' for one in spellings)


def _split_passages(text: str) -> Iterator[tuple[int, int, bool]]:
    """The sentences and the headings of a text, and which is which; a blank line ends a sentence too."""
    begun = at = 0
    for line in (*text.split("\n"), ""):
        is_heading = _HEADING_LINE.match(line) is not None
        if is_heading or not line or line.isspace():
            yield from ((begun + start, begun + end, False) for start, end in _split_quotable(text[begun:at]))
            begun = at + len(line) + 1
        if is_heading:
            yield at, at + len(line.rstrip()), True
        at += len(line) + 1


def _split_quotable(paragraph: str) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph that can be quoted: two that are glued together as parts of a word are one."""
    begun: int | None = None
    for start, end in split_sentences(paragraph):
        begun = start if begun is None else begun
        if paragraph[end : end + 1].strip() and _is_glued(paragraph, end):
            continue
        yield begun, end
        begun = None


def _is_glued(text: str, at: int) -> bool:
    before = fold_text(text[max(0, at - _BESIDE) : at]).text
    return is_cut(before + fold_text(text[at : at + _BESIDE]).text, len(before))


def _read_marks(marked: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The stretches of a text whose words FTS5 put between its two signs."""
    begins = list(accumulate((len(word.form) + 1 for word in words), initial=0))
    at = opened = 0
    for sign, piece in _MARKED.findall(marked):
        if sign == _CLOSE:
            yield words[bisect_right(begins, opened) - 1].start, words[bisect_left(begins, at) - 1].end
        opened = at
        at += len(piece)


def _join_spans(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches in order, each once; what overlaps is one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last is not None and start < last[1]:
            last = last[0], max(end, last[1])
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last
