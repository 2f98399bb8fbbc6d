"""The evidence map: what an answer cites, by kind of document and by year, as a picture in SVG.

Rows are the kinds of the scheme that are there, best on top; from left to right run the years. To a screen reader it
is one image, whose words sum it up, and the tab key passes it by: the list of references says the same, work by work.

Standard: SVG 2; WAI-ARIA 1.2 (`img`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from math import ceil
from operator import attrgetter
from textwrap import wrap
from typing import Any

from evidence_assembler.cite import safe_href
from evidence_assembler.model.answer import Answer, Reference
from evidence_assembler.model.scheme import RankedSource, TierScheme
from evidence_assembler.model.source import Source
from evidence_assembler.renderers.day_and_scheme import tell_day_and_scheme
from evidence_assembler.renderers.environment import fill_template
from evidence_assembler.renderers.one_line import one_line
from evidence_assembler.renderers.page import EvidenceMap, MapLabel
from evidence_assembler.renderers.ready import Ready
from evidence_assembler.renderers.terminal.lines import count_columns
from evidence_assembler.renderers.times_cited import TimesCited, count_citations
from evidence_assembler.renderers.wording import Words, read_words

from .marks import Mark, MarkWriter, list_signs, make_mark, name_source, write_year
from .places import GAP, WIDTH, Axis, count_columns_aside, lay_axis, stack_marks

FEWEST = 3
"""Dated sources that make a picture on a page: of two, the list shows as well which is the newer."""

_LINE = 15
_COLUMN = 6.6  # the width of a column of text, on the average of a line, in the widest of the usual fonts
_DIGIT = 7.4  # that of a digit
_COLUMNS = int(WIDTH // _COLUMN)
_NEVER_CITED = TimesCited(0, "indirect")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map that stands alone. Its string is SVG, valid XML that asks for nothing; in a notebook it shows itself."""

    svg: str = field(repr=False)

    def __str__(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return self.svg


def draw_evidence_map(answer: Answer) -> Drawing:
    """The map of what an answer cites, numbered as in its list of references; each mark links to the work itself.

    Raises `TypeError` for anything but an `Answer`.
    """
    if not isinstance(answer, Answer):
        raise TypeError(
            f"draw_evidence_map takes an Answer, not {type(answer).__name__}: assemble_answer makes one of a draft"
        )
    numbered = ((one.number, one, _find_address(one.source)) for one in answer.references)
    return _draw_alone(_mark_references(answer, numbered), answer.scheme, answer.as_of, one_line(answer.question))


def draw_sources_map(
    ranked: Iterable[RankedSource],
    scheme: TierScheme,
    as_of: date,
    cited: Mapping[str, TimesCited] | None = None,
) -> Drawing:
    """The map of sources as a scheme ranks them, numbered by their ranks; each mark links to the work itself.

    `cited` has by source id how often statements cite them; without it nothing is said of that.
    """
    marks = [
        make_mark(
            one.rank,
            one.tier,
            one.source,
            one.status,
            cited.get(one.source.id, _NEVER_CITED) if cited is not None else None,
            _find_address(one.source),
        )
        for one in ranked
    ]
    return _draw_alone(marks, scheme, as_of, None)


def map_answer(
    answer: Answer, listed: Iterable[tuple[Reference, str]], words: Words, *, prefix: str, numbered: bool
) -> EvidenceMap | None:
    """The map for a page, whose references these are, with their anchors. None where too few of them have a year."""
    named = ((one.number if numbered else None, one, f"#{anchor}") for one, anchor in listed)
    marks = _mark_references(answer, named)
    if sum(mark.year is not None for mark in marks) < FEWEST:
        return None
    return _lay_out_map(marks, answer.scheme, words, prefix=prefix)


def _mark_references(answer: Answer, named: Iterable[tuple[int | None, Reference, str | None]]) -> list[Mark]:
    """The marks of references, each with the number that is shown and what it leads to."""
    cited = count_citations(map(attrgetter("citations"), answer.statements()), attrgetter("number"))
    return [
        make_mark(number, one.tier, one.source, one.status, cited.get(one.number, _NEVER_CITED), href)
        for number, one, href in named
    ]


def _find_address(source: Source) -> str | None:
    written = (source.variables.get(key) for key in ("DOI", "URL"))
    return next((href for given in written if given and (href := safe_href(given))), None)


def _draw_alone(marks: Sequence[Mark], scheme: TierScheme, as_of: date, question: str | None) -> Drawing:
    words = read_words()
    content = repr((question, as_of, scheme.name, [(one.number, one.source.id, one.tier, one.shape) for one in marks]))
    drawn = _lay_out_map(
        marks,
        scheme,
        words,
        prefix=f"m{sha256(content.encode(errors='replace')).hexdigest()[:8]}-",
        above=question or words["map"]["title"],
        below=(words["map"]["caption_alone"], tell_day_and_scheme(as_of, scheme, words)),
    )
    return Drawing(fill_template("html", "evidence_map.svg.j2", None, map=drawn, words=words, alone=True))


def _lay_out_map(
    marks: Sequence[Mark],
    scheme: TierScheme,
    words: Words,
    *,
    prefix: str,
    above: str | None = None,
    below: Iterable[str] = (),
) -> EvidenceMap:
    said = words["map"]
    rows = _sort_into_rows(marks, scheme)
    sheet = _Sheet(_lay_axis(marks, said["undated"]), words)
    if above is not None:
        sheet.write_lines(above, "question")
    sheet.draw_rows(rows, {tier.name: tier.section for tier in scheme.tiers})
    sheet.write_years(undated=any(mark.year is None for mark in marks))
    sheet.draw_legend(list_signs(marks))
    for text in below:
        sheet.write_lines(text)
    return EvidenceMap(
        prefix=prefix,
        title=said["title"],
        summary=" ".join(_sum_up(rows, words)),
        width=WIDTH,
        height=ceil(sheet.y) + 4,
        rules="".join(sheet.rules),
        labels=tuple(sheet.labels),
        marks=Ready("\n".join(sheet.marks)),
    )


def _sort_into_rows(marks: Iterable[Mark], scheme: TierScheme) -> dict[str, list[Mark]]:
    """The marks by tier, in the order of the scheme; what the scheme does not name comes last."""
    rows: dict[str, list[Mark]] = {tier.name: [] for tier in scheme.tiers}
    rows.setdefault(scheme.unknown, [])
    for mark in marks:
        rows.setdefault(mark.tier, []).append(mark)
    return {tier: row for tier, row in rows.items() if row}


def _lay_axis(marks: Sequence[Mark], undated: str) -> Axis:
    years = {mark.year for mark in marks}
    longest = max((len(write_year(year)) for year in years if year is not None), default=0)
    reach = max((mark.shape.reach for mark in marks), default=0.0)
    margin = max(reach, _DIGIT * longest / 2)
    most = max(Counter(mark.tier for mark in marks if mark.year is None).values(), default=0)
    room = 2 * margin + count_columns_aside(most) * (2 * reach + GAP)
    aside = max(room if most > 1 else 2 * reach + 2 * GAP, _COLUMN * (count_columns(undated) + 1))
    return lay_axis(years, margin, aside)


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far, from the top down to `y`."""

    axis: Axis
    words: Words
    y: float = 2.0
    labels: list[MapLabel] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def write_lines(self, text: str, kind: str = "remark") -> None:
        """A text in lines as long as the drawing is wide."""
        columns = max(1, _COLUMNS * len(text) // max(1, count_columns(text)))
        for line in wrap(text, columns, break_on_hyphens=False):
            self.y += _LINE
            self._write(kind, 0, line)
        self.y += 5

    def draw_rows(self, rows: Mapping[str, list[Mark]], section_of: Mapping[str, str | None]) -> None:
        """Each row under the name of its tier; where a section begins, its title; the rows of none come after a gap."""
        writer = MarkWriter(self.words)
        section: str | None = None
        for tier, row in rows.items():
            begins = section_of.get(tier)
            if begins is not None and begins not in (section, tier):
                self.y += 19
                self._write("section", 0, _fit(begins))
            elif begins is None and section is not None:
                self.y += 8
            section = begins
            self.y += _LINE
            self._write("kind", 0, _fit(tier))
            self._draw_row(row, writer)

    def _draw_row(self, row: Sequence[Mark], writer: MarkWriter) -> None:
        reach = max(mark.shape.reach for mark in row)
        across = self._spread_row(row, reach)
        lanes = stack_marks([(x, mark.shape.reach) for x, mark in zip(across, row, strict=True)])
        pitch = 2 * reach + GAP
        top = self.y + 5
        self.y = base = top + (max(lanes) + 1) * pitch + 2
        written = {x: f"{x:.1f}" for x in set(across)}
        heights = [f"{base - 2 - reach - lane * pitch:.1f}" for lane in range(max(lanes) + 1)]
        for mark, x, lane in zip(row, across, lanes, strict=True):
            self.marks.append(writer.write(mark, written[x], heights[lane]))
        for year in self.axis.ticks():
            self.rules.append(f"M{self.axis.place(year):.1f} {top:.1f}V{base:.1f}")
        self.rules += [f"M{start:.1f} {base:.1f}H{end:.1f}" for start, end in self.axis.stretches()]

    def _spread_row(self, row: Sequence[Mark], reach: float) -> list[float]:
        """Where each mark of a row stands from left to right."""
        counts = Counter(mark.year for mark in row)
        places = {year: iter(self.axis.spread(year, count, reach)) for year, count in counts.items()}
        return [next(places[mark.year]) for mark in row]

    def write_years(self, *, undated: bool) -> None:
        """The labels of the years below all rows, and of what has none."""
        self.y += _LINE
        if undated:
            self._write("remark", 0, self.words["map"]["undated"])
        for year in self.axis.ticks():
            self._write("year", self.axis.place(year), write_year(year))
        self.y += 6

    def draw_legend(self, signs: Iterable[tuple[str, str]]) -> None:
        """What the signs mean, one beside the other as far as they fit."""
        x = float(WIDTH)
        for name, sign in signs:
            meaning: str = self.words["map"]["signs"][name]
            room = 17 + _COLUMN * count_columns(meaning)
            if x + room > WIDTH:
                x = 0.0
                self.y += 17
            self.marks.append(f'<g transform="translate({x + 7:.1f} {self.y - 4:.1f})">{sign}</g>')
            self._write("remark", x + 17, meaning)
            x += room + 12
        self.y += 6

    def _write(self, kind: str, x: float, text: str) -> None:
        self.labels.append(MapLabel(kind, f"{x:.1f}", f"{self.y:.1f}", text))


def _fit(name: str) -> str:
    """A name as far as it fits into a line."""
    name = one_line(name)
    most = _COLUMNS * len(name) // max(1, count_columns(name))
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _sum_up(rows: Mapping[str, Sequence[Mark]], words: Words) -> Iterator[str]:
    """What the picture shows, in sentences: how many there are of each kind, of which years, and which stand apart."""
    said: Mapping[str, Any] = words["map"]
    marks = [mark for row in rows.values() for mark in row]
    yield said["sources"][len(marks) != 1].format(n=len(marks))
    for tier, row in rows.items():
        yield said["row"].format(tier=one_line(tier), n=len(row), years=_tell_years(row, said))
    for name, _ in list_signs(marks):
        which = [mark for mark in marks if name in mark.shape.looks or name == mark.shape.manner]
        if which and name != "supports":
            listed = (str(mark.number) if mark.number is not None else name_source(mark) for mark in which)
            yield said["apart"].format(what=said["signs"][name], which=", ".join(listed))


def _tell_years(row: Iterable[Mark], said: Mapping[str, Any]) -> str:
    years = sorted(mark.year for mark in row if mark.year is not None)
    if not years:
        return str(said["undated"])
    first, last = write_year(years[0]), write_year(years[-1])
    return first if first == last else str(said["span"]).format(first=first, last=last)
