"""A manuscript that someone arranged by hand: statements with their places, markers, references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from .answer import Reference, Statement, Topic
from .finding import ReadProblem
from .manuscript import DocumentFormat
from .noun import Day, Noun
from .place import Place
from .scheme import TierScheme
from .source import Source


class DocumentStatement(Statement):
    """A sentence of a text, of a list item or of a footnote, or a body row of a table.

    Statements with one `paragraph` stand in one paragraph; a list item is a paragraph. `notes` are the labels of the
    footnotes that it calls, `note` is that of the footnote in which it stands. `is_key_point` is true under a heading
    or a lead-in such as "Key points". `citations` are those of its own markers, and of footnotes that are references.
    """

    kind: Literal["sentence", "item", "row", "note", "aside"] = "sentence"
    paragraph: int
    notes: tuple[str, ...] = ()
    note: str | None = None
    is_key_point: bool = False


class DocumentSection(Noun):
    """The statements from one heading to the next. `headings` are those it stands under, the outermost first."""

    headings: tuple[str, ...] = ()
    statements: tuple[DocumentStatement, ...] = ()


class ListedSource(Noun):
    """A source that the document itself brings: from a bibliography that it names, or from its list of references."""

    source: Source
    place: Place | None = None


class Suppression(Noun):
    """A comment such as `evidence: ignore EA101 because the author's own aim`, and the lines that it covers.

    `rules` are words that name rules; `because` is None where no reason is given. `unread` says what is wrong with a
    comment that could not be read.
    """

    rules: tuple[str, ...] = ()
    because: str | None = None
    first_line: int
    last_line: int
    place: Place
    unread: str | None = None


class Document(Noun):
    """A manuscript, read and held against a library: what `read_document` makes of a file. Checked, not rendered.

    `asides` are headings, captions and the like that cite something: they need no source, but what they cite is
    checked. `references` are the works cited, in the order of their numbers; `unread` holds markers that were seen and
    could not be read, `problems` what else could not. Places count lines and columns from 1, in code points.
    """

    format: DocumentFormat
    title: str | None = None
    sections: tuple[DocumentSection, ...] = ()
    asides: tuple[DocumentStatement, ...] = ()
    references: tuple[Reference, ...] = ()
    sources: tuple[ListedSource, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    unread: tuple[ReadProblem, ...] = ()
    problems: tuple[ReadProblem, ...] = ()
    scheme: TierScheme
    as_of: Day
    place: Place

    def __repr__(self) -> str:
        statements = list(self.statements())
        cited = sum(bool(one.citations) for one in statements)
        told = f"statements: {len(statements)}, with a marker: {cited}, works cited: {len(self.references)}"
        return f"<Document {self.place.path}: {told}>"

    __str__ = __repr__

    def statements(self) -> Iterator[DocumentStatement]:
        """Every statement in reading order."""
        for section in self.sections:
            yield from section.statements

    def change_statements(self, change: Callable[[Statement], Statement]) -> Document:
        """A new document with what `change` makes of every statement and aside, each in its place."""

        def change_section(section: DocumentSection) -> DocumentSection:
            return section.model_copy(update={"statements": tuple(map(change, section.statements))})

        sections, asides = tuple(map(change_section, self.sections)), tuple(map(change, self.asides))
        return self.model_copy(update={"sections": sections, "asides": asides})

    def topics(self) -> Iterator[Topic]:
        """The statements under each heading, in reading order."""
        for section in self.sections:
            yield Topic(title=section.headings[-1] if section.headings else None, statements=section.statements)

    def _repr_html_(self) -> str:
        from evidence_assembler.renderers.shown.in_cells import show_document

        return show_document(self)
