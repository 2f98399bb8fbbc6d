"""Files, and their texts: UTF-8, with or without a byte order mark."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

from evidence_assembler.errors import UnreadableFileError


def read_text_file(path: Path, *, lenient: bool = False) -> str:
    """The text of a file, every line end as one newline.

    Raises `UnreadableFileError` where it is missing, a folder, not UTF-8 (nor is its name), or no text at all. If
    `lenient`, bytes that are not UTF-8 become U+FFFD: in long lists made by others a few names are broken, and no
    reason to read nothing.
    """
    raw = read_bytes(path)
    if b"\0" in raw:
        raise UnreadableFileError("this is no text file", path=str(path), remedy="Give a text file in UTF-8.")
    try:
        text = raw.decode("utf-8-sig", "replace" if lenient else "strict")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"the byte {raw[error.start]:#04x} is not UTF-8",
            path=str(path),
            line=raw.count(b"\n", 0, error.start) + 1,
            remedy="Save the file as UTF-8.",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `UnreadableFileError` where it is missing, a folder, or its name is not UTF-8."""
    if any("\ud800" <= character <= "\udfff" for character in str(path)):  # it could stand in no report
        raise UnreadableFileError("the name of this file is not UTF-8", path=str(path), remedy="Rename it.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError("there is no such file", path=str(path), remedy=_name_neighbours(path)) from None
    except OSError as error:
        raise UnreadableFileError(f"it cannot be opened: {error.strerror}", path=str(path)) from error


def shorten_path(path: str | PathLike[str]) -> str:
    """The path without the folders that it leaves again: one file has one name, whichever document names it.

    `ch1/../refs.bib` is `refs.bib`, but where `ch1` is a link to a folder elsewhere.
    """
    short = os.path.normpath(path)
    return short if os.path.realpath(short) == os.path.realpath(path) else str(path)


def _name_neighbours(path: Path) -> str:
    if not path.parent.is_dir():
        return f"The folder {str(path.parent)!r} does not exist."
    from evidence_assembler.text.nearest import nearest

    near = nearest(path.name, (one.name for one in path.parent.iterdir() if one.is_file()))
    return f"Did you mean {near!r}?" if near else "Check the name and the folder."
