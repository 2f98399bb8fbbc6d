"""The nouns. Frozen, closed to unknown keys, in JSON there and back."""

from .answer import (
    Answer,
    Context,
    Disagreement,
    NumberedCitation,
    PlacedKeyPoint,
    Reference,
    Review,
    ReviewState,
    Section,
    Side,
    Statement,
    Topic,
)
from .claim import Certainty, Citation, Claim, KeyPoint, QuotedCitation
from .csl import Name, PartialDate
from .document import Document, DocumentSection, DocumentStatement, ListedSource, Suppression
from .draft import Declaration, Draft, Person, Search
from .finding import Checked, Finding, Problem, ReadProblem, Report, Snapshot
from .frozen_map import FrozenMap
from .place import Place
from .quote import Difference, QuoteMatch
from .scheme import QuestionTiers, RankedSource, SchemeSection, Tier, TierScheme
from .settings import Profile, Settings
from .source import Source, SourceText, Standing

__all__ = [
    "Answer",
    "Certainty",
    "Checked",
    "Citation",
    "Claim",
    "Context",
    "Declaration",
    "Difference",
    "Disagreement",
    "Document",
    "DocumentSection",
    "DocumentStatement",
    "Draft",
    "Finding",
    "FrozenMap",
    "KeyPoint",
    "ListedSource",
    "Name",
    "NumberedCitation",
    "PartialDate",
    "Person",
    "Place",
    "PlacedKeyPoint",
    "Problem",
    "Profile",
    "QuestionTiers",
    "QuoteMatch",
    "QuotedCitation",
    "RankedSource",
    "ReadProblem",
    "Reference",
    "Report",
    "Review",
    "ReviewState",
    "SchemeSection",
    "Search",
    "Section",
    "Settings",
    "Side",
    "Snapshot",
    "Source",
    "SourceText",
    "Standing",
    "Statement",
    "Suppression",
    "Tier",
    "TierScheme",
    "Topic",
]
