"""Assembling: numbers, references and verdicts of an answer, and that nothing of a draft is lost on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.cite import STYLES, format_reference, reference_text
from evidence_assembler.data import read_table
from evidence_assembler.errors import SchemeError, UnknownNameError
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import (
    Answer,
    Certainty,
    Citation,
    Claim,
    Context,
    Declaration,
    Draft,
    KeyPoint,
    NumberedCitation,
    Person,
    Place,
    Search,
    Source,
    SourceText,
    Tier,
    TierScheme,
)

AS_OF = date(2026, 4, 14)
TRIAL = (
    "In 214 adults examplopril reduced systolic pressure by 12.5 mm Hg. It should not be used in pregnancy. The dose "
    "was 10 mg once daily, unless renal function was impaired."
)


def make_source(source_id: str, kind: str | None, **variables: str) -> tuple[Source, Place | None]:
    types = (kind,) if kind is not None else ()
    return Source(id=source_id, type="article-journal", publication_types=types, variables=variables), None


def make_library(licence: str | None = None) -> Library:
    return build_library(
        [
            make_source("guide", "Practice Guideline", title="Pressure", DOI="10.1000/guide"),
            make_source("trial", "Randomized Controlled Trial", title="A trial", DOI="10.1000/TRIAL"),
            make_source("review", "Review", title="A review"),
            make_source("plain", None, title="Thoughts"),
            make_source("again", None, title="A trial", DOI="https://doi.org/10.1000/trial"),
        ],
        [
            SourceText(source_id="trial", text=TRIAL, licence=licence),
            SourceText(source_id="review", text="Reviewed.", extent="abstract"),
        ],
    )


LIBRARY = make_library()
SOURCE_IDS = ["guide", "trial", "review", "plain", "again", "nobody", "unknown"]
ARRANGEMENTS = st.sampled_from(["by-tier", "by-topic", "as-written"])
CITATIONS = st.fixed_dictionaries(
    {
        "source_id": st.sampled_from(SOURCE_IDS),
        "quote": st.sampled_from([None, "The dose was 10 mg", "The dose was 100 mg", "nothing of the kind was said"]),
        "locator": st.sampled_from([None, "3"]),
        "intent": st.sampled_from(["supports", "disputes", "background"]),
        "indirect": st.sampled_from([None, None, "another dose"]),
    }
).map(lambda fields: Citation(**fields))
CLAIMS = st.fixed_dictionaries(
    {
        "text": st.sampled_from([f"Statement {letter}." for letter in "abcde"]),
        "citations": st.lists(CITATIONS, max_size=3),
        "topic": st.sampled_from([None, "Effects", "Harms"]),
        "needs_no_citation": st.sampled_from([None, None, "definition used here"]),
    }
).map(lambda fields: Claim(**fields))
DRAFTS = st.builds(
    lambda claims, arrange: Draft(question="Does it work?", claims=claims, arrange=arrange),
    st.lists(CLAIMS, max_size=6),
    ARRANGEMENTS,
)


def assemble(draft: Draft, library: Library = LIBRARY, **options: Any) -> Answer:
    return assemble_answer(draft, library, as_of=AS_OF, **options)


def citations_of(answer: Answer) -> list[NumberedCitation]:
    return [citation for statement in answer.statements() for citation in statement.citations]


@given(DRAFTS)
def test_numbers_run_from_one_by_first_appearance_and_are_those_of_the_references(draft: Draft) -> None:
    answer = assemble(draft)
    seen = list(dict.fromkeys(c.number for c in citations_of(answer) if c.number is not None))
    assert seen == [reference.number for reference in answer.references] == list(range(1, len(seen) + 1))
    for citation in citations_of(answer):
        listed = [one.number for one in answer.references if citation.source_id in one.ids]
        assert listed == ([citation.number] if citation.number is not None else [])
        assert (citation.number is None) == (citation.source_id not in LIBRARY)


@given(DRAFTS)
def test_every_cited_work_is_listed_once_and_no_other(draft: Draft) -> None:
    answer = assemble(draft)
    cited = [c.source_id for claim in draft.claims for c in claim.citations if c.source_id in LIBRARY]
    assert sorted(one for reference in answer.references for one in reference.ids) == sorted(set(cited))
    assert {LIBRARY.works[one] for one in cited} == {LIBRARY.works[one.source_id] for one in answer.references}
    assert len({LIBRARY.works[one.source_id] for one in answer.references}) == len(answer.references)
    for reference in answer.references:
        assert (reference.source_id, reference.source) == (
            reference.ids[0],
            LIBRARY[LIBRARY.works[reference.source_id]].source,
        )


@given(DRAFTS)
def test_no_claim_and_no_citation_of_a_draft_is_lost(draft: Draft) -> None:
    answer = assemble(draft)
    names = [name for statement in answer.statements() for name in (statement.id, *statement.merged)]
    assert sorted(names) == sorted(f"claim-{i + 1}" for i in range(len(draft.claims)))
    stands = {name: one for one in answer.statements() for name in (one.id, *one.merged)}
    for i, claim in enumerate(draft.claims):
        statement = stands[f"claim-{i + 1}"]
        assert statement.text == claim.text
        assert set(claim.citations) <= {citation.as_citation() for citation in statement.citations}
    assert sum(len(one.citations) for one in answer.statements()) <= sum(len(one.citations) for one in draft.claims)


@given(DRAFTS)
def test_a_quotation_has_a_verdict_and_nothing_else_has(draft: Draft) -> None:
    for citation in citations_of(assemble(draft)):
        assert (citation.match is None) == (citation.quote is None)
        if citation.match is None:
            continue
        assert citation.match.quote == citation.quote
        entry = LIBRARY.find_text(citation.source_id)
        text = entry.text if entry else None
        assert citation.extent == (text.extent if text else None)
        if text is None:
            assert citation.match.status == "unchecked"
        if citation.match.start is not None:
            entry = LIBRARY.find_text(citation.match.found_in or citation.source_id)
            assert entry is not None
            assert entry.text is not None
            assert entry.text.text[citation.match.start : citation.match.end] == citation.match.found


@given(DRAFTS)
def test_equal_drafts_make_equal_bytes_and_come_back_from_json(draft: Draft) -> None:
    written = assemble(draft).model_dump_json()
    assert assemble(Draft.model_validate_json(draft.model_dump_json()), make_library()).model_dump_json() == written
    assert Answer.model_validate_json(written) == assemble(draft)


@given(DRAFTS)
@settings(max_examples=25)
def test_the_arrangement_changes_the_order_and_nothing_that_was_found(draft: Draft) -> None:
    found = []
    for arrange in ("by-tier", "by-topic", "as-written"):
        answer = assemble(draft.model_copy(update={"arrange": arrange}))
        verdicts = {
            one.id: [c.model_copy(update={"number": None}) for c in one.citations] for one in answer.statements()
        }
        found.append((verdicts, {one.source_id: (one.tier, one.because, one.citation) for one in answer.references}))
    assert found[0] == found[1] == found[2]


PROGRAM = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_assemble import assemble, make_full
print(assemble(make_full()).model_dump_json())
"""


def test_another_process_with_another_hash_seed_makes_the_same_bytes() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {assemble(make_full()).model_dump_json() + "\n"}


def make_full() -> Draft:
    """A draft that says everything."""
    return Draft(
        question="Does it work?",
        question_type="treatment-benefit",
        arrange="by-topic",
        audience="clinician",
        updated=date(2026, 1, 1),
        next_review=date(2027, 1, 1),
        disclaimer="clinical",
        people=(Person(name="A. Author", role="author", interests="none"),),
        prepared_by="both",
        model="some model",
        policy_url="https://example.org/policy",
        declare={
            "review": Declaration(design="scoping review", because="its methods say so", labelled_use="none"),
            "plain": Declaration(text_extent="excerpt"),
        },
        claims=(
            Claim(
                id="a", text="It works.", role="benefit", certainty=Certainty(scheme="GRADE", value="low"), cite="trial"
            ),
            Claim(
                text="It is safe.",
                topic="Harms",
                cite=["review", "trial"],
                audiences={"clinician": "It is well tolerated.", "patient": "It is safe for you."},
                place=Place("answer.yaml", 3, 5, 3, 9),
            ),
            Claim(id="b", text="It works", cite=["guide", "nobody"]),
        ),
        key_points=(KeyPoint(of="b", text="It does.", place=Place("answer.yaml", 9)), KeyPoint(of="x", text="So?")),
        notices=("Off label.",),
        searched=(Search(where="PubMed", when=date(2026, 1, 1)),),
        follow_ups=("And then?",),
        place=Place("answer.yaml", 1, 11, 1, 24),
    )


def test_what_a_draft_says_of_itself_stands_in_the_answer() -> None:
    draft = make_full()
    answer = assemble(draft)
    same = (
        "question question_type arrange audience updated next_review people prepared_by model policy_url notices "
        "searched follow_ups declare place"
    ).split()
    assert {name: getattr(answer, name) for name in same} == {name: getattr(draft, name) for name in same}
    assert (answer.as_of, answer.style, answer.scheme.name, answer.review.state) == (AS_OF, "ama", "clinical", "draft")


def test_a_statement_says_what_its_claim_said() -> None:
    works, safe = assemble(make_full()).statements()
    assert (works.id, works.text, works.role, works.merged) == ("a", "It works.", "benefit", ("b",))
    assert (works.certainty, works.needs_no_citation) == (Certainty(scheme="GRADE", value="low"), None)
    assert (works.lifted_by, safe.lifted_by) == ("guide", "trial")
    assert safe.place == Place("answer.yaml", 3, 5, 3, 9)


def test_a_key_point_knows_the_statement_that_its_claim_went_into() -> None:
    points = assemble(make_full()).key_points
    assert [(one.text, one.of, one.statement, one.place) for one in points] == [
        ("It does.", "b", "a", Place("answer.yaml", 9)),
        ("So?", "x", None, None),
    ]


@pytest.mark.parametrize(
    ("audience", "text"),
    [(None, "It is well tolerated."), ("patient", "It is safe for you."), ("nurse", "It is safe.")],
)
def test_the_audience_that_is_asked_for_wins_over_that_of_the_draft(audience: str | None, text: str) -> None:
    answer = assemble(make_full(), audience=audience)
    assert (answer.audience, [*answer.statements()][1].text) == (audience or "clinician", text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("clinical", read_table("disclaimers")["clinical"]),
        ("For members alone.", "For members alone."),
        ("", None),
        (None, None),
    ],
)
def test_a_disclaimer_that_is_shipped_stands_in_its_words(written: str | None, shown: str | None) -> None:
    assert assemble(Draft(question="Q?", disclaimer=written)).disclaimer == shown


def test_two_ids_of_one_work_have_one_number_and_what_is_known_of_either() -> None:
    draft = Draft(question="Q?", declare={"again": Declaration(labelled_use="10 mg")})
    answer = assemble(draft.add("One.", cite="again").add("Two.", cite=["review", "trial"]))
    assert [(c.source_id, c.number) for c in citations_of(answer)] == [("again", 1), ("review", 2), ("trial", 1)]
    first = answer.references[0]
    assert (first.source_id, first.ids, first.source.id) == ("again", ("again", "trial"), "trial")
    assert (first.tier, first.labelled_use) == ("Randomized trial", "10 mg")


def test_what_is_declared_of_one_id_holds_for_the_work() -> None:
    draft = Draft(question="Q?", declare={"again": Declaration(design="case report", because="there is one patient")})
    (reference,) = assemble(draft.add("So.", cite="trial")).references
    assert (reference.tier, reference.basis) == ("Case series or case report", "declared")
    assert "there is one patient" in reference.because


@pytest.mark.parametrize(("day", "section"), [(date(2025, 7, 31), "From the Guidelines"), (date(2025, 8, 1), None)])
def test_the_day_decides_whether_a_source_is_superseded_and_lifts(day: date, section: str | None) -> None:
    draft = Draft(question="Q?", declare={"guide": Declaration(status="superseded", since=date(2025, 8, 1))})
    (only,) = assemble_answer(draft.add("So.", cite="guide"), LIBRARY, as_of=day).sections
    assert only.title == section


def test_without_a_day_the_answer_speaks_for_today() -> None:
    before = date.today()
    answer = assemble_answer(Draft(question="Q?"), LIBRARY)
    assert before <= answer.as_of <= date.today()


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        ("CC BY 4.0", True),
        ("cc by", True),
        ("CC0 1.0", True),
        ("CC-BY 4.0 International", True),
        ("CC BY‑4.0", True),
        ("Creative Commons Attribution License (CC BY 4.0).", True),
        ("creativecommons.org/licenses/by/4.0", True),
        ("not subject to copyright in the United States", True),
        ("https://creativecommons.org/licenses/by-nc/4.0/", False),
        ("CC BY 4.0 NC", False),
        ("CC BY-SA-NC 4.0", False),
        ("CC BY 4.0 (abstract only)", False),
        ("CC BY (publisher policy)", False),
        ("CC0 metadata only; text all rights reserved", False),
        ("public domain? no", False),
        ("Public domain (17 U.S.C. 105)", True),
        ("https://creativecommons.org/licenses/by/4.0/", True),
        ("Creative Commons Attribution-NonCommercial 4.0", False),
        ("CC BY-NC 4.0", False),
        ("CC BY-ND", False),
        ("All rights reserved", False),
    ],
)
def test_the_words_around_a_quotation_are_shown_only_where_the_licence_is_known_as_open(
    licence: str | None, shown: bool
) -> None:
    draft = Draft(question="Q?").add("So.", cite=Citation(source_id="trial", quote="The dose was 10 mg"))
    (citation,) = citations_of(assemble(draft, make_library(licence)))
    start = TRIAL.index("The dose")
    around = Context(TRIAL[:start], TRIAL[start + len("The dose was 10 mg") :], licence)
    assert citation.context == (around if shown else None)


@pytest.mark.parametrize("licence", [None, "", "  "])
def test_without_a_word_on_the_licence_a_few_words_tell_which_place_is_meant(licence: str | None) -> None:
    words = "one two three four five six seven eight nine ten "
    source, text = make_source("long", None), f"{words}Pain fell by a third, {words}"
    library = build_library([source], [SourceText(source_id="long", text=text, licence=licence)])
    draft = Draft(question="Q?").add("So.", cite=Citation(source_id="long", quote="Pain fell by a third"))
    (citation,) = citations_of(assemble(draft, library))
    assert citation.context == Context(" five six seven eight nine ten ", ", one two three four five six ")


def test_the_words_around_a_quotation_are_few() -> None:
    source, text = make_source("long", None), "a b " * 200 + "Pain fell by a third." + " c d" * 200
    library = build_library([source], [SourceText(source_id="long", text=text, licence="CC0")])
    draft = Draft(question="Q?").add("So.", cite=Citation(source_id="long", quote="Pain fell by a third."))
    (citation,) = citations_of(assemble(draft, library))
    assert citation.context is not None
    assert (len(citation.context.before), len(citation.context.after)) == (160, 160)
    assert citation.context.licence == "CC0"


def test_the_words_around_a_quotation_are_of_its_paragraph() -> None:
    source, text = make_source("long", None), "Another section ends.\n \nIt helped: pain fell.\n\nA third section."
    library = build_library([source], [SourceText(source_id="long", text=text, licence="CC0")])
    draft = Draft(question="Q?").add("So.", cite=Citation(source_id="long", quote="pain fell"))
    (citation,) = citations_of(assemble(draft, library))
    assert citation.context == Context("It helped: ", ".", "CC0")


def test_a_declared_extent_overrules_that_of_the_text() -> None:
    quote = "nothing of the kind was ever said"
    draft = Draft(question="Q?").add("So.", cite=Citation(source_id="trial", quote=quote))
    declared = draft.model_copy(update={"declare": {"trial": Declaration(text_extent="abstract")}})
    verdicts = [(c.extent, c.match.status) for one in (draft, declared) for c in citations_of(assemble(one)) if c.match]
    assert verdicts == [("full", "absent"), ("abstract", "unchecked")]


def test_without_a_text_there_is_no_extent_to_declare() -> None:
    draft = Draft(question="Q?", declare={"guide": Declaration(text_extent="abstract")}).add("So.", cite="guide")
    assert [citation.extent for citation in citations_of(assemble(draft))] == [None]


def test_a_scheme_of_one_s_own_orders_the_sources() -> None:
    scheme = TierScheme(
        name="own",
        version="1",
        title="Reviews first",
        axis="reading-order",
        source="made for these tests, 2026",
        tiers=(
            Tier(name="Reviews", designs=("narrative review",), section="Reviews"),
            Tier(name="Rest", section="Rest"),
        ),
    )
    draft = Draft(question="Q?").add("One.", cite="trial").add("Two.", cite=["trial", "review"])
    answer = assemble(draft, scheme=scheme)
    assert [(one.title, one.tier) for one in answer.sections] == [("Reviews", "Reviews"), (None, None)]
    assert [(one.source_id, one.tier) for one in answer.references] == [
        ("trial", "Kind not known"),
        ("review", "Reviews"),
    ]
    assert answer.scheme == scheme


@pytest.mark.parametrize("style", STYLES)
def test_the_style_sets_the_references(style: str) -> None:
    answer = assemble(Draft(question="Q?").add("So.", cite="guide"), style=style)
    written = reference_text(format_reference(LIBRARY["guide"].source, style))
    assert (answer.style, [one.citation for one in answer.references]) == (style, [written])


def test_a_style_that_there_is_not_is_told() -> None:
    with pytest.raises(UnknownNameError, match=r"'vancuver'\n  Did you mean 'vancouver'\?"):
        assemble(Draft(question="Q?").add("So.", cite="guide"), style="vancuver")


def test_no_claim_is_an_answer_without_sections() -> None:
    answer = assemble(Draft(question="Q?"))
    assert (answer.sections, answer.references, [*answer.statements()]) == ((), (), [])


def test_a_scheme_that_the_draft_names_is_not_left_aside() -> None:
    """Who assembles a draft with a scheme of its own gives that scheme."""
    with pytest.raises(SchemeError, match=r"house\.yaml"):
        assemble(Draft(question="Q?", scheme="house.yaml"))


def test_a_reader_gets_the_shipped_disclaimer_for_that_reader() -> None:
    """Words for health professionals do not stand under what a patient reads; a text of one's own stays."""
    draft = Draft(question="Q?", disclaimer="clinical", audience="clinician")
    assert "health professionals" in (assemble(draft).disclaimer or "")
    assert "general information" in (assemble(draft, audience="patient").disclaimer or "")
    own = draft.model_copy(update={"disclaimer": "Our own words."})
    assert assemble(own, audience="patient").disclaimer == "Our own words."
