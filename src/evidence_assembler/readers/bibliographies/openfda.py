"""Drug labels as openFDA gives them: an answer with `results`, a list of results, or one result alone.

Standard: the schema of openFDA's endpoint for drug labels (2024). A field that is a list of texts is a section; one
whose name ends in `_table` holds the tables of a section once more, as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from evidence_assembler.data import read_table
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place
from evidence_assembler.model.source import Source, SourceText
from evidence_assembler.progress import follow
from evidence_assembler.readers.labels.answers import Answer, Result
from evidence_assembler.readers.labels.label import DrugLabel, Product, make_label_source, read_effective_time
from evidence_assembler.readers.labels.narrative import read_narrative
from evidence_assembler.readers.labels.sections import Section, name_section, write_sections
from evidence_assembler.readers.source_ids import SourceIds
from evidence_assembler.text.line_places import LinePlaces

from . import Bibliography

SUFFIXES = (".json",)

_NUMBERS = ("set_id", "spl_set_id", "spl_id")
_CONTENT = ("effective_time", "product_type", "spl_product_data_elements", "indications_and_usage")
_TABLES = "_table"
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_TAG = re.compile(r"<[^<>]*>")
_HEAD = 100_000  # code points in which a broken file says what it is


def recognises(text: str) -> bool:
    """True for JSON whose first result is a drug label."""
    if text.lstrip()[:1] not in ("[", "{"):
        return False
    try:
        first = next(Answer(text).walk(), None)
    except (ValueError, RecursionError):
        head = text[:_HEAD]
        return any(f'"{key}"' in head for key in _NUMBERS) and any(f'"{key}"' in head for key in _CONTENT)
    return first is not None and _is_label(first.value)


def read(text: str, path: str) -> Bibliography:
    """The labels in a file as sources, each with its text; what is broken ends the reading and is a problem.

    The caveat that openFDA sends with an answer stands in `custom` of each, as `disclaimer`.
    """
    places = LinePlaces(text, path)
    answer = Answer(text)
    results, problems = _collect(answer, places)
    disclaimer = answer.meta.get("disclaimer")
    ids = SourceIds()
    sources: list[tuple[Source, Place]] = []
    texts: list[SourceText] = []
    with follow(results, f"Reading {path}") as followed:
        for count, result in enumerate(followed, 1):
            place = places.place(result.start, result.end)
            if not _is_label(result.value):
                message, remedy = f"result {count} is no drug label", "Give what the endpoint for drug labels answers."
                problems.append(ReadProblem(message, remedy, place))
                continue
            fields, is_mended = _mend_characters(result.value)
            label = _read_label({**fields, "disclaimer": disclaimer} if disclaimer else fields)
            source = make_label_source(label, ids)
            sources.append((source, place))
            written = write_sections(_list_sections(fields))
            if written:
                texts.append(SourceText(source_id=source.id, text=written))
            problems += _find_faults(source.id, label, place, is_mended=is_mended)
    return Bibliography(tuple(sources), tuple(problems), tuple(texts))


def _collect(answer: Answer, places: LinePlaces) -> tuple[list[Result], list[ReadProblem]]:
    """The results up to where the JSON is broken, and what is wrong there."""
    results: list[Result] = []
    try:
        results.extend(answer.walk())
    except json.JSONDecodeError as error:
        message, at = f"here the JSON is broken: {error.msg}", error.pos
    except (ValueError, RecursionError):
        message = "what follows is nested too deeply, or holds too long a number"
        at = results[-1].end if results else 0
    else:
        return results, []
    before = "what comes before was read, what comes after was not" if results else "nothing was read"
    place = places.place(at, min(at + 1, len(answer.text)))
    return results, [ReadProblem(f"{message}; {before}", "Mend the JSON at this place.", place)]


def _is_label(value: Any) -> bool:
    """True for a result with a label's number and something of its content, which is no item of CSL."""
    if not isinstance(value, dict) or "type" in value or "title" in value:
        return False
    inner = value.get("openfda")
    known = {*value, *(inner if isinstance(inner, dict) else ())}
    return not known.isdisjoint(_NUMBERS) and not known.isdisjoint(_CONTENT)


def _mend_characters(value: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The result without halves of surrogate pairs, which are no characters, and whether it had any."""
    written = json.dumps(value, ensure_ascii=False)
    if _SURROGATE.search(written) is None:
        return value, False
    mended: dict[str, Any] = json.loads(written.encode("utf-8", "replace"))
    return mended, True


def _find_faults(source_id: str, label: DrugLabel, place: Place, *, is_mended: bool) -> Iterator[ReadProblem]:
    when = label.custom.get("effective_time")
    if when and label.effective is None:
        yield ReadProblem(f"its effective_time is {when!r}, which is no day", "Write 20140113.", place, source_id)
    if is_mended:
        message = "a character is written by one half of its surrogate pair; a question mark was put in its place"
        yield ReadProblem(message, "Write the character itself, or both halves of its pair.", place, source_id)


def _read_label(fields: dict[str, Any]) -> DrugLabel:
    table = read_table("labels")
    inner = fields.get("openfda")
    inner = inner if isinstance(inner, dict) else {}
    when = _first(fields.get("effective_time"))
    brands, generics = _list_words(inner.get("brand_name")), _list_words(inner.get("generic_name"))
    generic = generics[0] if generics else None
    kind = _first(inner.get("product_type"))
    custom = {key: value for key, value in fields.items() if key not in ("id", "set_id", "version")}
    custom = {key: value for key, value in custom.items() if value and not _is_text(key, value)}
    spl_id = _first(fields.get("id")) or _first(inner.get("spl_id"))
    return DrugLabel(
        set_id=_first(fields.get("set_id")) or _first(inner.get("spl_set_id")),
        version=_first(fields.get("version")),
        effective=read_effective_time(when) if when else None,
        labeler=_first(inner.get("manufacturer_name")),
        title=None,
        document=table["product_types"].get(kind),
        products=tuple(Product(brand, generic) for brand in brands) or ((Product(None, generic),) if generic else ()),
        custom={"spl_id": spl_id, **custom} if spl_id else custom,
    )


def _is_text(key: str, value: Any) -> bool:
    """True for a field that is a section or its tables: a list of texts."""
    if key in read_table("labels")["openfda"]["not_text"]:
        return False
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _list_sections(fields: Mapping[str, Any]) -> Iterator[Section]:
    sections = {key: value for key, value in fields.items() if _is_text(key, value)}
    for key, texts in sections.items():
        if not key.endswith(_TABLES):
            blocks = tuple(block for one in texts if (block := _SPACE.sub(" ", one).strip()))
            if blocks:
                yield Section(2, name_section(key, key), blocks)
    named = {key.removesuffix(_TABLES): texts for key, texts in sections.items() if key.endswith(_TABLES)}
    tables = {key: tuple(row for one in texts for row in _read_table(one)) for key, texts in named.items()}
    if any(tables.values()):
        yield Section(2, read_table("labels")["headings"]["tables"])
    for key, rows in tables.items():
        if rows:
            yield Section(3, name_section(key, key), rows)


def _read_table(markup: str) -> list[str]:
    """The rows of tables; of markup that is not well formed its words, a row for each tag."""
    try:
        return read_narrative(ElementTree.fromstring(f"<text>{markup}</text>"))
    except ElementTree.ParseError:
        return [words for part in _TAG.split(markup) if (words := _SPACE.sub(" ", part).strip())]


def _first(value: Any) -> str | None:
    return next(iter(_list_words(value)), None)


def _list_words(value: Any) -> list[str]:
    """The words of a field that has one or several."""
    values = value if isinstance(value, list) else [value]
    words = [str(one).strip() for one in values if isinstance(one, str | int) and not isinstance(one, bool)]
    return list(dict.fromkeys(filter(None, words)))
