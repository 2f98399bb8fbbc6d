"""Whether words give a reason, or only fill the place of one."""

from __future__ import annotations

from evidence_assembler.data import read_table


def is_reason(words: str | None) -> bool:
    """False for no words, for bare signs, and for words of a short list that say nothing: yes, n/a, not needed.

    >>> is_reason("the author's own aim"), is_reason("N/A."), is_reason("...")
    (True, False, False)
    """
    if words is None or not any(char.isalnum() for char in words):
        return False
    return words.strip(" .!?-").casefold() not in read_table("words")["no_reason"]
