"""What a check found, what was checked, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .frozen_map import FrozenMap
from .noun import Day, Noun
from .place import Place
from .shown_alone import show_alone

Level = Literal["error", "warning", "note"]
Kind = Literal["fail", "open"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Something in a file that could not be read as it should; the rest of the file was.

    `level` stands in for that of the rule that tells it (EA106, EA408), where less is at stake.
    """

    message: str
    remedy: str
    place: Place
    source_id: str | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule has to say. `open` is what it could not decide; `level` stands in for the rule's own where given.

    `words` are those in question, as they stand in `message`; none where the whole statement is.
    """

    message: str
    remedy: str
    place: Place | None = None
    statement: str | None = None
    source_id: str | None = None
    kind: Kind = "fail"
    level: Level | None = None
    words: tuple[str, ...] = ()


class Finding(Noun):
    """A problem under the id of its rule. Standard: result of SARIF 2.1.0 (rule, level, kind, location, suppression).

    `message` says what is wrong; `words` are those of it that are in question, as they stand in it, none where the
    whole statement is. `remedy` says what to do. `suppressed` holds the reason for which it was suppressed, None where
    it was not; `suppressed_by` says where that reason stands.
    """

    rule: str
    name: str
    level: Level
    kind: Kind
    message: str
    remedy: str
    words: tuple[str, ...] = ()
    statement: str | None = None
    source_id: str | None = None
    location: Place | None = None
    suppressed: str | None = None
    suppressed_by: Literal["comment", "baseline"] | None = None


def place_order(finding: Finding) -> tuple[str, int, int, int, str, str]:
    """The order in which a report has its findings: by place, the graver first."""
    at = finding.location
    place = (at.path, at.line, at.column) if at is not None else ("", 0, 0)
    return (*place, LEVELS.index(finding.level), finding.rule, finding.message)


class Checked(Noun):
    """What was looked at. A statement declared to need no citation is in `statements` alone.

    `sources` counts the sources known, `quotes` the quotations by their status.
    """

    documents: int
    statements: int
    cited: int
    uncited: int
    citations: int
    sources: int
    quotes: FrozenMap[int] = FrozenMap()


class Snapshot(Noun):
    """A list of retractions as it was on a day: its name, its date, and by which sign that is its date."""

    name: str
    date: Day
    dated_by: str


class Report(Noun):
    """Findings, what was checked, by which rules and for which day; against which retractions, None for none.

    `paths` are the files of the documents that were checked, in order.
    """

    findings: tuple[Finding, ...]
    checked: Checked
    rules: tuple[str, ...]
    as_of: date
    retractions: Snapshot | None = None
    paths: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True where no error stands."""
        return not self.standing("error")

    def standing(self, *levels: Level) -> tuple[Finding, ...]:
        """The findings of these levels (of all, where none is named) that are not suppressed."""
        wanted = levels or LEVELS
        return tuple([one for one in self.findings if one.suppressed is None and one.level in wanted])

    def __str__(self) -> str:
        from evidence_assembler.renderers.shown.printed import print_report

        return print_report(self)

    _repr_pretty_ = show_alone

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.in_cells import show_report

        return show_report(self)
