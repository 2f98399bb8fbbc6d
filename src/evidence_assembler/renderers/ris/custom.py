"""What of `custom` stands under a tag of its own: what the reader puts there again, and takes for nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import read_address, read_isbn
from evidence_assembler.model.source import Source

from .words import fold, is_markup

_TAG = re.compile(r"[A-Z][A-Z0-9]")
_SERIAL = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
_NUMBER = re.compile(r"[a-z ]*:?\s*(?:PMC)?[0-9]+|.*\b10\.[0-9].*|https?:.*", re.IGNORECASE)
# Tags that are read as something by what stands in them or beside them.
_TAKEN = frozenset("TY ER ID PY Y1 YR DA Y2 M3 SP EP SE DO DB DP N1 KW PT TI T1 CT BT C3 T4 PM AR C7 TT LK".split())


def choose_lines(key: str, value: Any, source: Source, written: Mapping[str, str]) -> tuple[str, ...]:
    """The lines under the tag that the key is, for a value that is words or a list of them; none where it is no tag.

    `written` are the tags under which the variables of the source stand.
    """
    lines = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) and len(value) > 1 else ()
    if not _TAG.fullmatch(key) or key in _TAKEN or key in _name_tags():
        return ()
    if not all(isinstance(one, str) and _is_plain(one) for one in lines):
        return ()
    if key == "SN":
        return lines if all(_is_second_number(one, source) for one in lines) else ()
    if key == "UR":
        return lines if all(_is_second_address(one, source) for one in lines) else ()
    if any(map(_NUMBER.fullmatch, lines)) or not _is_left(key, lines, source, written):
        return ()
    return lines


def _is_plain(line: str) -> bool:
    """True of a line that is read as it is written."""
    begins = read_table("ris")["custom"]["begins"]
    return bool(line) and fold(line) == line and line.isprintable() and not is_markup(line) and begins not in line


def _is_left(tag: str, lines: tuple[str, ...], source: Source, written: Mapping[str, str]) -> bool:
    """True where every variable that the tag may hold stands, in other words, under a tag that is asked before it."""
    table = read_table("ris")
    for variable, tags in {**table["variables"], **table["variables_of"].get(source.type, {})}.items():
        if tag in tags:
            before = written.get(variable)
            if before not in tags or tags.index(before) >= tags.index(tag):
                return False
            said = source.variables.get(variable)  # None where an alias of it was written
            if said is None or lines[:1] == (fold(said),):
                return False
    return tag not in ("AN", "C2") or "PMID" not in source.variables


def _is_second_number(line: str, source: Source) -> bool:
    """True of an ISSN or ISBN beside the one that the source has."""
    name = "ISSN" if _SERIAL.fullmatch(line) else "ISBN" if read_isbn(line) and " " not in line else None
    numbered = source.type in read_table("ris")["read"]["numbered"]
    return not numbered and name is not None and source.variables.get(name, line).upper() != line.upper()


def _is_second_address(line: str, source: Source) -> bool:
    """True of an address beside that of the source which tells nothing else, and of `<Go to ISI>` and its like."""
    first = source.variables.get("URL", "")
    if " " in line and not line.lower().startswith(("http", "ftp", "www.")):
        return read_address(line)[0] == "URL"
    return first.lower().startswith("http") and first != line and read_address(line)[0] == "URL"


@cache
def _name_tags() -> frozenset[str]:
    table = read_table("ris")
    rows = (table["names"], *table["names_of"].values())
    return frozenset(tag for row in rows for tags in row.values() for tag in tags)
