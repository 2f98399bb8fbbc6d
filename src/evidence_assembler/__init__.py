"""A compiler for cited answers: claims and sources in, a checked, ordered, numbered answer out.

Names are loaded on first use (PEP 562), so that importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .assemble import assemble_answer as assemble_answer
    from .check import check_answer as check_answer
    from .cli.progress_line import show_progress as show_progress
    from .errors import (
        DraftError as DraftError,
        EvidenceError as EvidenceError,
        SchemeError as SchemeError,
        UnknownNameError as UnknownNameError,
        UnreadableFileError as UnreadableFileError,
    )
    from .library.duplicates import (
        Duplicates as Duplicates,
        find_duplicates as find_duplicates,
    )
    from .library.entry import LibraryEntry as LibraryEntry
    from .library.library import Library as Library
    from .library.passages import (
        Passage as Passage,
        Passages as Passages,
    )
    from .library.relations import Relation as Relation
    from .library.works import Cluster as Cluster
    from .model import (
        Answer as Answer,
        Certainty as Certainty,
        Citation as Citation,
        Claim as Claim,
        Declaration as Declaration,
        Difference as Difference,
        Document as Document,
        DocumentSection as DocumentSection,
        DocumentStatement as DocumentStatement,
        Draft as Draft,
        Finding as Finding,
        KeyPoint as KeyPoint,
        Name as Name,
        NumberedCitation as NumberedCitation,
        PartialDate as PartialDate,
        Person as Person,
        Place as Place,
        Profile as Profile,
        QuoteMatch as QuoteMatch,
        RankedSource as RankedSource,
        ReadProblem as ReadProblem,
        Reference as Reference,
        Report as Report,
        Search as Search,
        Section as Section,
        Source as Source,
        SourceText as SourceText,
        Statement as Statement,
        Tier as Tier,
        TierScheme as TierScheme,
        Topic as Topic,
    )
    from .rank import (
        compare_tiers as compare_tiers,
        rank_sources as rank_sources,
    )
    from .readers.documents import read_document as read_document
    from .readers.drafts import read_draft as read_draft
    from .readers.libraries import read_library as read_library
    from .readers.schemes import read_scheme as read_scheme
    from .renderers import render_answer as render_answer
    from .renderers.bibliographies import (
        Loss as Loss,
        WrittenBibliography as WrittenBibliography,
        write_bibliography as write_bibliography,
    )
    from .renderers.evidence_map import draw_evidence_map as draw_evidence_map
    from .text.locate import (
        TextIndex as TextIndex,
        locate_quote as locate_quote,
    )

_HOME = {
    "assemble": ("assemble_answer",),
    "check": ("check_answer",),
    "cli.progress_line": ("show_progress",),
    "errors": ("DraftError", "EvidenceError", "SchemeError", "UnknownNameError", "UnreadableFileError"),
    "library.duplicates": ("Duplicates", "find_duplicates"),
    "library.entry": ("LibraryEntry",),
    "library.library": ("Library",),
    "library.passages": ("Passage", "Passages"),
    "library.relations": ("Relation",),
    "library.works": ("Cluster",),
    "model": (
        "Answer", "Certainty", "Citation", "Claim", "Declaration", "Difference", "Document", "DocumentSection",
        "DocumentStatement", "Draft", "Finding", "KeyPoint", "Name", "NumberedCitation", "PartialDate", "Person",
        "Place", "Profile", "QuoteMatch", "RankedSource", "ReadProblem", "Reference", "Report", "Search", "Section",
        "Source", "SourceText", "Statement", "Tier", "TierScheme", "Topic",
    ),
    "rank": ("compare_tiers", "rank_sources"),
    "readers.documents": ("read_document",),
    "readers.drafts": ("read_draft",),
    "readers.libraries": ("read_library",),
    "readers.schemes": ("read_scheme",),
    "renderers": ("render_answer",),
    "renderers.bibliographies": ("Loss", "WrittenBibliography", "write_bibliography"),
    "renderers.evidence_map": ("draw_evidence_map",),
    "text.locate": ("TextIndex", "locate_quote"),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if "ipykernel" in sys.modules:
        import_module(f"{__name__}.progress.cell").listen_in_cells()
    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, *(name for name in globals() if name.startswith("__"))]
