"""Pages as BibTeX writes them, and as they are read again."""

from __future__ import annotations

import re

from .latex import escape_text

_RANGE = re.compile(r"(?<=\w)-(?=\w)")
_DASHES = re.compile(r"[-–—]{2}")
_DASH = re.compile(r"\s*[–—]\s*")


def write_pages(pages: str) -> str:
    """Pages as LaTeX, with `--` for the hyphen of a range. Hyphens stay where a number has one of its own, A-1–A-9."""
    dashed = "–" in pages or "—" in pages
    if not dashed and all(part.count("-") == 1 for part in re.findall(r"[^\s,;]*-[^\s,;]*", pages)):
        pages = _RANGE.sub("–", pages)
    written = escape_text(pages)
    return written if _DASHES.search(pages) else written.replace("–", "--")


def fold_pages(pages: str) -> str:
    """Pages as they are read again: a range has a hyphen, and no spaces around it."""
    if "–" in pages or "—" in pages:
        return _DASH.sub("–" if "-" in pages else "-", pages)
    return re.sub(r"\s*-\s*", "-", pages)
