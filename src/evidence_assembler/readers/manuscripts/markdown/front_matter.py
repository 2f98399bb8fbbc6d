"""What stands above the text of a manuscript: its title, and the files that hold its references.

YAML between lines of dashes (pandoc, Quarto, R Markdown, MyST), pandoc's title block of lines with %; TOML and JSON are
left out, and told where they name references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evidence_assembler.data.yaml12 import Yaml, parse_yaml
from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.manuscript import NamedFile, Pointer
from evidence_assembler.model.place import Place

from .citations import KEY
from .source import Span

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r"\{[ \t]*\n(.*?)^\}[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE_BLOCK = re.compile(r"%[ \t]+(\S[^\n]*)\n((?:[ \t]+\S[^\n]*\n)*)(?:%[^\n]*(?:\n[ \t]+\S[^\n]*)*\n){0,2}")
_NAMES_REFERENCES = re.compile(r"^\s*\"?(bibliography|references)\"?\s*[:=]", re.MULTILINE)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BLOCK_SIGN = re.compile(r"[|>][+-]?[0-9]?[+-]?")
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a manuscript says of itself; the text goes on at `end`. `uncited` are works listed without a marker.

    `said` are the lines of each of its texts that have keys: the title, the abstract.
    """

    end: int = 0
    title: str | None = None
    bibliographies: tuple[NamedFile, ...] = ()
    uncited: tuple[Pointer, ...] = ()
    said: tuple[tuple[Span, ...], ...] = ()
    problems: tuple[ReadProblem, ...] = ()


def read_front_matter(text: str, path: str) -> FrontMatter:
    """The front matter of a file, where it has one."""
    if found := _YAML.match(text):
        return read_metadata(text, path, found.start(1), found.end(1), found.end())
    if block := _TITLE_BLOCK.match(text):
        return FrontMatter(block.end(), title=" ".join((block.group(1) + " " + block.group(2)).split()))
    other = _TOML.match(text) or _JSON.match(text)
    if other is None:
        return FrontMatter()
    named = _NAMES_REFERENCES.search(text, other.start(1), other.end(1))
    if named is None:
        return FrontMatter(other.end())
    message = f"the front matter names its {named.group(1)}, and is not in YAML"
    remedy = "Write the front matter in YAML, between two lines of ---, or name the references on the command line."
    return FrontMatter(other.end(), problems=(_tell(text, path, *named.span(1), message, remedy),))


def read_metadata(text: str, path: str, start: int, end: int, after: int) -> FrontMatter:
    """The YAML from `start` to `end` of the file, behind which the text goes on at `after`."""
    if end - start > _LONGEST:
        message = f"the front matter has over {_LONGEST:,} characters, and was not read"
        return FrontMatter(after, problems=(_tell(text, path, start, start, message, "Write it shorter."),))
    lines = text.count("\n", 0, start)
    try:
        # Lines in place of what stands above, so that the places of YAML are those of the file.
        yaml = parse_yaml("\n" * lines + text[start:end], path)
    except EvidenceError as error:
        message = f"the front matter could not be read: {error.message}"
        line = error.line or lines + 1
        place = Place(path, line, error.column or 1, line, error.column or 1)
        return FrontMatter(after, problems=(ReadProblem(message, error.remedy or "Mend it.", place),))
    said = yaml.value
    if not isinstance(said, dict):
        return FrontMatter(after)
    problems: list[ReadProblem] = []
    if said.get("references"):
        place = yaml.keys["references",]
        message = "the references that stand in the front matter are not read"
        problems.append(ReadProblem(message, "Put them into a file, and name that under `bibliography:`.", place))
    files = []
    for where, name in _named_files(said.get("bibliography")):
        begin, stop = _span(text, yaml.values["bibliography", *where])
        begin = max(begin, text.find(name, begin, stop))
        files.append(NamedFile(name, begin, begin + len(name)))
    title = said.get("title")
    if isinstance(title, dict):
        title = title.get("text") or title.get("main")
    words = " ".join(title.split()) if isinstance(title, str) else None
    return FrontMatter(
        after, words or None, tuple(files), _read_uncited(text, yaml), tuple(_read_texts(text, yaml)), tuple(problems)
    )


def _named_files(value: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """The names in a word, a list, or a table of lists, with their paths in it."""
    if isinstance(value, str):
        return [((), value)] if value.strip() else []
    if isinstance(value, list):
        inner: list[tuple[str | int, Any]] = list(enumerate(value))
    elif isinstance(value, dict):
        inner = list(value.items())
    else:
        return []
    return [((key, *path), name) for key, one in inner for path, name in _named_files(one)]


def _read_uncited(text: str, yaml: Yaml) -> tuple[Pointer, ...]:
    """The keys under `nocite`."""
    place = yaml.values.get(("nocite",))
    if place is None:
        return ()
    keys = KEY.finditer(text, *_span(text, place))
    groups = ((key, 1 if key.group(1) is not None else 2) for key in keys)
    return tuple(Pointer(key.group(group), "key", *key.span(group)) for key, group in groups)


def _read_texts(text: str, yaml: Yaml) -> Iterator[tuple[Span, ...]]:
    """The lines of the title, the subtitle and the abstract, where they have keys."""
    for name in ("title", "subtitle", "abstract"):
        place = yaml.values.get((name,))
        if place is None or not isinstance(yaml.value[name], str) or "@" not in yaml.value[name]:
            continue
        start, end = _span(text, place)
        if text[start] in "\"'":
            start, end = start + 1, end - 1
        lines = [found.span() for found in _LINE.finditer(text, start, end)]
        if lines and _BLOCK_SIGN.fullmatch(text, *lines[0]):
            del lines[0]
        yield tuple(lines)


def _span(text: str, place: Place) -> tuple[int, int]:
    return _offset(text, place.line, place.column), _offset(text, place.end_line, place.end_column)


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return min(start + column - 1, len(text))


def _tell(text: str, path: str, start: int, end: int, message: str, remedy: str) -> ReadProblem:
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return ReadProblem(message, remedy, Place(path, line, column, line, column + end - start))
