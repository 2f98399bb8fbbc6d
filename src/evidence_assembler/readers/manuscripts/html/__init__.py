"""Manuscripts in HTML: pages and fragments, as people write them and as programs print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence_assembler.data import read_table
from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.manuscript import Block, BlockKind, Manuscript
from evidence_assembler.readers.manuscripts.block_text import BlockText
from evidence_assembler.readers.manuscripts.html.inline import InlineText, ZoneKind
from evidence_assembler.readers.manuscripts.html.links import list_keys
from evidence_assembler.readers.manuscripts.html.markers import MarkerFinder
from evidence_assembler.readers.manuscripts.html.parts import Parts, find_parts, ids_of
from evidence_assembler.readers.manuscripts.html.surroundings import Setting, SettingReader, is_heading
from evidence_assembler.readers.manuscripts.html.tokens import Comment, Words
from evidence_assembler.readers.manuscripts.html.tree import BLOCKS, Element, read_page
from evidence_assembler.readers.manuscripts.html.words import put_together, set_scripts
from evidence_assembler.readers.manuscripts.remarks import find_remark
from evidence_assembler.text.line_places import LinePlaces

_MOST_TAGS = 150_000
_TAG = re.compile(r"<[A-Za-z]")
_WORD = re.compile(r"[^\W_]")
_ZONES: dict[str, ZoneKind] = {
    "sup": "raised", "sub": "lowered", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip


def read_manuscript(text: str, path: str) -> Manuscript:
    """The blocks of a page, in the order of the file, and the markers in them.

    Every character of a block knows its place in the file. What a page hides, its menus and forms, code and displayed
    formulas are no blocks; its furniture, captions and the headers of tables are asides. A list whose role or class
    says so is one of references, whose entries are blocks of their own; the notes of a page likewise. A comment, a tag
    or a script without an end is a problem. Raises `UnreadableFileError` for a page of more than 150,000 tags.
    """
    is_xml = text.lstrip().startswith("<?xml") or path.lower().endswith(".xhtml")
    if text.count("<") > _MOST_TAGS and len(_TAG.findall(text)) > _MOST_TAGS:
        raise UnreadableFileError(
            f"the page has more than {_MOST_TAGS:,} tags", path=path, remedy="Split it into several pages."
        )
    page = read_page(text, is_xml=is_xml)
    parts = find_parts(page.root, text)
    reader = _Reader(text, parts, MarkerFinder(parts, path))
    reader.read(page.root)
    places = LinePlaces(text, path) if page.unclosed else None
    problems = [
        ReadProblem(
            f"{unclosed.what} does not end, and all that follows belongs to it",
            "Close it.",
            places.place(unclosed.start, min(len(text), unclosed.start + 1)),
        )
        for unclosed in page.unclosed
        if places is not None
    ]
    return Manuscript(path, "html", text, tuple(reader.blocks), title=page.title, problems=tuple(problems))


@dataclass(slots=True)
class _Open:
    """An element that is being read, and where its words begin if it is no block."""

    element: Element
    children: Iterator[Element | Words | Comment]
    setting: Setting
    zone: ZoneKind | None = None
    inside: InlineText | None = None
    start: int = 0


class _Reader:
    """Walks through a page and makes its blocks."""

    def __init__(self, text: str, parts: Parts, finder: MarkerFinder) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._parts = parts
        self._finder = finder
        self._settings = SettingReader(parts)
        self._inline = InlineText()
        self._ids: list[str] = []
        self._outer_ids: list[str] = []
        self._number: int | None = None
        self._is_below_remark = False
        self._later: list[tuple[BlockKind, BlockText, int, int]] = []

    def read(self, root: Element) -> None:
        """Makes the blocks of a page."""
        opened = [_Open(root, iter(root.children), self._settings.read_setting(root, Setting()))]
        while opened:
            one = opened[-1]
            child = next(one.children, None)
            if child is None:
                opened.pop()
                self._leave(one, opened[-1].setting if opened else one.setting)
            elif isinstance(child, Words):
                self._inline.add(self._text, child)
                self._is_below_remark = self._is_below_remark and not self._inline.length
            elif isinstance(child, Comment):
                self._add_comment(child)
            elif self._settings.is_hidden(child, one.setting):
                if child.name in BLOCKS and not one.setting.gathers:
                    self._end_block(one.setting)
            elif child.name == "br":
                self._break_line(child, one.setting)
            elif child.name == "d-cite":
                self._add_keys(child)
            elif child.name == "img":
                self._add_picture(child)
            else:
                opened.append(self._enter(child, one.setting))

    def _enter(self, element: Element, outer: Setting) -> _Open:
        is_block = element.name in BLOCKS or element in self._parts.members or is_heading(element)
        if is_block and not outer.gathers:
            self._end_block(outer)
        names = ids_of(element)
        if not is_block:
            self._ids += names
            zone = _find_zone(element, outer)
            return _Open(element, iter(element.children), outer, zone, self._inline, self._inline.length)
        if outer.gathers:
            self._ids += names
            self._inline.add_space(element.start)
            if outer.in_data and element.name in ("td", "th") and not _is_first(element):
                self._inline.add_between_cells(element.start)
            return _Open(element, iter(element.children), outer)
        if element.name == "li" or element in self._parts.members:
            self._outer_ids += self._ids
            self._ids = []
            member = self._parts.members.get(element)
            self._number = self._parts.numbers.get(element) if member is None else member.number
        self._ids += names
        setting = self._settings.read_setting(element, outer)
        if self._is_below_remark and setting.top is None and self._text.find("\n", element.start, element.end) < 0:
            setting = replace(setting, top=self._settings.next_top())  # on one line: let be as a whole
        self._is_below_remark = False
        return _Open(element, iter(element.children), setting)

    def _leave(self, one: _Open, outer: Setting) -> None:
        if one.inside is not None:
            if one.zone is not None and one.inside is self._inline:
                self._inline.add_zone(one.zone, one.element, one.start)
        elif one.setting is outer and outer.gathers:
            self._inline.add_space(one.element.end)
        else:
            self._end_block(one.setting)

    def _break_line(self, element: Element, setting: Setting) -> None:
        """One break is a space; two part paragraphs."""
        if self._inline.at_break and not setting.gathers:
            self._end_block(setting)
        self._inline.add_space(element.start)
        self._inline.at_break = self._inline.length > 0

    def _add_keys(self, element: Element) -> None:
        """An element that cites and holds no words of its own."""
        keys = list_keys(element)
        if keys:
            start = self._inline.length
            self._inline.add_instead(f"[{', '.join(keys)}]", element)
            self._inline.add_zone("keys", element, start)

    def _add_picture(self, element: Element) -> None:
        words = " ".join(element.attributes.get("alt", "").split())
        self._ids += ids_of(element)
        if _WORD.search(words):
            text = BlockText()
            text.add_instead(words, element.start)
            self._add_beside("aside", text, element.start, element.end)

    def _add_comment(self, comment: Comment) -> None:
        found = find_remark(self._text[comment.start : comment.end])
        if found is not None:
            start, end = comment.start + found[0], comment.start + found[1]
            text = BlockText()
            text.add(self._text[start:end], start)
            self._add_beside("comment", text, start, end)
            self._is_below_remark = not self._inline.length

    def _add_beside(self, kind: BlockKind, words: BlockText, start: int, end: int) -> None:
        """A block that stands within another follows it."""
        self._later.append((kind, words, start, end))
        if not self._inline.length:
            self._add_later()

    def _add_later(self) -> None:
        self.blocks += [
            words.make_block(kind, start, end, self._settings.next_top()) for kind, words, start, end in self._later
        ]
        self._later = []

    def _end_block(self, setting: Setting) -> None:
        """Makes a block of the words gathered."""
        if not self._inline.length:
            self._inline.forget_space()
            return
        inline, self._inline = self._inline, InlineText()
        text = inline.text
        zones = inline.list_zones(text)
        if setting.kind == "entry":
            found = self._finder.find_addresses(inline, text, zones)
        else:
            found = self._finder.find_markers(inline, text, zones, in_note=setting.member is not None)
        words = put_together(inline, set_scripts(text, zones, found), found)
        if _WORD.search(text) or any(one.pointers or one.note for one in found):
            start, end, labels = inline.offset(0), inline.end(len(text)), self._take_labels(setting)
            top = setting.top if setting.top is not None else self._settings.next_top()
            self.blocks.append(words.make_block(setting.kind, start, end, top, level=setting.level, labels=labels))
        self._add_later()

    def _take_labels(self, setting: Setting) -> tuple[str, ...]:
        """The number and the ids of a block: all that were met since the last one ended."""
        names = [*self._ids, *self._outer_ids]
        if setting.member is not None:
            names = [*setting.member.ids, *names]
        if setting.kind != "note" and self._number is not None:
            names.insert(0, str(self._number))
        if setting.kind == "entry":
            before = read_table("html")["references"]["before_key"]
            names += [name.removeprefix(before) for name in names if name.startswith(before)]
        self._ids, self._outer_ids, self._number = [], [], None
        return tuple(dict.fromkeys(names))


def _find_zone(element: Element, setting: Setting) -> ZoneKind | None:
    if "data-cites" in element.attributes or (setting.in_answer and element.has("class", "unknown")):
        return "keys"
    if element.name == "a":
        return "link" if "href" in element.attributes else None
    return _ZONES.get(element.name)


def _is_first(cell: Element) -> bool:
    cells = cell.parent.children if cell.parent is not None else ()
    return next((one for one in cells if isinstance(one, Element)), cell) is cell
