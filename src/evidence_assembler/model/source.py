"""A source: one work, in the words of CSL 1.0.2, with what is known of its kind and its standing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, get_args

from pydantic import Field

from .csl import CSL_TYPES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, CslType, Name, PartialDate
from .frozen_map import FrozenJson, FrozenMap, thaw_json
from .noun import Day, Noun

Status = Literal["retracted", "concern", "corrected", "superseded", "draft", "preprint", "protocol", "stale"]
Extent = Literal["full", "abstract", "excerpt"]
SaidBy = Literal["declared", "rule"]


class Standing(Noun):
    """A status of a work with its reason: who said so, by which sign, since when, and which work tells more.

    `since` is None where no date is known. `see` is the work that stands in the place of a superseded one, or the
    notice of a retraction: a source id, a DOI, `PMID` and a number, or the words of the record; None where it has none.
    `see_title` is its title, where an answer knows the source.
    """

    status: Status
    basis: SaidBy
    because: str
    since: Day | None = None
    see: str | None = None
    see_title: str | None = None


class Source(Noun):
    """One work: CSL type and variables, publication types, status.

    Standard: CSL 1.0.2 for `type`, `variables`, `names` and `dates`; MeSH publication types for `publication_types`.
    What a format held beyond them is kept in `custom`, under the name it had there.
    """

    id: str = Field(min_length=1)
    type: CslType = "document"
    variables: FrozenMap[str] = FrozenMap()
    names: FrozenMap[tuple[Name, ...]] = FrozenMap()
    dates: FrozenMap[PartialDate] = FrozenMap()
    publication_types: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    text_sha256: str | None = None
    custom: FrozenMap[FrozenJson] = FrozenMap()

    def __hash__(self) -> int:
        return hash(self.id)  # equal sources have one; a hash of every field costs more than what it is kept for

    @property
    def title(self) -> str | None:
        """The title, None where the record has none."""
        return self.variables.get("title")

    @property
    def issued(self) -> PartialDate | None:
        """The date of publication as far as the record gives it."""
        return self.dates.get("issued")

    @property
    def authors(self) -> tuple[Name, ...]:
        """The authors; the editors of a work that has no author."""
        return self.names.get("author") or self.names.get("editor") or ()

    @classmethod
    def from_csl(cls, item: dict[str, Any], **more: Any) -> Source:
        """A source from one item of CSL-JSON (`csl-data.json`, CSL 1.0.2).

        `more` are further fields of `Source`, such as `publication_types`. Those that `to_csl` put into `custom` are
        taken out of it again; keys that are no CSL variable are kept there. Raises `pydantic.ValidationError` where a
        value has not the shape that CSL gives it.
        """
        text: dict[str, str] = {}
        names: dict[str, Any] = {}
        dates: dict[str, PartialDate] = {}
        custom: dict[str, Any] = dict(item.get("custom") or {})
        kind = item.get("type") or "document"
        if kind not in CSL_TYPES:
            custom["type"] = kind
            kind = "document"
        for key, value in item.items():
            if value is None or value == "" or key in ("id", "type", "custom"):
                continue
            if key in TEXT_VARIABLES and isinstance(value, str | int | float):
                text[key] = str(value)
            elif key in NAME_VARIABLES:
                names[key] = tuple(map(_read_name, value))
            elif key in DATE_VARIABLES:
                dates[key] = _read_date(value)
            else:
                custom[key] = value
        for key, is_own in _OWN_FIELDS.items():
            if key in custom and key not in more and is_own(custom[key]):
                more[key] = custom.pop(key)
        custom = {_unmark_key(key): value for key, value in custom.items()}
        fields: dict[str, Any] = {"variables": text, "names": names, "dates": dates, "custom": custom, **more}
        return cls(id=str(item["id"]), type=kind, **fields)

    @property
    def printed(self) -> str | None:
        """The reference as a manuscript has it in its list, where that is all that is known of the source."""
        printed = self.custom.get("printed")
        return printed if isinstance(printed, str) else None

    def to_csl(self) -> dict[str, Any]:
        """The item of CSL-JSON that holds this source (`csl-data.json`, CSL 1.0.2).

        What CSL has no variable for stands in its `custom`: publication types, status, and the hash of the text too. A
        key of `custom` that bears one of these names is written with `custom.` before it.
        """
        item: dict[str, Any] = {"id": self.id, "type": self.type, **self.variables}
        for role, names in self.names.items():
            item[role] = [name.model_dump(by_alias=True, exclude_none=True) for name in names]
        for key, date in self.dates.items():
            item[key] = _write_date(date)
        custom = {_mark_key(key): value for key, value in thaw_json(self.custom).items()}
        for key in _OWN_FIELDS:
            value = getattr(self, key)
            if value:
                custom[key] = list(value) if isinstance(value, tuple) else value
        if custom:
            item["custom"] = custom
        return item


class SourceText(Noun):
    """The text of a source, with its extent. On a part, words that are not found are unchecked, not absent.

    `text` is kept untouched: every offset into it counts its code points.
    """

    source_id: str
    text: str
    extent: Extent = "full"
    licence: str | None = None
    pages: str | None = None


def _is_words(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


def _is_status(value: Any) -> bool:
    return _is_words(value) and set(value) <= _STATUSES


def _is_hash(value: Any) -> bool:
    return isinstance(value, str)


_STATUSES = frozenset(get_args(Status))
_OWN_FIELDS: dict[str, Callable[[Any], bool]] = {
    "publication_types": _is_words,
    "status": _is_status,
    "text_sha256": _is_hash,
}
"""The fields of a source that CSL has no variable for, each with the test that a value is one."""
_NAME_PARTS = frozenset({"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"})


_MARKED = re.compile(rf"(?:custom\.)*(?:{'|'.join(_OWN_FIELDS)})")


def _mark_key(key: str) -> str:
    return f"custom.{key}" if _MARKED.fullmatch(key) else key


def _unmark_key(key: str) -> str:
    return key.removeprefix("custom.") if _MARKED.fullmatch(key) else key


def _read_name(value: Any) -> Any:
    if isinstance(value, str):
        return Name(literal=value)
    if isinstance(value, dict):
        if _NAME_PARTS.issuperset(value) and all(value.values()):
            return value
        return {key: part for key, part in value.items() if key in _NAME_PARTS and part not in (None, "")}
    return value


def _read_date(value: Any) -> Any:
    if not isinstance(value, dict):
        return PartialDate(literal=str(value))
    parts = [tuple(_as_int(p) for p in part if p not in (None, "")) for part in value.get("date-parts") or []]
    return {
        "parts": parts[0] if parts else (),
        "until": parts[1] if len(parts) > 1 else (),
        "season": value.get("season"),
        "circa": bool(value.get("circa")),
        "literal": value.get("literal") or value.get("raw"),
    }


def _as_int(part: Any) -> Any:
    return int(part) if isinstance(part, str) and part.strip().lstrip("-").isdigit() else part


def _write_date(date: PartialDate) -> dict[str, Any]:
    written: dict[str, Any] = {}
    if date.parts:
        written["date-parts"] = [list(date.parts), *([list(date.until)] if date.until else [])]
    if date.season:
        written["season"] = date.season
    if date.circa:
        written["circa"] = True
    if date.literal:
        written["literal"] = date.literal
    return written
