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


class Step(NamedTuple):
    """A step of the review, in words. One of them is where the answer stands; those before it are done."""

    title: str
    is_current: bool


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


class QuotedPassage(NamedTuple):
    """A quotation in its marks, in the words around it; these are empty where they may not be shown."""

    before: Ready
    quote: Ready
    after: Ready


class Use(NamedTuple):
    """One way in which a source is cited: its quotation or none, what became of it, and where it is cited.

    `outcome` is passed, failed, unchecked or unquoted; `mark` the sign for it. `back` are the links to its statements.
    """

    outcome: str
    mark: str
    passage: QuotedPassage | None
    verdict: str
    remarks: str
    back: Ready

    @property
    def told(self) -> str:
        """The verdict with the remarks behind it."""
        return f"{self.verdict} {self.remarks}" if self.remarks else self.verdict


class PageReference(NamedTuple):
    """An entry of the reference list. The number is None in a list that is sorted by author.

    `language` is that of the work as a tag (BCP 47: de, pt-BR), None where it is not known or that of the page.
    `remarks` tell since when it has its status and where that is told, and which other entries report the same trial.
    """

    anchor: str
    number: int | None
    language: str | None
    entry: Ready
    tier: str
    because: str
    labelled_use: str | None
    remarks: tuple[Ready, ...]
    status: tuple[tuple[str, str], ...]
    uses: tuple[Use, ...]


class SideSource(NamedTuple):
    """A source of a side: its marker, its kind and year, its status, and what it says where that was found in it."""

    marker: Ready
    kind: str
    status: tuple[tuple[str, str], ...]
    quote: str | None


class PageSide(NamedTuple):
    """One side of a disagreement. `says` is its value; `role` is what its sources are cited for, None for a value.

    `text` is the statement, `anchor` leads to it. A side without sources is `unsourced`, in words.
    """

    role: str | None
    says: str | None
    anchor: str | None
    text: str
    sources: tuple[SideSource, ...]
    unsourced: str


class PageDisagreement(NamedTuple):
    """What sources disagree on, side by side."""

    title: str
    sides: tuple[PageSide, ...]


class MapLabel(NamedTuple):
    """Words on an evidence map, at their place. `kind` is question, section, kind, year or remark."""

    kind: str
    x: str
    y: str
    text: str


class EvidenceMap(NamedTuple):
    """A picture of the sources by kind and year, in units of its own; `rules` is the path of its lines (SVG 2)."""

    prefix: str
    title: str
    summary: str
    width: int
    height: int
    rules: str
    labels: tuple[MapLabel, ...]
    marks: Ready


class UnknownSource(NamedTuple):
    """An id that is cited and that no source has."""

    source_id: str
    back: Ready


class Page(NamedTuple):
    """The whole page, in the order in which it is read. `prefix` begins every anchor, of headings too."""

    prefix: str
    question: str
    banners: tuple[Banner, ...]
    steps: tuple[Step, ...]
    dates: tuple[tuple[str, Day], ...]
    audience: str | None
    key_points: tuple[PageKeyPoint, ...]
    sections: tuple[PageSection, ...]
    disagreements: tuple[PageDisagreement, ...]
    evidence_map: EvidenceMap | None
    legends: tuple[str, ...]
    references: tuple[PageReference, ...]
    unknown: tuple[UnknownSource, ...]
    searches: tuple[str, ...]
    checks: tuple[str, ...]
    notices: tuple[str, ...]
    people: tuple[str, ...]
    funding: str | None
    prepared_by: str | None
    policy: Ready | None
    disclaimer: str | None
    follow_ups: tuple[str, ...]
    scheme: str
    last_line: str
