"""The marks of an evidence map: shape for the manner of citing, stroke for how a source stands, size for how often.

Whatever a source says is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from math import log2
from typing import Literal, NamedTuple

from evidence_assembler.cite.dates import read_date, year_words
from evidence_assembler.model.csl import PartialDate
from evidence_assembler.model.source import Source, Status
from evidence_assembler.renderers.one_line import one_line
from evidence_assembler.renderers.times_cited import Manner, TimesCited
from evidence_assembler.renderers.wording import Words

MapManner = Literal[Manner, "uncited", "listed"]
"""As statements cite a source; "uncited" for what none cites, "listed" where nothing is known of statements."""

Look = Literal["hollow", "dashed", "struck", "crossed"]
LOOKS: dict[Status, Look] = {
    "retracted": "crossed",
    "concern": "struck",
    "superseded": "hollow",
    "stale": "hollow",
    "draft": "dashed",
    "preprint": "dashed",
    "protocol": "dashed",
}
_ARMS: dict[Look, str] = {  # the first that a mark has
    "crossed": "M-{0:g} {0:g}L{0:g}-{0:g}M-{0:g}-{0:g}L{0:g} {0:g}",
    "struck": "M-{0:g} {0:g}L{0:g}-{0:g}",
}

_OUTLINE = 0.8  # half of a stroke, rounded up
_TITLE = 90  # code points of a title that a mark shows
_EARLIEST, _LATEST = -9999, 9999  # a year beyond them is a slip, and would leave no room for the others


class Shape(NamedTuple):
    """How a mark looks. `reach` is how far it goes from its place to every side, its outline included.

    `classes` are those of the style sheet; `drawn` is the outline with what strikes it through, in SVG.
    """

    manner: MapManner
    looks: tuple[Look, ...]
    reach: float
    classes: str
    drawn: str


class Mark(NamedTuple):
    """The mark of a source: its number if it has one, its row, its year if it is known, and where it leads to."""

    number: int | None
    tier: str
    year: int | None
    source: Source
    status: tuple[Status, ...]
    cited: TimesCited | None
    href: str | None
    shape: Shape


def make_mark(
    number: int | None,
    tier: str,
    source: Source,
    status: tuple[Status, ...],
    cited: TimesCited | None,
    href: str | None,
) -> Mark:
    """The mark of a source; `cited` is None where nothing is known of statements."""
    shape = choose_shape(cited, status, 1 if number is None else len(str(number)))
    return Mark(number, tier, _find_year(source), source, status, cited, href, shape)


@cache
def choose_shape(cited: TimesCited | None, status: tuple[Status, ...] = (), digits: int = 1) -> Shape:
    """The shape of a mark: larger for each doubling of the statements, up to eight, and for a third digit."""
    looks = tuple(dict.fromkeys(LOOKS[one] for one in status if one in LOOKS))
    statements = 1 if cited is None else cited.statements
    manner = "listed" if cited is None else cited.manner if statements else "uncited"
    radius = (8.5 + 1.4 * log2(min(statements, 8)) if statements else 7.5) + 2.2 * max(0, digits - 2)
    return _draw_shape(manner, looks, radius)


def _draw_shape(manner: MapManner, looks: tuple[Look, ...], radius: float) -> Shape:
    """A circle for support, a diamond for dispute, a square for what is cited in neither way, all of nearly one size.

    The class `open` is for whatever is not filled, so that its number is dark.
    """
    reach = radius
    if manner == "disputes":
        reach = radius * 1.2
        drawn = f'<path class="shape" d="M0-{reach:g}L{reach:g} 0 0 {reach:g}-{reach:g} 0Z"/>'
    elif manner == "indirect":
        side = radius * 0.9
        drawn = f'<rect class="shape" x="-{side:g}" y="-{side:g}" width="{2 * side:g}" height="{2 * side:g}" rx="1.5"/>'
    else:
        drawn = f'<circle class="shape" r="{radius:g}"/>'
    arms = next((_ARMS[look].format(radius) for look in _ARMS if look in looks), None)
    if arms is not None:
        drawn += f'<path class="stroke" d="{arms}"/>'
    return Shape(manner, looks, reach + _OUTLINE, " ".join(("mark", manner, *looks, *["open"] * bool(looks))), drawn)


def _find_year(source: Source) -> int | None:
    """The year of publication where it is known and can be drawn."""
    issued = source.dates.get("issued")
    if issued is None:
        return None
    known = issued if issued.parts else read_date(issued)
    year = known.year if known is not None else None
    return year if year is not None and _EARLIEST <= year <= _LATEST else None


def write_year(year: int) -> str:
    """The year in words: 2018, 400 BC."""
    return str(year) if year >= 0 else year_words(PartialDate(parts=(year,))) or ""


def name_source(mark: Mark) -> str:
    """The number and how the title begins; the id of a source that has no title."""
    title = one_line(mark.source.title or "") or one_line(mark.source.id)
    if len(title) > _TITLE:
        title = title[:_TITLE].rsplit(" ", 1)[0] + "…"
    return f"{mark.number}. {title}" if mark.number is not None else title


@dataclass(frozen=True, slots=True)
class MarkWriter:
    """Writes marks in SVG. What a mark says of its source is its title; the tab key passes its link by."""

    words: Words
    _remarks: dict[tuple[object, ...], str] = field(default_factory=dict)

    def write(self, mark: Mark, x: str, y: str) -> str:
        """The mark, with its middle at this place."""
        if mark.href is None:
            element, link = "g", ""
        elif mark.href.startswith("#"):
            element, link = "a", f' href="{mark.href}" tabindex="-1"'
        else:
            element, link = "a", f' href="{escape(mark.href)}" rel="noreferrer" tabindex="-1"'
        number = f'<text dy="3.5">{mark.number}</text>' if mark.number is not None else ""
        return (
            f'<{element}{link} class="{mark.shape.classes}" transform="translate({x} {y})">'
            f"<title>{escape(self._tell(mark))}</title>{mark.shape.drawn}{number}</{element}>"
        )

    def _tell(self, mark: Mark) -> str:
        key = (mark.year, mark.status, mark.cited)
        remarks = self._remarks.get(key)
        if remarks is None:
            remarks = self._remarks[key] = "".join(f" {remark}" for remark in self._remark(mark))
        return name_source(mark) + remarks

    def _remark(self, mark: Mark) -> Iterator[str]:
        said = self.words["map"]
        if mark.year is not None:
            yield said["dated"].format(year=write_year(mark.year))
        for status in mark.status:
            yield f"{self.words['references']['status'][status]}."
        if mark.cited is not None:
            yield said["cited"][mark.cited.statements != 1].format(n=mark.cited.statements)
            if mark.shape.manner in said["manners"]:
                yield said["manners"][mark.shape.manner]


def list_signs(marks: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    """The signs among these marks that need a word, each by its name and, in SVG, as it looks around its middle."""
    shapes = {mark.shape for mark in marks}
    manners = {shape.manner for shape in shapes}
    for manner in ("supports", "indirect", "disputes", "uncited"):
        if manner in manners and manners != {"supports"}:
            yield manner, _draw_sign(manner, ())
    if len({mark.cited.statements for mark in marks if mark.cited is not None} - {0}) > 1:
        sizes = '<circle class="shape" cx="-4" r="1.6"/><circle class="shape" cx="3" r="3.6"/>'
        yield "larger", f'<g class="mark">{sizes}</g>'
    looks = {look for shape in shapes for look in shape.looks}
    for look in ("hollow", "dashed", "struck", "crossed"):
        if look in looks:
            yield look, _draw_sign("supports", (look,))


def _draw_sign(manner: MapManner, looks: tuple[Look, ...]) -> str:
    shape = _draw_shape(manner, looks, 5.0)
    return f'<g class="{shape.classes}">{shape.drawn}</g>'
