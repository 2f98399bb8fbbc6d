"""What a template is given: the answer as a page, in reading order, every sentence chosen and every marker set.

A `Ready` is markup of the format; every `str` is plain text, escaped when it is printed. Anchors are unique, and safe
in every format; what has none leads nowhere. All are named tuples: a long answer has tens of thousands of them.
"""

from __future__ import annotations

from typing import NamedTuple

from .ready import Ready


class Day(NamedTuple):
    """A date as a record has it (2026-04-14) and in words."""

    iso: str
    words: str


class Banner(NamedTuple):
    """Where the answer stands. `kind` is a review state, or `errors`."""

    kind: str
    title: str
    text: str


class PageKeyPoint(NamedTuple):
    """A key point with the anchor of its statement, None where no statement stands behind it."""

    text: str
    anchor: str | None


class Note(NamedTuple):
    """A remark below a statement. `kind` is exempt, uncited, certainty, disagree, indirect or background."""

    kind: str
    text: Ready


class PageStatement(NamedTuple):
    """A statement with its markers in place."""

    anchor: str
    text: Ready
    notes: tuple[Note, ...]
    role: str | None


class PageTopic(NamedTuple):
    """Statements under a heading of this level; the title is None for those outside any topic."""

    title: str | None
    level: int
    statements: tuple[PageStatement, ...]


class PageSection(NamedTuple):
    """Topics under a heading. `notice` stands in for topics, `apart` explains what stands under no kind of source."""

    title: str | None
    notice: Ready | None
    apart: str | None
    topics: tuple[PageTopic, ...]


class Back(NamedTuple):
    """A way back to a statement: its anchor, a letter where there are several, and how the statement begins."""

    anchor: str
    letter: str
    label: Ready


class Passage(NamedTuple):
    """A quotation in its marks, in the words around it; these are empty where the text's licence is not open."""

    before: Ready
    quote: Ready
    after: Ready


class Use(NamedTuple):
    """One way in which a source is cited: its quotation or none, what became of it, and where.

    `outcome` is passed, failed, unchecked or unquoted; `mark` the sign for it.
    """

    outcome: str
    mark: str
    passage: Passage | None
    remarks: str
    back: tuple[Back, ...]


class PageReference(NamedTuple):
    """An entry of the reference list. The number is None in a list that is sorted by author."""

    anchor: str
    number: int | None
    entry: Ready
    tier: str
    because: str
    labelled_use: str | None
    status: tuple[tuple[str, str], ...]
    uses: tuple[Use, ...]


class UnknownSource(NamedTuple):
    """An id that is cited and that no source has."""

    source_id: str
    back: tuple[Back, ...]


class Page(NamedTuple):
    """The whole page, in the order in which it is read. `prefix` begins every anchor, of headings too."""

    prefix: str
    question: str
    banners: tuple[Banner, ...]
    dates: tuple[tuple[str, Day], ...]
    audience: str | None
    key_points: tuple[PageKeyPoint, ...]
    sections: tuple[PageSection, ...]
    legends: tuple[str, ...]
    references: tuple[PageReference, ...]
    unknown: tuple[UnknownSource, ...]
    searches: tuple[str, ...]
    checks: tuple[str, ...]
    notices: tuple[str, ...]
    people: tuple[str, ...]
    prepared_by: str | None
    policy: Ready | None
    disclaimer: str | None
    follow_ups: tuple[str, ...]
    scheme: str
    last_line: str
