"""What stands against what in an answer: disputed statements, and different values for one thing."""

from evidence_assembler.disagree.find import find_disagreements, rests_on_several, says_otherwise

__all__ = ["find_disagreements", "rests_on_several", "says_otherwise"]
