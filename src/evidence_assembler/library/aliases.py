"""Keys: the id of a source, and the others under which it was cited before its records were merged.

Standard: `ids` of biblatex (manual 3.20, 2.2.3), a list of alternative keys of an entry, separated by commas.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from evidence_assembler.model.source import Source

IDS = "ids"
"""The key in `custom` under which a source has its further keys, as biblatex names the field."""


def read_aliases(source: Source) -> tuple[str, ...]:
    """The further keys of a source, in their order; none that is its id.

    `ids` in its `custom` is words with commas, as BibTeX has them, or a list where a key itself has a comma; also the
    JSON text of a list, as formats keep it that have words alone.

    >>> read_aliases(Source(id="toljan2018", custom={"ids": "toljan, Toljan2018LDN"}))
    ('toljan', 'Toljan2018LDN')
    """
    if not source.custom:
        return ()
    given = source.custom.get(IDS)
    listed = _read_list(given) if isinstance(given, str) and given.startswith("[") else given
    keys = listed.split(",") if isinstance(listed, str) else listed if isinstance(listed, tuple) else ()
    bare = (key.strip() for key in keys if isinstance(key, str))
    return tuple(dict.fromkeys(key for key in bare if key and key != source.id))


def _read_list(words: str) -> str | tuple[Any, ...]:
    try:
        listed = json.loads(words)
    except (ValueError, RecursionError):
        return words
    return tuple(listed) if isinstance(listed, list) else words


def write_aliases(keys: Sequence[str]) -> str | tuple[str, ...]:
    """The keys as `read_aliases` reads them: words with commas, a list where a key has a comma."""
    return tuple(keys) if any("," in key or key.startswith("[") for key in keys) else ", ".join(keys)


def find_aliases(sources: Iterable[Source]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The id of its source for every further key, and the keys that mean another source already, which count for none.

    A key that is the id of a source means that source; of two sources with one further key the first has it.
    """
    sources = tuple(sources)
    aliases: dict[str, str] = {}
    taken: dict[str, None] = {}
    own: frozenset[str] | None = None
    for source in sources:
        for key in read_aliases(source):
            if own is None:
                own = frozenset(one.id for one in sources)
            if key in own or aliases.setdefault(key, source.id) != source.id:
                taken[key] = None
    return aliases, tuple(taken)
