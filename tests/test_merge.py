"""Merging claims that repeat each other: nothing is lost, and nothing that differs is joined."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.merge import merge_claims
from evidence_assembler.model.claim import Certainty, Citation, Claim


def cite(*source_ids: str) -> tuple[Citation, ...]:
    return tuple(Citation(source_id=one) for one in source_ids)


@pytest.mark.parametrize(
    "other",
    [
        "Pain fell by 5 mg-units.",
        "  Pain fell   by\n5 mg-units. ",
        "pain fell by 5 mg-units",
        "Pain fell by 5 mg‐units…",
        "Pain fell by 5 mg–units",
        "Pain fell by 5\u00a0mg\u2011units",
    ],
)
def test_the_same_words_in_another_dress_are_one_statement(other: str) -> None:
    """White space, dashes, the first letter's case and a final stop carry no meaning."""
    (one,) = merge_claims([Claim(text="Pain fell by 5 mg-units.", cite="a"), Claim(text=other, cite="b")])
    assert (one.id, one.text, one.citations, one.merged) == (
        "claim-1",
        "Pain fell by 5 mg-units.",
        cite("a", "b"),
        ("claim-2",),
    )


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The dose was 5 mg.", "The dose was 50 mg."),
        ("The dose was 5 mg.", "The dose was 5 Mg."),
        ("The dose was 5 mM.", "The dose was 5 MM."),
        ("The change was 10² times.", "The change was 102 times."),
        ("It was 1.5 points.", "It was 1,5 points."),
        ("It was -5 points.", "It was 5 points."),
        ("It works.", "It works not."),
        ("It works.", "It works?"),
        ("Does MS hurt?", "Does ms hurt?"),
    ],
)
def test_what_differs_in_a_number_a_unit_or_a_word_stays_apart(text: str, other: str) -> None:
    assert [one.text for one in merge_claims([Claim(text=text), Claim(text=other)])] == [text, other]


def test_a_citation_that_two_claims_share_is_kept_once_and_one_that_differs_is_kept() -> None:
    shared = Citation(source_id="a", quote="words", locator="3")
    other = shared.model_copy(update={"locator": "4"})
    (one,) = merge_claims([Claim(text="So.", cite=[shared]), Claim(text="So.", cite=[shared, other])])
    assert one.citations == (shared, other)


def test_the_first_claim_keeps_what_it_says_of_itself_and_takes_what_only_the_second_says() -> None:
    first = Claim(text="So.", role="harm", audiences={"patient": "Perhaps."})
    second = Claim(
        text="So.",
        topic="Effects",
        role="dose",
        certainty=Certainty(scheme="GRADE", value="low"),
        needs_no_citation="definition used here",
        audiences={"patient": "Never.", "nurse": "Surely."},
    )
    (one,) = merge_claims([first, second])
    assert (one.claim.topic, one.claim.role, one.claim.needs_no_citation) == ("Effects", "harm", "definition used here")
    assert one.claim.certainty == Certainty(scheme="GRADE", value="low")
    assert dict(one.claim.audiences) == {"patient": "Perhaps.", "nurse": "Surely."}


@pytest.mark.parametrize(
    ("audience", "text"), [(None, "So."), ("patient", "Perhaps."), ("nurse", "Surely."), ("nobody", "So.")]
)
def test_the_wording_is_the_audience_s_where_a_claim_has_one(audience: str | None, text: str) -> None:
    claims = [Claim(text="So.", audiences={"patient": "Perhaps."}), Claim(text="So.", audiences={"nurse": "Surely."})]
    assert [one.text for one in merge_claims(claims, audience)] == [text]


def test_what_only_reads_the_same_to_an_audience_stays_apart() -> None:
    claims = [Claim(text="One.", audiences={"patient": "So."}), Claim(text="Two.", audiences={"patient": "So."})]
    assert [one.text for one in merge_claims(claims, "patient")] == ["So.", "So."]


def test_a_claim_without_an_id_is_named_by_its_position_and_takes_nobody_s_name() -> None:
    claims = [Claim(text="a", id="claim-2"), Claim(text="b"), Claim(text="c", id="x"), Claim(text="d")]
    assert [one.id for one in merge_claims(claims)] == ["claim-2", "claim-2-", "x", "claim-4"]


CITATIONS = st.tuples(
    st.sampled_from("abc"), st.sampled_from([None, "words", "others"]), st.sampled_from(["supports", "disputes"])
).map(lambda drawn: Citation(source_id=drawn[0], quote=drawn[1], intent=drawn[2]))
TEXTS = st.sampled_from(["It works.", "it works", "It works", "It is safe.", "The dose is 5 mg.", "The dose is 5 Mg."])
CLAIMS = st.lists(st.tuples(TEXTS, st.lists(CITATIONS, max_size=3)), max_size=6).map(
    lambda drawn: [Claim(id=str(i), text=text, citations=citations) for i, (text, citations) in enumerate(drawn)]
)


@given(CLAIMS)
def test_no_claim_and_no_citation_is_lost(claims: list[Claim]) -> None:
    merged = merge_claims(claims)
    by_id = {claim.id: claim for claim in claims}
    assert sorted(name for one in merged for name in (one.id, *one.merged)) == sorted(by_id)
    assert [one.id for one in merged] == sorted(one.id for one in merged), "a statement stands where it was first made"
    for one in merged:
        members = [by_id[name] for name in (one.id, *one.merged)]
        assert {claim.text.rstrip(".").casefold() for claim in members} == {one.text.rstrip(".").casefold()}
        assert set(one.citations) == {citation for claim in members for citation in claim.citations}


@given(CLAIMS)
def test_merging_what_was_merged_changes_nothing(claims: list[Claim]) -> None:
    merged = merge_claims(claims)
    again = merge_claims([one.claim.model_copy(update={"citations": one.citations}) for one in merged])
    assert [(one.id, one.text, one.citations) for one in again] == [(one.id, one.text, one.citations) for one in merged]


def test_two_grades_of_one_claim_are_both_shown() -> None:
    """A certainty is kept as it was given: claims that differ in it stay two."""
    high, low, again = (
        Claim(text="Pain fell.", certainty=Certainty(scheme="GRADE", value=value)) for value in ("high", "low", "low")
    )
    merged = merge_claims((high, low, again))
    assert [one.claim.certainty for one in merged] == [high.certainty, low.certainty]
    assert [one.merged for one in merged] == [(), ("claim-3",)]


def test_what_one_of_them_has_a_source_for_needs_no_excuse() -> None:
    """A reason to have no source does not stand beside a source."""
    cited, excused = (
        Claim(text="So.", citations=[Citation(source_id="a")]),
        Claim(text="So.", needs_no_citation="known"),
    )
    for claims in ((cited, excused), (excused, cited), (excused, excused, cited)):
        (one,) = merge_claims(claims)
        assert (one.claim.needs_no_citation, [c.source_id for c in one.citations]) == (None, ["a"])
