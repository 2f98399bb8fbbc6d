"""The reference list: each work with its reason to stand there, and every quotation with what became of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evidence_assembler.cite import Run
from evidence_assembler.model.answer import Answer, NumberedCitation, Reference
from evidence_assembler.model.quote import QuoteMatch
from evidence_assembler.model.source import Extent, Standing

from .citing import Citing
from .day_and_scheme import write_day
from .formats import Format
from .one_line import one_line, without_controls
from .page import PageReference, QuotedPassage, UnknownSource, Use
from .ready import Ready
from .verdicts import tell_outcome, tell_verdict, tell_warnings
from .wording import Words, fill_sentence, set_quotation

_SEVERAL = re.compile(r"\d\s*(?:[-–—,&]|\band\b)\s*\w")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")  # BCP 47, without what is private
_EXCERPT = 40  # code points of a statement that say where a way back leads
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_UseKey = tuple[object, ...]


@dataclass(slots=True)
class _Cited:
    """Where a work is cited: the citations that differ, each with the anchors of its statements."""

    uses: dict[_UseKey, tuple[NumberedCitation, dict[str, None]]] = field(default_factory=dict)

    def add(self, citation: NumberedCitation, anchor: str) -> None:
        key: _UseKey = (citation.locator, citation.label, citation.intent, citation.indirect)
        if citation.quote is not None:
            match = citation.match
            verdict = match and (match.status, match.start, match.found, match.found_in, match.warnings)
            key = (*key, citation.quote, citation.extent, verdict, citation.context)
        use = self.uses.get(key)
        if use is None:
            self.uses[key] = citation, {anchor: None}
        else:
            use[1][anchor] = None


@dataclass(frozen=True, slots=True)
class CitedPlaces:
    """Every place at which the answer cites: by number, and by id for what has none."""

    numbered: Mapping[int, _Cited]
    unknown: Mapping[str, _Cited]
    labels: Mapping[str, Ready]


def find_cited_places(answer: Answer, anchors: Iterable[str], fmt: Format, words: Words) -> CitedPlaces:
    """All citations by what they cite; `anchors` has one for each statement, in reading order."""
    numbered: defaultdict[int, _Cited] = defaultdict(_Cited)
    unknown: defaultdict[str, _Cited] = defaultdict(_Cited)
    labels: dict[str, Ready] = {}
    back = words["references"]["back"]
    for statement, anchor in zip(answer.statements(), anchors, strict=True):
        if not statement.citations:
            continue
        labels[anchor] = Ready(fmt.escape(back.replace("{statement}", _begin(one_line(statement.text)))))
        for citation in statement.citations:
            if citation.number is None:
                unknown[citation.source_id].add(citation, anchor)
            else:
                numbered[citation.number].add(citation, anchor)
    return CitedPlaces(numbered, unknown, labels)


def list_references(
    listed: Sequence[tuple[Reference, str, Sequence[Run]]],
    places: CitedPlaces,
    citing: Citing,
    words: Words,
    *,
    numbered: bool,
) -> tuple[PageReference, ...]:
    """The entries in the order given, each reference with its anchor and its runs."""
    told: set[int] = set()
    entries = []
    fmt = citing.fmt
    reporting: defaultdict[str, dict[int, None]] = defaultdict(dict)
    numbers = {source_id: reference.number for reference, _, _ in listed for source_id in reference.ids}
    for reference, _, _ in listed:
        for trial in reference.trials:
            reporting[trial][reference.number] = None
    for reference, anchor, runs in listed:
        cited = places.numbered.get(reference.number) if reference.number not in told else None
        told.add(reference.number)
        entries.append(
            PageReference(
                anchor=anchor,
                number=reference.number if numbered else None,
                language=_read_language(reference, words),
                entry=set_runs(runs, fmt),
                tier=one_line(reference.tier),
                because=one_line(reference.because),
                labelled_use=_tell_labelled_use(reference, words),
                remarks=_remark_on(reference, reporting, numbers, citing, words)
                if reference.standings or reference.trials
                else (),
                status=tuple((status, words["references"]["status"][status]) for status in reference.status),
                uses=_list_uses(cited, places.labels, fmt, words) if cited else (),
            )
        )
    return tuple(entries)


def list_unknown(places: CitedPlaces, fmt: Format) -> tuple[UnknownSource, ...]:
    """The ids that are cited and that no source has."""
    listed = []
    for source_id, cited in places.unknown.items():
        anchors = dict.fromkeys(anchor for _, statements in cited.uses.values() for anchor in statements)
        listed.append(UnknownSource(one_line(source_id), _set_ways_back(anchors, _letter(anchors), places.labels, fmt)))
    return tuple(listed)


def set_runs(runs: Iterable[Run], fmt: Format) -> Ready:
    """A formatted reference in the markup of the format: italics, and links where an address is safe."""
    said = []
    for run in runs:
        text = without_controls(run.text)
        if not run.italic and run.href is None:
            said.append(fmt.escape(text))
            continue
        core = text.strip(" ")
        if not core:
            said.append(text)
            continue
        start = text.index(core)
        markup = fmt.escape(core)
        markup = fmt.set_italic(markup) if run.italic else markup
        markup = fmt.set_link(markup, run.href) if run.href is not None else markup
        said.append(f"{text[:start]}{markup}{text[start + len(core) :]}")
    return Ready("".join(said))


def _read_language(reference: Reference, words: Words) -> str | None:
    """The language of the work where that is a tag, and not the page's own."""
    said = reference.source.variables.get("language", "")
    own = str(words["language"])
    return said if _LANGUAGE_TAG.fullmatch(said) and said.partition("-")[0].casefold() != own else None


def _tell_labelled_use(reference: Reference, words: Words) -> str | None:
    if reference.labelled_use is None:
        return None
    use = one_line(reference.labelled_use).removesuffix(".")
    return str(words["references"]["labelled_use"].format(use=use))


def _remark_on(
    reference: Reference,
    reporting: Mapping[str, Collection[int]],
    numbers: Mapping[str, int],
    citing: Citing,
    words: Words,
) -> tuple[Ready, ...]:
    """Sentences on how the work stands, and for each trial that other references report too one that names them.

    `numbers` has the number of every reference by its ids.
    """
    standings = (one for one in reference.standings if one.since is not None or one.see is not None)
    told = [_tell_standing(one, numbers, citing, words) for one in standings]
    for trial in dict.fromkeys(reference.trials):
        others = [number for number in reporting[trial] if number != reference.number]
        if others:
            one, several = words["references"]["one_trial"]
            told.append(
                fill_sentence(
                    one if len(others) == 1 else several,
                    citing.fmt.escape,
                    trial=one_line(trial),
                    markers=Ready(citing.set_references(others)),
                )
            )
    return tuple(told)


def _tell_standing(standing: Standing, numbers: Mapping[str, int], citing: Citing, words: Words) -> Ready:
    """Since when a work has its status, and which work tells more; one of them at least is known."""
    said = words["references"]["standing"]
    known = "_".join([*["since"] * (standing.since is not None), *["see"] * (standing.see is not None)])
    see = standing.see or ""
    return fill_sentence(
        said[known],
        citing.fmt.escape,
        status=words["references"]["status"][standing.status],
        day=write_day(standing.since, words) if standing.since is not None else "",
        see=Ready(citing.set_references([numbers[see]])) if see in numbers else one_line(standing.see_title or see),
    )


def _list_uses(cited: _Cited, labels: Mapping[str, Ready], fmt: Format, words: Words) -> tuple[Use, ...]:
    """Quotations first, in reading order; then what is cited only."""
    in_order = [use for use in cited.uses.values() if use[0].quote is not None]
    in_order += [use for use in cited.uses.values() if use[0].quote is None]
    letters = _letter(dict.fromkeys(anchor for _, statements in in_order for anchor in statements))
    uses = []
    for citation, statements in in_order:
        outcome = tell_outcome(citation.match) if citation.quote is not None else "unquoted"
        uses.append(
            Use(
                outcome=outcome,
                mark=words["quotation"][outcome],
                passage=_show_passage(citation, fmt, words) if citation.quote is not None else None,
                verdict=tell_verdict(citation.match, citation.extent, words)
                if citation.quote is not None
                else words["references"]["unquoted"][citation.intent],
                remarks=_remark_on_use(citation, words),
                back=_set_ways_back(statements, letters, labels, fmt),
            )
        )
    return tuple(uses)


def _remark_on_use(citation: NumberedCitation, words: Words) -> str:
    said = words["references"]
    remarks: list[str] = []
    if citation.quote is not None:
        if citation.match is not None:
            remarks += [*tell_warnings(citation.match, words), *_tell_where(citation.match, citation.extent, said)]
        if citation.intent != "supports":
            remarks.append(said["quoted"][citation.intent])
    if citation.indirect is not None:
        remarks.append(said["indirect"].format(why=one_line(citation.indirect).removesuffix(".")))
    if citation.locator is not None:
        remarks.append(said["locator"].format(place=_tell_locator(citation, words["locators"])))
    if citation.context is not None and citation.context.licence is not None:
        remarks.append(said["licence"].format(licence=one_line(citation.context.licence).removesuffix(".")))
    return " ".join(remarks)


def _tell_where(match: QuoteMatch, extent: Extent | None, said: Words) -> Iterator[str]:
    """The place of a quotation that passed, in the text that was at hand."""
    if match.passed and extent is not None:
        yield said["place"][extent].format(start=match.start, end=match.end)


def _show_passage(citation: NumberedCitation, fmt: Format, words: Words) -> QuotedPassage:
    gap = words["quotation"]["gap"]
    quote = Ready(fmt.escape(set_quotation(one_line(citation.quote or ""), words)))
    if citation.context is None:
        return QuotedPassage(Ready(), quote, Ready())
    before = without_controls(citation.context.before).lstrip(" ")
    after = without_controls(citation.context.after).rstrip(" ")
    return QuotedPassage(Ready(fmt.escape(f"{gap} {before}")), quote, Ready(fmt.escape(f"{after} {gap}")))


def _tell_locator(citation: NumberedCitation, labels: Mapping[str, Sequence[str]]) -> str:
    label = citation.label or "page"
    one, several = labels.get(label, (label, label))
    locator = one_line(citation.locator or "")
    return f"{several if _SEVERAL.search(locator) else one} {locator}"


def _letter(anchors: Collection[str]) -> Mapping[str, str]:
    """A letter for each statement: a, b, ... z, aa; none where there is one statement only."""
    if len(anchors) < 2:
        return dict.fromkeys(anchors, "")
    return {anchor: _in_letters(place) for place, anchor in enumerate(anchors)}


def _in_letters(place: int) -> str:
    rest, last = divmod(place, len(_LETTERS))
    return (_in_letters(rest - 1) if rest else "") + _LETTERS[last]


def _set_ways_back(
    statements: Iterable[str], letters: Mapping[str, str], labels: Mapping[str, Ready], fmt: Format
) -> Ready:
    """Links to the statements, each with a space before it."""
    return Ready("".join([fmt.set_way_back(anchor, letters[anchor], labels[anchor]) for anchor in statements]))


def _begin(text: str) -> str:
    """How a statement begins, cut between words."""
    if len(text) <= _EXCERPT:
        return text
    return text[:_EXCERPT].rsplit(" ", 1)[0] + "…"
