"""What a record tells by the body that issued it, together with what that body calls the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.model.source import Source
from evidence_assembler.rank.signs import Record, Sign
from evidence_assembler.rank.titles import expand_pattern, is_about_guidelines

_PUBLISHER = ("publisher", "authority", "archive", "source")
_INSTITUTION = ("institution", "organization")
_NAMED = ("genre", "number", "collection-title", "collection-number", "report-number")


@dataclass(frozen=True, slots=True)
class _Issuer:
    design: str
    bodies: re.Pattern[str]
    document: re.Pattern[str]
    series: re.Pattern[str]


def read_issuer(record: Record) -> Sign | None:
    """The design of a document that a known body issued and calls a guideline, or numbers as one of a series."""
    for name in _list_bodies(record.source):
        for issuer in _issuers():
            body = issuer.bodies.search(name)
            said = _find_document(issuer, record) if body is not None else None
            if body is not None and said is not None and not is_about_guidelines(record.title):
                return Sign(issuer.design, f'issued by {body[0]}, which calls it "{said}"')
    return None


def _list_bodies(source: Source) -> Iterator[str]:
    """Who issued it: authors who are no persons, and outside journals the publisher."""
    yield from (name.literal for name in source.authors if name.literal)
    if source.type != "article-journal":
        yield from (source.variables[key] for key in _PUBLISHER if key in source.variables)
        yield from (words for key in _INSTITUTION if isinstance(words := source.custom.get(key), str))


def _find_document(issuer: _Issuer, record: Record) -> str | None:
    said = issuer.document.search(record.title.plain)
    if said is not None:
        return record.title.written[said.start() : said.end()]
    begins = issuer.series.match(record.title.plain)
    if begins is not None:
        return record.title.written[: begins.end()]
    for words in (record.source.variables[key] for key in _NAMED if key in record.source.variables):
        if issuer.document.search(words.lower()) or issuer.series.match(words.lower()):
            return words
    return None


@cache
def _issuers() -> tuple[_Issuer, ...]:
    return tuple(
        _Issuer(
            row["design"],
            re.compile(f"(?<!\\w)(?:(?i:{_join(row['bodies'])})|{_join(row['short'])})(?!\\w)"),
            re.compile(expand_pattern(row["document"])),
            re.compile(expand_pattern(row["series"])),
        )
        for row in read_table("signals")["issuer"]
    )


def _join(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
