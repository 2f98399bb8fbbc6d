"""Folding: one spelling for what is written in many ways, and the way back."""

import re
import unicodedata

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.text import fold
from evidence_assembler.text.fold import fold_text

HARD = st.text(
    st.one_of(
        st.sampled_from("ab1 -*\n\t.,%\"'’“”‐–—−ﬁﬃµμ…\u00ad\u200b\u200d\ufeff\u2066\u0301é·²½한\u1112\u1161\u11ab"),
        st.characters(exclude_categories=["Cs"]),
    )
)


@given(HARD)
def test_folding_twice_changes_nothing(text: str) -> None:
    """fold(fold(x)) = fold(x)."""
    once = fold_text(text).text
    assert fold_text(once).text == once


@given(HARD)
def test_the_map_goes_forward_through_the_untouched_text(text: str) -> None:
    """Every folded character stands for a stretch of the text, none empty, in order, together within the text."""
    folded = fold_text(text)
    spans = [folded.span_of(index, index + 1) for index in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(HARD)
def test_what_folds_to_nothing_is_unseen(text: str) -> None:
    """What no folded character stands for is a mark that is not seen, white space beside other, or emphasis."""
    folded = fold_text(text)
    kept = {at for index in range(len(folded.text)) for at in range(*folded.span_of(index, index + 1))}
    lost = {text[at] for at in range(len(text)) if at not in kept}
    assert all(char == "*" or unicodedata.category(char) in ("Cf", "Cc", "Zs", "Zl", "Zp") for char in lost)


@given(HARD)
def test_folding_by_runs_is_folding_all_at_once(text: str) -> None:
    """The search that leaps over plain text leaves nothing out that the table folds."""

    def replace(special: re.Match[str]) -> str:
        found = special.group()
        hyphen = found[0] in fold._AT_LINE_END and "\n" in found
        return "-\n" if hyphen else fold._TABLE.get(found, "" if found[0] == "*" else " ")

    assert fold._fold_by_table(text).text == fold._SPECIAL.sub(replace, text)


@given(HARD)
def test_the_map_goes_round(text: str) -> None:
    """A folded character that stands for one code point is what that one folds to."""
    folded = fold_text(text)
    for index, char in enumerate(folded.text):
        start, end = folded.span_of(index, index + 1)
        if end - start == 1:
            assert char in fold_text(text[start:end]).text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("10⁵ m² ½", "10⁵ m² ½"),  # NFKC would give 105 m2 1⁄2
        ("5–20 mg", "5-20 mg"),
        ("−0·34", "-0·34"),
        ("1 µg", "1 μg"),
        ("“mild” ‘mild’", "\"mild\" 'mild'"),
        ("5′ end", "5′ end"),
        ("e\u0301clat", "éclat"),
        ("func-\ntion", "func-\ntion"),
        ("func- \n  tion", "func-\ntion"),
        ("a -\nb", "a - b"),
        ("ﬁrst eﬀect", "first effect"),
        ("so\u00adcalled", "socalled"),
        ("a\u00a0b\u2009c\n\nd", "a b c d"),
        ("wait…", "wait..."),
        ("< > = ± ≤ %", "< > = ± ≤ %"),
        ("Case Stays", "Case Stays"),
        ("Verifiers **SHALL NOT** do so", "Verifiers SHALL NOT do so"),
        ("2 * 3 = 6*", "2 * 3 = 6*"),
        ("two  spaces \n and a\nline", "two spaces and a line"),
        ("צה״ל בית־ספר ג׳", "צה\"ל בית-ספר ג'"),
    ],
)
def test_the_table(written: str, folded: str) -> None:
    """What folds is in the table, and digits, signs, points, superscripts and case do not."""
    assert fold_text(written).text == folded


def test_a_ligature_maps_to_its_one_code_point() -> None:
    """Both letters of a ligature stand for the same stretch."""
    folded = fold_text("a ﬁn")
    assert [folded.span_of(i, i + 1) for i in range(len(folded.text))] == [(0, 1), (1, 2), (2, 3), (2, 3), (3, 4)]
