"""Markup inside values, as exports have it: tags of CSL's rich text, of JATS and of HTML, and entities."""

from __future__ import annotations

import html
import re

from evidence_assembler.readers.scripts import set_script

_SCRIPT = re.compile(r"<(?:jats:)?su([bp])>([^<>]*)</(?:jats:)?su[bp]>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:i|b|sc|sub|sup|em|strong|span|italic|bold|jats:[a-z-]+)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)


def strip_markup(text: str) -> str:
    """The words without tags, with entities as the signs they stand for, and without white space at either end.

    Raised and lowered digits become signs of their own where Unicode has them; any other `<` is a sign of the text.

    >>> strip_markup("Uptake of <i>p</i> &lt; 0.05 in 10<sup>5</sup> m")
    'Uptake of p < 0.05 in 10⁵ m'
    """
    if "<" in text:
        text = _SCRIPT.sub(lambda found: set_script(found.group(2), "_" if found.group(1) in "bB" else "^"), text)
        text = _TAG.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return text.strip()
