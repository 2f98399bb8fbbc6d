"""Addresses that may be linked, and DOIs."""

from __future__ import annotations

import re
from urllib.parse import quote

from evidence_assembler.library.identity import bare_doi, is_doi

_LINKABLE = re.compile(r"(?:https?://|mailto:)[^/?#\\]", re.IGNORECASE)
# RFC 3986 has no place for these in an address, and each ends a link in some output format.
_ENCODED = {ord(sign): quote(sign) for sign in "\"'<>\\^`{|}"}


def safe_href(url: str) -> str | None:
    """The address as it may stand in a link: http, https, mailto or a DOI (as https://doi.org/...), else None.

    Whoever writes a bibliography writes its addresses: any other scheme, white space and every sign that is not
    printed (a browser skips some of them when it reads the scheme) make it None.
    """
    address = url.strip()
    doi = normalise_doi(address)
    if doi is not None:
        return link_doi(doi)
    if not _LINKABLE.match(address) or not address.isprintable() or " " in address:
        return None
    return address.translate(_ENCODED)


def normalise_doi(words: str) -> str | None:
    """The bare DOI (10.3390/medsci6040082) of one written bare, with `doi:` or as an address, else None."""
    name = bare_doi(words).rstrip(".,;")
    return name if is_doi(name) and not name.endswith("/") else None


def link_doi(doi: str) -> str:
    """The address of a bare DOI, percent-encoded (DOI Handbook, 3.8)."""
    return "https://doi.org/" + quote(doi, safe="/:;().-_", errors="replace")
