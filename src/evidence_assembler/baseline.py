"""A baseline: findings that were there when a project began to check, written down once with the reason to let them be.

A finding is known again by its rule, its file, its source, the words in question and those of the whole statement that
they stand in, not by its line. So text may be moved and wrapped anew; a sentence that is edited, and one that is added,
is told. Two equal findings are two entries.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import Finding, Report
from evidence_assembler.model.path_patterns import tell_relative
from evidence_assembler.model.place import Place
from evidence_assembler.rules.named import all_names
from evidence_assembler.text.nearest import suggest
from evidence_assembler.text.reasons import is_reason
from evidence_assembler.text.stretch import SourceLines, fold_stretch, read_stretches, shorten_stretch

_VERSION = 2  # the first one did not hold the statements
_HEAD = ("version", "day", "because", "findings")
_BLANKS = " \t\n\r"

FindStatement = Callable[[Finding], Place | None]
"""The place of the whole statement that a finding is about; None where it is about none, or that is not known."""


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """A finding as it is known again. `path` is relative to the folder of the baseline, with forward slashes.

    `words` are those at the place of the finding, folded; those of its message where it has none. Of very many they are
    the first, and a digest of all. `statement` are those of the whole statement, in the same way, where the words are
    only a part of it, such as a key or a quotation.
    """

    path: str | None
    rule: str
    words: str
    source_id: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are let be, since when and why. Paths of entries start at `folder`, where the file stands."""

    folder: str
    day: date
    because: str
    entries: tuple[BaselineEntry, ...]


def write_baseline(
    report: Report, path: str, source_lines: SourceLines, find_statement: FindStatement, *, day: date, because: str
) -> str:
    """The text of a baseline that is to stand at `path`: every finding of the report that no comment suppresses.

    `source_lines` gives the lines of a file, None where it cannot be read. Entries are sorted, one a line, so that
    version control shows which came and which went. Raises `EvidenceError` for a reason that is none.
    """
    if not is_reason(because):
        raise EvidenceError(
            f"a baseline needs a reason, and {because!r} is none",
            path=path,
            remedy="Say why these findings may stay, such as `written before the check was used`.",
        )
    identify = _identifier(_folder_of(path), source_lines, find_statement)
    kept = sorted((identify(one) for one in report.findings if one.suppressed_by != "comment"), key=_in_order)
    lines = ",\n".join(f"    {_dump(_list_fields(entry))}" for entry in kept)
    head = f'{{\n  "version": {_VERSION},\n  "day": {_dump(day.isoformat())},\n  "because": {_dump(because)},\n'
    return head + '  "findings": [' + (f"\n{lines}\n  " if kept else "") + "]\n}\n"


def apply_baseline(
    report: Report,
    baseline: Baseline,
    source_lines: SourceLines,
    find_statement: FindStatement,
    *,
    read: Iterable[str] = (),
) -> tuple[Report, tuple[BaselineEntry, ...]]:
    """The report with the findings of the baseline suppressed, and the entries of the baseline that are stale.

    An entry is stale where its rule ran, its file was read, and there is no such finding (any more): it can be dropped.
    So it is where its file is gone, whatever ran.
    Read were the files that the report names, and those in `read`, such as bibliographies. Each entry stands for one
    finding; of equal ones the first are suppressed.
    """
    identify = _identifier(baseline.folder, source_lines, find_statement)
    left = Counter(baseline.entries)
    findings = []
    for finding in report.findings:
        if finding.suppressed is None:
            entry = identify(finding)
            if left[entry] > 0:
                left[entry] -= 1
                finding = finding.model_copy(update={"suppressed": baseline.because, "suppressed_by": "baseline"})
        findings.append(finding)
    named = {*report.paths, *read, *(one.location.path for one in report.findings if one.location is not None)}
    looked_at: set[str | None] = {None, *(_tell_path(path, baseline.folder) for path in named)}
    not_found = list(left.elements())
    gone = {path for path in {one.path for one in not_found} if path not in looked_at and _is_gone(path, baseline)}
    stale = (one for one in not_found if one.path in gone or (one.rule in report.rules and one.path in looked_at))
    return report.model_copy(update={"findings": tuple(findings)}), tuple(stale)


def read_baseline(text: str, path: str) -> Baseline:
    """The baseline that was written to `path`. Raises `EvidenceError`, with the line, where the text is none."""
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise EvidenceError(
            f"this is no JSON: {error.msg}", path=path, line=error.lineno, column=error.colno, remedy=_REMEDY
        ) from error
    except (RecursionError, ValueError) as error:
        raise EvidenceError(
            "this is no baseline: it is nested too deeply, or holds a huge number", path=path
        ) from error
    try:
        head = _read_head(given)
    except _BrokenError as error:
        line = _find_line(text, error.key) if error.key is not None else None
        raise EvidenceError(str(error), path=path, line=line, remedy=error.remedy) from None
    rules = frozenset(one.id for one in all_names())
    entries = []
    for number, one in enumerate(given["findings"]):
        try:
            entries.append(_read_entry(one, rules))
        except _BrokenError as error:
            said = f"finding {number + 1} of the baseline {error}"
            line = _find_line(text, "findings", number)
            raise EvidenceError(said, path=path, line=line, remedy=error.remedy) from None
    return Baseline(_folder_of(path), *head, tuple(entries))


_REMEDY = "Mend the line, or write the baseline again."
_REMEDY_OF_VERSION = "Write the baseline again, with `--write-baseline` and `--because`."


class _BrokenError(Exception):
    """What is wrong with a part of a baseline; `key` is that of the head which is to blame, if it is there."""

    def __init__(self, said: str, key: str | None = None, remedy: str = _REMEDY) -> None:
        super().__init__(said)
        self.key = key
        self.remedy = remedy


def _read_head(given: Any) -> tuple[date, str]:
    if not isinstance(given, dict) or not isinstance(given.get("findings"), list):
        raise _BrokenError("this is no baseline: it has no list of `findings`")
    written = {name: name if name in given else None for name in _HEAD}
    version = given.get("version")
    if type(version) is not int or version != _VERSION:
        said = f"the version of this baseline is {_dump(version)}, and only {_VERSION} is known"
        raise _BrokenError(said, written["version"], _REMEDY_OF_VERSION)
    if (unknown := next((name for name in given if name not in _HEAD), None)) is not None:
        raise _BrokenError(f"this baseline has the unknown key {unknown!r}. {_suggest(unknown, _HEAD)}", unknown)
    if not isinstance(given.get("because"), str) or not is_reason(given["because"]):
        said = "this baseline gives no reason (`because`), and suppresses nothing without one"
        raise _BrokenError(said, written["because"])
    try:
        return date.fromisoformat(given["day"]), given["because"]
    except (KeyError, TypeError, ValueError):
        said = "the `day` of this baseline is no day such as 2026-04-14"
        raise _BrokenError(said, written["day"]) from None


def _read_entry(given: Any, rules: frozenset[str]) -> BaselineEntry:
    if not isinstance(given, dict):
        raise _BrokenError("is no object")
    known = {one.name: one.name in ("rule", "words") for one in fields(BaselineEntry)}
    for name, value in given.items():
        if name not in known:
            raise _BrokenError(f"has the unknown key {name!r}. {_suggest(name, known)}")
        if not isinstance(value, str) and (value is not None or known[name]):
            raise _BrokenError(f"has a {name!r} that is no text")
    if missing := next((name for name, needed in known.items() if needed and name not in given), None):
        raise _BrokenError(f"has no {missing!r}")
    if given["rule"] not in rules:
        raise _BrokenError(f"has the unknown rule {given['rule']!r}. {_suggest(given['rule'], rules)}")
    return BaselineEntry(**given) if "path" in given else BaselineEntry(path=None, **given)


def _suggest(word: str, known: Iterable[str]) -> str:
    """The end of a message: the nearest of the words that are known."""
    return suggest(word, known).rstrip(".")


def _find_line(text: str, wanted: str, number: int | None = None) -> int:
    """The line on which a key of a baseline stands, or one of the things in its list; the text is known to be JSON."""
    decoder = json.JSONDecoder()
    at = _skip(text, _skip(text, 0, _BLANKS) + 1, _BLANKS)
    line = 1
    while text[at] != "}":
        begins = at
        key, at = decoder.raw_decode(text, at)
        at = _skip(text, at, _BLANKS + ":")
        if key == wanted and number is None:  # of two such keys the last counts
            line = text.count("\n", 0, begins) + 1
        elif key == wanted and number is not None and text[at] == "[":
            inner = _skip(text, at + 1, _BLANKS)
            for _ in range(number):
                if text[inner] == "]":
                    break
                inner = _skip(text, decoder.raw_decode(text, inner)[1], _BLANKS + ",")
            line = text.count("\n", 0, inner) + 1
        at = _skip(text, decoder.raw_decode(text, at)[1], _BLANKS + ",")
    return line


def _skip(text: str, at: int, signs: str) -> int:
    while text[at] in signs:
        at += 1
    return at


def _identifier(
    folder: str, source_lines: SourceLines, find_statement: FindStatement
) -> Callable[[Finding], BaselineEntry]:
    words_at = read_stretches(source_lines)
    paths: dict[str, str] = {}

    def tell_words(place: Place | None, message: str) -> str:
        return (words_at(place) if place is not None else None) or shorten_stretch(fold_stretch(message))

    def identify(finding: Finding) -> BaselineEntry:
        at = finding.location
        if at is not None and at.path not in paths:
            paths[at.path] = _tell_path(at.path, folder)
        path = paths[at.path] if at is not None else None
        words = tell_words(at, finding.message)
        whole = find_statement(finding)
        statement = words_at(whole) if whole is not None else None
        return BaselineEntry(path, finding.rule, words, finding.source_id, statement if statement != words else None)

    return identify


def _folder_of(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - links are not followed


def _tell_path(path: str, folder: str) -> str:
    return (tell_relative(path, folder) or Path(path)).as_posix()


def _is_gone(path: str | None, baseline: Baseline) -> bool:
    """True where an entry names a file that is not there; one that may not be looked at is not gone."""
    if path is None:
        return False
    try:
        Path(baseline.folder, path).stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False
    return False


def _list_fields(entry: BaselineEntry) -> dict[str, str | None]:
    return {one.name: getattr(entry, one.name) for one in fields(entry)}


def _in_order(entry: BaselineEntry) -> tuple[str, ...]:
    return tuple(value or "" for value in _list_fields(entry).values())


def _dump(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    try:
        written.encode("utf-8")
    except UnicodeEncodeError:  # a file's name that is not UTF-8
        return json.dumps(value)
    return written
