"""Headings and lead-ins by which the parts of a manuscript are known."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from evidence_assembler.data import read_table

_NUMBERING = re.compile(r"^(?:[\d.]+|[ivxlc]+[.)]|[a-z][.)])\s+")


def names_references(heading: str) -> bool:
    """True for a heading above a list of references.

    >>> names_references("7. References"), names_references("Reference values")
    (True, False)
    """
    return _fold(heading) in _list_words("references")


@lru_cache(maxsize=256)
def names_key_points(words: str) -> bool:
    """True for a heading or a lead-in above key points.

    >>> names_key_points("Key points about LDN include:"), names_key_points("Summary"), names_key_points("A key is:")
    (True, True, False)
    """
    folded = _fold(words)
    return folded in _list_words("key_points") or any(
        folded.startswith(one + " ") for one in _list_words("key_points") if " " in one
    )


def _fold(words: str) -> str:
    return _NUMBERING.sub("", " ".join(words.casefold().split())).strip(" .:*_")


@cache
def _list_words(name: str) -> frozenset[str]:
    return frozenset(read_table("document_words")[name])
