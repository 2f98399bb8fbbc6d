"""Which kind of evidence a source is, and its place in a scheme."""

from evidence_assembler.rank.designs import find_design, known_designs
from evidence_assembler.rank.order import compare_tiers, rank_sources

__all__ = ["compare_tiers", "find_design", "known_designs", "rank_sources"]
