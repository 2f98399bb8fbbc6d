"""The `custom` of an item of CSL-JSON where it stands as JSON in a field of another format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from evidence_assembler.model.source import Source


def read_custom(written: str) -> Mapping[str, Any] | None:
    """Fields of a `Source`: `custom`, and publication types, status and hash where they are; None for other words.

    >>> read_custom('{"status": ["retracted"], "shelf": 4}')
    {'custom': FrozenMap({'shelf': 4}), 'status': ('retracted',)}
    """
    try:
        item = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(item, dict):
        return None
    held = Source.from_csl({"id": "held", "custom": item})
    own = {key: getattr(held, key) for key in ("publication_types", "status", "text_sha256")}
    return {"custom": held.custom, **{key: value for key, value in own.items() if value}}
