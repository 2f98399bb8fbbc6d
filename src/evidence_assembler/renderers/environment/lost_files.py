"""Files in a folder of templates that no page is made with: refused, where the engine would never open them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.meta import find_referenced_templates

from evidence_assembler.errors import UnreadableFileError

from .lost_blocks import Layer, find_parent, refuse_lost_blocks

_ASSETS = frozenset(".toml .html .css .js .svg .png .jpg .jpeg .gif .webp .woff .woff2 .ttf .otf".split())
"""What a page is made of, and no note or source of a designer's."""


def refuse_lost(folder: Path, pages: Iterable[tuple[Environment, str]]) -> None:
    """Raise `UnreadableFileError` for the first thing that would be lost, with its file, its line and the nearest name.

    `pages` are the engine and the template of each page that there is.
    """
    asked: set[str] = set()
    unsure = False
    for engine, template in pages:
        following = _Following(folder, engine)
        following.follow(template)
        asked |= following.asked
        unsure |= following.asks_for_anything or following.misses_something
    if not unsure:
        _refuse_unasked(folder, asked)


def _refuse_unasked(folder: Path, asked: set[str]) -> None:
    from evidence_assembler.text.nearest import suggest

    ours = {name for name in asked if not (folder / name).exists() and not name.startswith("shipped/")}
    mine = {name for name in asked if (folder / name).is_file()}
    endings = _ASSETS.union(Path(name).suffix for name in asked)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and path.suffix in endings and name.as_posix() not in asked and name.parts[0] != "words":
            raise UnreadableFileError(
                "no page is made with this file: none of ours has its name, and no template includes it",
                path=str(path),
                remedy=suggest(path.name, ours | mine | {"words/en.toml"})
                if path.suffix in (".toml", ".j2", ".css", ".js", ".html")
                else "A page asks for no file: write a picture or a font into it as a `data:` address.",
            )
    if not mine and not (folder / "words" / "en.toml").is_file():
        raise UnreadableFileError(
            "no file in this folder stands in for one of ours",
            path=str(folder),
            remedy=f"Ours are {', '.join(sorted(ours))}, and words/en.toml.",
        )


class _Following:
    """The templates that one page asks for, each looked at once."""

    def __init__(self, folder: Path, engine: Environment) -> None:
        self.folder = folder
        self.engine = engine
        self.asked: set[str] = set()
        self.asks_for_anything = False  # a name that is worked out while the page is filled
        self.misses_something = False  # told when the page is filled, unless the template says that it may be missing

    def follow(self, name: str) -> None:
        """Look at the template, at what it extends, and at whatever these include."""
        if name in self.asked:
            return
        chain = self._read_chain(name)
        if not chain:
            self.misses_something = True
            return
        refuse_lost_blocks(chain)
        for _, tree in chain:
            for other in find_referenced_templates(tree):
                if other is None:
                    self.asks_for_anything = True
                else:
                    self.follow(other)

    def _read_chain(self, name: str) -> list[Layer]:
        """The template and those that it extends, to one that extends none; each with its path where it is not ours."""
        chain: list[Layer] = []
        following: str | None = name
        names: list[str] = []
        while following is not None:
            names.append(following)
            self.asked.add(following)
            read = self._read(following)
            if read is None:
                break
            chain.append(read)
            following = find_parent(read[1])
            if following in names:
                raise UnreadableFileError(
                    f"this template extends itself, by the name of {following!r}",
                    path=str(read[0] or following),
                    line=next(read[1].find_all(nodes.Extends)).lineno,
                    remedy=f"Ours is 'shipped/{following}'.",
                )
        return chain

    def _read(self, name: str) -> Layer | None:
        assert self.engine.loader is not None
        own = self.folder / name
        try:
            text, path, _ = self.engine.loader.get_source(self.engine, name)
        except TemplateNotFound:
            return None  # told when the page is filled, unless the template says that it may be missing
        except UnicodeDecodeError as broken:
            raise UnreadableFileError("no text in UTF-8", path=str(own)) from broken
        mine = own if path is not None and Path(path) == own else None
        return mine, self.engine.parse(text, name, path)
