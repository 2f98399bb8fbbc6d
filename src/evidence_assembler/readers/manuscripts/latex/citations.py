r"""Citations of LaTeX: the commands of natbib, biblatex, apacite and csquotes with their keys and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.model.manuscript import Pointer
from evidence_assembler.readers.manuscripts.latex.source import LatexSource, print_words
from evidence_assembler.readers.manuscripts.pointers import Suffix, put_suffix, read_suffix

_COMMENT = re.compile(r"%[^\n]*")
_NO_KEY = re.compile(r"[\s\\{}#%~,\"]")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_LONGEST_NOTE = 4000
_SHOWN = 40
_NOTHING = Suffix()
_OPENING = re.compile(r"\\(?:enquote|mkbibquote|textquote)\*?\s*\{")
_SECTION_SIGN = re.compile(r"\\S(?![A-Za-z])")
_MARKUP = re.compile(r"\\[A-Za-z]+\*?[ \t]*\{?|\\[^A-Za-z%$&#_{}]|[{}]")
_ANGLES = re.compile(r"\s*<[^<>\n]{0,300}>")
_PARENTHESES = re.compile(r"\s*\(([^()]{0,2000})\)")


@dataclass(frozen=True, slots=True)
class Form:
    """How a command cites: with markers beside the sentence, with words of it, or nowhere in the text."""

    is_word: bool = False
    is_nowhere: bool = False
    several: bool = False
    with_volume: bool = False
    with_field: bool = False
    quoting: bool = False
    with_language: bool = False


@dataclass(frozen=True, slots=True)
class CitedKey:
    """A key as it stands in the file."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitingCommand:
    """A command that cites, from its backslash to its last brace. `quoted` are the words that it quotes, if it does."""

    form: Form
    start: int
    end: int
    pointers: tuple[Pointer, ...] = ()
    unread: str | None = None
    quoted: tuple[int, int] | None = None


@cache
def citation_forms() -> dict[str, Form]:
    """The forms of all commands that cite, by name without the star."""
    table = {name: frozenset(words.split()) for name, words in read_table("latex_commands")["citations"].items()}
    quoting = table["quoting"]
    return {
        name: Form(
            is_word=name in table["words"],
            is_nowhere=name in table["nowhere"],
            several=name in table["several"],
            with_volume=name in table["with_volume"],
            with_field=name in table["with_field"],
            quoting=name in quoting,
            with_language=name in table["quoting_languages"],
        )
        for name in table["marks"] | table["words"] | table["nowhere"] | quoting | table["quoting_environments"]
    }


def read_citation(source: LatexSource, form: Form, start: int, position: int) -> CitingCommand:
    """The citation whose backslash stands at `start` and whose arguments begin at `position`."""
    if source.text.startswith("*", position):
        position += 1
    if form.with_language:
        position = source.skip_arguments("m", position)
    if form.several:
        for _ in range(2):
            found = _PARENTHESES.match(source.text, position)
            position = found.end() if found else position
    end = position
    pointers: list[Pointer] = []
    unread: str | None = None
    while (part := _read_part(source, form, end)) is not None:
        end = part.end
        pointers += part.pointers
        unread = unread or part.unread
        if not form.several:
            break
    if end == position:
        return CitingCommand(form, start, _behind_brace(source, position), unread=_tell_missing(source, position))
    if form.with_field:
        end = source.skip_arguments("m", end)
    if form.quoting and (group := source.find_group(end)):
        return _quote(source, CitingCommand(form, start, end, tuple(pointers), unread), group)
    return CitingCommand(form, start, end, tuple(pointers), unread)


def quote_with(
    source: LatexSource, cited: Sequence[CitingCommand], start: int, group: tuple[int, int]
) -> CitingCommand:
    """A quotation, its words between these braces, with what is cited in the brackets before them as its source."""
    pointers = tuple(pointer for one in cited for pointer in one.pointers)
    unread = next((one.unread for one in cited if one.unread is not None), None)
    return _quote(source, CitingCommand(Form(quoting=True), start, group[1] + 1, pointers, unread), group)


def _quote(source: LatexSource, citation: CitingCommand, group: tuple[int, int]) -> CitingCommand:
    """The citation with the words between these braces, which its last source is said to hold."""
    pointers = list(citation.pointers)
    quote = print_words(source.text[group[0] + 1 : group[1]])
    if quote and pointers and pointers[-1].quote is None:
        pointers[-1] = replace(pointers[-1], quote=quote, quote_start=group[0] + 1, quote_end=group[1])
    return replace(citation, end=group[1] + 1, pointers=tuple(pointers), quoted=(group[0] + 1, group[1]))


def find_citations(source: LatexSource, start: int, end: int) -> Iterator[CitingCommand]:
    """The citations from `start` to `end`, in what is otherwise no text."""
    position = start
    while found := _COMMAND.search(source.text, position, end):
        position = found.end()
        form = citation_forms().get(found[1])
        if form is not None:
            citation = read_citation(source, form, found.start(), position)
            position = max(position, min(citation.end, end))
            if citation.pointers:
                yield citation


def read_keys(text: str, start: int, end: int) -> tuple[list[CitedKey], str | None]:
    """The keys between two braces, amid spaces and comments, and what of them could not be read."""
    written = text[start:end]
    if "%" in written:
        written = _COMMENT.sub(lambda found: " " * len(found.group()), written)
    if not written.strip():
        return [], "has no key: its braces are empty"
    keys: list[CitedKey] = []
    unread: str | None = None
    at = start
    for piece in written.split(","):
        name = piece.strip()
        if not name:
            unread = unread or "has a comma without a key"
        elif _NO_KEY.search(name):
            unread = unread or f"has “{' '.join(name.split())[:_SHOWN]}” where a key should stand"
        else:
            begin = at + len(piece) - len(piece.lstrip())
            keys.append(CitedKey(name, begin, begin + len(name)))
        at += len(piece) + 1
    return keys, unread


def read_note(text: str, start: int, end: int, before: str = "") -> Suffix:
    """The locator and the quotation of a note; `before` are words that a macro of the document puts before it."""
    if end - start > _LONGEST_NOTE:
        return _NOTHING
    words = _SECTION_SIGN.sub(" §", _mark_quotations(text[start:end]))
    words = _MARKUP.sub(lambda found: " " * len(found.group()), words)
    suffix = read_suffix(before + words, start - len(before))
    if suffix.quote is None or suffix.quote_start is None or suffix.quote_end is None:
        return suffix
    written = text[suffix.quote_start : suffix.quote_end]
    return replace(suffix, quote=print_words(written))


def point(keys: list[CitedKey], suffix: Suffix) -> list[Pointer]:
    """The pointers of these keys; the note belongs to the last."""
    pointers = [Pointer(key.name, "key", key.start, key.end) for key in keys]
    if pointers:
        pointers[-1] = put_suffix(pointers[-1], suffix)
    return pointers


@dataclass(frozen=True, slots=True)
class _Part:
    """One list of keys with its notes."""

    end: int
    pointers: list[Pointer]
    unread: str | None


def _read_part(source: LatexSource, form: Form, position: int) -> _Part | None:
    if form.with_volume:
        position = _read_notes(source, position, 1)[1]
        if source.find_group(position) is None:
            return None
        position = source.skip_arguments("m", position)
    elif found := _ANGLES.match(source.text, position):  # apacite: \cite<see>[p. 3]{key}
        position = found.end()
    notes, position = _read_notes(source, position, 2)
    group = source.find_group(position)
    if group is None:
        return None
    opening, close = group
    if source.find_break(opening) < close:
        return None
    keys, unread = read_keys(source.text, opening + 1, close)
    if form.is_nowhere and unread is None:
        keys = [key for key in keys if key.name != "*"]
    suffix = read_note(source.text, *notes[-1]) if notes else _NOTHING
    if suffix.quote is None and len(notes) > 1:
        before = read_note(source.text, *notes[0])
        suffix = replace(suffix, quote=before.quote, quote_start=before.quote_start, quote_end=before.quote_end)
    pointers = point(keys, suffix)
    for note in notes:
        if "\\" in source.text[note[0] : note[1]][:_LONGEST_NOTE]:
            pointers += _read_nested(source, *note)
    return _Part(close + 1, pointers, unread)


def _read_nested(source: LatexSource, start: int, end: int) -> Iterator[Pointer]:
    """What is cited within a note. A note within that note is not looked into: it would have to be in braces."""
    position = start
    while found := _COMMAND.search(source.text, position, min(end, start + _LONGEST_NOTE)):
        position = found.end()
        group = source.find_group(source.skip_arguments("oo", position)) if found[1] in citation_forms() else None
        if group is not None and group[1] < end:
            yield from point(read_keys(source.text, group[0] + 1, group[1])[0], _NOTHING)
            position = group[1]


def _read_notes(source: LatexSource, position: int, most: int) -> tuple[list[tuple[int, int]], int]:
    notes: list[tuple[int, int]] = []
    while len(notes) < most and (option := source.find_option(position)):
        notes.append((option[0] + 1, option[1]))
        position = option[1] + 1
    return notes, position


def _behind_brace(source: LatexSource, position: int) -> int:
    start = source.skip_gap(position)
    return start + 1 if source.text[start : start + 1] in ("{", "[") else position


def _tell_missing(source: LatexSource, position: int) -> str:
    character = source.text[source.skip_gap(position)] if source.skip_gap(position) < len(source.text) else ""
    if character == "{":
        return "has a brace that is not closed in its paragraph"
    if character == "[" and source.find_option(position) is None:
        return "has a bracket that is not closed in its paragraph"
    return "has no keys in braces behind it"


def _mark_quotations(words: str) -> str:
    r"""The words with the braces of `\enquote{...}` as quotation marks, and as long as before."""
    while found := _OPENING.search(words):
        close = words.find("}", found.end())
        if close < 0:
            return words
        opening = " " * (found.end() - found.start() - 1) + "“"
        words = words[: found.start()] + opening + words[found.end() : close] + "”" + words[close + 1 :]
    return words
