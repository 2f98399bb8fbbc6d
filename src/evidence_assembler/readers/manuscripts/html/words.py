"""The words of a block of a page with its markers in place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence_assembler.readers.manuscripts.block_text import BlockText
from evidence_assembler.readers.manuscripts.html.inline import InlineText, Zone, ZoneKind
from evidence_assembler.readers.manuscripts.html.markers import Found
from evidence_assembler.readers.scripts import set_script

_SAYS = re.compile(r"[^\W_]|[+−-]")
_SCRIPTS: dict[ZoneKind, str] = {"raised": "^", "lowered": "_"}


def set_scripts(text: str, zones: Sequence[Zone], found: Sequence[Found]) -> str:
    """The text with what is raised or lowered in the characters for it, where each has one: 10⁵, H₂O."""
    taken = bytearray(len(text))
    for one in found:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    parts: list[str] = []
    done = 0
    for zone in zones:
        mark = _SCRIPTS.get(zone.kind)
        if mark is None or zone.start < done or taken.find(1, zone.start, zone.end) >= 0:
            continue
        words = text[zone.start : zone.end]
        if _SAYS.search(words) is None:
            continue
        script = set_script(words, mark)
        if len(script) == len(words) and not script.startswith(mark):
            parts += text[done : zone.start], script
            done = zone.end
    return "".join([*parts, text[done:]])


def put_together(inline: InlineText, text: str, found: Sequence[Found]) -> BlockText:
    """The words of a block with its markers in place, and without the ways back."""
    words = BlockText()
    done = 0
    for one in found:
        if one.is_cut:
            start, done_next = one.start, one.end
            if not text[one.end :].strip():
                start, done_next = done + len(text[done : one.start].rstrip()), len(text)
            elif one.start == 0 or text[one.start - 1] == " ":
                done_next += len(text) - one.end - len(text[one.end :].lstrip())
            inline.copy(text, done, start, words)
            done = done_next
            continue
        inline.copy(text, done, one.start, words)
        start, end = inline.offset(one.start), inline.end(one.end)
        if one.keeps_words:
            words.add_marker(start, end, one.pointers, note=one.note, unread=one.unread, words="")
            done = one.start
        else:
            words.add_marker(start, end, one.pointers, note=one.note, unread=one.unread)
            done = one.end
    inline.copy(text, done, len(text), words)
    return words
