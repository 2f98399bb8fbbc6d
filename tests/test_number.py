"""Numbers of references: ICMJE IV.A.3.g and AMA 3.6."""

from hypothesis import given, strategies as st

from evidence_assembler.number import number_references


@given(st.lists(st.sampled_from("abcdef")))
def test_numbers_run_from_one_by_first_appearance(cited: list[str]) -> None:
    """Consecutive, in the order in which they are first cited, one number a work."""
    numbers = number_references(cited)
    assert sorted(numbers.values()) == list(range(1, len(set(cited)) + 1))
    assert set(numbers) == set(cited)
    firsts = sorted(numbers, key=cited.index)
    assert [numbers[work] for work in firsts] == list(range(1, len(firsts) + 1))


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_what_is_cited_later_changes_no_number(before: list[str], after: list[str]) -> None:
    numbers = number_references(before + after)
    assert {work: numbers[work] for work in before} == number_references(before)
