"""Headings are compared without case, numbering and signs around them."""

from __future__ import annotations

import pytest

from evidence_assembler.text.headings import fold_heading, names_references


@pytest.mark.parametrize(
    "written",
    ["Methods", "2. METHODS", "2.1 Methods:", "2) Methods", "(2) Methods", "IV. Methods", "iv) Methods", "a. methods",
     "A.1 Methods", "§ 2 Methods", "**Methods.**", "2.Methods", "  Methods  ", "1a. Methods"],
)  # fmt: skip
def test_numbering_and_signs_are_no_part_of_a_heading(written: str) -> None:
    assert fold_heading(written) == "methods"


@pytest.mark.parametrize("written", ["A trial", "I methods", "2nd trial", "3D methods", "Civil law", "Vitamin D"])
def test_words_are_not_taken_for_numbering(written: str) -> None:
    assert fold_heading(written) == written.casefold()


def test_a_heading_of_nothing_but_signs_names_nothing() -> None:
    assert fold_heading("—" * 1_000_000) == ""
    assert not names_references("IV.")
