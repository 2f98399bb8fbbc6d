"""Comments that speak to this program."""

from __future__ import annotations

from evidence_assembler.readers.manuscripts.remarks import find_remark

from .atoms import Remark


def read_remark(text: str, start: int, end: int) -> Remark | None:
    """The remark of the comment from `<!--` to `-->`, None where it is a comment like any other."""
    inside = start + len("<!--")
    found = find_remark(text[inside : end - len("-->")])
    return Remark(inside + found[0], inside + found[1]) if found else None
