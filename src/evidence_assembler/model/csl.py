"""The words of CSL 1.0.2 (Citation Style Language): item types, variables and locator labels, names and dates.

Standard: the CSL 1.0.2 specification, appendices III (types) and IV (variables), and its schema `csl-data.json`.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from .noun import Noun

CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip
CSL_TYPES: frozenset[str] = frozenset(get_args(CslType))

NAME_VARIABLES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator translator".split()
)
DATE_VARIABLES = frozenset("accessed available-date event-date issued original-date submitted".split())
TEXT_VARIABLES = frozenset(
    # standard variables
    "abstract annote archive archive-place archive_collection archive_location authority call-number citation-key "
    "citation-label collection-title container-title container-title-short dimensions division DOI event event-place "
    "event-title genre ISBN ISSN journalAbbreviation jurisdiction keyword language license medium note "
    "original-publisher original-publisher-place original-title part-title PMCID PMID publisher publisher-place "
    "references reviewed-genre reviewed-title scale shortTitle source status title title-short URL volume-title "
    "year-suffix "
    # number variables
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator number "
    "number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version "
    "volume".split()
)

LocatorLabel = Literal[
    "act", "appendix", "article-locator", "book", "canon", "chapter", "column", "elocation", "equation", "figure",
    "folio", "issue", "line", "note", "opus", "page", "paragraph", "part", "rule", "scene", "section", "sub-verbo",
    "supplement", "table", "timestamp", "title-locator", "verse", "version", "volume",
]  # fmt: skip
LOCATOR_LABELS: tuple[str, ...] = get_args(LocatorLabel)


class Name(Noun):
    """A CSL name: of a person in parts, or of a body as one `literal`."""

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = Field(default=None, alias="dropping-particle")
    non_dropping_particle: str | None = Field(default=None, alias="non-dropping-particle")
    suffix: str | None = None
    literal: str | None = None


DateParts = Annotated[tuple[int, ...], Field(max_length=3)]


class PartialDate(Noun):
    """A CSL date: year, month and day as far as known, or a range, or the words of the record as `literal`.

    `parts` and `until` hold (year), (year, month) or (year, month, day); `until` is empty unless it is a range.
    """

    parts: DateParts = ()
    until: DateParts = ()
    season: str | None = None
    circa: bool = False
    literal: str | None = None

    @property
    def year(self) -> int | None:
        """The year, None where it is not known."""
        return self.parts[0] if self.parts else None
