"""Of stretches within one another, the one that reaches farthest."""

from __future__ import annotations

from bisect import bisect_right

from hypothesis import given, strategies as st

from evidence_assembler.text.farthest import keep_farthest

PLACES = st.integers(0, 30)


@given(st.lists(st.tuples(PLACES, PLACES)), PLACES)
def test_a_place_is_reached_by_the_farthest_or_by_none(stretches: list[tuple[int, int]], place: int) -> None:
    ordered = sorted(stretches)
    farthest = keep_farthest(ordered, end=lambda one: one[1])
    assert len(farthest) == len(ordered)
    begun = bisect_right([start for start, _ in ordered], place)
    reaching = [one for one in ordered if one[0] <= place <= one[1]]
    assert bool(reaching) == (begun > 0 and farthest[begun - 1][1] >= place)
    if reaching:
        assert farthest[begun - 1] in reaching
