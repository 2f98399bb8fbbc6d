r"""Commands that a document defines itself: those that wrap a citation, and those that stand for a few words.

Nothing is expanded again and again: a definition is read once, as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence_assembler.data import read_table
from evidence_assembler.model.manuscript import Pointer
from evidence_assembler.readers.latex import decode_latex
from evidence_assembler.readers.manuscripts.latex.citations import (
    CitedKey,
    CitingCommand,
    Form,
    citation_forms,
    point,
    read_keys,
    read_note,
)
from evidence_assembler.readers.manuscripts.latex.source import LatexSource
from evidence_assembler.readers.manuscripts.pointers import Suffix

_NAME = re.compile(r"\s*\{?\s*\\([A-Za-z@]+)\s*\}?")
_COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
_PRIMITIVE = re.compile(r"\s*\\([A-Za-z@]+)((?:#\d)*)\s*(?=\{)")
_PLAIN_ARGUMENTS = re.compile(r"\s*(?:\\[A-Za-z@]+|\\.)[^{}\n]{0,80}")
_NO_LETTER = re.compile(r"\{[^{}]*\}|[^Oosm]")
_LET = re.compile(r"\s*\\([A-Za-z@]+)\s*=?\s*\\([A-Za-z@]+)")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_PARAMETER = re.compile(r"#(\d)")
_LEADING = re.compile(r"(.*?)#(\d)", re.DOTALL)
_NOT_WORDS = re.compile(r"[\\{}$#%&]")
_LONGEST_WORDS = 200
_LONGEST_BODY = 5000


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation of the body: keys written there, or the parameter that has them, and the one that has the note."""

    keys: tuple[CitedKey, ...]
    parameter: int | None
    note: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Macro:
    """A command of the document: `parameters` in the letters of a signature, `unused` those that its body drops.

    `form` and `cited` where it wraps a citation; `words` where it has no parameter and stands for words.
    """

    parameters: str
    unused: frozenset[int]
    form: Form | None = None
    cited: tuple[_Cited, ...] = ()
    words: str | None = None


class Macros:
    """The commands that a document defines, by name."""

    def __init__(self, source: LatexSource) -> None:
        self._source = source
        self._macros: dict[str, Macro] = {}
        self._forms = dict(citation_forms())
        commands = read_table("latex_commands")["definitions"]
        self._latex = frozenset(commands["latex"].split())
        self._documented = frozenset(commands["documented"].split())
        self._primitive = frozenset(commands["primitive"].split())

    def find_macro(self, name: str) -> Macro | None:
        """The command of this name, if the document defines it."""
        return self._macros.get(name)

    def find_form(self, name: str) -> Form | None:
        """How the command of this name cites, if it does."""
        return self._forms.get(name)

    def read_definition(self, name: str, position: int) -> int | None:
        """Behind the definition whose command ends at `position`; None where the command defines nothing."""
        if name in self._latex:
            return self._read_latex(position)
        if name in self._documented:
            return self._read_documented(position)
        if name in self._primitive:
            return self._read_primitive(position)
        if name == "let":
            return self._read_let(position)
        return self._read_multibib(position) if name == "newcites" else None

    def define_citation(self, position: int) -> None:
        r"""Let the command that is named here cite as `\parencite` does."""
        name = _NAME.match(self._source.text, position)
        if name is not None:
            self._forms.setdefault(name[1], self._forms["parencite"])

    def read_call(self, macro: Macro, start: int, position: int) -> CitingCommand:
        """The citation that a macro makes of its arguments."""
        text = self._source.text
        arguments, end = self._read_arguments(macro.parameters, position)
        pointers: list[Pointer] = []
        unread: str | None = None
        for cited in macro.cited:
            keys, why = list(cited.keys), None
            if cited.parameter is not None:
                argument = arguments.get(cited.parameter)
                keys, why = read_keys(text, *argument) if argument else ([], "has no keys in braces behind it")
            suffix = Suffix()
            if cited.note is not None and (note := arguments.get(cited.note[1])):
                suffix = read_note(text, *note, before=cited.note[0])
            pointers += point(keys, suffix)
            unread = unread or why
        return CitingCommand(macro.form or Form(), start, end, tuple(pointers), unread)

    def _read_arguments(self, parameters: str, position: int) -> tuple[dict[int, tuple[int, int]], int]:
        arguments: dict[int, tuple[int, int]] = {}
        for number, letter in enumerate(parameters, start=1):
            if letter == "s":
                position += self._source.text.startswith("*", position)
            elif letter == "o" and (option := self._source.find_option(position)):
                arguments[number] = (option[0] + 1, option[1])
                position = option[1] + 1
            elif letter == "m" and (group := self._source.find_group(position)):
                arguments[number] = (group[0] + 1, group[1])
                position = group[1] + 1
        return arguments, position

    def _read_latex(self, position: int) -> int:
        position += self._source.text.startswith("*", position)
        name = _NAME.match(self._source.text, position)
        if name is None:
            return self._source.skip_arguments("moom", position)
        position = name.end()
        count = _COUNT.match(self._source.text, position)
        position = count.end() if count else position
        default = self._source.find_option(position)
        position = default[1] + 1 if default else position
        number = int(count[1]) if count else 0
        return self._define(
            name[1], ("o" if default and number else "m" if number else "") + "m" * (number - 1), position
        )

    def _read_documented(self, position: int) -> int:
        name = _NAME.match(self._source.text, position)
        letters = self._source.find_group(name.end()) if name else None
        if name is None or letters is None:
            return self._source.skip_arguments("mmm", position)
        written = _NO_LETTER.sub("", self._source.text[letters[0] + 1 : letters[1]][:100])
        return self._define(name[1], written.lower(), letters[1] + 1)

    def _read_primitive(self, position: int) -> int:
        plain = _PRIMITIVE.match(self._source.text, position)
        if plain is not None:
            return self._define(plain[1], "m" * plain[2].count("#"), plain.end())
        odd = _PLAIN_ARGUMENTS.match(self._source.text, position)
        return self._source.skip_arguments("m", odd.end()) if odd else position

    def _read_let(self, position: int) -> int:
        found = _LET.match(self._source.text, position)
        if found is None:
            return self._source.skip_arguments("mm", position)
        if form := self._forms.get(found[2]):
            self._forms[found[1]] = form
        if macro := self._macros.get(found[2]):
            self._macros[found[1]] = macro
        return found.end()

    def _read_multibib(self, position: int) -> int:
        r"""`\newcites{sec}{...}` makes `\citesec`, `\citepsec`, `\nocitesec` and so on."""
        group = self._source.find_group(position)
        for suffix in self._source.text[group[0] + 1 : group[1]].split(",") if group else ():
            for name, form in citation_forms().items():
                if name.startswith(("cite", "nocite", "Cite")):
                    self._forms.setdefault(name + suffix.strip(), form)
        return self._source.skip_arguments("mm", position)

    def _define(self, name: str, parameters: str, position: int) -> int:
        group = self._source.find_group(position)
        if group is None:
            return self._source.skip_arguments("m", position)
        start, end = group[0] + 1, group[1]
        body = self._source.text[start : min(end, start + _LONGEST_BODY)]
        used = {int(found[1]) for found in _PARAMETER.finditer(body)}
        unused = frozenset(range(1, len(parameters) + 1)) - used if end - start <= _LONGEST_BODY else frozenset()
        form, cited = self._read_body(start, start + len(body), parameters)
        words = None
        if not parameters and not cited and len(body) <= _LONGEST_WORDS:
            decoded = " ".join(decode_latex(body).replace("\\xspace", "").split())
            words = None if _NOT_WORDS.search(decoded) else decoded
        if cited or name not in self._forms:  # a command that cites and is only given another look still cites
            self._macros[name] = Macro(parameters, unused, form, cited, words)
            self._forms.pop(name, None)
        return end + 1

    def _read_body(self, start: int, end: int, parameters: str) -> tuple[Form | None, tuple[_Cited, ...]]:
        text, form, cited = self._source.text, None, []
        for found in _COMMAND.finditer(text, start, end):
            wrapped = self._forms.get(found[1])
            if wrapped is None:
                continue
            notes, position = self._read_notes(found.end())
            group = self._source.find_group(position)
            if group is None or group[1] > end:
                continue
            parameter = _PARAMETER.fullmatch(text[group[0] + 1 : group[1]].strip())
            keys = [] if parameter else read_keys(text, group[0] + 1, group[1])[0]
            number = int(parameter[1]) if parameter else None
            if keys or (number is not None and number <= len(parameters)):
                form = form or wrapped
                cited.append(_Cited(tuple(keys), number, notes))
        return form, tuple(cited)

    def _read_notes(self, position: int) -> tuple[tuple[str, int] | None, int]:
        """The last of the notes, if it has a parameter: the words before that, and its number."""
        note: tuple[str, int] | None = None
        for _ in range(2):
            option = self._source.find_option(position)
            if option is None:
                break
            leading = _LEADING.match(self._source.text, option[0] + 1, option[1])
            note = (leading[1], int(leading[2])) if leading else None
            position = option[1] + 1
        return note, position
