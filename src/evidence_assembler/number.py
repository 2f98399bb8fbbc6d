"""Numbering references: by first appearance, one number per work.

Standard: ICMJE Recommendations IV.A.3.g and AMA Manual of Style 3.6: consecutive, in the order in which they are first
cited in the text; one number per source, used again wherever it is cited again.
"""

from __future__ import annotations

from collections.abc import Iterable


def number_references(cited: Iterable[str]) -> dict[str, int]:
    """The number of every work, from the works as they are cited in reading order.

    >>> number_references(["b", "a", "b"])
    {'b': 1, 'a': 2}
    """
    return {work: number for number, work in enumerate(dict.fromkeys(cited), start=1)}
