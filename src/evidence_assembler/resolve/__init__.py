"""Resolving: a manuscript, as the reader of its format made it, is held against a library."""

from evidence_assembler.resolve.document import (
    resolve_document as resolve_document,
    resolve_with_library as resolve_with_library,
)

__all__ = ["resolve_document", "resolve_with_library"]
