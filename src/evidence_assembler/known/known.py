"""What is known when a rule runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from evidence_assembler.known.scopes import find_exemption, list_covered
from evidence_assembler.library.declarations import join_declarations
from evidence_assembler.library.library import Library
from evidence_assembler.library.subjects import SubjectIndex
from evidence_assembler.model.answer import Answer, NumberedCitation, PlacedKeyPoint, Reference, Statement
from evidence_assembler.model.document import Document
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.place import Place
from evidence_assembler.model.scheme import RankedSource
from evidence_assembler.model.settings import Settings
from evidence_assembler.model.source import Source, Standing, Status
from evidence_assembler.rank import rank_sources
from evidence_assembler.rank.works import Work, read_work
from evidence_assembler.verify import find_holder

FALLEN: frozenset[Status] = frozenset({"retracted", "superseded", "draft", "protocol"})
"""What supports no result as it stands; each is told by a rule of its own."""

NO_RESULT = frozenset({"protocol", "registration", "notice"})
"""Designs of documents that report none."""

_WORDS_SHOWN = 60
_LOOKED_AT = 600  # code points; a statement may be one line of 2 MB with a finding at every word


@dataclass(frozen=True)
class Known:
    """The page that is checked, an answer or a document, the library it was made from, and the settings."""

    page: Answer | Document
    library: Library
    settings: Settings

    @property
    def answer(self) -> Answer | None:
        """The answer that is checked; None where the page is a document."""
        return self.page if isinstance(self.page, Answer) else None

    @property
    def declare(self) -> Mapping[str, Declaration]:
        """What the answer declares of sources, by their ids; nothing where the page is a document."""
        return self.page.declare if isinstance(self.page, Answer) else {}

    @property
    def key_points(self) -> tuple[PlacedKeyPoint, ...]:
        """The key points of the answer; those of a document are statements of it."""
        return self.page.key_points if isinstance(self.page, Answer) else ()

    @cached_property
    def citations(self) -> tuple[tuple[Statement, NumberedCitation], ...]:
        """Every citation with its statement, in reading order; behind them those of headings and captions."""
        found = [(one, citation) for one in self.page.statements() for citation in one.citations]
        if isinstance(self.page, Document):
            found += [(one, citation) for one in self.page.asides for citation in one.citations]
        return tuple(found)

    @cached_property
    def places(self) -> tuple[tuple[tuple[str, ...], Statement], ...]:
        """Every statement with the headings it stands under, the outermost first, in reading order."""
        if isinstance(self.page, Document):
            return tuple([(section.headings, one) for section in self.page.sections for one in section.statements])
        return tuple(
            [
                (tuple(title for title in (section.title, topic.title) if title is not None), one)
                for section in self.page.sections
                for topic in section.topics
                for one in topic.statements
            ]
        )

    @cached_property
    def needing(self) -> tuple[tuple[Statement, bool], ...]:
        """Every statement that needs a source, with whether it counts as cited under the policy, in reading order."""
        covered = list_covered(self.page, self.settings.policy)
        return tuple(
            [
                (one, cited)
                for (headings, one), cited in zip(self.places, covered, strict=True)
                if find_exemption(one, headings, self.settings) is None
            ]
        )

    @cached_property
    def _declared(self) -> dict[str, Declaration]:
        """What the answer declares, by the first id of the work."""
        return join_declarations(self.declare.items(), self.library)[0]

    @cached_property
    def _works(self) -> dict[str, Work]:
        return {}

    def work_of(self, source_id: str) -> Work | None:
        """What the library tells of the work of a source on the day of the check; None for a source it does not have.

        Whatever the answer says of it: an answer may come from a file, or from a hand that changed it.
        """
        work_id = self.library.works.get(source_id)
        if work_id is None:
            return None
        work = self._works.get(work_id)
        if work is None:
            source, as_of = self.library[work_id].source, self.settings.as_of
            work = self._works[work_id] = read_work(source, self._declared.get(work_id), as_of, self.library)
        return work

    def standings_of(self, cited: Reference | NumberedCitation) -> tuple[Standing, ...]:
        """How a cited work stands on the day of the check; as the answer says where the library does not have it."""
        ids = cited.ids if isinstance(cited, Reference) else (cited.source_id,)
        work = next((work for one in ids if (work := self.work_of(one)) is not None), None)
        if work is not None:
            return work.standings
        if isinstance(cited, Reference):
            told = cited.standings
        else:
            told = next((one.standings for one in self.page.references if cited.source_id in one.ids), ())
        return tuple(one for one in told if one.since is None or one.since <= self.settings.as_of)

    @cached_property
    def standing_citations(self) -> tuple[tuple[Statement, NumberedCitation, Mapping[Status, Standing]], ...]:
        """The citations of works of which a status is told on the day of the check, each with them, in reading order.

        They are few: several rules look at them, and each would look at all the others in vain.
        """
        told: dict[str, Mapping[Status, Standing]] = {}
        found = []
        for statement, citation in self.citations:
            standings = told.get(citation.source_id)
            if standings is None:
                standings = told[citation.source_id] = {one.status: one for one in self.standings_of(citation)}
            if standings:
                found.append((statement, citation, standings))
        return tuple(found)

    @cached_property
    def left_out(self) -> tuple[Source, ...]:
        """The works of the library that no statement cites, each by its first record."""
        works = self.library.works
        cited = {works.get(citation.source_id) for _, citation in self.citations}
        first = (one for one in self.library.sources if works[one.id] == one.id)
        return tuple(source for source in first if source.id not in cited)

    @cached_property
    def subjects_left_out(self) -> SubjectIndex:
        """The works that no statement cites, by their subjects."""
        return SubjectIndex(self.left_out)

    def rank(self, works: Iterable[str]) -> tuple[RankedSource, ...]:
        """Works of the library, by their first ids, in the order of its scheme on the day of the check."""
        sources = [self.library[work].source for work in works]
        scheme, as_of = self.page.scheme, self.settings.as_of
        return rank_sources(sources, scheme, declare=self._declared, as_of=as_of, among=self.library)

    def place_of(self, source_id: str) -> Place | None:
        """Where the record of a source stands, None where that is not known."""
        entry = self.library.get(source_id)
        return entry.place if entry is not None else None

    def sha256_of(self, source_id: str) -> str | None:
        """The SHA-256 of the text at hand of a source itself, None where there is none."""
        entry = self.library.get(source_id)
        return entry.text_sha256 if entry is not None else None

    def text_of(self, citation: NumberedCitation) -> str:
        """The text in which a quotation was located; empty where none is at hand."""
        entry = find_holder(citation, self.library)
        return entry.text.text if entry is not None and entry.text is not None else ""


def place_of_quote(statement: Statement, citation: NumberedCitation) -> Place | None:
    """Where a quotation is written, else the citation, else the statement."""
    return citation.quote_place or citation.place or statement.place


def show_words(text: str) -> str:
    """A text in quotation marks, cut at a word where it is long."""
    words = " ".join(text[:_LOOKED_AT].split())
    if len(words) > _WORDS_SHOWN:
        words = words[:_WORDS_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"
