"""Headings and lead-ins as they are compared: without case, numbering and signs around them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from evidence_assembler.data import read_table

# 2. 2.1 (2) 2) § 2; IV. IV) (iv); a. A) (a) A.1: a letter or a Roman number only with a sign behind it.
_NUMBERING = re.compile(
    r"[\W_]*+(?:(?:(?:\d+(?:\.\d+)*(?:[a-z](?=[.)]))?|[a-z]\.\d+(?:\.\d+)*)(?:[.):\]]+\s*|\s+)|(?:[ivxlc]+|[a-z])[.)\]]+\s+)[\W_]*+)?"
)
_BEHIND = " .:;,!?*_#–—-\"'“”‘’»()[]"
_LONGEST = 400  # code points of a heading or a lead-in that are looked at


def fold_heading(heading: str) -> str:
    """The words of a heading as headings are compared.

    >>> fold_heading("IV. References:"), fold_heading("**2.1  Materials and Methods**"), fold_heading("A trial")
    ('references', 'materials and methods', 'a trial')
    """
    words = " ".join(heading[:_LONGEST].casefold().split())
    numbering = _NUMBERING.match(words)
    return words[numbering.end() if numbering else 0 :].rstrip(_BEHIND)


def names_references(heading: str) -> bool:
    """True for a heading above a list of references.

    >>> names_references("7. References"), names_references("Reference values")
    (True, False)
    """
    return fold_heading(heading) in _list_words("references")


@lru_cache(maxsize=256)
def names_key_points(words: str) -> bool:
    """True for a heading or a lead-in above key points.

    >>> names_key_points("Key points about LDN include:"), names_key_points("Summary"), names_key_points("A key is:")
    (True, True, False)
    """
    folded = fold_heading(words)
    return folded in _list_words("key_points") or any(
        folded.startswith(one + " ") for one in _list_words("key_points") if " " in one
    )


@cache
def _list_words(name: str) -> frozenset[str]:
    return frozenset(read_table("document_words")[name])
