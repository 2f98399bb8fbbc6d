"""A source made of a few fields, and its rank alone in a list."""

from __future__ import annotations

from datetime import date
from typing import Any

from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import RankedSource
from evidence_assembler.model.source import Source
from evidence_assembler.rank import rank_sources

UNKNOWN = "no publication type, keyword or title phrase tells its kind"
NO_EVIDENCE = "No evidence for a result"


def make(source_id: str = "a", types: tuple[str, ...] = (), status: tuple[str, ...] = (), **csl: Any) -> Source:
    """A source from CSL-JSON with underscores for hyphens; `issued` may be (year, month, day)."""
    item = {key.replace("_", "-"): value for key, value in csl.items()}
    if isinstance(item.get("issued"), tuple):
        item["issued"] = {"date-parts": [list(item["issued"])]}
    fields = {"type": "article-journal", "title": "Thoughts on X", **item}
    return Source.from_csl({"id": source_id, **fields}, publication_types=types, status=status)


def rank_alone(*, declare: Declaration | None = None, as_of: date | None = None, **record: Any) -> RankedSource:
    """The rank of one source with the id "a" and these fields; `declare` is what the draft says of it."""
    (ranked,) = rank_sources([make(**record)], declare={"a": declare} if declare else {}, as_of=as_of)
    return ranked
