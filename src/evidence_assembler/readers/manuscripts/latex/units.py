r"""Numbers and units as siunitx writes them: `\SI{5}{\milli\gram}` is 5 mg."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence_assembler.data import read_table
from evidence_assembler.readers.manuscripts.latex.source import print_words

_UNIT = re.compile(r"\\([A-Za-z]+)|\^\{?(-?\d+)\}?|([.~])|([^\\^.~\s{}]+)")
_POWER = re.compile(r"(?<=[\d.])[eE]([+-]?)(\d+)\Z")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_AHEAD = frozenset(("²", "³"))

QUANTITIES = {
    "SI": "nu", "qty": "nu", "num": "n", "si": "u", "unit": "u", "ang": "a", "SIrange": "nnu", "qtyrange": "nnu",
    "numrange": "nn", "SIlist": "lu", "qtylist": "lu", "numlist": "l",
}  # fmt: skip
"""The commands of siunitx with what their arguments are: a number, a list of numbers, a unit, an angle."""


def print_quantity(name: str, arguments: Sequence[str]) -> str:
    r"""What a command prints.

    >>> print_quantity("SI", ("1.5e-3", r"\\milli\\gram\\per\\litre")), print_quantity("SIrange", ("1", "5", "mg"))
    ('1.5 × 10⁻³ mg/L', '1 to 5 mg')
    """
    kinds = QUANTITIES[name]
    numbers: list[str] = []
    unit = ""
    for kind, argument in zip(kinds, arguments, strict=False):
        if kind == "u":
            unit = _print_unit(argument)
        elif kind == "a":
            numbers.append(_print_number(argument.split(";")[0]))
            unit = "°"
        else:
            numbers += [_print_number(one) for one in argument.split(";")]
    joined = " to ".join(numbers) if kinds.startswith("nn") else _list(numbers)
    space = "" if not joined or not unit or (unit[0] in "°′″" and unit != "°C") else " "
    return joined + space + unit


def _print_number(written: str) -> str:
    number = print_words(written.replace("+-", "±").replace("\\pm", "±"))
    power = _POWER.search(number)
    if power is None:
        return number
    return f"{number[: power.start()]} × 10{(power[1].replace('+', '') + power[2]).translate(_RAISED)}"


def _print_unit(written: str) -> str:
    names = read_table("latex_commands")["units"]
    printed, waiting = "", ""
    for found in _UNIT.finditer(written):
        command, power, joint, plain = found.groups()
        if power:
            printed += power.translate(_RAISED).replace("¹", "", 1) if power == "1" else power.translate(_RAISED)
        elif joint:
            printed += "·" if joint == "." else " "
        elif command in ("tothe", "raiseto"):
            continue
        else:
            word = plain or names.get(command, command)
            if word in _AHEAD and command in ("square", "cubic"):
                waiting = word
                continue
            printed += word
            if waiting and command not in _prefixes():
                printed, waiting = printed + waiting, ""
    return printed


def _prefixes() -> frozenset[str]:
    return frozenset(read_table("latex_commands")["siunitx"]["prefixes"].split())


def _list(numbers: Sequence[str]) -> str:
    return " and ".join((", ".join(numbers[:-1]), numbers[-1])) if len(numbers) > 1 else "".join(numbers)
