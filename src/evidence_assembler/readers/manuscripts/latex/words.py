"""Commands that are words of their sentence, or nothing at all."""

from __future__ import annotations

import re

from evidence_assembler.readers.latex import decode_latex
from evidence_assembler.readers.manuscripts.latex.citations import CitingCommand, find_citations, quote_with
from evidence_assembler.readers.manuscripts.latex.macros import Macro
from evidence_assembler.readers.manuscripts.latex.maths import add_raised, read_formula
from evidence_assembler.readers.manuscripts.latex.reading import Command, Reading
from evidence_assembler.readers.manuscripts.latex.rows import read_row_end
from evidence_assembler.readers.manuscripts.latex.source import print_words
from evidence_assembler.readers.manuscripts.latex.units import print_quantity

_GOBBLED = re.compile(r"[ \t]*(?:\n(?![ \t]*\n))?[ \t]*")
_LENGTH = re.compile(r"\s*(?:[-+]?[\d.]*\s*(?:\\[A-Za-z]+|[a-z]{2})(?:\s+(?:plus|minus)\s+[\d.]*\s*[a-z]{2,5})*)?")
# Arguments of commands that nobody knows: lengths, options, parameters; and names of labels, files, packages.
_NO_WORDS = re.compile(r"\s*(?:[-+]?[\d.]*\s*(?:\\\w+|pt|em|ex|cm|mm|in|bp|pc|sp|mu)|[\w*-]+=[^{}]*|\#\w+)?\s*")
_NAME = re.compile(r"[\w:./,-]+")
_CITES = re.compile(r"\\\w*(?:cite|note)")
_PLAIN_QUANTITY = re.compile(r"[\d.,]+")
_PLAIN_UNIT = re.compile(r"[A-Za-zµμ/%]+")
_ACCENTS = frozenset("'\"^~=.`uvHcdbkrt")
_SPACING = frozenset(" \n\t,;:>")
_INVISIBLE = frozenset("-/@!")
_REACH = 80  # how far back the beginning of a line is looked for


def read_symbol(reading: Reading, sign: str, start: int) -> None:
    """A command whose name is one sign: an accent, a space, maths, a line's end, or the sign itself."""
    if sign == "\\":
        read_row_end(reading)
    elif sign in _SPACING or not sign:
        reading.words.add_space(start)
    elif sign in "([":
        end = reading.source.find_next("\\)" if sign == "(" else "\\]", reading.position)
        if end is None or end > reading.source.find_break(start):
            return
        if sign == "(":
            read_formula(reading, start, reading.position, end, end + 2)
        else:
            reading.words.add_space(start)
            reading.leave_out(start, end + 2)
    elif sign in _ACCENTS:
        reading.add_printed(start, reading.source.skip_arguments("m", reading.position))
    elif sign not in _INVISIBLE:
        reading.words.add(sign, start + 1)


def add_citation(reading: Reading, citation: CitingCommand) -> None:
    """A citation: a marker, with the words that it leaves in its sentence."""
    reading.position = max(citation.end, reading.position)
    start, end, pointers = citation.start, citation.end, citation.pointers
    if citation.form.is_nowhere:
        if pointers or citation.unread:
            reading.add_cited([citation])
        return
    if citation.quoted is not None:
        opening, close = citation.quoted
        reading.words.add_instead("“", opening - 1, opening)
        reading.words.add_instead(print_words(reading.text[opening:close]), opening, close)
        reading.words.add_instead("”", close, close + 1)
    if not citation.form.is_word or not pointers:
        if pointers or citation.unread:
            reading.words.add_marker(start, end, pointers, unread=citation.unread)
        return
    reading.words.add_marker_of_words(start, end, pointers, unread=citation.unread)
    for number, pointer in enumerate(pointers):
        if number:
            reading.words.add_instead(",", pointer.start, pointer.start)
            reading.words.add_space(pointer.start)
        # A key stands for the name that is printed there, and a sentence may begin with it.
        if start < pointer.start < end:
            reading.words.add_instead(pointer.name[0].upper(), pointer.start, pointer.start + 1)
            reading.words.add(pointer.name[1:], pointer.start + 1)
        else:  # the key stands where a macro of the document is defined
            reading.words.add_instead(pointer.name[0].upper() + pointer.name[1:], start, end)


def read_macro(reading: Reading, macro: Macro, start: int) -> None:
    """A command of the document: the words that it stands for, or its arguments from the first that it uses on."""
    if macro.words is not None:
        reading.words.begin_word()
        reading.words.add_instead(macro.words, start, reading.position)
        return
    for number, letter in enumerate(macro.parameters, start=1):
        if number not in macro.unused and letter == "m":
            return
        reading.position = reading.source.skip_arguments(letter, reading.position)


def read_unknown(reading: Reading, name: str, start: int) -> None:
    """Another command: a symbol, an accent, or one that nobody knows, whose arguments stay if they look like words."""
    if name in _ACCENTS and reading.macros.find_macro(name) is None:
        reading.add_printed(start, reading.source.skip_arguments("m", reading.position))
        return
    symbol = decode_latex(f"\\{name}")
    if symbol != f"\\{name}":
        gobbled = _GOBBLED.match(reading.text, reading.position)
        if symbol.strip():
            reading.words.add_instead(symbol, start, reading.position)
            reading.position = gobbled.end() if gobbled else reading.position
        return
    option = reading.source.find_option(reading.position) if reading.text.startswith("[", reading.position) else None
    if option is not None and reading.text.startswith("{", option[1] + 1):
        reading.leave_out(reading.position, option[1] + 1)
    reading.words.begin_word()
    if reading.text.startswith("{}", reading.position):
        reading.words.add(name, start + 1)
    elif not reading.text.startswith("{", reading.position):
        if not _stands_alone(reading, start, reading.position):
            reading.words.add(name, start + 1)
    else:
        _skip_what_is_no_word(reading, start)


def _skip_what_is_no_word(reading: Reading, start: int) -> None:
    """Go on behind those of the groups that stand here which hold a length, an option, a label or the like."""
    while reading.text.startswith("{", reading.position) and (group := reading.source.find_group(reading.position)):
        if group[1] - group[0] > _REACH:
            return
        written = reading.text[group[0] + 1 : group[1]]
        after = group[1] + 1
        is_one_of_several = reading.text.startswith("{", after)
        if not _NO_WORDS.fullmatch(written) and not (
            _NAME.fullmatch(written) and (is_one_of_several or _stands_alone(reading, start, after))
        ):
            return
        reading.position = after


def _stands_alone(reading: Reading, start: int, end: int) -> bool:
    """True for a command that has a line for itself: it arranges the page and is no word."""
    before = reading.text[max(0, start - _REACH) : start]
    behind = reading.text[end : end + _REACH]
    alone = "\n" in before or start <= _REACH
    return alone and not before.rpartition("\n")[2].strip() and not behind.partition("\n")[0].partition("%")[0].strip()


def skip_arguments(reading: Reading, command: Command) -> None:
    """Arguments that are no text."""
    end = reading.source.skip_arguments(command.detail, reading.position)
    if end > reading.position:
        reading.leave_out(reading.position, end)


def skip_definition(reading: Reading, command: Command) -> None:
    """A definition whose parts are not read, except that a command which biblatex is told of cites like its others."""
    if command.name == "DeclareCiteCommand":
        reading.macros.define_citation(reading.position)
    reading.position = reading.source.skip_arguments(command.detail, reading.position)


def skip_length(reading: Reading, _command: Command) -> None:
    """A length behind a command such as `hskip`."""
    found = _LENGTH.match(reading.text, reading.position)
    reading.position = found.end() if found else reading.position


def read_decoded(reading: Reading, command: Command) -> None:
    """Small raised and lowered signs and other things that plain text has characters for."""
    end = reading.source.skip_arguments(command.detail, reading.position)
    group = reading.source.find_group(reading.position)
    if group is None or _CITES.search(reading.text[reading.position : end]):
        return
    opening, close = group
    inside = reading.text[opening + 1 : close]
    numbers = inside.strip("[]() ")
    offset = opening + 1 + inside.find(numbers)
    if command.name != "textsuperscript" or not numbers or not add_raised(reading, numbers, offset, command.start, end):
        reading.add_printed(command.start, end)
    reading.position = end


def read_quotation(reading: Reading, command: Command) -> None:
    """Quotation marks made by a command; csquotes prints what it cites in brackets behind the words."""
    reading.skip_star()
    option = reading.source.find_option(reading.position) if command.detail == "“”" else None
    reading.position = reading.source.skip_arguments("oo", reading.position)
    group = reading.source.find_group(reading.position)
    cited = list(find_citations(reading.source, option[0], option[1])) if option is not None else []
    if group is not None and cited:
        add_citation(reading, quote_with(reading.source, cited, command.start, group))
    elif group is not None:
        reading.words.add_instead(command.detail[0], command.start, group[0] + 1)
        reading.enter(group[0], command.detail[1])


def read_code(reading: Reading, _command: Command) -> None:
    """Code in a line, with which a sentence may begin in lower case."""
    reading.skip_option()
    reading.words.begin_word()


def read_crossreference(reading: Reading, command: Command) -> None:
    """A reference to another place of the document, or to a glossary: its label keeps the sentence whole."""
    reading.skip_star()
    if command.detail != "crossreferences":
        reading.words.begin_word()
    for number in range(2 if command.detail == "crossreferences_of_two" else 1):
        reading.position = reading.source.skip_arguments("o", reading.position)
        group = reading.source.find_group(reading.position)
        if group is None or group[1] - group[0] > _REACH * 2:
            return
        if number:
            reading.words.add_instead("–", group[0], group[0] + 1)
        label = reading.text[group[0] + 1 : group[1]]
        if label.strip() and "\n" not in label:
            reading.words.add(label.strip(), group[0] + 1 + len(label) - len(label.lstrip()))
        reading.position = group[1] + 1


def read_quantity(reading: Reading, command: Command) -> None:
    """A number with its unit."""
    position = reading.source.skip_arguments("o", reading.position)
    spans = []
    for _ in command.detail:
        group = reading.source.find_group(position)
        if group is None:
            break
        spans.append((group[0] + 1, group[1]))
        position = reading.source.skip_arguments("o", group[1] + 1) if command.detail == "nu" else group[1] + 1
    if not spans:
        return
    words = [reading.text[slice(*span)] for span in spans]
    reading.position = spans[-1][1] + 1
    if (
        command.detail == "nu"
        and len(words) > 1
        and _PLAIN_QUANTITY.fullmatch(words[0])
        and _PLAIN_UNIT.fullmatch(words[1])
    ):
        reading.words.add(words[0], spans[0][0])
        reading.words.add_space(spans[0][1])
        reading.words.add(words[1], spans[1][0])
    else:
        reading.words.add_instead(print_quantity(command.name, words), command.start, reading.position)
