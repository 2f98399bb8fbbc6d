"""What shape the reference of each CSL type has, and what it is called where the record does not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evidence_assembler.model.csl import CslType

Shape = Literal["article", "preprint", "part", "whole", "page", "talk", "law"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A shape with its words: `word` stands in every such reference, `label` only before a bare number."""

    shape: Shape
    word: str | None = None
    label: str | None = None


_ARTICLE, _PART, _WHOLE, _PAGE, _LAW = Kind("article"), Kind("part"), Kind("whole"), Kind("page"), Kind("law")
PREPRINT = Kind("preprint", "Preprint")
TALK_GIVEN = Kind("talk")

# Standard: CSL 1.0.2, appendix III.
KINDS: dict[CslType, Kind] = {
    "article": PREPRINT,
    "article-journal": _ARTICLE,
    "article-magazine": _ARTICLE,
    "article-newspaper": _ARTICLE,
    "bill": _LAW,
    "book": _WHOLE,
    "broadcast": Kind("whole", "Broadcast"),
    "chapter": _PART,
    "classic": _WHOLE,
    "collection": _WHOLE,
    "dataset": Kind("whole", "Dataset"),
    "document": _WHOLE,
    "entry": _PART,
    "entry-dictionary": _PART,
    "entry-encyclopedia": _PART,
    "event": TALK_GIVEN,
    "figure": Kind("whole", "Figure"),
    "graphic": Kind("whole", "Image"),
    "hearing": _LAW,
    "interview": Kind("talk", "Interview"),
    "legal_case": _LAW,
    "legislation": _LAW,
    "manuscript": Kind("whole", "Manuscript"),
    "map": Kind("whole", "Map"),
    "motion_picture": Kind("whole", "Film"),
    "musical_score": Kind("whole", "Musical score"),
    "pamphlet": Kind("whole", "Pamphlet"),
    "paper-conference": _PART,
    "patent": Kind("whole", label="Patent"),
    "performance": Kind("talk", "Performance"),
    "periodical": _WHOLE,
    "personal_communication": Kind("talk", "Personal communication"),
    "post": _PAGE,
    "post-weblog": _PAGE,
    "regulation": _LAW,
    "report": Kind("whole", label="Report"),
    "review": _ARTICLE,
    "review-book": _ARTICLE,
    "software": _WHOLE,
    "song": Kind("whole", "Song"),
    "speech": Kind("talk", "Speech"),
    "standard": Kind("whole", label="Standard"),
    "thesis": Kind("whole", "Thesis"),
    "treaty": _LAW,
    "webpage": _PAGE,
}
