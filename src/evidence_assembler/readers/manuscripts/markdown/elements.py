"""HTML within the words: tags are taken off, what they part is cut, links and raised numbers are markers."""

from __future__ import annotations

import re
from html import unescape

from .atoms import Cut, Inner, Instead, Label, Mark, Opener, Words
from .bounds import INNER_BLOCK_PIECES, TAG_PIECES
from .brackets import put_link
from .emphasis import pair_delimiters
from .keys import tell_unclosed
from .raised import put_raised
from .remarks import read_remark
from .scan import Address, Scan
from .tags import Tag, holds_no_text, kind_of, match_raised, match_tag

_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")


def read_angle(scan: Scan, at: int) -> int:
    """`<`: an address, a comment or a tag."""
    if found := _AUTOLINK.match(scan.text, at):
        scan.drop(at, at + 1)
        if found.group(1).lower().startswith(("http://", "https://", "doi:")):
            scan.atoms.append(Mark(at, found.end(), (scan.point_address(*found.span(1)),), leaves_nothing=True))
        return scan.drop(found.end() - 1, found.end())
    if scan.text.startswith("<!--", at):
        return _read_comment(scan, at)
    return _read_tag(scan, at)


def _read_comment(scan: Scan, at: int) -> int:
    end = scan.find_end("-->", at + 4)
    if end is None:
        return at + 4
    scan.drop(at, end + 3)
    if remark := read_remark(scan.text, at, end + 3):
        scan.atoms.append(remark)
    return scan.done


def _read_tag(scan: Scan, at: int) -> int:
    tag = match_tag(scan.text, at)
    if tag is None:
        return at + 1
    scan.names.bounds.count_pieces(TAG_PIECES)
    if tag.name == "sup" and (raised := match_raised(scan.text, at)):
        end = put_raised(scan, at, *raised.span(1), raised.end())
        if end is not None:
            return end
    scan.drop(at, tag.end)
    if not tag.is_closing and holds_no_text(tag.name):
        closing = scan.find_end(f"</{tag.name}", tag.end)
        return scan.drop(at, tag.end if closing is None else closing)
    _put_tag(scan, at, tag)
    if not tag.is_closing:
        scan.atoms += [Label(name) for name in tag.ids]
    return tag.end


def _put_tag(scan: Scan, at: int, tag: Tag) -> None:
    """What a tag is among the words: the bound of a link or of a block, an image, a new line; or nothing."""
    if tag.name == "a":
        _end_html_link(scan, at, tag) if tag.is_closing else _begin_html_link(scan, at, tag)
    elif tag.name == "img" and (alt := tag.attributes.get("alt")) and alt.value.strip():
        scan.names.bounds.count_pieces(INNER_BLOCK_PIECES)
        scan.atoms.append(Inner("aside", alt.start, alt.end, (Words(alt.start, alt.end),)))
    elif tag.name == "br":
        scan.atoms.append(Instead("\n", at))
    elif tag.name in ("td", "th"):
        _cut(scan, Cut(at, "row", tag=tag.name, is_closing=tag.is_closing))
    elif kind := kind_of(tag.name):
        level = int(tag.name[1]) if kind == "heading" else 0
        _cut(scan, Cut(at, kind, level, tag.name, tag.is_closing, tag.is_reference_list))


def _cut(scan: Scan, cut: Cut) -> None:
    """Nothing that was open reaches over the bound of a block."""
    pair_delimiters(scan.delimiters)
    tell_unclosed(scan)
    scan.delimiters, scan.openers, scan.links, scan.bare, scan.link_floor = [], [], [], [], 0
    scan.atoms.append(cut)


def _begin_html_link(scan: Scan, at: int, tag: Tag) -> None:
    if address := tag.attributes.get("href"):
        opener = Opener("a", at, tag.end, len(scan.atoms), len(scan.delimiters), (address.start, address.end))
        scan.links.append(opener)
        scan.atoms.append(Words(at, at))


def _end_html_link(scan: Scan, at: int, tag: Tag) -> None:
    if scan.links:
        opener = scan.links.pop()
        if opener.atom < len(scan.atoms) and opener.address:
            start, end = opener.address
            url = unescape(scan.text[start:end])
            target = Address(url, scan.source.locate(start), scan.source.locate_end(end))
            put_link(scan, opener, at, tag.end, target)
