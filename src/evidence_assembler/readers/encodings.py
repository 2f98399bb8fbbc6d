"""Bibliographies as bytes: in which encoding a file is, and what it is where it is no text.

Exports come in UTF-8, in UTF-16, and in the encoding of a program or a year that nobody remembers. A byte order mark
decides, then what the file says of itself, then UTF-8. What is left is read as Windows-1252, and told.
Standards: the Unicode Standard 16.0, 23.8 (byte order mark); XML 1.0, appendix F; the WHATWG Encoding Standard, by
which a text that calls itself ISO 8859-1 is Windows-1252.
"""

from __future__ import annotations

import codecs
import re

from evidence_assembler.data import read_table
from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.model.finding import ReadProblem
from evidence_assembler.model.place import Place

from .xml_records import find_root

# UTF-32 first: its mark begins with that of UTF-16.
_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_HEAD = 2000  # bytes in which a file says what it is
_DECLARED = re.compile(
    rb"""\A\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)"""  # XML
    rb"""|^%+[ \t]*Encoding:[ \t]*([\w.:-]+)"""  # JabRef
    rb"""|^%.*-\*-.*?coding:[ \t]*([\w.:-]+)"""  # Emacs
    rb"""|^%[ \t]*!TeX[ \t]+encoding[ \t]*=[ \t]*([\w.:-]+)"""  # TeXShop
    rb"""|^@comment\{x-kbibtex-encoding=([\w.:-]+)\}"""  # KBibTeX
    rb"""|^%.*\bvim?:.*?\b(?:fileencoding|fenc)=([\w.:-]+)""",  # Vim
    re.MULTILINE | re.IGNORECASE,
)
_EMACS = re.compile(r"^(?:iso-)?latin-(\d+)|-(?:unix|dos|mac)$")
_LATIN = frozenset({"iso8859-1", "ascii"})
_ASCII = frozenset(map(chr, range(128)))
_SAVE = "Save the file as UTF-8."


def decode_bibliography(raw: bytes, path: str) -> tuple[str, tuple[ReadProblem, ...]]:
    """The text of a file, without byte order marks, every line end as one newline, and what was guessed or lost.

    Raises `UnreadableFileError` where it is no text, or a page or a document in place of an export.
    """
    _refuse_others(raw, path)
    text, problems = _decode(raw, path)
    root = find_root(text)
    page = read_table("file_kinds")["page"]
    if root is not None and root.lower() in page["roots"]:
        raise UnreadableFileError(f"this is {page['is']}, no bibliography", path=path, remedy=page["remedy"])
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode()  # UTF-7 can leave halves of surrogate pairs, which are no text
    return text.removeprefix("\ufeff").removesuffix("\x1a"), problems  # the end of a file, as CP/M and DOS had it


def _refuse_others(raw: bytes, path: str) -> None:
    for kind in read_table("file_kinds")["kinds"]:
        if raw.startswith(bytes.fromhex(kind["begins"])) and kind.get("holds", "").encode() in raw:
            raise UnreadableFileError(f"this is {kind['is']}, no bibliography", path=path, remedy=kind["remedy"])


def _decode(raw: bytes, path: str) -> tuple[str, tuple[ReadProblem, ...]]:
    for mark, encoding in _ORDER_MARKS.items():
        if raw.startswith(mark):
            return _decode_as(encoding, raw.removeprefix(mark), path)
    if b"\0" in raw:
        return _decode_wide(raw, path), ()
    declared = _find_declared(raw)
    if declared is not None and raw.isascii() and b"\x1b" in raw:  # ISO-2022-JP, which is ASCII between its escapes
        return _decode_as(declared, raw, path)
    try:  # what reads as UTF-8 is UTF-8: a note of another encoding was left behind when the file was saved anew
        return raw.decode(), ()
    except UnicodeDecodeError as error:
        if declared is not None and declared != "utf-8":
            return _decode_as(declared, raw, path)
        return _guess(raw, error, path)


def _guess(raw: bytes, error: UnicodeDecodeError, path: str) -> tuple[str, tuple[ReadProblem, ...]]:
    """What is not quite UTF-8: a few bytes of it are broken, or it is Windows-1252."""
    text = raw.decode("utf-8", "replace")
    if sum(map(text.count, set(text) - _ASCII)) >= 2 * text.count("\ufffd"):
        return _decode_as("utf-8", raw, path)
    byte, place = _locate(error, raw, "utf-8", path)
    told = ReadProblem(
        f"the byte {byte:#04x} is not UTF-8; the file was read as Windows-1252, which it seems to be",
        _SAVE,
        place,
        level="warning",
    )
    text, lost = _decode_as("cp1252", raw, path)
    return text, (told, *lost)


def _decode_as(encoding: str, raw: bytes, path: str) -> tuple[str, tuple[ReadProblem, ...]]:
    """The text, with U+FFFD for what the encoding does not know; told, with the first of it."""
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        byte, place = _locate(error, raw, encoding, path)
    text = raw.decode(encoding, "replace")
    others = sum("\ufffd" in line for line in text.splitlines()) - 1
    more = f", and in {others} more {'line' if others == 1 else 'lines'}" if others else ""
    message = f"the byte {byte:#04x} is not {encoding.upper()}; U+FFFD stands here for a lost character{more}"
    return text, (ReadProblem(message, f"Mend what was lost. {_SAVE}", place, level="warning"),)


def _locate(error: UnicodeDecodeError, raw: bytes, encoding: str, path: str) -> tuple[int, Place]:
    """The first byte that is not of the encoding, and where its character stands."""
    before = raw[: error.start].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return raw[error.start], Place(path, line, column, line, column + 1)


def _decode_wide(raw: bytes, path: str) -> str:
    """The text of a file with NUL bytes: UTF-16 or UTF-32 without a mark, or no text."""
    for encoding in _WIDE:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Words of any language have ASCII spaces and signs, above all in records.
        if "\0" not in text and 2 * sum(map(text.count, _ASCII)) > len(text):
            return text
    raise UnreadableFileError("this is no text file", path=path, remedy="Give a text file in UTF-8.")


def _find_declared(raw: bytes) -> str | None:
    """The encoding that a file names at its beginning, None where it names none that Python knows."""
    found = _DECLARED.search(raw, 0, _HEAD)
    if found is None:
        return None
    name = _EMACS.sub(lambda part: f"latin{part[1]}" if part[1] else "", next(filter(None, found.groups())).decode())
    try:
        encoding = codecs.lookup(name).name
        "".encode(encoding)  # base64 is a codec, and no encoding
    except LookupError:
        return None
    if encoding in _WIDE or encoding in ("utf-16", "utf-32"):  # without a NUL it is neither
        return None
    return "cp1252" if encoding in _LATIN else encoding
