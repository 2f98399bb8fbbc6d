"""Which blocks of a manuscript are entries of a list of references, where its markup does not say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evidence_assembler.data import read_table
from evidence_assembler.library.printed import find_printed_identifiers
from evidence_assembler.model.manuscript import Block
from evidence_assembler.text.headings import names_references

NOTE_SIGN = "^"
"""Stands before the label of an entry that is a footnote: the footnote 1 is not the number 1 of a list."""

NUMBER = re.compile(r"\s*(?:\[(\d{1,4})\]|(\d{1,4})[.)]|(\d{1,4}) \|)\s+")
"""The number of an entry, in one of three groups; matched where the entry begins."""

ADDRESS = re.compile(r"<?https?://\S+")

# searched in at most `_LONGEST` code points
_NAMES_SOURCE = re.compile(
    r"10\.\d{4,9}/\S|\bPMID:?\s*\d|\bPMC\d{3,}|https?://"
    r"|[^\W\d_][\w'’-]+,? (?:[A-Z]\.? ?){1,3}(?:,|\.|;|and|&|et al).*\b(?:19|20)\d\d\b"
    r"|\w v\. \w.*\b1[789]\d\d\b|\w v\. \w.*\b20\d\d\b"  # a case and its year
)
_BACK = re.compile(
    r"(?:ibid|id|op\. ?cit|loc\. ?cit|supra)\b[\s.,]*(?:(?:at|pp?\.?|§+|n\.|note)?\s*[\d–-]+)?[\s.,]*", re.I
)
_YEAR = re.compile(r"\b(?:1[789]|20)\d\d\b")
_LONGEST = 600  # code points of a footnote that is a reference
_LONGEST_NAME = 160  # code points of a footnote of names and a year
_WORD = re.compile(r"[^\W_]+")
_ENDS_WITH_YEAR = re.compile(r"\b(?:1[789]|20)\d\d\W*\Z")
_LONGEST_LEAD = 60  # code points of a line above a list


def mark_entries(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with those of a list of references as entries, and with footnotes that only name a source as entries.

    A list stands under a heading such as "References", or under a line of its own that says no more than that; there it
    ends with the first paragraph that is no entry.
    """
    marked: list[Block] = []
    level: int | None = None
    under_line = False
    in_notes = Counter(block.labels[:1] for block in blocks if block.kind == "note")
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            under_line = False
            if level is None or block.level <= level:
                level = block.level if names_references(block.text) else None
        elif (level is not None and block.kind in ("paragraph", "item", "row", "note")) or (
            under_line and (block.kind in ("item", "row") or _is_entry(block))
        ):
            block = _make_entry(block)
        elif _is_line_above(block, blocks[number + 1 : number + 2]):
            under_line = True
            block = replace(block, kind="aside")
        elif block.kind == "paragraph":
            under_line = False
        if block.kind == "note" and in_notes[block.labels[:1]] == 1 and _is_reference(block):
            block = _make_entry(block)
        marked.append(block)
    return marked


def _make_entry(block: Block) -> Block:
    if block.kind != "note":
        return replace(block, kind="entry")
    return replace(block, kind="entry", labels=tuple(NOTE_SIGN + label for label in block.labels))


def _is_line_above(block: Block, following: Sequence[Block]) -> bool:
    """True for a line such as "References:", in bold or not, above a list or an entry."""
    if block.kind != "paragraph" or len(block.text) > _LONGEST_LEAD or not names_references(block.text):
        return False
    return any(one.kind in ("item", "row", "entry") or _is_entry(one) for one in following)


def _is_entry(block: Block) -> bool:
    """True for a paragraph that reads as an entry: a number of its own before it, or a source that it names."""
    if block.kind != "paragraph":
        return False
    begins = bool(block.markers) and not block.text[: block.markers[0].at].strip()
    return begins or NUMBER.match(block.text) is not None or _NAMES_SOURCE.search(block.text[:_LONGEST]) is not None


def _is_reference(note: Block) -> bool:
    """True for a footnote that names a source and says nothing: an address alone, or a reference written out."""
    text = note.text.strip()
    if any(pointer.kind in ("key", "number", "anchor") for marker in note.markers for pointer in marker.pointers):
        return False
    if _BACK.fullmatch(text):
        return True
    if len(text) > _LONGEST:
        return False
    if len(text) <= _LONGEST_NAME and _is_name(text, linked=bool(note.markers)):
        return True
    if _NAMES_SOURCE.search(text) is None:
        return False
    address = ADDRESS.search(text)
    before = text[: address.start()].casefold().strip(" :.,(") if address is not None else None
    if before is not None and (not before or before in read_table("document_words")["before_address"]):
        return True
    return any(kind != "URL" for kind, _ in find_printed_identifiers(text)) or _YEAR.search(text) is not None


def _is_name(text: str, *, linked: bool) -> bool:
    """True for a few names with a link or with a year behind them, "WHO, Coffee, 2019.", and no words of a sentence."""
    words = _WORD.findall(text)
    plain = sum(word[0].islower() for word in words)
    return bool(words) and (linked or _ENDS_WITH_YEAR.search(text) is not None) and plain * 3 <= len(words)
