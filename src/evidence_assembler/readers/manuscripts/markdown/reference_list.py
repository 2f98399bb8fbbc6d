"""Whether a file has a list of references, which a number in brackets may point to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from evidence_assembler.text.headings import names_references

_ELEMENT = re.compile(
    r"""<\w+\s[^<>]{0,200}?\b(?:id|class|role)=["'][^"'<>]{0,200}?(?<![\w-])"""
    r"""(?:refs|references|bibliography|csl-bib-body|ref-list|reflist|doc-bibliography)(?![\w-])[^<>]{0,200}>(?!\s*</)"""
)
_ATTRIBUTES_AT_END = re.compile(r"\{[^{}]*\}[\s#]*\Z")
_LONGEST = 200
"""How long a heading, or a line of its own that stands for one, may be."""


def has_reference_list(text: str, tokens: Sequence[Token]) -> bool:
    """True where a heading such as "References", or a line that says no more, stands above other words."""
    if _ELEMENT.search(text):
        return True
    words = [number for number, token in enumerate(tokens) if token.type == "inline"]
    for number in words[:-1]:
        lines = tokens[number].meta["lines"]
        is_heading = tokens[number - 1].type == "heading_open"
        if (is_heading or len(lines) == 1) and lines[-1][1] - lines[0][0] <= _LONGEST:
            said = text[lines[0][0] : lines[-1][1]].strip("#*_ \t\n")
            if names_references(_ATTRIBUTES_AT_END.sub("", said)):
                return True
    return False
