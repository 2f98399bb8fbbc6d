"""Names of PubMed records, as CSL names.

Standard: NLM, MEDLINE/PubMed Data Element Descriptions (2024): Author (AU), Full Author (FAU), Corporate Author (CN).
"""

from __future__ import annotations

import re
from functools import lru_cache

from evidence_assembler.model.csl import Name

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|\d(?:st|nd|rd|th)|I{2,3}|IV")
_INITIALS = re.compile(r"[^\W\d_]{1,4}")


@lru_cache(maxsize=65536)
def read_full_name(text: str) -> Name:
    """A name `van Raaij, M J Jr`: the family name before the comma, a suffix as the last word.

    Without a comma one word is a family name, and several are the name of a body.
    """
    family, comma, given = (part.strip() for part in text.partition(","))
    if not (family or given):
        return Name(literal=text)
    if not comma:
        return make_name(text.strip(), "", "") if " " not in text.strip() else Name(literal=text.strip())
    before, space, last = given.rpartition(" ")
    if space and _SUFFIX.fullmatch(last):
        return make_name(family, before.rstrip(" ,"), last)
    return make_name(family, given, "")


@lru_cache(maxsize=65536)
def read_short_name(text: str) -> Name:
    """A name `Himmelstein DS` or `Smith J 3rd`: initials, and a suffix, behind the family name.

    A name with a comma is read as a full one; any other is the name of a body.
    """
    if "," in text:
        return read_full_name(text)
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]) and words[-1].isupper():
        return make_name(" ".join(words[:-1]), words[-1], suffix)
    return make_name(words[0], "", "") if len(words) == 1 else Name(literal=text.strip())


def make_name(family: str, given: str, suffix: str) -> Name:
    """The name of these parts; a family name that begins in lower case begins with its particle, `van der Meer`."""
    words = family.split()
    start = 0
    while start < len(words) - 1 and words[start][0].islower():
        start += 1
    parts = {
        "non-dropping-particle": " ".join(words[:start]),
        "family": " ".join(words[start:]),
        "given": given,
        "suffix": suffix,
    }
    return Name.model_validate({part: value for part, value in parts.items() if value})
