"""Drafts: what is read, from which file, and at which place."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from evidence_assembler.errors import DraftError
from evidence_assembler.model import Certainty, Citation, Declaration, Draft, KeyPoint, Person, Place, Search
from evidence_assembler.model.csl import LOCATOR_LABELS
from evidence_assembler.readers.drafts import read_draft

QUESTION = "question: Does it work?\n"
PLACES = {"place": True, "quote_place": True}
Reader = Callable[..., Draft]


def without_places(draft: Draft) -> dict[str, Any]:
    """What a draft says, wherever it says it."""
    claim = {"place": True, "citations": {"__all__": PLACES}}
    return draft.model_dump(exclude={"place": True, "claims": {"__all__": claim}, "key_points": {"__all__": PLACES}})


FULL = """\
question: What is the mechanism of action of low-dose examplopril?
question_type: mechanism
sources: [refs.bib]
texts: texts/
scheme: clinical
arrange: by-topic
audience: clinician
updated: 2026-04-14
next_review: 2027-04-14
disclaimer: clinical
people: [{name: A. Author, role: author, interests: none}]
prepared_by: both
model: some model
policy_url: https://example.org/policy
declare:
  kim2020: {design: narrative review, because: "the title says systemic, the methods are narrative"}
  nist2017: {status: superseded, superseded_by: nist2025, since: 2025-08-01}
  toljan2018: {text_extent: abstract, labelled_use: 50 mg}
claims:
  - id: tlr4
    text: Examplopril is reported to lower inflammation.
    topic: Mechanism of action
    role: mechanism
    certainty: {scheme: GRADE, value: very low, because: small trials}
    cite:
      - source: toljan2018
        quote: "has been shown to reduce\\u00a0glial response"
        page: 3
        intent: disputes
        indirect: another dose
      - {source: kim2020, prefix: In all, quote: it fell, suffix: at once, table: 2a}
    audiences: {patient: It may calm inflammation., nurse: It calms.}
  - text: This answer covers adults only.
    needs_no_citation: scope of this answer
key_points:
  - {of: tlr4, text: It is reported to lower inflammation.}
notices: ["Low-dose use is off-label."]
searched: [{where: PubMed, when: 2026-04-01, query: examplopril AND guideline}]
follow_ups: ["Is it safe with opioids?"]
"""


def make_full() -> Draft:
    draft = Draft(
        question="What is the mechanism of action of low-dose examplopril?",
        question_type="mechanism",
        sources=("refs.bib",),
        texts="texts/",
        scheme="clinical",
        arrange="by-topic",
        audience="clinician",
        updated=date(2026, 4, 14),
        next_review=date(2027, 4, 14),
        disclaimer="clinical",
        people=(Person(name="A. Author", role="author", interests="none"),),
        prepared_by="both",
        model="some model",
        policy_url="https://example.org/policy",
        declare={
            "kim2020": Declaration(
                design="narrative review", because="the title says systemic, the methods are narrative"
            ),
            "nist2017": Declaration(status="superseded", superseded_by="nist2025", since=date(2025, 8, 1)),
            "toljan2018": Declaration(text_extent="abstract", labelled_use="50 mg"),
        },
        key_points=(KeyPoint(of="tlr4", text="It is reported to lower inflammation."),),
        notices=("Low-dose use is off-label.",),
        searched=(Search(where="PubMed", when=date(2026, 4, 1), query="examplopril AND guideline"),),
        follow_ups=("Is it safe with opioids?",),
    )
    draft = draft.add(
        "Examplopril is reported to lower inflammation.",
        id="tlr4",
        topic="Mechanism of action",
        role="mechanism",
        certainty=Certainty(scheme="GRADE", value="very low", because="small trials"),
        cite=[
            Citation(
                source_id="toljan2018",
                quote="has been shown to reduce\u00a0glial response",
                page=3,
                intent="disputes",
                indirect="another dose",
            ),
            Citation(
                source_id="kim2020", prefix="In all", quote="it fell", suffix="at once", locator="2a", label="table"
            ),
        ],
        audiences={"patient": "It may calm inflammation.", "nurse": "It calms."},
    )
    return draft.add("This answer covers adults only.", needs_no_citation="scope of this answer")


def test_a_draft_in_yaml_is_the_draft_made_in_python(read: Reader) -> None:
    assert without_places(read(FULL)) == without_places(make_full())


def test_a_draft_in_json_is_the_draft_in_yaml(read: Reader) -> None:
    dumped = make_full().model_dump(mode="json", exclude_none=True)
    assert without_places(read(json.dumps(dumped, indent="\t"), "answer.json")) == without_places(make_full())
    assert without_places(read(json.dumps(dumped), "answer.json")) == without_places(read(FULL))


def test_the_python_names_and_the_short_words_are_aliases(read: Reader) -> None:
    short = read(QUESTION + "claims: [{text: It works., cite: [{source: a, page: 3}]}]\n")
    long = read(QUESTION + "claims: [{text: It works., citations: [{source_id: a, locator: 3, label: page}]}]\n")
    assert without_places(short) == without_places(long)


@pytest.mark.parametrize("cite", ["a", "[a]", "{source: a}", "[{source: a}]", "\n      - a", "\n      source: a"])
def test_one_citation_can_be_written_in_short(read: Reader, cite: str) -> None:
    (claim,) = read(f"{QUESTION}claims:\n  - text: It works.\n    cite: {cite}\n").claims
    assert [one.model_copy(update={"place": None}) for one in claim.citations] == [Citation(source_id="a")]


@pytest.mark.parametrize("label", LOCATOR_LABELS)
def test_a_locator_stands_under_any_label_of_csl(read: Reader, label: str) -> None:
    """CSL 1.0.2, appendix IV, locators."""
    (claim,) = read(f"{QUESTION}claims: [{{text: It works., cite: {{source: a, {label}: 3-5}}}}]\n").claims
    assert [(one.locator, one.label) for one in claim.citations] == [("3-5", label)]


def test_a_locator_without_a_label_is_a_page(read: Reader) -> None:
    """CSL 1.0.2: page is the default label."""
    (claim,) = read(QUESTION + "claims: [{text: It works., cite: {source: a, locator: 3}}]\n").claims
    assert [(one.locator, one.label) for one in claim.citations] == [("3", "page")]


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "010", "0x1F", "1e3", "3.10", "1_000", "2020-01-01", '"null"', "'~'"]
)
def test_an_id_and_a_page_are_the_words_that_were_written(read: Reader, word: str) -> None:
    (claim,) = read(
        f"{QUESTION}claims: [{{id: {word}, text: It works., cite: {{source: {word}, page: {word}}}}}]\n"
    ).claims
    words = word.strip("\"'")
    assert (claim.id, claim.citations[0].source_id, claim.citations[0].locator) == (words, words, words)


def test_a_number_of_json_is_the_word_that_was_written(read: Reader) -> None:
    draft = '{"question": 1, "claims": [{"text": 3.10, "cite": {"source": 1e3, "page": %s}}]}' % ("9" * 5_000)
    (claim,) = read(draft, "answer.json").claims
    (citation,) = claim.citations
    assert (claim.text, citation.source_id, citation.locator) == ("3.10", "1e3", "9" * 5_000)


def test_what_is_left_empty_is_not_given(read: Reader) -> None:
    draft = read(
        QUESTION + "texts:\nscheme: ~\nclaims: [{text: It works., topic: null, cite: {source: a, quote: , page: }}]\n"
    )
    assert without_places(draft) == without_places(Draft(question="Does it work?").add("It works.", cite="a"))


def test_an_exemption_that_says_only_true_is_kept_for_the_check(read: Reader) -> None:
    (claim,) = read(QUESTION + "claims: [{text: It works., needs_no_citation: true}]\n").claims
    assert claim.needs_no_citation == ""


def test_block_scalars_and_anchors(read: Reader) -> None:
    draft = read(
        "question: >\n  Does it\n  work?\nclaims:\n  - text: |\n      It works.\n    cite: &one {source: a, page: 3}\n"
        "  - {text: It is safe., cite: [*one]}\n"
    )
    assert draft.question == "Does it work?"
    assert draft.claims[0].text == "It works."
    assert draft.claims[0].citations == draft.claims[1].citations


def test_the_words_for_places_are_free_where_people_choose_the_words(read: Reader) -> None:
    draft = read(QUESTION + "declare: {place: {because: b}}\nclaims: [{text: a, audiences: {place: b}, cite: place}]\n")
    assert list(draft.declare) == list(draft.claims[0].audiences) == ["place"]


def test_json_may_hold_what_yaml_may_not(read: Reader) -> None:
    """RFC 8259: tabs between values, and U+007F to U+009F within them."""
    draft = read(
        '{\t"question":\t"a\x7fb\x92c \\ud83d\\ude00",\n\t"claims": [{"text": "\x80 d", "cite": "e"}]}', "answer.json"
    )
    assert draft.question == "a\x7fb\x92c 😀"
    assert (draft.claims[0].text, draft.claims[0].place) == (
        "\x80 d",
        Place(draft.claims[0].place.path, 2, 22, 2, 27) if draft.claims[0].place else None,
    )


PLACED = """\
question: "Est-ce que ça marche ? 😀"   # 😀
claims:
  - {text: "😀😀 It works.", cite: [smith2020, {source: "Müller", quote: "é 😀"}]}
  - text: >
      It is
      safe.
    citations:
      source_id: doe2019
      quote: 'so
        it is'
  - cite: roe2018
    text: It is cheap.
key_points: [{text: 😀 It works.}]
"""


def test_the_places_of_texts_sources_and_quotations_are_their_lines_and_code_points(
    read: Reader, tmp_path: Path
) -> None:
    path = str(tmp_path / "answer.yaml")

    def place(*at: int) -> Place:
        return Place(path, *at)

    draft = read(PLACED)
    one, two, three = draft.claims
    assert draft.place == place(1, 11, 1, 37)
    assert one.place == place(3, 12, 3, 26)
    assert [(c.place, c.quote_place) for c in one.citations] == [
        (place(3, 35, 3, 44), None),
        (place(3, 55, 3, 63), place(3, 72, 3, 77)),
    ]
    assert two.place == place(4, 11, 7, 1)
    assert [(c.place, c.quote_place) for c in two.citations] == [(place(8, 18, 8, 25), place(9, 14, 10, 15))]
    assert three.place == place(12, 11, 12, 23)
    assert [c.place for c in three.citations] == [place(11, 11, 11, 18)]
    assert [point.place for point in draft.key_points] == [place(13, 21, 13, 32)]


def test_a_byte_order_mark_and_foreign_line_ends_move_nothing(tmp_path: Path) -> None:
    plain, foreign = tmp_path / "plain.yaml", tmp_path / "foreign.yaml"
    plain.write_bytes(PLACED.encode())
    foreign.write_bytes(b"\xef\xbb\xbf" + PLACED.replace("\n", "\r\n").encode())
    assert read_draft(foreign).model_dump_json().replace("foreign", "plain") == read_draft(plain).model_dump_json()


def test_paths_outside_can_be_allowed(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").touch()
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "link.bib").symlink_to(tmp_path / "refs.bib")
    draft = tmp_path / "inner" / "answer.yaml"
    draft.write_text(f"{QUESTION}sources: [../refs.bib, link.bib]\n", encoding="utf-8")
    assert read_draft(draft, allow_outside=True).sources == ("../refs.bib", "link.bib")
    draft.write_text(f"{QUESTION}sources: [../refs.bib, ../none.bib]\n", encoding="utf-8")
    with pytest.raises(DraftError, match=r"there is no '\.\./none\.bib'"):
        read_draft(draft, allow_outside=True)


def test_a_link_within_the_folder_is_a_file_of_the_folder(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "link.bib").symlink_to(tmp_path / "refs.bib")
    assert read(QUESTION + "sources: [link.bib, texts/../refs.bib]\n").sources == ("link.bib", "texts/../refs.bib")


def test_a_review_log_that_is_there_cannot_be_read_yet_and_one_to_come_is_no_trouble(
    read: Reader, tmp_path: Path
) -> None:
    assert read(QUESTION + "review: answer.review.jsonl\n").review == "answer.review.jsonl"
    (tmp_path / "answer.review.jsonl").touch()
    with pytest.raises(DraftError, match="'review' cannot be read by this version"):
        read(QUESTION + "review: answer.review.jsonl\n")


@pytest.mark.parametrize("disclaimer", ["clinical", "patient", "general", "For members of the society alone."])
def test_a_disclaimer_is_a_shipped_one_or_a_text(read: Reader, disclaimer: str) -> None:
    assert read(f"{QUESTION}disclaimer: {disclaimer}\n").disclaimer == disclaimer


def test_add_gives_a_new_draft_and_takes_no_field_that_a_claim_has_not() -> None:
    draft = Draft(question="Does it work?")
    longer = draft.add("It works.", cite="smith2020")
    assert (len(draft.claims), len(longer.claims)) == (0, 1)
    with pytest.raises(ValidationError, match="colour"):
        draft.add("It works.", colour="red")
    with pytest.raises(ValidationError, match="given twice"):
        draft.add("It works.", id="x").add("It is safe.", id="x")
