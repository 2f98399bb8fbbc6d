"""Items of CSL-JSON as programs write them, in the shape that CSL gives them, and what cannot be brought into it.

Standard: `csl-data.json` of CSL 1.0.2. Allowed for beside it: identifiers in lists and bodies under `name`, as Crossref
has them, dates as ISO 8601 words, and the tags of CSL's rich text and of JATS, which plain text has no place for.
"""

from __future__ import annotations

import re
from typing import Any

from evidence_assembler.library.identity import bare_doi
from evidence_assembler.model.csl import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from evidence_assembler.readers.markup import strip_markup
from evidence_assembler.readers.partial_dates import read_date

_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_KNOWN_PARTS = frozenset(_NAME_PARTS)
# The types of the Crossref REST API, 2025, and what they are in CSL, as Crossref itself has them in CSL-JSON.
_CROSSREF_TYPES = {
    "book-chapter": "chapter",
    "book-section": "chapter",
    "dissertation": "thesis",
    "edited-book": "book",
    "journal-article": "article-journal",
    "monograph": "book",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "reference-book": "book",
    "reference-entry": "entry",
    "report-component": "report",
}
_VERBATIM = frozenset("DOI ISBN ISSN PMCID PMID URL".split())


def shape_item(item: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The item with every CSL variable in its shape, and for each that is not, its key and what is wrong with it.

    What could not be brought into shape is kept in the item's `custom`.
    """
    shaped: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for key, value in item.items():
        fault: str | None = None
        if value is None or (value in ([], {}) and key not in NAME_VARIABLES | DATE_VARIABLES):
            continue
        if key == "custom":
            if isinstance(value, dict):
                custom = {**value, **custom}
            else:
                custom["custom"], fault = value, "is no object"
        elif key in NAME_VARIABLES:
            shaped[key], details, fault = _shape_names(value)
            if any(details):
                custom[f"{key}-details"] = details
        elif key in DATE_VARIABLES:
            date = _shape_date(value)
            if date is None:
                custom[key], fault = value, 'is no date of CSL, such as {"date-parts": [[2018, 9, 21]]}'
            else:
                shaped[key] = date
        elif key in TEXT_VARIABLES:
            text = _shape_text(key, value)
            if text is None and key == "license" and isinstance(value, list):
                custom[key] = value  # Crossref's: several, each with its address and its day
            elif text is None:
                custom[key], fault = value, "is neither text nor a number"
            else:
                shaped[key] = text
        elif key in ("id", "type"):
            if isinstance(value, str | int) and not isinstance(value, bool):
                shaped[key] = _CROSSREF_TYPES.get(str(value), str(value)) if key == "type" else str(value)
            else:
                custom[key], fault = value, "is no text"
        else:
            custom[key] = value
        if fault is not None:
            faults.append((key, fault))
    if custom:
        shaped["custom"] = custom
    return shaped, faults


def _shape_text(key: str, value: Any) -> str | None:
    if isinstance(value, str):
        text = value
    elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        text = ", ".join(value)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        return None
    else:
        text = str(value)
    if key in _VERBATIM:
        return bare_doi(text) if key == "DOI" else text.strip()
    return strip_markup(text)


def _shape_names(value: Any) -> tuple[list[Any], list[Any], str | None]:
    """Names, what each has beyond CSL, and what is wrong. A text is taken as one body, an object as one name."""
    if isinstance(value, str):
        return [{"literal": value}], [], "is no list of names; it was read as one body"
    if isinstance(value, dict):
        value, fault = [value], "is no list of names; it was read as a list of one"
    elif isinstance(value, list):
        fault = None
    else:
        return [], [value], "is no list of names"
    names: list[Any] = []
    details: list[Any] = []
    for one in value:
        if isinstance(one, dict) and _KNOWN_PARTS.issuperset(one) and all(map(_is_filled, one.values())):
            if one:  # most names by far, and they are as they should be
                names.append(one)
                details.append(None)
            continue
        if isinstance(one, str):
            one = {"literal": one}
        if not isinstance(one, dict):
            fault = f"holds {one!r:.60}, which is no name"
            continue
        name = {part: str(one[part]) for part in _NAME_PARTS if _is_word(one.get(part))}
        more = {part: rest for part, rest in one.items() if part not in _NAME_PARTS and rest not in (None, "", [], {})}
        if not name and isinstance(more.get("name"), str):
            name["literal"] = more.pop("name")
        if any(one.get(part) not in (None, "") and part not in name for part in _NAME_PARTS):
            fault = "holds a name of which a part is no text"
        if name:
            names.append(name)
            details.append(more)
        elif one:
            fault = "holds a name without any part, which is kept beside the others"
            details.append(one)
    return names, details, fault


def _is_filled(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_word(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _shape_date(value: Any) -> dict[str, Any] | None:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _shape_date_words(str(value))
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if parts is None and isinstance(value.get("year"), int | str):
        parts = [[value[part] for part in ("year", "month", "day") if value.get(part) not in (None, "")]]
    elif isinstance(parts, list) and parts and not any(isinstance(one, list) for one in parts):
        parts = [parts]
    if not value or parts in ([[None]], [[]], []):  # as Crossref has it where no date is known
        return {}
    shaped: dict[str, Any] = {}
    if parts:
        if not isinstance(parts, list) or len(parts) > 2 or not all(map(_is_day, parts)):
            return None
        shaped["date-parts"] = parts
    else:
        words = value.get("raw") or value.get("literal") or value.get("date-time")
        if words is not None:
            if not _is_word(words):
                return None
            shaped = _shape_date_words(str(words))
    if value.get("season"):
        shaped["season"] = str(value["season"])
    if value.get("circa"):
        shaped["circa"] = True
    if parts and _is_word(value.get("literal")):
        shaped["literal"] = str(value["literal"])
    return shaped or None


def _is_day(parts: Any) -> bool:
    """True for [year], [year, month] or [year, month, day], in numbers or their digits."""
    return (
        isinstance(parts, list)
        and 0 < len(parts) <= 3
        and all(
            part in (None, "")
            or (isinstance(part, int) and not isinstance(part, bool) and abs(part) < 10_000)
            or (isinstance(part, str) and re.fullmatch(r"\s*-?[0-9]{1,4}\s*", part) is not None)
            for part in parts
        )
    )


def _shape_date_words(words: str) -> dict[str, Any]:
    date = read_date(words)
    if date is None:
        return {"literal": words.strip()}
    shaped: dict[str, Any] = {"date-parts": [list(date.parts), *([list(date.until)] if date.until else [])]}
    if date.season:
        shaped["season"] = date.season
    if date.circa:
        shaped["circa"] = True
    return shaped
