"""Passages that a search found, for a cell and a terminal: whose words they are, those found, and their place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from evidence_assembler.cite.dates import year_words
from evidence_assembler.library.passages import Passage, Passages
from evidence_assembler.renderers.environment import fill_template
from evidence_assembler.renderers.one_line import one_line
from evidence_assembler.renderers.terminal.aligned import Cell, WordReader, wrap_cells
from evidence_assembler.renderers.terminal.lines import Line, count_columns, cut_line, show_plainly, write_lines
from evidence_assembler.renderers.wording import Words, read_words, set_quotation

WIDTH = 88  # columns
_LONG = 500  # code points of a passage; of a longer one what is shown stands around the words found
_AROUND = 90  # code points before and behind them
_LONG_QUERY = 80  # code points


class Shown(NamedTuple):
    """A passage as it is shown: its number and its source, the words with those found, and where they stand."""

    label: str
    title: str
    year: str
    parts: tuple[tuple[str, bool], ...]
    place: str


def show_passages(passages: Passages) -> str:
    """How many were found for which query, and each with the words found; where there is none, why."""
    words = read_words()
    rows = [_prepare(passage, words, number, passages.nowhere) for number, passage in enumerate(passages)]
    return fill_template(
        "html", "notebook_passages.html.j2", None, words=words, summary=_tell_search(passages, words), rows=rows
    )


def show_passage(passage: Passage) -> str:
    """The passage with the words found in it."""
    words = read_words()
    return fill_template(
        "html", "notebook_passages.html.j2", None, words=words, summary=(), rows=[_prepare(passage, words)]
    )


def render_passages(passages: Passages) -> str:
    """The same as plain text, without an end of line behind the last."""
    words = read_words()
    lines: list[Line] = [((show_plainly(said), "plain"),) for said in _tell_search(passages, words)]
    for number, passage in enumerate(passages):
        lines += [(), *_lay_out(_prepare(passage, words, number, passages.nowhere))]
    return write_lines(lines).rstrip("\n")


def render_passage(passage: Passage) -> str:
    """The passage as plain text."""
    return write_lines(_lay_out(_prepare(passage, read_words()))).rstrip("\n")


def cut_passage(passage: Passage) -> tuple[tuple[str, bool], ...]:
    """The words of the passage, those found marked; of a long one what stands around the words found."""
    marked = [(start - passage.start, end - passage.start) for start, end in passage.marked]
    windows = [(0, len(passage.text))]
    if len(passage.text) > _LONG:
        windows = _choose_windows(passage.text, marked)
    parts: list[tuple[str, bool]] = []
    done = 0
    for begin, finish in windows:
        parts.append((" … " if done else "… ", False) if begin > done else ("", False))
        at = begin
        for start, end in marked:
            if begin <= start and end <= finish:
                parts += [(passage.text[at:start], False), (passage.text[start:end], True)]
                at = end
        parts.append((passage.text[at:finish], False))
        done = finish
    parts.append((" …" if done < len(passage.text) else "", False))
    return tuple((words, found) for words, found in parts if words)


def _choose_windows(text: str, marked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of a text around what is marked, in order: those with most marks, as many as there is room for."""
    groups: list[list[tuple[int, int]]] = []
    for span in marked or ((0, 0),):
        is_near = (
            groups and span[0] - groups[-1][-1][1] <= 2 * _AROUND and span[1] - groups[-1][0][0] <= _LONG - _AROUND
        )
        if is_near:
            groups[-1].append(span)
        else:
            groups.append([span])
    windows = []
    for number, group in enumerate(groups):
        before = groups[number - 1][-1][1] if number else 0
        behind = groups[number + 1][0][0] if number + 1 < len(groups) else len(text)
        windows.append((len(group), _widen(text, group[0][0], group[-1][1], before, behind)))
    chosen: list[tuple[int, int]] = []
    room = _LONG
    for _, (begin, finish) in sorted(windows, key=lambda one: -one[0]):
        if not chosen or finish - begin <= room:
            chosen.append((begin, finish))
            room -= finish - begin
    return sorted(chosen)


def _widen(text: str, start: int, end: int, before: int, behind: int) -> tuple[int, int]:
    """The stretch with some words on either side, up to half the way to what is marked before and behind it."""
    begin = max(start - _AROUND, (before + start) // 2 if before else 0)
    finish = min(end + _AROUND, (end + behind + 1) // 2 if behind < len(text) else len(text))
    if begin > 0:
        begin += len(text[begin:start]) - len(text[begin:start].partition(" ")[2] or text[begin:start])
    if finish < len(text):
        finish = end + len(text[end:finish].rpartition(" ")[0] or text[end:finish])
    return begin, finish


def _prepare(passage: Passage, words: Words, number: int | None = None, told: Collection[str] = ()) -> Shown:
    """The passage without the missing words that were told before, of all passages."""
    said = words["passages"]
    source, text = passage.entry.source, passage.entry.text
    year = one_line(year_words(source.issued) or "")
    place = said["place"].format(
        text=words["notebook"]["texts"][text.extent if text is not None else "none"],
        start=passage.start,
        end=passage.end,
    )
    if missing := [one for one in passage.missing if one not in told]:
        place = said["missing"].format(place=place, words=_quote_all(missing, words))
    return Shown(
        label=source.id if number is None else said["label"].format(number=number, id=source.id),
        title=one_line(source.title or ""),
        year=said["year"].format(year=year) if year else "",
        parts=cut_passage(passage),
        place=place,
    )


def _lay_out(shown: Shown) -> Iterator[Line]:
    label = show_plainly(shown.label)
    room = WIDTH - count_columns(f"{label}   {shown.year}")
    yield ((label, "place"), (f"  {cut_line(show_plainly(shown.title), room)} {shown.year}", "plain"))
    reader = WordReader()
    cells = [Cell((word,), found) for part, found in shown.parts for word in reader.read(part)]
    for row in wrap_cells(cells, WIDTH - 4):
        yield (("    ", "plain"), *row.lines[0])
        if row.marks:
            yield ((f"    {row.marks}", "note"),)
    yield ((f"    {show_plainly(shown.place)}", "quiet"),)


def _tell_search(passages: Passages, words: Words) -> tuple[str, ...]:
    """What the search found, in a sentence or two; where it found nothing, why."""
    said = words["passages"]
    counts = {"sources": passages.sources, "texts": passages.texts}
    query = _quote_all([cut_line(one_line(passages.query), _LONG_QUERY)], words)
    told = []
    if passages:
        told.append(said["found"][len(passages) != 1].format(n=len(passages), query=query))
    elif not passages.asked:
        told.append(said["nothing_asked"])
    elif not passages.texts:
        told.append(said["no_source" if not passages.sources else "no_text"].format(**counts))
    else:
        told.append(said["none"].format(query=query, **counts))
    if passages.nowhere and passages.texts:
        told.append(said["nowhere"].format(words=_quote_all(passages.nowhere, words)))
    return tuple(told)


def _quote_all(written: Iterable[str], words: Words) -> str:
    return ", ".join(set_quotation(one, words) for one in written)
