"""What a search of a library gives: passages of its texts, each of which shows itself and can be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, overload

from evidence_assembler.library.entry import LibraryEntry
from evidence_assembler.model.claim import QuotedCitation
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.model.shown_alone import show_alone
from evidence_assembler.text.locate import locate_quote

_REACHES = (40, 160, 640)  # code points before and behind that tell one place from another, tried in turn
_BROKEN = re.compile(r"(?<!\w)(\w+)[-‐\u00ad][^\S\n]*\n[^\S\n]*(?=(\w+))")
_GAP = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")  # a space that does not break stays as it is


@dataclass(frozen=True, slots=True, repr=False)
class Passage:
    """A sentence of the text of a source, with the words in it that a search found.

    `start` and `end` are its place, `marked` the stretches of the words: code points of the untouched text, end
    exclusive. `missing` are the words of the query that it does not hold.
    """

    entry: LibraryEntry
    start: int
    end: int
    marked: tuple[tuple[int, int], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def source_id(self) -> str:
        """The id of the source whose text it is."""
        return self.entry.source.id

    @property
    def text(self) -> str:
        """The words of the passage, as they stand in the text."""
        return self._whole[self.start : self.end]

    @property
    def _whole(self) -> str:
        return self.entry.text.text if self.entry.text is not None else ""

    def cite(self, quote: str | None = None, **fields: Any) -> QuotedCitation:
        """A citation that quotes the passage, or these words of it; shown, it tells whether the words stand there.

        Where the words stand in the text more than once, its prefix and its suffix point to this passage, unless 640
        code points on either side are the same too: then it is `ambiguous`. Words that do not stand in the passage get
        the verdict that they have in the whole text. `fields` are further ones of
        `Citation`, such as `page=3` or `intent="disputes"`. Raises `pydantic.ValidationError` where one is wrong.
        """
        if quote is None:
            quote = self._write_on_one_line()
        if fields.keys().isdisjoint(("prefix", "suffix")):
            fields["prefix"], fields["suffix"] = self._find_context(quote)
        return self.entry.quote(quote, **fields)

    def _write_on_one_line(self) -> str:
        """The passage without its breaks of lines; as it stands where no such spelling passes at its place."""
        for words in dict.fromkeys((_join_broken(self.text, self._whole), _BROKEN.sub(r"\1-", self.text), self.text)):
            on_one_line = _GAP.sub(" ", words).strip()
            prefix, suffix = self._find_context(on_one_line)
            if self._is_at(self.entry.locate(on_one_line, prefix=prefix, suffix=suffix), self.start, self.end):
                return on_one_line
        return self.text

    def _find_context(self, words: str) -> tuple[str | None, str | None]:
        """As much of what stands before and behind these words of the passage as points to them alone."""
        match = self.entry.locate(words)
        inside = match.start is not None and match.end is not None and self.start <= match.start < match.end <= self.end
        if not match.passed or (inside and "ambiguous" not in match.warnings):
            return None, None
        here = locate_quote(words, self.text)
        if not here.passed or here.start is None or here.end is None:
            return None, None
        start, end = self.start + here.start, self.start + here.end
        prefix = suffix = None
        for reach in _REACHES:
            prefix, suffix = self._take_before(start, reach), self._take_behind(end, reach)
            if self._is_at(self.entry.locate(words, prefix=prefix, suffix=suffix), start, end):
                break
        return prefix, suffix

    def _take_before(self, start: int, reach: int) -> str | None:
        words = self._whole[max(0, start - reach) : start]
        return " ".join((words.partition(" ")[2] or words if reach < start else words).split()) or None

    def _take_behind(self, end: int, reach: int) -> str | None:
        words = self._whole[end : end + reach]
        return (
            " ".join((words.rpartition(" ")[0] or words if end + reach < len(self._whole) else words).split()) or None
        )

    @staticmethod
    def _is_at(match: QuoteMatch, start: int, end: int) -> bool:
        return match.passed and (match.start, match.end) == (start, end) and "ambiguous" not in match.warnings

    def __repr__(self) -> str:
        return f"Passage({self.source_id!r}, {self.start}, {self.end}, {self.text!r})"

    def __str__(self) -> str:
        from evidence_assembler.renderers.shown.passages import render_passage

        return render_passage(self)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.passages import show_passage

        return show_passage(self)


def _join_broken(words: str, whole: str) -> str:
    """The words, those that are broken at a line's end as one; with a hyphen where the whole text writes them so."""
    if _BROKEN.search(words) is None:
        return words
    elsewhere = whole.casefold()

    @cache
    def join(first: str, second: str) -> str:
        hyphenated, joined = (f"{first}{between}{second}".casefold() in elsewhere for between in ("-", ""))
        is_compound = hyphenated and not joined
        return f"{first}-" if is_compound or first[-1].isdigit() or second[0].isdigit() else first

    return _BROKEN.sub(lambda broken: join(broken[1], broken[2]), words)


@dataclass(frozen=True, slots=True, repr=False)
class Passages(Sequence[Passage]):
    """The passages that a search found, best first, and what it searched.

    `asked` are the words of the query that were looked for, `nowhere` those that stand in no text. Of the `sources` of
    the library `texts` have a text.
    """

    query: str
    found: tuple[Passage, ...] = ()
    asked: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    sources: int = 0
    texts: int = 0

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> Passages: ...
    def __getitem__(self, at: int | slice) -> Passage | Passages:
        return replace(self, found=self.found[at]) if isinstance(at, slice) else self.found[at]

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.found)

    def __repr__(self) -> str:
        return f"Passages({self.query!r}, {self.found!r})"

    def __str__(self) -> str:
        from evidence_assembler.renderers.shown.passages import render_passages

        return render_passages(self)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.passages import show_passages

        return show_passages(self)
