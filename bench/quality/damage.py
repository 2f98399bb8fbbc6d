"""Changes that alter what a passage says, however small they look. None may pass.

Each takes the passage and what is to be drawn, and gives the changed passage, or None where it finds nothing to change.
`CUTS` only shorten the passage, so that it still stands in the text, but not between whole words and numbers. `EDITS`
use the marks of an editor, ellipses and brackets, to turn what is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise

from draw import Draw

Damage = Callable[[str, Draw], str | None]

_UNITS = "g kg mg μg ng mL mmol mol nM μM mm cm days weeks months years hours minutes °C %".split()
_MODALS = "must shall should will would may might can could".split()
_VERBS = "is was are were be been may can should will must has have does which".split()
_HEDGES = "nearly almost partly rarely only reportedly".split()
_ANTONYMS = {
    "more": "less", "increased": "reduced", "increase": "decrease", "high": "low", "higher": "lower", "all": "some",
    "before": "after", "first": "last", "with": "without", "always": "never", "true": "false", "same": "other",
    "only": "also", "and": "or", "most": "fewest", "larger": "smaller", "left": "right", "between": "beyond",
    "at least": "at most", "above": "below", "positive": "negative", "new": "old", "long": "short", "both": "neither",
    "start": "end", "begin": "stop", "allowed": "forbidden", "raised": "lowered", "possible": "impossible",
}  # fmt: skip
_OPPOSITES = {**_ANTONYMS, **{other: word for word, other in _ANTONYMS.items()}}
_COMPARATORS = "<>=≤≥±~≈"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LATIN, _CYRILLIC = "aceopxyAEKMOT", "асеорхуАЕКМОТ"
_PLAIN = str.maketrans({**dict(zip(_RAISED, "0123456789-", strict=True)), "½": "1/2", "¼": "1/4", "¾": "3/4"})
_UNACCENTED = str.maketrans("ïüéèöáóø", "iueeoaoo")


def _change(pattern: str, change: Callable[[re.Match[str], Draw], str]) -> Damage:
    """A damage to one of the stretches that fit the pattern."""
    compiled = re.compile(pattern)

    def damage(passage: str, draw: Draw) -> str | None:
        found = list(compiled.finditer(passage))
        if not found:
            return None
        match = draw.choice(found)
        return passage[: match.start()] + change(match, draw) + passage[match.end() :]

    return damage


def _put(pattern: str, choices: Sequence[str]) -> Damage:
    """One of the choices, another one than stands there, in the place of a stretch that fits."""
    return _change(pattern, lambda match, draw: draw.other(choices, match.group()))


def _drop(pattern: str) -> Damage:
    return _change(pattern, lambda match, _: match.expand(""))


def _translate(pattern: str, table: Mapping[int, str | int]) -> Damage:
    return _change(pattern, lambda match, _: match.group().translate(table))


def _exchange(pattern: str, neighbours: bool = False) -> Damage:
    """Two stretches that fit, each in the other's place."""
    compiled = re.compile(pattern)

    def damage(passage: str, draw: Draw) -> str | None:
        found = list(compiled.finditer(passage))
        pairs = pairwise(found) if neighbours else combinations(found, 2)
        unlike = [(one, other) for one, other in pairs if one.group().lower() != other.group().lower()]
        if not unlike:
            return None
        one, other = draw.choice(unlike)
        between = passage[one.end() : other.start()]
        return passage[: one.start()] + other.group() + between + one.group() + passage[other.end() :]

    return damage


def _move_point(match: re.Match[str], draw: Draw) -> str:
    whole, part = match.groups()
    left = f"{whole[:-1] or '0'}.{whole[-1]}{part}"
    return draw.choice([left, f"{whole}{part[0]}.{part[1:]}".rstrip(".")])


def _change_case(passage: str, draw: Draw) -> str | None:
    """Another case of a letter behind the first letter or digit."""
    first = next((at for at, char in enumerate(passage) if char.isalnum()), 0)
    letters = [at for at, char in enumerate(passage) if at > first and char.isascii() and char.isalpha()]
    if not letters:
        return None
    at = draw.choice(letters)
    return passage[:at] + passage[at].swapcase() + passage[at + 1 :]


def _turn_parts(passage: str, _: Draw) -> str | None:
    """The second half, an ellipsis, the first half."""
    middle = passage.find(" ", len(passage) // 2)
    return f"{passage[middle + 1 :]} ... {passage[:middle]}" if middle > 25 else None


DAMAGES: dict[str, Damage] = {
    "digit changed": _put(r"\d", "0123456789"),
    "digit lost": _drop(r"(?<=\d)\d|\d(?=\d)"),
    "digit added": _put(r"(?<=\d)(?!\d)", "0123456789"),
    "digit raised": _change(r"(?<=\d)[0-9](?![\w.])", lambda match, _: _RAISED[int(match.group())]),
    "superscript flattened": _translate(f"[{_RAISED}]+", _PLAIN),
    "fraction spelt": _translate("[½¼¾]", _PLAIN),
    "decimal point moved": _change(r"(?<![\d.])(\d+)\.(\d+)(?![\d.])", _move_point),
    "decimal point lost": _drop(r"(?<=\d)[.·](?=\d)"),
    "decimal point turned": _put(r"(?<=\d)[.·,](?=\d)", ".·,"),
    "stars of a power lost": _drop(r"(?<=\d)\*\*(?=\d)"),
    "space in a number": _put(r"(?<=\d)(?=\d)|(?<=\d[.·])(?=\d)", [" ", "\n", "-\n"]),
    "space between numbers lost": _drop(r"(?<=\d)\s(?=\d)"),
    "two numbers exchanged": _exchange(r"\d+(?:[.,·]\d+)*"),
    "range dash lost": _put(r"(?<=\d)[-–−](?=\d)", ["", " ", ".", ","]),
    "sign lost": _drop(r"(?<=\s)[-−+](?=\d)"),
    "sign added": _put(r"(?<=\s)(?=\d)", "-−+"),
    "comparator changed": _put(f"[{_COMPARATORS}]", _COMPARATORS),
    "comparator lost": _drop(rf"[{_COMPARATORS}×]\s?"),
    "percent sign lost": _drop(r"(?<=\d)\s?[%°]"),
    "unit swapped": _put(rf"(?:(?<=\d)|(?<=\d\s))(?:{'|'.join(_UNITS)})(?!\w)", _UNITS),
    "prime lost": _put("[′″]", ["", "'"]),
    "negation dropped": _drop(r"\b(?:[Nn]ot?|never|without|neither|nor|none)\s|n[’']t\b"),
    "negation inserted": _change(
        rf"\b(?:{'|'.join(_VERBS)})\s(?=[a-z])",
        lambda match, draw: match.group() + draw.choice(["not ", "never ", "no "]),
    ),
    "modal swapped": _put(rf"\b(?:{'|'.join(_MODALS)})\b", _MODALS),
    "antonym": _change(rf"\b(?:{'|'.join(_OPPOSITES)})\b", lambda match, _: _OPPOSITES[match.group()]),
    "hedge inserted": _change(r"(?<=[a-z]) (?=[a-z])", lambda _, draw: f" {draw.choice(_HEDGES)} "),
    "prefix dropped": _drop(r"\b(?:[Uu]n|[Nn]on-?|[Aa]nti-?|[Ii]n|[Dd]is|[Ii]m|re)(?=[a-z]{4})"),
    "prefix added": _put(r"(?<!\S)(?=[a-z]{4})", ["un", "non-", "anti-", "in", "non", "dis"]),
    "ending lost": _drop(r"(?<=[a-z]{3})(?:s|ed|ing|ly)(?!\w)"),
    "word swapped": _change(r"(?<!\S)[a-z]{3,}(?!\S)", lambda match, draw: draw.word(but=match.group()).lower()),
    "word added": _change(r"(?<=\w) (?=\w)", lambda _, draw: f" {draw.word()} "),
    "word lost": _drop(r"(?<=\w) \w+(?= \w)"),
    "word said twice": _change(r"(?<=\s)[a-z]+\s", lambda match, _: 2 * match.group()),
    "words exchanged": _exchange(r"(?<!\S)\w+(?!\S)", neighbours=True),
    "letter changed": _put("[a-z]", _LETTERS),
    "letter lost": _drop("(?<=[a-z])[a-z](?=[a-z])"),
    "letter of another script": _translate(f"[{_LATIN}]", str.maketrans(_LATIN, _CYRILLIC)),
    "Greek letter turned": _put("[αβγμ]", "αβγδμ"),
    "accent lost": _translate("[ïüéèöáóø]", _UNACCENTED),
    "case inside changed": _change_case,
    "space between words lost": _drop(r"(?<=[a-z])\s(?=[a-z])"),
    "space in a word": _put(r"(?<=[a-z]{2})(?=[a-z]{2})", [" ", "\n"]),
    "hyphen lost": _put(r"(?<=\w)[-–−](?=[^\W\d_])", ["", " "]),
    "hyphen added": _put(r"(?<=[a-z]{3})(?: |(?=[a-z]{3}))(?=[a-z])", "-–"),
    "apostrophe lost": _drop(r"(?<=\w)['’](?=\w)"),
    "mark inside dropped": _drop(r"(?<=\w)[,;:.](?=\s)"),
    "mark inside changed": _put(r"(?<=\w)[,;:.](?=\s)", ",;:."),
    "brackets dropped": _change(r"\(([^()]*)\)|\"([^\"]*)\"", lambda match, _: match[1] or match[2] or ""),
}
EDITS: dict[str, Damage] = {
    "denial hidden by an ellipsis": _put(
        r"(?<=\w\w)(?:\s[a-z]+)?\s(?:not|no|never|without|only|cannot|unless)\s(?:[a-z]+\s)?(?=\w\w)",
        [" ... ", " … ", " [...] ", "... "],
    ),
    "parts in another order": _turn_parts,
    "comment that turns": _put(
        "(?<=[a-z]) (?=[a-z])",
        [f" [{word}] " for word in "not never no only rarely may should two 12 4.5 not,".split()],
    ),
    "prefix in brackets": _put(r"(?<=\s)(?=[a-z]{4})", ["[un]", "[non-]", "[in]", "[anti]"]),
}


def _end_after(pattern: str) -> Damage:
    """The passage up to the end of one of the stretches that fit."""
    return _cut(pattern, lambda match: match.string[: match.end()])


def _begin_at(pattern: str) -> Damage:
    """The passage from the beginning of one of the stretches that fit."""
    return _cut(pattern, lambda match: match.string[match.start() :])


def _cut(pattern: str, take: Callable[[re.Match[str]], str]) -> Damage:
    compiled = re.compile(pattern)

    def damage(passage: str, draw: Draw) -> str | None:
        cuts = [cut for cut in map(take, compiled.finditer(passage)) if len(cut) >= 30]
        return draw.choice(cuts) if cuts else None

    return damage


CUTS: dict[str, Damage] = {
    "ends inside a word": _end_after("(?<=\\w)[a-z](?=[a-z])"),
    "begins inside a word": _begin_at(r"(?<=[a-z])[a-z](?=\w)"),
    "ends inside a number": _end_after(rf"\d(?=[.·,–/:]?\d)|\d[.·,](?=\d)|\d(?=[{_RAISED}])"),
    "begins inside a number": _begin_at(r"(?<=\d)\d|(?<=\d[.·,–/:])\d"),
    "ends before a percent sign": _end_after(r"\d(?=[%°])"),
    "ends before a power": _end_after(r"\d(?=⁻|[*×]\*?10)"),
    "ends before a fraction": _end_after(r"\d(?=[½¼¾])"),
    "ends before a prime": _end_after(r"\d(?=[′″])"),
    "cut at an apostrophe": _cut(
        r"(?<=\d)[’'](?=\d{3})", lambda match: max(match.string[: match.start()], match.string[match.end() :], key=len)
    ),
    "begins behind a currency": _begin_at(r"(?<=[$€£])\d"),
    "begins behind a sign": _begin_at(r"(?<=\s[-−+])\d"),
    "begins behind a prefix": _begin_at(r"(?<=\bnon-)[a-z]|(?<=\banti-)[a-z]|(?<=\b[Uu]n)[a-z]{4}"),
}

# What a difference of some of them has to be called.
NAMES: dict[str, str] = {
    **dict.fromkeys(["digit changed", "digit lost", "digit added", "two numbers exchanged", "sign lost"], "number"),
    **dict.fromkeys(["decimal point moved", "decimal point lost", "decimal point turned"], "number"),
    **dict.fromkeys(["comparator changed", "superscript flattened", "range dash lost", "fraction spelt"], "number"),
    "unit swapped": "unit",
    **dict.fromkeys(["negation dropped", "negation inserted"], "negation"),
    "modal swapped": "modal",
    "case inside changed": "case",
    **dict.fromkeys(["mark inside dropped", "mark inside changed"], "punctuation"),
}
