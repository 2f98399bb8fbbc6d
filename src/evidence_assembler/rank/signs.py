"""What is read for signs of a design, and a sign: the words that tell one, and how an editor is told of them."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_assembler.model.source import Source


@dataclass(frozen=True, slots=True)
class Sign:
    """A design, and the reason in words: `title says "systematic review"`, `keyword "Practice Guideline"`.

    A `firm` sign denies a stricter design of its sort: "a narrative review" is no systematic one, "a review" may be.
    """

    design: str
    because: str
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a record, with the field it stands in: `publication type`, `genre`, `status` or `keyword`.

    `folded` are its words without what does not matter between two writings of one term.
    """

    field: str
    words: str
    folded: str

    @property
    def because(self) -> str:
        """The term as an editor is told of it."""
        return f'{self.field} "{self.words}"'


@dataclass(frozen=True, slots=True)
class Title:
    """A title as written, and the same in lower case with plain dashes and quotation marks, character by character."""

    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class Record:
    """A source with its title and its terms made ready, once for all that is read in them.

    `types` are publication types, genre and publication status, `keywords` the keywords one at a time.
    """

    source: Source
    title: Title
    types: tuple[Term, ...] = ()
    keywords: tuple[Term, ...] = ()
