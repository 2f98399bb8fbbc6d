"""What is known when a rule runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer, NumberedCitation, Section, Statement, Topic
from evidence_assembler.model.place import Place
from evidence_assembler.model.settings import Settings
from evidence_assembler.verify import find_holder

_WORDS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Known:
    """The answer, the library it was made from, and the settings of the check."""

    answer: Answer
    library: Library
    settings: Settings

    def citations(self) -> Iterator[tuple[Statement, NumberedCitation]]:
        """Every citation with its statement, in reading order."""
        for statement in self.answer.statements():
            for citation in statement.citations:
                yield statement, citation

    def places(self) -> Iterator[tuple[Section, Topic, Statement]]:
        """Every statement with the headings it stands under, in reading order."""
        for section in self.answer.sections:
            for topic in section.topics:
                for statement in topic.statements:
                    yield section, topic, statement

    def place_of(self, source_id: str) -> Place | None:
        """Where the record of a source stands, None where that is not known."""
        entry = self.library.get(source_id)
        return entry.place if entry is not None else None

    def text_of(self, citation: NumberedCitation) -> str:
        """The text in which a quotation was located; empty where none is at hand."""
        entry = find_holder(citation, self.library)
        return entry.text.text if entry is not None and entry.text is not None else ""

    def is_cited(self, statement: Statement, section: Section) -> bool:
        """True where the statement counts as cited under the policy of the settings.

        A statement of an answer is a paragraph of its own, so a narrower scope than the section covers itself alone.
        """
        if statement.citations:
            return True
        return self.settings.policy == "section" and any(one.citations for t in section.topics for one in t.statements)


def place_of_quote(statement: Statement, citation: NumberedCitation) -> Place | None:
    """Where a quotation is written, else the citation, else the statement."""
    return citation.quote_place or citation.place or statement.place


def show_words(text: str) -> str:
    """A text in quotation marks, cut at a word where it is long."""
    words = " ".join(text.split())
    if len(words) > _WORDS_SHOWN:
        words = words[:_WORDS_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"
