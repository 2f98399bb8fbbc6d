"""A page taken apart, so that a test can ask what is on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "br"}
_UNSEEN = {"style", "script", "template"}
_BLOCKS = set("h1 h2 h3 p li br td th".split())


@dataclass
class HtmlPage(HTMLParser):
    """The elements of a page with their attributes, and the text a reader sees; unbalanced tags are an error."""

    markup: str
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.markup)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        self.elements.append((tag, dict(attrs)))
        if tag in _BLOCKS:
            self.shown.append(" ")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if _UNSEEN.isdisjoint(self._open):
            self.shown.append(data)

    @property
    def text(self) -> str:
        """The words, with single spaces."""
        return " ".join("".join(self.shown).split())

    def attributes(self, name: str) -> list[str]:
        """The values of an attribute, in order."""
        return [given[name] or "" for _, given in self.elements if name in given]

    def tags(self) -> list[str]:
        """The names of the elements, in order."""
        return [tag for tag, _ in self.elements]
