"""Names as BibTeX writes them: "von Last, Jr, First", a body in braces.

Standard: Patashnik, BibTeXing (1988), section 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence_assembler.model.csl import Name

from .latex import escape_text, settle_text

# A part of such words needs no braces: each begins with a capital, or has no case, and none has a meaning of its own.
_PLAIN_FAMILY = re.compile(r"[^\W\d_a-zß-ÿ][^\s,;{}\\~]*(?: [^\W\d_a-zß-ÿ][^\s,;{}\\~]*)*")
_PLAIN_GIVEN = re.compile(r"[^,;{}\\~]+")
_AND = re.compile(r"(?:^|\s)(?:and|others)(?=\s|$)", re.IGNORECASE)
_LIKE_SUFFIX = re.compile(r"(?:jr|sr|[ivx]+|\d(?:st|nd|rd|th))\.?", re.IGNORECASE)


def write_names(names: Iterable[Name], *, others: bool) -> tuple[str, tuple[str, ...]]:
    """The value of a field of names, and in words what it cannot hold of them. `others` ends it in `and others`."""
    written: list[str] = []
    losses: list[str] = []
    for name in names:
        text, lost = _write_name(name)
        losses += lost
        if text:
            written.append(text)
    if others:
        written.append("others")
    return " and ".join(written), tuple(losses)


def _write_name(name: Name) -> tuple[str, list[str]]:
    parts = {part: settle_text(words) for part, words in _list_parts(name)}
    losses = [
        f"{part} {words!r} is empty, or has white space or control characters that were left out"
        for part, words in _list_parts(name)
        if parts[part] != words or not words
    ]
    parts = {part: words for part, words in parts.items() if words}
    literal = parts.pop("literal", None)
    if literal is not None:
        losses += [f"{part} {words!r} beside {literal!r} was left out" for part, words in parts.items()]
        return _enclose(literal), losses
    if not parts:
        losses.append("a name without words was left out")
    family, particle = parts.get("family", ""), parts.get("non-dropping-particle", "")
    dropping = parts.get("dropping-particle", "")
    if dropping:
        losses.append(f"{dropping!r} is no longer told to be a particle that may be dropped")
        particle = f"{dropping} {particle}".strip()
    if particle and not (family and _is_particle(particle)):
        losses.append(f"the particle {particle!r} was written as a part of the family name")
        family, particle = f"{particle} {family}".strip(), ""
    return _join(family, particle, parts.get("given", ""), parts.get("suffix", "")), losses


def _list_parts(name: Name) -> Iterator[tuple[str, str]]:
    for part, words in name:
        if words is not None:
            yield part.replace("_", "-"), words


def _join(family: str, particle: str, given: str, suffix: str) -> str:
    if not (family or given or suffix):
        return ""
    last = "{}"
    if family:
        plain = _PLAIN_FAMILY.fullmatch(family) and family[0] != family[0].lower() and not _AND.search(family)
        last = escape_text(family) if plain and not _has_small_word(family) else _enclose(family)
    if particle:
        last = f"{escape_text(particle)} {last}"
    if not given and not suffix:
        is_whole = "{" not in last and (bool(particle) or " " not in last)
        return last if is_whole else f"{last}, {{}}"
    first = "{}"
    if given:
        plain = _PLAIN_GIVEN.fullmatch(given) and not _AND.search(given)
        first = escape_text(given) if plain and not (suffix and _LIKE_SUFFIX.fullmatch(given)) else _enclose(given)
    if not suffix:
        return f"{last}, {first}"
    plain = _PLAIN_GIVEN.fullmatch(suffix) and not _AND.search(suffix)
    return f"{last}, {escape_text(suffix) if plain else _enclose(suffix)}, {first}"


def _enclose(text: str) -> str:
    r"""The text in braces. Behind an opening brace, `\` would begin a letter with its accent."""
    escaped = escape_text(text)
    return f"{{{{}}{escaped}}}" if escaped.startswith("\\") else f"{{{escaped}}}"


def _has_small_word(family: str) -> bool:
    return any(word[0] == word[0].lower() != word[0].upper() for word in family.split(" "))


def _is_particle(text: str) -> bool:
    """True for words that BibTeX takes for a particle: the first and the last begin with a small letter."""
    words = text.split(" ")
    return all(re.match(r"[^\W\d_]", word) and word[0].islower() for word in (words[0], words[-1])) and not (
        re.search(r"[,;{}\\~`^_$\s]", text.replace(" ", "")) or _AND.search(text)
    )
