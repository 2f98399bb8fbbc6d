"""Comments of a manuscript that let findings be: which rules they name, why, and which lines they cover."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evidence_assembler.model.document import Suppression
from evidence_assembler.model.manuscript import Block
from evidence_assembler.model.place import Place
from evidence_assembler.text.farthest import keep_farthest

_COMMENT = re.compile(r"evidence\s*:\s*([^\s:]*):?\s*(.*)", re.IGNORECASE | re.DOTALL)
_BECAUSE = re.compile(r"\bbecause\b\s*:?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s,;]+")
_WITHIN_LINE = "it stands within a line of text, and covers none"
_SHOWN = 30  # characters of a word that is not understood
_MOST = 100  # rules in one comment, and runs of blank words beside it

PlaceOf = Callable[[int, int], Place]
"""The place of a stretch of the file, from its offsets."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines that a comment covers, from the first to the last; or why it covers none."""

    first: int
    last: int
    unread: str | None = None


def read_suppressions(blocks: Sequence[Block], place_of: PlaceOf) -> tuple[Suppression, ...]:
    """The suppressions of a manuscript, in order: what each comment that begins with "evidence:" says, and covers.

    A comment covers the next block: the whole list or table where it stands above one, one item or row where it stands
    among them, and the lines that are left of a paragraph in which it stands. Several may stand above one block. What
    cannot be read, and what covers nothing, says so in `unread`.
    """
    comments = sorted((one for one in blocks if one.kind == "comment"), key=lambda one: one.start)
    if not comments:
        return ()
    covered = _Covered(sorted((one for one in blocks if one.kind != "comment"), key=lambda one: one.start), place_of)
    return tuple([_read(comment, covered.find(comment), place_of) for comment in comments])


def _read(comment: Block, lines: _Lines, place_of: PlaceOf) -> Suppression:
    place = place_of(comment.start, comment.end)
    rules, because, unread = _parse(comment.text)
    unread = unread or lines.unread
    if unread is not None:
        lines = _Lines(place.line, place.end_line)
    return Suppression(
        rules=rules, because=because, first_line=lines.first, last_line=lines.last, place=place, unread=unread
    )


def _parse(text: str) -> tuple[tuple[str, ...], str | None, str | None]:
    """The rules that a comment names, its reason, and what about it cannot be read.

    >>> _parse("evidence: ignore EA101, unused-source because the author's own aim")
    (('EA101', 'unused-source'), "the author's own aim", None)
    >>> _parse("evidence: ignroe EA101")
    ((), None, "behind `evidence:` stands 'ignroe', and only `ignore` is known")
    """
    said = _COMMENT.match(text.strip())
    verb, rest = (said[1], said[2]) if said is not None else ("", "")
    if verb.casefold() != "ignore":
        stands = f"stands {verb[:_SHOWN]!r}" if verb else "stands nothing"
        return (), None, f"behind `evidence:` {stands}, and only `ignore` is known"
    split = _BECAUSE.search(rest)
    named, reason = (rest[: split.start()], rest[split.end() :]) if split is not None else (rest, "")
    rules = tuple(dict.fromkeys(word for word in _SEPARATORS.split(named) if word))
    because = " ".join(reason.split()) or None
    if not rules:
        return (), because, "it names no rule"
    if len(rules) > _MOST:
        return (), because, f"it names {len(rules)} rules, more than there are"
    return rules, because, None


class _Covered:
    """Finds what comments cover, among the blocks of text in the order of the file."""

    def __init__(self, texts: Sequence[Block], place_of: PlaceOf) -> None:
        self._texts = texts
        self._place_of = place_of
        self._starts = [one.start for one in texts]
        self._farthest = keep_farthest(texts, end=lambda one: one.end)
        # how far the list or table goes of which each block is a part
        self._run_ends = [one.end for one in texts]
        for at in range(len(texts) - 2, -1, -1):
            if texts[at].top == texts[at + 1].top:
                self._run_ends[at] = max(self._run_ends[at], self._run_ends[at + 1])

    def find(self, comment: Block) -> _Lines:
        texts, at = self._texts, bisect_left(self._starts, comment.end)
        around = self._farthest[at - 1] if at and self._farthest[at - 1].end > comment.end else None
        among_parts = at < len(texts) and around is not None and around.kind == "item" and texts[at].start < around.end
        if around is not None and not among_parts:
            lines = _Lines(self._line_of(comment.end - 1) + 1, self._line_of(around.end - 1))
            if lines.first > lines.last or self._shares_line(comment, around):
                return _Lines(0, 0, _WITHIN_LINE)
            return self._refuse_shared(lines, None, around.end)
        if at and self._line_of(self._farthest[at - 1].end - 1) == self._line_of(comment.start):
            return _Lines(0, 0, _WITHIN_LINE)
        if at == len(texts):
            return _Lines(0, 0, "nothing follows that it could cover")
        among = at > 0 and texts[at - 1].top == texts[at].top
        end = texts[at].end if among else self._run_ends[at]
        before = texts[at - 1].end if at and texts[at - 1].end <= texts[at].start else None
        return self._refuse_shared(_Lines(self._line_of(texts[at].start), self._line_of(end - 1)), before, end)

    def _shares_line(self, comment: Block, around: Block) -> bool:
        """True where words of the block in which a comment stands are on its lines."""
        lines = (self._line_of(comment.start), self._line_of(comment.end - 1))
        run = bisect_left(around.offsets, comment.start)
        before = next(_list_words(around, range(run - 1, max(run - _MOST, 0) - 1, -1)), None)
        behind = next(_list_words(around, range(run, min(run + _MOST, len(around.offsets)))), None)
        return (before is not None and self._line_of(before[1]) == lines[0]) or (
            behind is not None and self._line_of(behind[0]) == lines[1]
        )

    def _refuse_shared(self, lines: _Lines, before: int | None, end: int) -> _Lines:
        """The lines, unless text that is not covered stands on the first or last of them too."""
        after = bisect_left(self._starts, end)
        if before is not None and self._line_of(before - 1) == lines.first:
            return _Lines(0, 0, f"what it would cover shares line {lines.first} with other text")
        if after < len(self._starts) and self._line_of(self._starts[after]) == lines.last:
            return _Lines(0, 0, f"what it would cover shares line {lines.last} with other text")
        return lines

    def _line_of(self, offset: int) -> int:
        return self._place_of(max(offset, 0), max(offset, 0) + 1).line


def _list_words(block: Block, runs: range) -> Iterator[tuple[int, int]]:
    """For these runs of a block, where in the file its first and its last character are that are no space."""
    for run in runs:
        start = block.starts[run]
        end = block.starts[run + 1] if run + 1 < len(block.starts) else len(block.text)
        words = block.text[start:end]
        if words.strip():
            first = block.offsets[run] + len(words) - len(words.lstrip())
            yield first, block.offsets[run] + len(words.rstrip()) - 1
