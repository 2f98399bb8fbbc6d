"""Referring: a citation gets its number and the verdict on its quotation, a cited work its reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from evidence_assembler.cite import format_reference, reference_text
from evidence_assembler.data import read_table
from evidence_assembler.library.declarations import join_declarations
from evidence_assembler.library.library import Library
from evidence_assembler.library.registries import find_trials_of_work
from evidence_assembler.model.answer import Context, NumberedCitation, Reference
from evidence_assembler.model.claim import Citation
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import RankedSource, TierScheme
from evidence_assembler.model.source import Standing
from evidence_assembler.rank import rank_sources
from evidence_assembler.verify import Verified, verify_quote

_AROUND = 160  # code points of context on either side of a located quotation, under an open licence
_APART = re.compile(r"[\s()\[\],;_‐‑–-]+")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_FEW = 32  # those that tell which place is meant, where no licence is declared


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies at hand while citations are made: the library, what is declared, the numbers of the works.

    `unquoted` has, for each source that is cited without a quotation, the text that was looked for.
    """

    library: Library
    declare: Mapping[str, Declaration]
    numbers: Mapping[str, int]
    unquoted: dict[str, Verified] = field(default_factory=dict)


def rank_cited(
    cited: Iterable[str], library: Library, scheme: TierScheme, declare: Mapping[str, Declaration], day: date
) -> dict[str, RankedSource]:
    """Each cited source, under its own id, as the work it is was ranked."""
    works = library.works
    cited = tuple(cited)
    sources = [library[work].source for work in dict.fromkeys(works[source_id] for source_id in cited)]
    declared, _ = join_declarations(declare.items(), library)
    by_work = {one.source.id: one for one in rank_sources(sources, scheme, declare=declared, as_of=day, among=library)}
    return {source_id: by_work[works[source_id]] for source_id in cited}


def make_citation(citation: Citation, desk: Desk) -> NumberedCitation:
    """The citation with the number of its work, None where that is not known, and the verdict on its quotation."""
    work = desk.library.works.get(citation.source_id)
    verified = desk.unquoted.get(citation.source_id) if citation.quote is None else None
    if verified is None:
        verified = verify_quote(citation, desk.library, desk.declare)
        if citation.quote is None:
            desk.unquoted[citation.source_id] = verified
    return NumberedCitation(
        **vars(citation),
        number=desk.numbers[work] if work is not None else None,
        match=verified.match,
        extent=verified.extent,
        context=_read_context(verified),
    )


def _read_context(verified: Verified) -> Context | None:
    match, text = verified.match, verified.text
    if match is None or not match.passed:  # false words would stand among those of the source
        return None
    if text is None or match.start is None or match.end is None:
        return None
    if text.licence is None or not text.licence.strip():
        return Context(*_read_around(text.text, match.start, match.end, _FEW))
    if not _is_open(text.licence):
        return None
    return Context(*_read_around(text.text, match.start, match.end, _AROUND), licence=text.licence.strip())


def _read_around(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """At most so many code points before and behind a stretch, in whole words, and no further than its paragraph."""
    first, last = max(0, start - most), min(len(text), end + most)
    while first and first < start and not (text[first].isspace() or text[first - 1].isspace()):
        first += 1
    while last < len(text) and last > end and not (text[last].isspace() or text[last - 1].isspace()):
        last -= 1
    return _PARAGRAPH.split(text[first:start])[-1], _PARAGRAPH.split(text[end:last])[0]


def _is_open(licence: str) -> bool:
    """True where the licence lets everyone show the words around a quotation."""
    names, addresses = _open_licences()
    return names.fullmatch(_in_one_spelling(licence)) is not None or addresses.fullmatch(licence.strip()) is not None


@cache
def _open_licences() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What the table names, and its addresses with a version and a page behind them."""
    table = read_table("licences")
    name, addition = (
        "|".join(re.escape(_in_one_spelling(one)) for one in sorted(table[kind], key=len, reverse=True))
        for kind in ("names", "additions")
    )
    address = "|".join(map(re.escape, table["addresses"]))
    return (
        re.compile(rf"(?:{name})(?: (?:{name}|{addition}|v?[0-9](?:\.[0-9])?))*"),
        re.compile(rf"(?:https?://)?(?:www\.)?(?:{address})(?:/[0-9.]+)?(?:/[a-z-]+)*/?", re.IGNORECASE),
    )


def _in_one_spelling(licence: str) -> str:
    return _APART.sub(" ", licence).strip(" .").casefold()


def make_references(
    cited: Iterable[str], ranked: Mapping[str, RankedSource], desk: Desk, style: str
) -> Iterator[Reference]:
    """The reference of every numbered work, with all ids under which it is cited, in the order of the numbers."""
    ids: dict[str, list[str]] = {}
    for source_id in cited:
        ids.setdefault(desk.library.works[source_id], []).append(source_id)
    for work, number in desk.numbers.items():
        one = ranked[ids[work][0]]
        uses = [said.labelled_use for source_id in ids[work] if (said := desk.declare.get(source_id)) is not None]
        yield Reference(
            number=number,
            source_id=ids[work][0],
            ids=tuple(ids[work]),
            tier=one.tier,
            basis=one.basis,
            because=one.because,
            design=one.design,
            status=one.status,
            standings=tuple(_name_seen(standing, desk.library) for standing in one.standings),
            citation=reference_text(format_reference(one.source, style)),
            source=one.source,
            labelled_use=next((use for use in uses if use), None),
            trials=find_trials_of_work(desk.library.find_records(work), one.design),
        )


def _name_seen(standing: Standing, library: Library) -> Standing:
    """The standing with the title of the source that tells more, where the library has it."""
    entry = library.get(standing.see) if standing.see is not None else None
    title = entry.source.title if entry is not None else None
    return standing.model_copy(update={"see_title": title}) if title is not None else standing
