"""Words of one's own in the place of ours: the same tables, the same parts in braces, as many forms."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from evidence_assembler.errors import UnreadableFileError

_THEME = "theme"
# tables in which a key is a name from elsewhere (the axis of a scheme), and lists of any length
_OPEN = frozenset({"references.order", "references.order_otherwise"})
_OPEN_LISTS = frozenset({"markers.abbreviations", "markers.units"})


def lay_over(ours: Mapping[str, Any], theirs: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """Our words with theirs in place. Under `theme` stands what ours do not have.

    Raises `UnreadableFileError` for a key that ours do not have, a value of another shape, and a part in braces that
    nothing fills in; `path` is where theirs stand.
    """
    own = {_THEME: theirs[_THEME]} if _THEME in theirs else {}
    return {**_lay(ours, {key: said for key, said in theirs.items() if key != _THEME}, path, ""), **own}


def _lay(ours: Mapping[str, Any], theirs: Mapping[str, Any], path: str, table: str) -> dict[str, Any]:
    laid = dict(ours)
    for key, said in theirs.items():
        name = f"{table}.{key}" if table else key
        if key not in ours and table not in _OPEN:
            raise _refuse_key(key, name, ours, path)
        given = ours.get(key, "")
        if _tell_shape(said, name) != _tell_shape(given, name):
            raise UnreadableFileError(
                f"{name!r} is {_tell_shape(said, name)}; ours is {_tell_shape(given, name)}", path=path
            )
        if isinstance(said, Mapping):
            laid[key] = _lay(given, said, path, name)
        else:
            _refuse_parts(said, given, path, name)
            laid[key] = said
    return laid


def _refuse_key(key: str, name: str, ours: Mapping[str, Any], path: str) -> UnreadableFileError:
    from evidence_assembler.text.nearest import suggest

    return UnreadableFileError(
        f"there is no {name!r} among our words, so it would be printed nowhere",
        path=path,
        remedy=f"{suggest(key, ours)} Words that only your own templates use stand under [{_THEME}].",
    )


def _tell_shape(said: object, name: str) -> str:
    if isinstance(said, Mapping):
        return "a table"
    if isinstance(said, list):
        if not all(isinstance(one, str) for one in said):
            return "a list of other things than texts"
        return "a list" if name in _OPEN_LISTS else f"a list of {len(said)}"
    return "a text" if isinstance(said, str) else f"a {type(said).__name__}"


def _refuse_parts(said: str | list[str], given: str | list[str], path: str, name: str) -> None:
    known = {part for one in _as_list(given) for part in _find_parts(one)}
    for one in _as_list(said):
        try:
            unknown = sorted(set(_find_parts(one)) - known)
        except ValueError as broken:
            raise UnreadableFileError(f"{name!r} cannot be filled: {broken}", path=path) from broken
        if unknown:
            filled = ", ".join(f"{{{part}}}" for part in sorted(known)) or "nothing"
            raise UnreadableFileError(
                f"nothing fills in {{{unknown[0]}}} in {name!r}", path=path, remedy=f"There it is: {filled}."
            )


def _find_parts(sentence: str) -> list[str]:
    return [part for _, part, _, _ in Formatter().parse(sentence) if part is not None]


def _as_list(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said
