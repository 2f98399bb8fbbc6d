"""CSL-JSON: an array with one item a line, as `csl-data.json` of CSL 1.0.2 has it, in UTF-8.

What CSL has no variable for stands in the item's `custom`. A text that would be read as markup or as an entity is
written with entities.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from evidence_assembler.library.identity import bare_doi
from evidence_assembler.model.csl import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, PartialDate
from evidence_assembler.model.source import Source
from evidence_assembler.progress import follow
from evidence_assembler.renderers.csl_custom import NOT_FINITE, is_finite, name_numbers

from . import Loss, WrittenBibliography

_VERBATIM = frozenset("DOI ISBN ISSN PMCID PMID URL".split())
_ENTITY = re.compile(r"&(?=\w+;|#\w+;)")
_TAG = re.compile(r"<(?=/?[A-Za-z])")
_WORDS_OF_A_DATE = re.compile(r"[\W\d_TZ]+")


def write(sources: Sequence[Source]) -> WrittenBibliography:
    """One item a source, in their order."""
    losses: list[Loss] = []
    items: list[str] = []
    with follow(sources, "Writing CSL-JSON") as followed:
        for source in followed:
            item, lost = _write_item(source)
            losses += [Loss(source.id, field, message) for field, message in lost]
            items.append(json.dumps(item, ensure_ascii=False, allow_nan=False))
    return WrittenBibliography("[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n", tuple(losses))


def _write_item(source: Source) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The item, and what it does not hold: the variable or the key in `custom`, and what became of it."""
    whole = source.to_csl()
    item: dict[str, Any] = {"id": source.id, "type": source.type}
    losses: list[tuple[str, str]] = []
    for variable, words in source.variables.items():
        text, lost = _write_text(variable, words)
        if lost is not None:
            losses.append((variable, lost))
        if text:
            item[variable] = text
    for variable in source.names:
        names = [_drop_empty(name) for name in whole.get(variable, ())]
        if variable not in NAME_VARIABLES:
            losses.append((variable, "it is no name variable of CSL; it was left out"))
            continue
        if names != whole[variable] or not all(names):
            losses.append((variable, "it holds a name without words, which was left out"))
        item[variable] = [name for name in names if name]
    for variable, date in source.dates.items():
        lost = _find_lost(variable, date)
        if lost is not None:
            losses.append((variable, lost))
        if variable in DATE_VARIABLES:
            item[variable] = whole[variable] if _is_date(date) else {"literal": "-".join(map(str, date.parts))}
    custom = whole.get("custom", {}) if isinstance(whole.get("custom"), dict) else {}
    for key, value in custom.items():
        if not is_finite(value):
            losses.append((key, NOT_FINITE))
            custom[key] = name_numbers(value)
    if custom:
        item["custom"] = custom
    return item, losses


def _write_text(variable: str, words: str) -> tuple[str, str | None]:
    if variable not in TEXT_VARIABLES:
        return "", "it is no variable of CSL; it was left out"
    text = words.strip()
    lost = "white space at its ends was left out" if text != words else None
    if not text:
        return "", "it is empty; it was left out"
    if variable in _VERBATIM:
        if variable == "DOI" and bare_doi(text) != text:
            return bare_doi(text), f"the DOI in {words!r} was written bare"
        return text, lost
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", text)), lost


def _drop_empty(name: dict[str, str]) -> dict[str, str]:
    return {part: words for part, words in name.items() if words}


def _is_date(date: PartialDate) -> bool:
    return all(abs(part) < 10_000 for part in (*date.parts, *date.until)) and (bool(date.parts) or not date.until)


def _find_lost(variable: str, date: PartialDate) -> str | None:
    """What of a date does not come back, in words; None where it is held whole."""
    if variable not in DATE_VARIABLES:
        return "it is no date variable of CSL; it was left out"
    if not _is_date(date):
        return "it has no year, or a number of more than four digits; it was written in words"
    if date.literal == "" or date.season == "":
        return "it has words that are empty; they were left out"
    if date.literal is not None and not date.parts:
        if _WORDS_OF_A_DATE.fullmatch(date.literal):
            return f"the words {date.literal!r} are read as the date that they are"
        if date.literal != date.literal.strip():
            return "white space at the ends of its words was left out"
    return None
