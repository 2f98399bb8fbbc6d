"""The nouns. Frozen, closed to unknown keys, in JSON there and back."""

from .answer import (
    Answer,
    Context,
    NumberedCitation,
    PlacedKeyPoint,
    Reference,
    Review,
    ReviewState,
    Section,
    Statement,
    Topic,
)
from .claim import Certainty, Citation, Claim, KeyPoint, QuotedCitation
from .csl import Name, PartialDate
from .draft import Declaration, Draft, Person, Search
from .finding import Checked, Finding, Problem, ReadProblem, Report
from .frozen_map import FrozenMap
from .place import Place
from .quote import Difference, QuoteMatch
from .scheme import RankedSource, SchemeSection, Tier, TierScheme
from .settings import Settings
from .source import Source, SourceText

__all__ = [
    "Answer",
    "Certainty",
    "Checked",
    "Citation",
    "Claim",
    "Context",
    "Declaration",
    "Difference",
    "Draft",
    "Finding",
    "FrozenMap",
    "KeyPoint",
    "Name",
    "NumberedCitation",
    "PartialDate",
    "Person",
    "Place",
    "PlacedKeyPoint",
    "Problem",
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
    "Source",
    "SourceText",
    "Statement",
    "Tier",
    "TierScheme",
    "Topic",
]
