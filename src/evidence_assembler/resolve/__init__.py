"""Resolving: a manuscript, as the reader of its format made it, is held against a library."""

from evidence_assembler.resolve.document import resolve_document as resolve_document

__all__ = ["resolve_document"]
