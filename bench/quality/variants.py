"""Variants of a passage with a known true place: what typesetters, PDF readers, scanners and hands make of it.

`HARMLESS` keeps the words, and must pass at the very place. `NOISE` damages them and leaves the passage the one that is
meant: its place has to be found, and it may not pass. `UNSPACED` is for scripts that part no words; the first keeps
them. `OTHER` is no quotation of the passage any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from unicodedata import combining, normalize

from draw import Draw

# A variant of a passage; None where there is nothing in it to work on.
Variant = Callable[[str, Draw], str | None]

_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
_LIGATURE = re.compile("|".join(_LIGATURES))
_SPACES = (" ", "  ", "\n", "\t", "\u00a0", "\u2009", "\u202f", "\u3000", "\r\n", " \n ")
_LONG_WORD = re.compile(r"(?<!\S)[a-z]{8,}(?!\S)")
# What a scanner takes for what: misreadings of shapes, not of sense.
_MISREAD = {
    "rn": "m", "m": "rn", "cl": "d", "d": "cl", "li": "h", "h": "li", "l": "1", "I": "l", "O": "0", "o": "c", "e": "c",
    "c": "e", "a": "o", "u": "ii", "n": "ri", "v": "y", "t": "f", "f": "t", "s": "8", "g": "q", "i": "j", "w": "vv",
    "b": "6", "S": "5", "B": "8", "y": "v", "r": "t", "p": "n", "k": "lc", "x": "z", ",": ".", "1": "7", "5": "S",
}  # fmt: skip
_BRITISH = {
    r"ize\b": "ise", r"ized\b": "ised", r"izes\b": "ises", r"izing\b": "ising", r"ization": "isation",
    r"avior": "aviour", r"olor\b": "olour", r"enter\b": "entre", r"efense\b": "efence", r"nalyz": "nalys",
    r"ise\b": "ize", r"\banemi": "anaemi", r"\btumor": "tumour", r"beled\b": "belled", r"alog\b": "alogue",
}  # fmt: skip
_KEYS = "qwertyuiop asdfghjkl zxcvbnm"


def keep(passage: str, _: Draw) -> str:
    """The passage as it stands."""
    return passage


def flatten(passage: str, _: Draw) -> str:
    """One line, as one pastes it."""
    return " ".join(passage.split())


def set_type(passage: str, draw: Draw) -> str:
    """Curly quotes, other strokes, ligatures, odd spaces, marks that are not seen: the same words."""
    text = passage.replace("'", draw.choice("'’‘")).replace('"', draw.choice('"“”„«'))
    text = re.sub(r"(?<=\w)[-–](?=\w)", lambda _: draw.choice("-‐‑–"), text)
    text = _LIGATURE.sub(lambda found: _LIGATURES[found.group()] if draw.random() < 0.8 else found.group(), text)
    text = re.sub(" ", lambda _: draw.choice(_SPACES) if draw.random() < 0.2 else " ", text)
    unseen = "\u00ad\u200b\u2060"
    return re.sub(r"(?<=[a-z])(?=[a-z])", lambda _: draw.choice(unseen) if draw.random() < 0.02 else "", text)


def set_columns(passage: str, draw: Draw) -> str:
    """Narrow columns: lines of some forty characters, long words broken with a hyphen, compounds at theirs."""
    text = _LONG_WORD.sub(
        lambda word: _break_word(word.group(), draw) if draw.random() < 0.3 else word.group(), passage
    )
    text = re.sub(r"(?<=[a-z]-)(?=[a-z])", lambda _: "\n" if draw.random() < 0.5 else "", text)
    return re.sub(r"(\S[^\n]{34,44}?)[ ]", "\\1\n", text)


def decompose(passage: str, _: Draw) -> str | None:
    """Letters with their accents as marks of their own, as some file systems and PDF readers write them."""
    return _unless_same(normalize("NFD", passage), passage)


def scan(rate: float) -> Variant:
    """Misread, lost, added and joined characters at the given rate."""

    def misread(passage: str, draw: Draw) -> str:
        text = " ".join(passage.split())
        for _ in range(max(1, round(rate * len(text)))):
            at = draw.randrange(1, len(text) - 2)
            taken = 2 if text[at : at + 2] in _MISREAD and draw.random() < 0.5 else 1
            read = _MISREAD.get(text[at : at + taken])
            dice = draw.random()
            if dice < 0.65 and read is not None:
                text = text[:at] + read + text[at + taken :]
            elif dice < 0.8:
                text = text[:at] + text[at + 1 :]
            else:
                text = text[:at] + draw.choice("eit,. '~|1") + text[at:]
        return text

    return misread


def replace(rate: float) -> Variant:
    """Characters replaced by others of the passage, lost or doubled, at the given rate, in a script of any kind."""

    def misread(passage: str, draw: Draw) -> str:
        text = passage
        for _ in range(max(1, round(rate * len(text)))):
            at = draw.randrange(1, len(text) - 1)
            text = text[:at] + draw.choice([draw.choice(passage), "", 2 * text[at]]) + text[at + 1 :]
        return text

    return misread


def drop_word(passage: str, draw: Draw) -> str:
    """A word lost, neither the first nor the last."""
    kept = passage.split()
    del kept[draw.randrange(1, len(kept) - 1)]
    return " ".join(kept)


def swap_word(passage: str, draw: Draw) -> str:
    """A word of the text in the place of another, neither the first nor the last."""
    kept = passage.split()
    at = draw.randrange(1, len(kept) - 1)
    kept[at] = draw.word(but=kept[at])
    return " ".join(kept)


def lose_ligatures(passage: str, draw: Draw) -> str | None:
    """The "ffi" of "efficient" lost, as by a PDF with no map for its ligatures."""
    return _unless_same(_LIGATURE.sub(lambda _: "" if draw.random() < 0.7 else "\ufffd", passage), passage)


def glue_citations(passage: str, draw: Draw) -> str:
    """Superscript numbers of references that stand on the words before them."""
    at = _choose_ends(passage, draw, 2)
    return _insert(passage, at, lambda: ",".join(str(draw.randint(1, 99)) for _ in range(draw.randint(1, 3))))


def run_in_notes(passage: str, draw: Draw) -> str:
    """The numbers of footnotes, loose among the words."""
    return _insert(passage, _choose_ends(passage, draw, 2), lambda: f" {draw.randint(1, 40)}")


def run_in_header(passage: str, draw: Draw) -> str | None:
    """The head and number of a page in the middle of a sentence."""
    if len(passage) < 150:
        return None
    head = f"\n{draw.randint(2, 999)}\n{' '.join(draw.word() for _ in range(3)).title()}\n"
    return _insert(passage, _choose_ends(passage, draw, 1), lambda: head)


def glue_words(passage: str, draw: Draw) -> str:
    """Spaces lost between words."""
    gaps = [found.start() for found in re.finditer(r"(?<=[a-z])\s(?=[a-z])", passage)]
    lost = draw.sample(gaps, min(len(gaps), 3))
    return "".join(char for at, char in enumerate(passage) if at not in lost)


def space_out(passage: str, draw: Draw) -> str | None:
    """One word s p a c e d  o u t, as a PDF with wide letters reads."""
    return _rewrite(r"[a-z]{5,9}", lambda word: " ".join(word), passage, draw)


def transpose(passage: str, draw: Draw) -> str:
    """Two letters in each other's place, in two words."""
    text = passage
    for _ in range(2):
        text = _rewrite(r"(?<=[a-z])([a-z])(?!\1)[a-z](?=[a-z])", lambda pair: pair[::-1], text, draw) or text
    return text


def double(passage: str, draw: Draw) -> str | None:
    """A letter written twice."""
    return _rewrite(r"(?<=[a-z])[a-z](?=[a-z])", lambda letter: 2 * letter, passage, draw)


def slip(passage: str, draw: Draw) -> str:
    """Letters hit beside the ones that were meant."""

    def beside(letter: str) -> str:
        at = _KEYS.index(letter) + draw.choice((-1, 1))
        return _KEYS[at].strip() or "x" if 0 <= at < len(_KEYS) else "x"

    text = passage
    for _ in range(max(2, len(passage) // 80)):
        text = _rewrite(r"(?<=[a-z])[a-z](?=[a-z])", beside, text, draw) or text
    return text


def spell_otherwise(passage: str, _: Draw) -> str | None:
    """British spelling for American, or the other way round."""
    spelt = (re.sub(pattern, other, passage) for pattern, other in _BRITISH.items())
    return next((text for text in spelt if text != passage), None)


def lose_accents(passage: str, _: Draw) -> str | None:
    """Accents and umlauts gone, Greek letters named."""
    text = "".join(char for char in normalize("NFD", passage) if not combining(char))
    text = text.replace("α", "alpha").replace("β", "beta").replace("μ", "u").replace("µ", "u")
    return _unless_same(text, normalize("NFD", passage))


def miss(passage: str, draw: Draw) -> str:
    """Half the words others, and neighbours exchanged: on the same subject, and no quotation of the passage."""
    kept = passage.split()
    for at in draw.sample(range(len(kept)), max(5, len(kept) // 2)):
        kept[at] = draw.word()
    for at in range(0, len(kept) - 1, 4):
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return " ".join(kept)


def say_other_words(passage: str, draw: Draw) -> str:
    """As many words of the text in no order."""
    return " ".join(draw.word() for _ in passage.split())


def _unless_same(text: str, before: str) -> str | None:
    return text if text != before else None


def _break_word(word: str, draw: Draw) -> str:
    at = draw.randrange(3, len(word) - 3)
    return f"{word[:at]}{draw.choice(['-', '-', '‐', chr(0xAD)])}\n{word[at:]}"


def _choose_ends(passage: str, draw: Draw, count: int) -> list[int]:
    """Places behind words, rather inside the passage than at its ends."""
    ends = [found.end() for found in re.finditer(r"[a-z](?=\s)", passage)]
    inner = ends[1:-1] or ends
    return draw.sample(inner, min(count, len(inner)))


def _insert(passage: str, places: Collection[int], make: Callable[[], str]) -> str:
    """The passage with something made put in at each of the places."""
    return "".join(make() + char if at in places else char for at, char in enumerate(passage))


def _rewrite(pattern: str, change: Callable[[str], str], passage: str, draw: Draw) -> str | None:
    """The passage with one of the stretches that fit the pattern changed; None where none fits."""
    found = [match.span() for match in re.finditer(pattern, passage)]
    if not found:
        return None
    start, end = draw.choice(found)
    return passage[:start] + change(passage[start:end]) + passage[end:]


HARMLESS: dict[str, Variant] = {
    "exact": keep,
    "one line": flatten,
    "typographic": set_type,
    "columns": set_columns,
    "decomposed": decompose,
}
NOISE: dict[str, Variant] = {
    "OCR 2 %": scan(0.02),
    "OCR 5 %": scan(0.05),
    "OCR 10 %": scan(0.10),
    "dropped word": drop_word,
    "swapped word": swap_word,
    "lost ligatures": lose_ligatures,
    "glued citations": glue_citations,
    "footnote numbers": run_in_notes,
    "page header": run_in_header,
    "glued words": glue_words,
    "spaced-out word": space_out,
    "transposed letters": transpose,
    "doubled letter": double,
    "slipped keys": slip,
    "other spelling": spell_otherwise,
    "lost accents": lose_accents,
}
UNSPACED: dict[str, Variant] = {
    "unspaced": keep,
    "unspaced 2 %": replace(0.02),
    "unspaced 5 %": replace(0.05),
    "unspaced 10 %": replace(0.10),
}
OTHER: dict[str, Variant] = {"near miss": miss, "other words": say_other_words}
