"""What stands in brackets: links, images, notes, numbers, attributed words; and groups of keys, which `keys` reads."""

from __future__ import annotations

import re

from evidence_assembler.model.manuscript import Pointer
from evidence_assembler.readers.manuscripts.marker_words import DOUBTFUL_INTERVAL, is_interval, is_narrative, may_cite

from .atoms import Inner, Mark, Opener, Words
from .bounds import INNER_BLOCK_PIECES
from .citations import KEY
from .emphasis import pair_delimiters
from .keys import add_bare_locator, put_group, tell_too_long
from .scan import Address, Scan, fold_label
from .source import Span

_FOOTNOTE = re.compile(r"\[\^([^\]\[\s]+)\]")
_LINK = re.compile(
    r"\(\s*+(?:<([^<>\n]*)>|((?!<)[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+))"
    r"""(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)"""
)
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
ATTRIBUTES = re.compile(r"\{[ \t]*(?:[#.:=][^{}\n]*|[\w-]+=[^{}\n]*|-|)\}")
_MAYBE_NUMBERS = re.compile(r"\s*(?:[A-Za-z][A-Za-z.,\s]{0,20})?[0-9⁰¹²³⁴-⁹]")
_LIKE_NUMBERS = re.compile(r"[1-9][0-9]{0,2}[a-z]?(?:(?:[\s,;–-]|and\b|&)+[0-9]{1,3}[a-z]?\b)*[\s,;–-]*")
_ESCAPED = re.compile(r"\\\[([^\[\]\\\n]{1,200})\\\](?![(\[])")
_NUMBERED = re.compile(r"\\?[\[(]?\s*[0-9]{1,3}(?:[,;\s–-]+[0-9]{1,3})*\s*\\?[\])]?")
_BRACKETED = re.compile(r"\\?\[.*\\?\]|\(.*\)", re.DOTALL)
_ONLY_JOINS = re.compile(r"[\s,;–—-]*")
_LINE = 40
"""How much of what stands before is looked at."""
_LONGEST_LABEL = 999
_LONGEST_NUMBERS = 200
_LONGEST_GROUP = 5_000
_MOST_JOINED = 12


def open_bracket(scan: Scan, at: int) -> int:
    """`[`: a call of a footnote, or a bracket that waits for its end."""
    if found := _FOOTNOTE.match(scan.text, at):
        label = found.group(1)
        unread = None if label in scan.names.footnotes else "calls a footnote that is nowhere in the document"
        return scan.put(Mark(at, found.end(), note=label, unread=unread), at, found.end())
    return scan.open("[", at, at + 1)


def open_image(scan: Scan, at: int) -> int:
    """`![`, the beginning of an image."""
    return scan.open("!", at, at + 2) if scan.text.startswith("[", at + 1) else at + 1


def close_bracket(scan: Scan, at: int) -> int:
    """`]`: what the bracket is, that it ends."""
    if not scan.openers:
        return at + 1
    opener = scan.openers.pop()
    scan.flush(at)
    if opener.kind == "^":
        return _put_note(scan, opener, at)
    end = _close_link(scan, opener, at) or (_close_group(scan, opener, at) if opener.kind == "[" else None)
    scan.link_floor = min(scan.link_floor, len(scan.openers))
    return end or at + 1


def _put_note(scan: Scan, opener: Opener, at: int) -> int:
    scan.names.bounds.count_pieces(INNER_BLOCK_PIECES)
    pair_delimiters(scan.delimiters[opener.delimiters :])
    inside = tuple(scan.cut_back(opener.atom, opener.delimiters)[1:])
    scan.names.notes += 1
    label = f"^{scan.names.notes}"
    scan.atoms.append(Mark(opener.start, at + 1, note=label))
    scan.atoms.append(Inner("note", opener.inside, at, inside, label))
    scan.done = at + 1
    return scan.done


def _close_link(scan: Scan, opener: Opener, at: int) -> int | None:
    target: Address | None = None
    end = at + 1
    if found := _LINK.match(scan.text, end):
        group = 1 if found.group(1) is not None else 2
        start, stop = found.span(group)
        target = Address(found.group(group), scan.source.locate(start), scan.source.locate_end(stop))
        end = found.end()
    elif found := _REFERENCE.match(scan.text, end):
        label = found.group(1) if found.group(1).strip() else _label_of(scan, opener, at)
        target, end = scan.names.addresses.get(fold_label(label)), found.end()
    elif scan.names.addresses:
        target = scan.names.addresses.get(fold_label(_label_of(scan, opener, at)))
    if target is None or (opener.kind == "[" and len(scan.openers) < scan.link_floor):
        return None
    if attributes := ATTRIBUTES.match(scan.text, end):
        end = attributes.end()
    if opener.kind == "!":
        scan.names.bounds.count_pieces(INNER_BLOCK_PIECES)
        pair_delimiters(scan.delimiters[opener.delimiters :])
        inside = tuple(scan.cut_back(opener.atom, opener.delimiters)[1:])
        return scan.put(Inner("aside", opener.inside, at, inside), at, end)
    scan.link_floor = len(scan.openers)
    put_link(scan, opener, at, end, target)
    return end


def _label_of(scan: Scan, opener: Opener, at: int) -> str:
    return scan.text[opener.inside : min(at, opener.inside + _LONGEST_LABEL)]


def put_link(scan: Scan, opener: Opener, at: int, end: int, target: Address) -> None:
    """The words of a link, and its marker where it leads to a place of this file or to a page."""
    pair_delimiters(scan.delimiters[opener.delimiters :])
    del scan.delimiters[opener.delimiters :]
    if found := KEY.fullmatch(scan.text, opener.inside, at):
        _unmark_mention(scan, found.group(2) or "", target)
    is_anchor = target.url.startswith("#") and len(target.url) > 1
    is_page = target.url.lower().startswith(("http://", "https://", "//", "doi:"))
    words = scan.text[opener.inside : min(at, opener.inside + _LONGEST_NUMBERS)].strip("*_ \n")
    around = scan.text[opener.start - 1 : opener.start], scan.text[end : end + 1]
    is_mark = bool(_NUMBERED.fullmatch(words)) or (
        is_anchor and bool(_BRACKETED.fullmatch(words) or (around[0] in "([" and around[1] in ")],;"))
    )
    if not (is_anchor and is_mark) and not is_page:
        scan.atoms[opener.atom] = Words(opener.inside, opener.inside)
        scan.done = end
        return
    name, start = (target.url[1:], target.start + 1) if is_anchor else (target.url, target.start)
    pointer = Pointer(name, "anchor" if is_anchor else "address", start, target.end)
    if is_mark:
        scan.cut_back(opener.atom, opener.delimiters)
        scan.atoms.append(Mark(opener.start, end, (pointer,)))
    else:
        scan.atoms[opener.atom] = Mark(opener.start, end, (pointer,), leaves_nothing=True)
    scan.done = end


def _unmark_mention(scan: Scan, name: str, target: Address) -> None:
    """`[@roe](https://github.com/roe)` speaks of a person, and cites nothing."""
    if name and name.lower() in target.url.lower() and scan.bare and scan.bare[-1] == len(scan.atoms) - 1:
        mark = scan.atoms[scan.bare.pop()]
        if isinstance(mark, Mark):
            scan.atoms[-1] = Words(mark.start, mark.end)


def _close_group(scan: Scan, opener: Opener, at: int) -> int | None:
    if found := ATTRIBUTES.match(scan.text, at + 1):
        scan.atoms[opener.atom] = Words(opener.inside, opener.inside)
        return scan.drop(at, found.end())
    if add_bare_locator(scan, opener, at):
        return at + 1
    if scan.bare and scan.bare[-1] > opener.atom:
        if at - opener.inside <= _LONGEST_GROUP:
            return put_group(scan, opener, at)
        tell_too_long(scan, _LONGEST_GROUP)
        return None
    if at - opener.inside <= _LONGEST_NUMBERS:
        return _put_numbers(scan, opener, at) or _join_marks(scan, opener, at)
    return None


def _put_numbers(scan: Scan, opener: Opener, at: int) -> int | None:
    if not _MAYBE_NUMBERS.match(scan.text, opener.inside, at):
        if scan.text.startswith("@", opener.inside) and not KEY.match(scan.text, opener.inside):
            scan.cut_back(opener.atom, opener.delimiters)
            scan.atoms.append(Mark(opener.start, at + 1, unread="no key stands behind the @"))
            scan.done = at + 1
            return scan.done
        return None
    mark = _read_numbers(scan, (opener.start, at + 1), (opener.inside, at))
    if mark is None:
        return None
    scan.cut_back(opener.atom, opener.delimiters)
    scan.atoms.append(mark)
    scan.done = at + 1
    if opener.start == 0 and scan.text.startswith(":", scan.done):
        scan.done += 1  # "[1]: Roe A. Pain." in a list of references
    return scan.done


def _read_numbers(scan: Scan, around: Span, inside: Span) -> Mark | None:
    """The marker of numbers in brackets; one that was not read is told where there is a list that they may point to."""
    words = scan.text[slice(*inside)]
    before = scan.text[max(0, around[0] - _LINE) : around[0]]
    if is_interval(before, words):
        told = scan.names.has_list and may_cite(before, words)
        return Mark(*around, unread=DOUBTFUL_INTERVAL, word=around) if told else None
    if pointers := scan.point_numbers(words, inside[0]):
        return Mark(*around, pointers, word=around if is_narrative(before) else None)
    if scan.names.has_list and _LIKE_NUMBERS.fullmatch(words):
        return Mark(*around, unread="looks like a citation by number, and was not read", word=around)
    return None


def read_escaped(scan: Scan, at: int) -> int | None:
    r"""`\[1\]`, as pandoc writes numbers, where there is a list that they may point to."""
    found = _ESCAPED.match(scan.text, at) if scan.names.has_list else None
    mark = _read_numbers(scan, found.span(), found.span(1)) if found else None
    if found is None or mark is None or not mark.pointers:
        return None
    if mark.word:
        mark.word = found.span(1)
    return scan.put(mark, *found.span())


def _join_marks(scan: Scan, opener: Opener, at: int) -> int | None:
    """Brackets around nothing but markers of links are a part of the marker: `[[3](#r3), [4](#r4)]`."""
    inside = scan.atoms[opener.atom + 1 :] if len(scan.atoms) - opener.atom <= _MOST_JOINED else []
    marks = [atom for atom in inside if isinstance(atom, Mark)]
    rest = [atom for atom in inside if not isinstance(atom, Mark)]
    if not marks or any(mark.note or mark.word or mark.leaves_nothing for mark in marks):
        return None
    if not all(isinstance(atom, Words) and _ONLY_JOINS.fullmatch(scan.text, atom.start, atom.end) for atom in rest):
        return None
    scan.cut_back(opener.atom, opener.delimiters)
    pointers = tuple(pointer for mark in marks for pointer in mark.pointers)
    unread = next((mark.unread for mark in marks if mark.unread), None)
    scan.atoms.append(Mark(opener.start, at + 1, pointers, unread=unread))
    scan.done = at + 1
    return scan.done
