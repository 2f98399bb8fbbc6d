"""Superscripts and subscripts in plain text."""

from __future__ import annotations

_SUPERSCRIPTS = dict(
    zip("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
_SUBSCRIPTS = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
# Superscripts that stand on the line in plain text: ordinals, and what is raised of itself.
_ON_THE_LINE = frozenset("st nd rd th ° ′ * † ‡ ® © ™ ª º".split())


def set_script(text: str, mark: str) -> str:
    """The text raised (`^`) or lowered (`_`): in Unicode's characters where each has one, else as `^(...)`.

    Words and ordinals stay on the line, as plain text has them: Cmax, 18th.
    """
    text = text.strip().replace("∘", "°")
    if text in _ON_THE_LINE or (mark == "_" and len(text) > 2 and text.isalpha()):
        return text
    forms = _SUPERSCRIPTS if mark == "^" else _SUBSCRIPTS
    if all(character in forms for character in text):
        return "".join(forms[character] for character in text)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"
