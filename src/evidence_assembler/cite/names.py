"""Names: `van Beethoven L` for numbered lists, `Toljan, Karlo` and `Bruce Vrooman` for author-date, family for labels.

Names are cached by their parts: the same authors come again and again, and words are hashed faster than nouns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from evidence_assembler.model.csl import Name

_BETWEEN_INITIALS = re.compile(r"[\s.\-\u2010-\u2015]+")
_CLOSED_UP = re.compile(r"\.(?=[^\W\d_])")
_PARTICLES = frozenset(
    "'s 't af al am an auf av bin da dal das de degli dei del della den der di do dos du e el ibn in la las le los "
    "op ten ter tot van vander vom von y zu zum zur d' d’ l' l’".split()
)
_ROMAN = {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th"}


def clean_words(words: str | None) -> str:
    """The words with each stretch of white space as one space, without what only separated them from others.

    A final stop goes too (sentences get their own); an ellipsis stays.
    """
    if not words:
        return ""
    text = " ".join(words.split()).rstrip(" ,;:")
    return text[:-1].rstrip() if text[-1:] == "." and text[-2:] != ".." else text


def index_name(name: Name) -> str:
    """Family and initials without stops: `Younger JA`, `van Beethoven L`, `Smith J Jr`; a body verbatim."""
    return _index_name(
        name.literal, name.family, name.given, name.dropping_particle, name.non_dropping_particle, name.suffix
    )


def ordinal_suffix(name: Name) -> Name:
    """The name with the Roman numeral after it as NLM writes it: III as 3rd (Citing Medicine, chapter 1)."""
    ordinal = _ROMAN.get(name.suffix or "")
    return name.model_copy(update={"suffix": ordinal}) if ordinal else name


def inverted_name(name: Name) -> str:
    """`Toljan, Karlo`; `Smith, John, Jr.`; `Beethoven, Ludwig van` with a dropping particle; a body verbatim."""
    family, given, particle, suffix = _name_parts(name)
    if not family:
        return given
    return ", ".join(part for part in (family, f"{given} {particle}".strip(), suffix) if part)


def direct_name(name: Name) -> str:
    """`Bruce Vrooman`, `John Smith Jr.`; a body verbatim."""
    family, given, particle, suffix = _name_parts(name)
    return " ".join(part for part in (given, join_particle(particle, family), suffix) if part)


def family_name(name: Name) -> str:
    """What a label calls the author: `Toljan`, `van Gogh`, a body by its name."""
    family, given, _, _ = _name_parts(name)
    return family or given


def list_index_names(names: Sequence[Name], *, at_most: int, keep: int, more: bool) -> str:
    """`Aa AB, Bb B, Cc C, et al`: all names, or the first `keep` where there are more than `at_most`.

    `more` says that the record itself ends in "and others". A body is set off by a semicolon.
    """
    shown = names if len(names) <= at_most else names[:keep]
    words = ""
    for name in shown:
        words += f"{'; ' if name.literal and not name.family else ', '}{index_name(name)}"
    return f"{words[2:]}, et al" if more or len(shown) < len(names) else words[2:]


def initials(given: str, family: str = "") -> str:
    """`JA` of "Jarred A.", "J. A." and "JA"; `JP` of "Jean-Pierre" and "J-P". A script without capitals stays whole."""
    if not given.isascii():
        given = unicodedata.normalize("NFC", given)
    letters = ""
    for word in _BETWEEN_INITIALS.split(given):
        if _are_initials(word, family):
            letters += word
            continue
        first = next((sign for sign in word if sign.isalpha()), "")
        letters += first if first.lower() != first.upper() or not first else word
    return letters


def _are_initials(word: str, family: str) -> bool:
    """True of "KD", but not of the ANN of ANN SMITH, in a record all in capitals."""
    return word.isupper() and len(word) <= 3 and word.isalpha() and not (len(family) > 1 and family.isupper())


def join_particle(particle: str, family: str) -> str:
    """`van Beethoven`, `d'Arc`."""
    if not particle or not family:
        return family or particle
    return particle + family if particle[-1] in "'’-" else f"{particle} {family}"


@lru_cache(maxsize=16384)
def _index_name(
    literal: str | None,
    family: str | None,
    given: str | None,
    dropping: str | None,
    non_dropping: str | None,
    suffix: str | None,
) -> str:
    core = clean_words(family)
    if not core:
        return clean_words(literal) or clean_words(given)
    fore, particle = _split_particles(given, dropping)
    core = join_particle(particle, join_particle(clean_words(non_dropping), core))
    return " ".join(part for part in (core, initials(fore, core), clean_words(suffix)) if part)


def _name_parts(name: Name) -> tuple[str, str, str, str]:
    """Family with its particle, given name, dropping particle, suffix; a body, or a lone given name, as family."""
    return _read_parts(
        name.literal, name.family, name.given, name.dropping_particle, name.non_dropping_particle, name.suffix
    )


@lru_cache(maxsize=16384)
def _read_parts(
    literal: str | None,
    family: str | None,
    given: str | None,
    dropping: str | None,
    non_dropping: str | None,
    suffix: str | None,
) -> tuple[str, str, str, str]:
    core = clean_words(family)
    if not core:
        return clean_words(literal) or clean_words(given), "", "", ""
    fore, particle = _split_particles(given, dropping)
    after = clean_words(suffix)
    after = f"{after}." if after in ("Jr", "Sr") else after
    return join_particle(clean_words(non_dropping), core), _spaced_initials(fore, core), particle, after


def _split_particles(given: str | None, dropping: str | None) -> tuple[str, str]:
    """`Ludwig`, `van` of "Ludwig van": particles stand after the given name where a format has no place for them."""
    words = (given or "").strip(" ,;:").split()
    particles = clean_words(dropping).split()
    while not dropping and len(words) > 1 and words[-1] in _PARTICLES:
        particles.insert(0, words.pop())
    return " ".join(words), " ".join(particles)


def _spaced_initials(given: str, family: str) -> str:
    """`J. A.` of "JA" and "J.A.", `Jarred A.` of "Jarred A": Chicago has a stop and a space after an initial."""
    if _are_initials(given, family):
        return ". ".join(given) + "."
    words = _CLOSED_UP.sub(". ", given).split()
    return " ".join(f"{word}." if len(word) == 1 and word.isupper() else word for word in words)
