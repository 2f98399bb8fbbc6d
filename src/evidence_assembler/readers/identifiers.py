"""Identifiers as people write them, reduced to the bare identifier."""

from __future__ import annotations

import re
from urllib.parse import unquote

_DOI_PREFIX = re.compile(r"\s*(?:(https?://(?:dx\.|www\.)?doi\.org/)|doi\.org/|doi:?\s*(?=10\.))", re.IGNORECASE)


def bare_doi(text: str) -> str:
    """The DOI without `https://doi.org/` or `doi:` before it, in the case it was written in.

    In an address, percent signs are escapes (`%3C` for `<`); in a DOI they are not.
    """
    text = text.strip()
    prefix = _DOI_PREFIX.match(text)
    if not prefix:
        return text
    doi = text[prefix.end() :].strip()
    return unquote(doi) if prefix.group(1) else doi
