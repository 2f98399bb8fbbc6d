"""EA104 on documents: comments that suppress less than they say."""

from __future__ import annotations

from datetime import date

import pytest

from evidence_assembler.known.known import Known
from evidence_assembler.library.library import Library
from evidence_assembler.model import Place
from evidence_assembler.model.document import Document, Suppression
from evidence_assembler.model.finding import Finding
from evidence_assembler.model.settings import Settings
from evidence_assembler.rank.shipped import clinical_scheme
from evidence_assembler.rules.chosen import Rule, all_rules, find_rule
from evidence_assembler.suppress import suppress_findings

DAY = date(2026, 4, 14)
EXAMPLE = "evidence: ignore {} because the author's own aim"


def told(*rules: str, because: str | None = "our own aim", unread: str | None = None) -> list[tuple[str, str]]:
    """The messages and remedies about one comment."""
    place = Place("a.md", 3, 1, 3, 40)
    one = Suppression(rules=rules, because=because, first_line=4, last_line=5, place=place, unread=unread)
    document = Document(
        format="markdown", suppressions=(one,), scheme=clinical_scheme(), as_of=DAY, place=Place("a.md")
    )
    problems = list(find_rule("EA104").find(Known(document, Library(), Settings(as_of=DAY))))
    assert all(one.place == place and one.kind == "fail" for one in problems)
    assert all(one.message.isprintable() and one.message[-1] != "." for one in problems)
    assert all(one.remedy.isprintable() and one.remedy[-1] in ".?" for one in problems)
    return [(one.message, one.remedy) for one in problems]


def test_a_comment_with_a_reason_is_told_nowhere() -> None:
    assert told("EA101", "unused-source", "EA2") == []


@pytest.mark.parametrize(
    ("because", "gives"), [(None, "no reason"), ("", "no reason"), ("--", "no reason"), ("todo", "only 'todo'")]
)
def test_a_comment_without_a_reason_says_that_it_suppresses_nothing(because: str | None, gives: str) -> None:
    assert told("EA101", because=because) == [
        (
            f"the comment to ignore 'EA101' gives {gives}, and suppresses nothing",
            f"Write the reason: `{EXAMPLE.format('EA101')}`.",
        )
    ]


def test_words_behind_the_rules_may_be_the_reason_and_are_not_told_as_rules() -> None:
    assert told("uncited-statement", "our", "own", "aim", because=None) == [
        (
            "the comment to ignore 'uncited-statement', 'our', 'own' … gives no reason, and suppresses nothing",
            f"Write the reason: `{EXAMPLE.format('uncited-statement')}`.",
        )
    ]


def test_a_rule_that_there_is_not_is_told_with_the_nearest() -> None:
    assert told("EA101", "uncited-statment") == [
        (
            "the comment to ignore 'EA101', 'uncited-statment' names 'uncited-statment', which is no rule",
            "Did you mean 'uncited-statement'?",
        )
    ]
    assert told("EA199")[0][0].endswith("names 'EA199', which is no rule")
    assert [message for message, _ in told("EA999", because="no")] == [
        "the comment to ignore 'EA999' gives only 'no', and suppresses nothing",
        "the comment to ignore 'EA999' names 'EA999', which is no rule",
    ]


@pytest.mark.parametrize("word", ["EA104", "exempt-without-reason"])
def test_this_rule_is_not_suppressed_by_a_comment(word: str) -> None:
    assert told(word) == [
        (
            f"the comment to ignore {word!r} names {word!r}, which no comment suppresses",
            "Give the reason that is missing, and the finding is gone.",
        )
    ]
    assert told("EA1") == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_what_no_comment_suppresses_is_told_and_stands(rule: Rule) -> None:
    place = Place("a.md", 4)
    comment = Suppression(rules=(rule.name,), because="our own aim", first_line=4, last_line=5, place=Place("a.md", 3))
    problem = {"level": "error", "kind": "fail", "message": "it is wrong", "remedy": "Mend it.", "location": place}
    finding = Finding(rule=rule.id, name=rule.name, **problem)
    (after,) = suppress_findings([finding], [comment])
    assert (after.suppressed is not None) is rule.suppressible
    assert ("which no comment suppresses" in str(told(rule.name))) is not rule.suppressible


def test_what_could_not_be_read_is_told_as_the_reader_says_it() -> None:
    assert told("EA101", unread="it names no rule", because=None) == [
        (
            "the comment suppresses nothing: it names no rule",
            f"Write `{EXAMPLE.format('EA101')}` on a line of its own above the text.",
        )
    ]


def test_words_without_end_or_sense_are_shown_in_part() -> None:
    (message, _), *others = told("x" * 100_000, "\x1b[31m")
    assert len(message) < 200
    assert len(others) == 1
