"""The words of a file at a place, and the same words whatever the width of their lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256

from evidence_assembler.model.place import Place

SourceLines = Callable[[str], Sequence[str] | None]
"""The lines of a file, without their ends; None where it cannot be read."""

_LONGEST = 240  # characters of words that are kept as they are
_KEPT = 160  # of longer ones, beside the digest of all


def read_stretches(source_lines: SourceLines) -> Callable[[Place], str | None]:
    """What gives the words at a place, folded and shortened, None where there are none. A place is read once."""

    @cache
    def read(place: Place) -> str | None:
        lines = source_lines(place.path)
        words = fold_stretch(cut_stretch(lines, place)) if lines is not None else ""
        return shorten_stretch(words) or None

    return read


def cut_stretch(lines: Sequence[str], place: Place) -> str:
    r"""What stands at a place, as it is written; empty where the file has no such lines.

    >>> cut_stretch(["Pain fell. It was", "safe in all."], Place("a.md", 1, 12, 2, 9))
    'It was\nsafe in '
    """
    cut = list(lines[place.line - 1 : place.end_line])
    if len(cut) == 1 and place.end_line == place.line:
        return cut[0][place.column - 1 : place.end_column - 1]
    if not cut:
        return ""
    cut[0] = cut[0][place.column - 1 :]
    if len(cut) > place.end_line - place.line:
        cut[-1] = cut[-1][: place.end_column - 1]
    return "\n".join(cut)


def fold_stretch(words: str) -> str:
    r"""The words in normal form C with single spaces.

    Where every further line of a quoted block begins with its sign, that goes too. So paragraphs that are wrapped at
    another width are equal; what has another letter, sign or digit is not.

    >>> fold_stretch("It was\n  safe.") == fold_stretch("It\nwas safe.")
    True
    >>> fold_stretch("It was\n> safe.")
    'It was safe.'
    """
    first, *rest = words.split("\n")
    if all(line.lstrip().startswith(">") for line in rest):
        rest = [line.lstrip("> \t") for line in rest]
    return " ".join(unicodedata.normalize("NFC", " ".join([first, *rest])).split())


def shorten_stretch(words: str) -> str:
    """The words, or of very many the first and a digest of all: as good for telling them apart, and short.

    >>> shorten_stretch("word " * 100)[155:]
    'word  … [500 characters, 569ed24c2474488e]'
    """
    if len(words) <= _LONGEST:
        return words
    digest = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{words[:_KEPT]} … [{len(words)} characters, {digest}]"
