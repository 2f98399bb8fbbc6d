"""What was left out of a quotation and limits it."""

import pytest

from evidence_assembler.text.locate import locate_quote

DOSE = "The starting dose is 10 mg (range 5-20 mg) once daily, unless renal func-\ntion is impaired."


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The starting dose is 10 mg (range 5-20 mg) once daily", DOSE),
        ("The starting dose is 10 mg", DOSE),
        ("The tenant may not sublet", "The tenant may not sublet, except with consent in writing."),
        ("The tenant may sublet", "The tenant may sublet; except in winter."),
        ("The deposit is returned", "The deposit is returned [12] only if the flat is clean."),
        ("The deposit is returned.", "The deposit is returned, provided that the flat is clean."),
        ("Treatment goes on", "Treatment goes on\nuntil week 8."),
        ("It works in adults", "It works in adults, but not in children."),
        ("It works in adults", "It works in adults, not in children."),
        ("The dose is 10 mg", "The dose is 10 mg (unless the kidneys fail)."),
        ("“It works well”", "“It works well” if and only if it is taken."),
        ("It works … in all adults", "It works at any dose in all adults un-\nless they are pregnant."),
        ("effects persisted", "The effects persisted, though only in men."),
    ],
)
def test_a_condition_that_was_cut_off_is_told(quote: str, text: str) -> None:
    """Unless, except, only if, provided that, until, but not and their like, in the same clause."""
    match = locate_quote(quote, text)
    assert match.passed
    assert "cut_before_condition" in match.warnings


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("It is not for use in pregnancy.", "It is not for use in pregnancy. Unless told otherwise, take one."),
        ("X reduces pain in adults", "X reduces pain in adults, and treatment goes on until week 8."),
        ("X reduces pain in adults", "X reduces pain in adults which is common unless treated."),
        ("The dose is 10 mg", "The dose is 10 mg\n\nOnly adults take it."),
        ("Take one tablet", "- Take one tablet\n- Only if ill"),
        ("is recruited to mitochondria", "It is recruited to mitochondria even in the absence of both."),
        ("information on the use", "There was information on the use provided by the firm."),
        ("The effect was seen", "The effect was seen not only in men but in all."),
        ("unless renal function is impaired", DOSE),
        ("Patients improved a lot", "Patients improved a lot. However, only three did so at once."),
    ],
)
def test_what_follows_and_limits_nothing_is_not_told(quote: str, text: str) -> None:
    """Another sentence, clause or paragraph, and words that only look like a condition."""
    match = locate_quote(quote, text)
    assert match.passed
    assert "cut_before_condition" not in match.warnings


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("permitted to sublet the flat", "The tenant is not permitted to sublet the flat."),
        ("reduce pain in adults", "It did not significantly reduce pain in adults."),
        ("works in adults", "There is no evidence that it works in adults."),
        ("benefit for adults", "We found no clear benefit for adults."),
        ("be used in pregnancy", "It can't be used in pregnancy."),
    ],
)
def test_a_denial_before_the_first_word_is_told(quote: str, text: str) -> None:
    """The words stand there, and the word before them turns them round."""
    match = locate_quote(quote, text)
    assert match.passed
    assert match.warnings[:1] == ("hides_negation",)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a fee is due each year", "Not in summer. A fee is due each year"),
        ("only reduced pain in all", "It not only reduced pain in all."),
        ("It does not reduce pain", "It does not reduce pain in adults."),
        ("the dose was then reduced", "It was not raised, and the dose was then reduced."),
    ],
)
def test_a_denial_of_something_else_is_not_told(quote: str, text: str) -> None:
    """Another sentence's, another word's, or the quotation's own."""
    match = locate_quote(quote, text)
    assert match.passed
    assert "hides_negation" not in match.warnings


@pytest.mark.parametrize(
    ("quote", "short"),
    [("mild", True), ("mostly mild", True), ("12.5 mm", True), ("mostly mild cough", False), ("有効", True)],
)
def test_few_words_are_called_short(quote: str, short: bool) -> None:
    """Fewer than three words, or signs of a script without spaces, are found easily by chance."""
    match = locate_quote(quote, "It was mostly mild cough, 12.5 mm, 有効。")
    assert match.passed
    assert ("short" in match.warnings) == short
