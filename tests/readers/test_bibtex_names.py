"""Names of BibTeX: any text is read, and none raises."""

from __future__ import annotations

from hypothesis import given, strategies as st

from evidence_assembler.model.csl import Name
from evidence_assembler.readers.bibtex.names import read_names

PIECES = st.sampled_from(
    ["{", "}", ",", ";", " ", " and ", "and", "von", "de la", "A", "Bo", "Jr", "\\", "~", "&", "="]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_no_text_raises(text: str) -> None:
    """A name that is read has words, and what is unclear stands among the names."""
    found = read_names(text)
    assert all(name != Name() for name in found.names)
    assert set(found.unclear) <= {name.literal for name in found.names}


def test_a_semicolon_in_braces_parts_nothing() -> None:
    """It is a sign of the name; outside of braces it makes a list of names that is no one name."""
    assert read_names("von {A;B}").names == (Name(family="A;B", non_dropping_particle="von"),)
    assert read_names("{A} B; C").unclear == ("A B; C",)
