"""Verifying: which words are said to be another source's, and where they stand there."""

from __future__ import annotations

from datetime import date

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.library.library import Library, build_library
from evidence_assembler.model import Citation, Declaration, Draft, QuoteMatch, Source, SourceText
from evidence_assembler.model.source import Extent
from evidence_assembler.verify import find_in_another_work, verify_quote

TRIAL = "In 214 adults examplopril reduced systolic pressure by 12.5 mm Hg. The dose was 10 mg once daily."
LABEL = "Warnings. Examplopril is contraindicated in pregnancy. The dose is 10 mg twice daily. Take it with water."
AGAIN = "A second copy. Mood rose by a half in the whole of the group."
OF_THE_LABEL = "Examplopril is contraindicated in pregnancy"


def make_library(extent: Extent = "full") -> Library:
    """A trial under two ids, each with a text of its own, a label, and a source without a text."""
    sources = [
        Source(id="trial", variables={"DOI": "10.1000/trial"}),
        Source(id="label"),
        Source(id="again", variables={"DOI": "10.1000/trial"}),
        Source(id="bare"),
    ]
    texts = [
        SourceText(source_id="trial", text=TRIAL, extent=extent, licence="CC0"),
        SourceText(source_id="label", text=LABEL, licence="CC0"),
        SourceText(source_id="again", text=AGAIN),
    ]
    return build_library([(source, None) for source in sources], texts)


def verify(source_id: str, quote: str, library: Library | None = None, **fields: str) -> QuoteMatch:
    match = verify_quote(Citation(source_id=source_id, quote=quote, **fields), library or make_library(), {}).match
    assert match is not None
    return match


def test_words_of_another_work_are_told_with_their_place_there() -> None:
    match = verify("trial", OF_THE_LABEL)
    assert (match.status, match.found_in, match.passed) == ("misattributed", "label", False)
    assert (match.found, match.quote) == (OF_THE_LABEL, OF_THE_LABEL)
    assert LABEL[match.start : match.end] == OF_THE_LABEL


def test_what_folded_there_is_told_and_its_warnings_are_kept() -> None:
    match = verify("label", "the dose was 10 mg once daily,")
    assert (match.status, match.found_in) == ("misattributed", "trial")
    assert {one.kind for one in match.differences} == {"case", "punctuation"}
    assert verify("trial", "water").warnings == ("short",)


@pytest.mark.parametrize(
    ("source_id", "quote", "status"),
    [
        ("trial", "reduced systolic pressure by 12.5 mm Hg", "exact"),
        ("trial", "reduced systolic pressure by 125 mm Hg", "altered"),
        ("trial", "nothing of the kind was ever said by anybody", "absent"),
        ("trial", "Mood rose by a half in the whole of the group", "exact"),  # of the same work
        ("trial", "Examplopril is indicated in pregnancy", "absent"),  # nearly the words of the label
        ("trial", "The dose is 10 mg twice daily", "misattributed"),  # altered here, word for word there
        ("trial", "once daily … 214 adults", "spliced"),
        ("bare", OF_THE_LABEL, "unchecked"),
        ("nobody", OF_THE_LABEL, "unchecked"),
    ],
)
def test_only_what_passes_elsewhere_and_not_here_is_misattributed(source_id: str, quote: str, status: str) -> None:
    match = verify(source_id, quote)
    assert match.status == status
    assert (match.found_in is not None) == (status == "misattributed")


def test_on_a_part_nothing_is_decided() -> None:
    part = make_library("abstract")
    assert verify("trial", OF_THE_LABEL, part).status == "unchecked"
    assert verify("trial", "The dose is 10 mg twice daily", part).status == "altered"
    citation = Citation(source_id="trial", quote=OF_THE_LABEL)
    declared = {"trial": Declaration(text_extent="abstract")}
    for library, declare, status in (
        (make_library(), declared, "unchecked"),
        (part, {"trial": Declaration(text_extent="full")}, "misattributed"),
    ):
        match = verify_quote(citation, library, declare).match
        assert match is not None
        assert match.status == status


def test_prefix_and_suffix_choose_the_place_in_the_other_text_too() -> None:
    texts = {"one": "Nothing of the kind.", "two": "First it fell by a third. Then it fell by a third."}
    library = build_library(
        [(Source(id=name), None) for name in texts], [SourceText(source_id=name, text=texts[name]) for name in texts]
    )
    match = verify("one", "it fell by a third", library, prefix="Then")
    assert (match.status, match.start) == ("misattributed", texts["two"].rindex("it fell"))


def test_no_other_text_is_searched_for_what_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the library was searched")

    monkeypatch.setattr(Library, "find_holders", refuse)
    assert verify("trial", "The dose was 10 mg once daily").passed
    assert verify("bare", OF_THE_LABEL).status == "unchecked"
    with pytest.raises(AssertionError):
        verify("trial", OF_THE_LABEL)


def test_a_citation_without_words_stands_in_no_other_work() -> None:
    assert find_in_another_work(Citation(source_id="trial"), make_library()) is None


def test_a_place_in_another_text_is_not_taken_for_one_in_the_text_that_is_cited() -> None:
    """The words around it would be others; and the check comes to the same verdict."""
    library = make_library()
    draft = Draft(question="Q?").add("So.", cite=Citation(source_id="trial", quote=OF_THE_LABEL))
    answer = assemble_answer(draft, library, as_of=date(2026, 4, 14))
    (citation,) = next(answer.statements()).citations
    assert (citation.match, citation.context) == (verify("trial", OF_THE_LABEL), None)
    report = check_answer(answer, library, select=("EA2",))
    assert [finding.rule for finding in report.findings] == ["EA203"]
    assert dict(report.checked.quotes) == {"misattributed": 1}


def test_of_several_texts_of_one_work_the_one_that_holds_the_words_counts() -> None:
    """Two records of a work, each with a text: an abstract, and the whole."""
    doi = {"DOI": "10.1234/abc"}
    library = build_library(
        [(Source(id="first", variables=doi), None), (Source(id="again", variables=doi), None)],
        [
            SourceText(source_id="first", text="An abstract of it.", extent="abstract"),
            SourceText(source_id="again", text="The whole of it, with these words in the middle of it.", extent="full"),
        ],
    )
    verified = verify_quote(Citation(source_id="first", quote="these words in the middle"), library, {})
    assert verified.match is not None
    assert (verified.match.status, verified.extent) == ("exact", "full")
