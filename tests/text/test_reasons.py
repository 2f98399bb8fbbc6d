"""What is a reason, and what only stands where one should."""

from __future__ import annotations

import pytest

from evidence_assembler.text.reasons import is_reason


@pytest.mark.parametrize("words", ["the author's own aim", "arithmetic", "定義", "yes, it is our own", "5"])
def test_words_are_a_reason(words: str) -> None:
    assert is_reason(words)


@pytest.mark.parametrize("words", [None, "", " \t", "...", "—", "???", "yes", "Yes.", "- TODO -", "N/A", "not needed"])
def test_nothing_signs_and_words_that_say_nothing_are_none(words: str | None) -> None:
    assert not is_reason(words)
