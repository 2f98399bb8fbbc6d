"""Suppressing findings by comments: on which lines, of which rules, with which reason."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.model import Finding, Place
from evidence_assembler.model.document import Suppression
from evidence_assembler.suppress import suppress_findings


def find(line: int, rule: str = "EA101", path: str = "a.md") -> Finding:
    return Finding(
        rule=rule,
        name="n",
        level="error",
        kind="fail",
        message="m",
        remedy="r.",
        location=Place(path, line, 5, line, 9),
    )


def ignore(
    first: int, last: int, *rules: str, because: str | None = "our aim", unread: str | None = None
) -> Suppression:
    place = Place("a.md", 1)
    return Suppression(rules=rules, because=because, first_line=first, last_line=last, place=place, unread=unread)


def reasons(findings: list[Finding], *suppressions: Suppression) -> list[str | None]:
    found = suppress_findings(findings, suppressions)
    assert [one.model_copy(update={"suppressed": None, "suppressed_by": None}) for one in found] == findings
    assert all((one.suppressed is None) == (one.suppressed_by is None) for one in found)
    assert {one.suppressed_by for one in found} <= {None, "comment"}
    return [one.suppressed for one in found]


def test_what_begins_on_a_covered_line_is_suppressed_with_the_reason() -> None:
    found = [find(line) for line in (2, 3, 4, 5)]
    assert reasons(found, ignore(3, 4, "EA101")) == [None, "our aim", "our aim", None]


@pytest.mark.parametrize("word", ["EA101", "ea101", "uncited-statement", "EA1", "EA"])
def test_a_rule_is_named_by_id_name_or_beginning(word: str) -> None:
    assert reasons([find(3), find(3, "EA202")], ignore(3, 3, word))[0] == "our aim"


def test_other_rules_files_and_findings_without_a_place_stand() -> None:
    bare = find(3).model_copy(update={"location": None})
    found = [find(3, "EA202"), find(3, path="b.md"), bare]
    assert reasons(found, ignore(1, 9, "EA101", "unused-source")) == [None, None, None]


@pytest.mark.parametrize("because", [None, "", "yes", "TODO", "---"])
def test_without_a_reason_nothing_is_suppressed(because: str | None) -> None:
    assert reasons([find(3)], ignore(1, 9, "EA101", because=because)) == [None]


def test_what_could_not_be_read_and_rules_that_do_not_exist_suppress_nothing() -> None:
    assert reasons([find(3)], ignore(1, 9, "EA101", unread="it is broken"), ignore(1, 9, "EA999")) == [None]
    assert reasons([find(3)], ignore(1, 9, "EA999", "EA101")) == ["our aim"]


@pytest.mark.parametrize("word", ["EA104", "exempt-without-reason", "EA1"])
def test_the_rule_that_wants_reasons_cannot_be_suppressed(word: str) -> None:
    assert reasons([find(3, "EA104")], ignore(1, 9, word)) == [None]


def test_what_is_suppressed_already_keeps_its_reason() -> None:
    before = find(3).model_copy(update={"suppressed": "old", "suppressed_by": "baseline"})
    assert suppress_findings([before], [ignore(3, 3, "EA101")]) == (before,)


STRETCHES = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 10)), max_size=8)


@given(STRETCHES, st.lists(st.integers(1, 45), max_size=20))
def test_a_line_is_covered_where_any_suppression_covers_it(stretches: list[tuple[int, int]], lines: list[int]) -> None:
    those = [ignore(first, first + more, "EA101") for first, more in stretches]
    told = reasons([find(line) for line in lines], *those)
    assert [reason is not None for reason in told] == [any(f <= line <= f + m for f, m in stretches) for line in lines]


def test_many_findings_under_many_suppressions() -> None:
    found = [find(line) for line in range(1, 20_001)]
    nested = [ignore(line, 20_000, "EA101", because=f"reason {line}") for line in range(2, 10_002)]
    told = reasons(found, *nested)
    assert told[0] is None
    assert None not in told[1:]
