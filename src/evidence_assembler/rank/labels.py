"""What the fields of a drug label say of it, as openFDA and structured product labels name them."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_assembler.data import read_table
from evidence_assembler.library.identity import find_set_id, list_label_words, read_label_fields
from evidence_assembler.model.source import Source
from evidence_assembler.rank.signs import Sign


def list_label_types(source: Source) -> Iterator[tuple[str, str]]:
    """The types that a label's fields declare, each with the name of its field: its document, how it is marketed."""
    fields = read_label_fields(source)
    for key, name in read_table("signals")["label"]["types"].items():
        for words in list_label_words(fields.get(key)):
            yield name, words
    for number in list_label_words(fields.get("application_number")):
        kind = number.rstrip("0123456789 ")
        if kind.isalpha() and kind != number:  # NDA018932; a monograph has a paragraph, part348
            yield "application number", kind


def read_label(source: Source) -> Sign | None:
    """A drug label, where the record has both a label's number and something of its content.

    One whose document is of another kind, such as the label of a medicine for animals, is a product label of that kind.
    """
    if not source.custom:
        return None
    table, fields = read_table("signals")["label"], read_label_fields(source)
    known = (*source.custom, *fields)
    identity = next((key for key in table["identity"] if key in known), None)
    content = next((key for key in table["content"] if key in fields), None)
    if identity is None or content is None:
        return None
    other = read_table("labels")["not_for_people"]
    for key, name in table["types"].items():
        for words in list_label_words(fields.get(key)):
            if any(word in words.upper() for word in other["words"]):
                return Sign(other["design"], f'{name} "{words}"')
    return Sign(table["design"], f"the record has the fields {identity} and {content} of a label")


def name_version(source: Source) -> str | None:
    """Which label it is, in words: its set id and its version or day; None where the record has no set id."""
    set_id = find_set_id(source)
    if set_id is None:
        return None
    fields = read_label_fields(source)
    version = next(list_label_words(source.variables.get("version") or fields.get("version")), None)
    day = next(list_label_words(fields.get("effective_time")), None)
    said = [f"set id {set_id}", f"version {version}" if version else "", f"effective {day}" if day else ""]
    return ", ".join(filter(None, said))
