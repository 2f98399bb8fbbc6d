"""A drug label as a source: its title, its id, and its reference.

A label is a CSL document whose publisher is the labeler and whose genre is that of a package insert, as the AMA Manual
of Style (11th edition, 2020) and NLM's Citing Medicine have it; it has no author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence_assembler.data import read_table
from evidence_assembler.model.csl import PartialDate
from evidence_assembler.model.source import Source
from evidence_assembler.readers.partial_dates import read_date
from evidence_assembler.readers.source_ids import SourceIds

_DAY = re.compile(r"([0-9]{4})([0-9]{2})?([0-9]{2})?(?:[0-9.]*(?:[+-][0-9]{4})?)")
_SHORT = 3  # code points: shorter words of a labeler's name (Dr, The) name nobody


@dataclass(frozen=True, slots=True)
class Product:
    """A product of a label, as far as it is named; the form is that of the dose (`TABLET, FILM COATED`)."""

    brand: str | None = None
    generic: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class DrugLabel:
    """What a label says of itself. `title` is the printed one, `document` the LOINC code of what it is.

    `custom` is what CSL has no variable for, under the names that openFDA has for it.
    """

    set_id: str | None
    version: str | None
    effective: PartialDate | None
    labeler: str | None
    title: str | None
    document: str | None
    products: tuple[Product, ...]
    custom: dict[str, Any]


def make_label_source(label: DrugLabel, ids: SourceIds) -> Source:
    """The source of a label, with an id that no other of its file has: `pfizer2009lipitor`."""
    table = read_table("labels")
    document = table["documents"].get(label.document, {})
    said = label.custom.get("document_type")
    address = table["addresses"]["set_id"] + label.set_id if label.set_id else None
    variables = {
        "title": make_title(label),
        "publisher": label.labeler,
        "version": label.version,
        "genre": document.get("genre") or (said.capitalize() if isinstance(said, str) else None),
        "URL": address,
    }
    return Source(
        id=_make_id(label, ids),
        type="document",
        variables={key: words for key, words in variables.items() if words},
        dates={"issued": label.effective} if label.effective is not None else {},
        custom={"set_id": label.set_id, **label.custom} if label.set_id else label.custom,
    )


def read_effective_time(words: str) -> PartialDate | None:
    """The day of a time as HL7 writes it (`20140113`, `201401`, `20140113000000.000+0000`); None where it is none.

    >>> read_effective_time("20140113").parts, read_effective_time("January")
    ((2014, 1, 13), None)
    """
    found = _DAY.fullmatch(words.strip())
    return read_date("-".join(part for part in found.groups() if part)) if found is not None else None


def make_title(label: DrugLabel) -> str | None:
    """What a reference list prints: the label's title where it names a product and nothing more, else the products.

    The title of a label in the newer form is a sentence about its highlights, that of others is "Drug Facts".
    """
    table = read_table("labels")["titles"]
    names = [name.casefold() for product in label.products for name in (product.brand, product.generic) if name]
    title = label.title
    if title and len(title) <= table["longest"] and table["boilerplate"] not in title.casefold():
        folded = title.casefold()
        if any(name in folded for name in names):
            return title
    described = list(dict.fromkeys(filter(None, map(_describe, label.products))))
    if not described:
        return title
    shown = "; ".join(described[: table["shown"]])
    return f"{shown}; {table['others']}" if len(described) > table["shown"] else shown


def _describe(product: Product) -> str | None:
    """`Lipitor (atorvastatin calcium) tablet, film coated`."""
    name, generic = product.brand or product.generic, _lower(product.generic)
    if name is None:
        return None
    is_other = generic is not None and generic.casefold() != name.casefold()
    return " ".join(filter(None, (name, f"({generic})" if is_other else None, _lower(product.form))))


def _lower(words: str | None) -> str | None:
    """Words in capitals only without them."""
    return words.lower() if words and words.isupper() else words


def _make_id(label: DrugLabel, ids: SourceIds) -> str:
    year = label.effective.year if label.effective is not None else None
    names = [name for product in label.products for name in (product.brand, product.generic) if name]
    if not names:
        return ids.make("label", year, (label.set_id or label.title or "").partition("-")[0])
    return ids.make(_pick_word((label.labeler or "").split()), year, names[0])


def _pick_word(words: Sequence[str]) -> str | None:
    """The first word that names a labeler: `Reddys` of Dr. Reddys."""
    telling = (word for word in words if len(word.strip(".,")) >= _SHORT and word.casefold() != "the")
    return next(telling, words[0] if words else None)
