"""The tokens of a page: tags with their attributes, words and comments, each with its place.

Standard: HTML Living Standard, 13.2.5 (tokenization). Every character of the file is looked at a fixed number of times,
whatever stands in it. Where the file is XML, `<script/>` is empty and `<![CDATA[...]]>` holds words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.entities import html5
from typing import NamedTuple

_MARKUP = re.compile(r"<(?:(/?)([A-Za-z][^\s/>]*)|(!--)|(!\[CDATA\[)|[!?]|/(?!\Z))", re.ASCII)
_ATTRIBUTE = re.compile(
    r"""[ \t\n\f\r/]*(?:(>)|([^ \t\n\f\r/>][^ \t\n\f\r/>=]*)"""
    r"""(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f\r>]*)))?)"""
)
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_SCRIPTS = frozenset("script style xmp iframe noembed noframes textarea title".split())
_WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_LAST_CODE_POINT = 0x10FFFF


class StartTag(NamedTuple):
    """A start tag; `is_empty` where it closes itself (`<a id="x"/>`)."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    is_empty: bool


class EndTag(NamedTuple):
    """An end tag."""

    name: str
    start: int
    end: int


class Words(NamedTuple):
    """Words as they stand in the file, with their character references; `is_plain` where those are none (CDATA)."""

    start: int
    end: int
    is_plain: bool = False


class Comment(NamedTuple):
    """What stands inside a comment."""

    start: int
    end: int


class Unclosed(NamedTuple):
    """A comment, a tag or a script that does not end: what follows, to the end of the file, belongs to it."""

    what: str
    start: int


Token = StartTag | EndTag | Words | Comment | Unclosed


def split_tokens(text: str, *, is_xml: bool = False) -> Iterator[Token]:
    """The tokens of a file, in order. What scripts, styles and the like hold is left out."""
    at = done = 0
    while found := _MARKUP.search(text, at):
        start = found.start()
        if start > done:
            yield Words(done, start)
        slash, name, comment, cdata = found.groups()
        if name is not None:
            end, attributes, is_empty = _read_attributes(text, found.end())
            if end is None:
                yield Unclosed(f"the tag <{slash}{name[:40]}", start)
                return
            name = name.lower()
            if slash:
                yield EndTag(name, start, end)
            else:
                is_script = name in _SCRIPTS
                is_empty = is_empty and (is_xml or not is_script)
                yield StartTag(name, attributes, start, end, is_empty)
                if name == "plaintext":
                    return
                if is_script and not is_empty:
                    close = _close_of(name).search(text, end)
                    if close is None:
                        yield Unclosed(f"the element <{name}>", start)
                        return
                    if name == "title":
                        yield Words(end, close.start())
                    end = close.start()
        elif comment is not None:
            close = _COMMENT_END.search(text, start + 2)
            if close is None:
                yield Unclosed("the comment", start)
                return
            if close.start() > start + 4:
                yield Comment(start + 4, close.start())
            end = close.end()
        elif cdata is not None and is_xml:
            close_at = text.find("]]>", found.end())
            if close_at < 0:
                yield Unclosed("the section <![CDATA[", start)
                return
            yield Words(found.end(), close_at, is_plain=True)
            end = close_at + 3
        else:
            close_at = text.find(">", found.end())
            if close_at < 0:
                yield Unclosed(f"the declaration {text[start : start + 20].split()[0]}", start)
                return
            end = close_at + 1
        at = done = end
    if done < len(text):
        yield Words(done, len(text))


def _read_attributes(text: str, at: int) -> tuple[int | None, dict[str, str], bool]:
    """Where the tag ends (None: nowhere), its attributes, the first of each name, and whether it closes itself."""
    attributes: dict[str, str] = {}
    if text.startswith(">", at):
        return at + 1, attributes, False
    while found := _ATTRIBUTE.match(text, at):
        if found.group(1):
            return found.end(), attributes, text[found.end() - 2] == "/" and found.end() - 2 >= at
        name, doubled, single, bare = found.group(2, 3, 4, 5)
        value = doubled if doubled is not None else single if single is not None else bare
        attributes.setdefault(name.lower(), decode(value) if value else "")
        at = found.end()
    return None, attributes, False


@cache
def _close_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE)


def read_reference(text: str, at: int, end: int) -> tuple[str, int]:
    """What the "&" at this place of the file stands for, and where what it is written with ends.

    An ampersand that begins no character reference stands for itself.

    >>> read_reference("a &lt; b", 2, 8), read_reference("&notit;", 0, 7), read_reference("R&D", 1, 3)
    (('<', 6), ('¬', 4), ('&', 2))
    """
    found = _REFERENCE.match(text, at, end)
    if found is None:
        return "&", at + 1
    written = found.group()[1:]
    if written[0] == "#":
        return _read_code(written[1:].rstrip(";")), found.end()
    for length in range(len(written), 1, -1):
        if written[:length] in html5:
            return html5[written[:length]], at + 1 + length
    return "&", at + 1


def _read_code(digits: str) -> str:
    is_hex = digits[0] in "xX"
    digits = digits[1:].lstrip("0") if is_hex else digits.lstrip("0")
    code = int(digits or "0", 16 if is_hex else 10) if len(digits) < 8 else _LAST_CODE_POINT + 1
    if code == 0 or code > _LAST_CODE_POINT or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return _WINDOWS.get(code) or chr(code)


def decode(text: str) -> str:
    """The text with what its character references stand for."""
    if "&" not in text:
        return text
    parts: list[str] = []
    done = 0
    while (at := text.find("&", done)) >= 0:
        word, end = read_reference(text, at, len(text))
        parts += text[done:at], word
        done = end
    return "".join([*parts, text[done:]])
