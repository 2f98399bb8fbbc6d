r"""Plain text as the value of a BibTeX field: LaTeX in braces, or verbatim.

Every value keeps its braces in pairs, escaped ones counted too, as BibTeX and biber count them. Characters beyond
ASCII stay themselves, in UTF-8.
"""

from __future__ import annotations

import re

_ESCAPES = {
    "\\": r"\textbackslash{}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": r"\textasciigrave{}",
    "{": r"\{", "}": r"\}", "-": "-{}", "'": "'{}",
}  # fmt: skip
# A hyphen before a hyphen is parted from it, or LaTeX would make a dash of the two; so is an apostrophe.
_SPECIAL = re.compile(r"[\\%&#_$~^`{}]|-(?=-)|'(?=')")
_BRACE = re.compile(r"[{}]")
_WHITE_SPACE = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")
_STOP = re.compile(r"[.:?!]\s+$|^\W*$")

# What an address or identifier must not hold as it is: readers take it for LaTeX.
_TAKEN_FOR_LATEX = re.compile(r"\\|\$[<>]\$|\{[_%&#~]\}")
_PERCENT = {"\\": "%5C", "{": "%7B", "}": "%7D", "$": "%24"}


def settle_text(text: str) -> str:
    """The text as a field can hold it: runs of white space as one space, none at the ends, no control characters."""
    return _WHITE_SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def escape_text(text: str) -> str:
    r"""Settled text as LaTeX.

    >>> print(escape_text("50 % of A&B -- a_{1}"))
    50 \% of A\&B -{}- a\_\{1\}
    """
    if not _SPECIAL.search(text):
        return text
    if _has_pairs(text):
        return _SPECIAL.sub(_escape, text)
    return _SPECIAL.sub(_escape, text).replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


def escape_title(title: str) -> str:
    r"""A title as LaTeX, with what a style must not put in lower case in braces.

    That is every word with a capital after its first letter. In a title that is set as a sentence, with more small
    words than capitalised ones, a capital tells a name, so that every word with one is held, but for the first.

    >>> print(escape_title("Effects of mRNA in Crohn's disease"))
    Effects of {mRNA} in {Crohn's} disease
    """
    words = list(_WORD.finditer(title))
    if not any(word.group() != word.group().lower() for word in words):
        return escape_text(title)
    is_sentence = sum(_is_capitalised(word.group()) for word in words) * 2 <= len(words)
    pieces: list[str] = []
    end = 0
    for word in words:
        inner = word.group()[1:]
        held = inner != inner.lower() or (
            is_sentence and _is_capitalised(word.group()) and not _STOP.search(title[: word.start()])
        )
        if held:
            pieces += [title[end : word.start()], word.group()]
            end = word.end()
    pieces.append(title[end:])
    return _join_held(pieces, _has_pairs(title))


def write_verbatim(text: str) -> str:
    """An address or identifier as it stands, but for signs that are none of an address, which are percent-encoded."""
    if _TAKEN_FOR_LATEX.search(text) or not _has_pairs(text):
        return re.sub(r"[\\{}$]", lambda sign: _PERCENT[sign.group()], text)
    return text


def _join_held(pieces: list[str], has_pairs: bool) -> str:
    """Text and held words in turn, each word in braces. A brace of the text has its partner in another piece."""
    written: list[str] = []
    for place, piece in enumerate(pieces):
        text = _SPECIAL.sub(_escape, piece)
        if not has_pairs:
            text = text.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")
        written.append(f"{{{text}}}" if place % 2 else text)
    return "".join(written)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found.group()]


def _has_pairs(text: str) -> bool:
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += 1 if brace.group() == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _is_capitalised(word: str) -> bool:
    return word[0] != word[0].lower()
