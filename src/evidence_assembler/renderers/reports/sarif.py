"""A report in SARIF 2.1.0, the format in which code scanning takes findings."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import Finding, Report
from evidence_assembler.model.place import Place
from evidence_assembler.renderers.terminal.lines import show_plainly
from evidence_assembler.rules.chosen import Rule, all_rules
from evidence_assembler.text.stretch import SourceLines, read_stretches

_NAME = "evidence-assembler"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "ruleAndWords/v1"  # not GitHub's primaryLocationLineHash, which its uploader computes, and compares

Json = dict[str, Any]


def render_report_sarif(report: Report, source_lines: SourceLines, unread: Sequence[EvidenceError] = ()) -> str:
    """The report as a SARIF log of one run, with a newline at the end.

    `source_lines` gives the lines of a file, None where it cannot be read: fingerprints are made of the words at a
    place, so that a finding is known again on another line. `unread` are the files that could not be checked. Paths
    that lead out of the working folder are told as absolute ones. Standard: OASIS SARIF 2.1.0 with errata 01.
    """
    rules = _describe_rules(report)
    artifacts = list(dict.fromkeys(report.paths))
    writer = _ResultWriter(report, [rule["id"] for rule in rules], artifacts, source_lines)
    run: Json = {
        "tool": {
            "driver": {
                "name": _NAME,
                "version": version(_NAME),
                "semanticVersion": version(_NAME),
                "rules": rules,
            }
        },
        "invocations": [_describe_invocation(unread)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which the check was run."}}},
        "artifacts": [{"location": _locate_file(path), "roles": ["analysisTarget"]} for path in artifacts],
        "columnKind": "unicodeCodePoints",
        "results": [writer.write(finding) for finding in report.findings],
        "properties": _describe_check(report),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _describe_rules(report: Report) -> list[Json]:
    """The rules that ran; and those of findings of others, as a report that was put together by hand may have them."""
    known = {rule.id: rule for rule in all_rules()}
    named = dict.fromkeys((*report.rules, *(finding.rule for finding in report.findings)))
    return [_describe_rule(known[one]) if one in known else {"id": show_plainly(one)} for one in named]


def _describe_rule(rule: Rule) -> Json:
    summary, *parts = re.split(r"^## ", rule.page, flags=re.MULTILINE)
    summary = " ".join(summary.split())
    prose = [part for part in parts if "```" not in part]
    why = next((" ".join(part.split("\n", 1)[1].split()) for part in prose if part.startswith("Why")), "")
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": _plain(summary)},
        "fullDescription": {"text": _plain(f"{summary} {why}".strip())},
        "help": {"text": _plain("\n\n".join([summary, *map(str.strip, prose)])), "markdown": rule.page},
        "defaultConfiguration": {"level": rule.level},
    }


def _plain(markdown: str) -> str:
    return markdown.replace("`", "").replace("**", "")


def _describe_invocation(unread: Sequence[EvidenceError]) -> Json:
    """How the run went. A file that could not be checked is a run that did not do what it was asked for."""
    told: Json = {"executionSuccessful": not unread}
    if unread:
        told["toolExecutionNotifications"] = [_notify(error) for error in unread]
    return told


def _notify(error: EvidenceError) -> Json:
    told: Json = {"level": "error", "message": {"text": _say(error.message, error.remedy)}}
    if error.path is not None:
        physical: Json = {"artifactLocation": _locate_file(error.path)}
        if error.line is not None:
            physical["region"] = {"startLine": error.line} | ({"startColumn": error.column} if error.column else {})
        told["locations"] = [{"physicalLocation": physical}]
    return told


def _describe_check(report: Report) -> Json:
    listed = report.retractions
    return {
        "asOf": report.as_of.isoformat(),
        "checked": report.checked.model_dump(mode="json"),
        "retractions": listed
        and {"name": show_plainly(listed.name), "date": listed.date.isoformat(), "datedBy": listed.dated_by},
    }


class _ResultWriter:
    """Writes findings as results, each with the fingerprint by which it is known again."""

    def __init__(self, report: Report, rules: Iterable[str], artifacts: Iterable[str], lines: SourceLines) -> None:
        self._as_of = report.as_of
        self._rules = {rule: at for at, rule in enumerate(rules)}
        self._artifacts = {path: at for at, path in enumerate(artifacts)}
        self._words_at = read_stretches(lines)
        self._equal: Counter[str] = Counter()

    def write(self, finding: Finding) -> Json:
        result: Json = {"ruleId": finding.rule}
        if finding.rule in self._rules:
            result["ruleIndex"] = self._rules[finding.rule]
        result |= {
            "kind": finding.kind,
            # 3.27.10: of any kind but "fail" the level is "none"
            "level": finding.level if finding.kind == "fail" else "none",
            "message": {"text": _say(finding.message, finding.remedy)},
            "locations": [self._locate(finding.location)] if finding.location is not None else [],
            "partialFingerprints": {_FINGERPRINT: self._fingerprint(finding)},
        }
        if finding.suppressed is not None:
            where = "inSource" if finding.suppressed_by == "comment" else "external"
            result["suppressions"] = [
                {"kind": where, "status": "accepted", "justification": show_plainly(finding.suppressed)}
            ]
        named = {"statement": finding.statement, "sourceId": finding.source_id}
        if told := {name: show_plainly(value) for name, value in named.items() if value is not None}:
            result["properties"] = told
        return result

    def _locate(self, place: Place) -> Json:
        file = _locate_file(place.path)
        if place.path in self._artifacts:
            file["index"] = self._artifacts[place.path]
        region = {"startLine": place.line, "startColumn": place.column}
        if (place.end_line, place.end_column) >= (place.line, place.column):
            region |= {"endLine": place.end_line, "endColumn": place.end_column}
        return {"physicalLocation": {"artifactLocation": file, "region": region}}

    def _fingerprint(self, finding: Finding) -> str:
        """A digest of the rule, the file, the source and the words; equal ones are told apart by their order."""
        at = finding.location
        words = (self._words_at(at) if at is not None else None) or finding.message
        path = _locate_file(at.path)["uri"] if at is not None else ""
        parts = "\0".join((finding.rule, path, finding.source_id or "", words))
        digest = sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._equal[digest] += 1
        return f"{digest}:{self._equal[digest]}"


def _say(message: str, remedy: str | None) -> str:
    """The message and the remedy as a plain text message of SARIF.

    3.11.5: braces are doubled, for single ones stand around placeholders. 3.11.6: `[words](` would begin a link.
    """
    said = show_plainly(f"{message}. {remedy}" if remedy else message)
    return said.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _locate_file(path: str) -> Json:
    """The URI of a file: relative to the folder of the run, or absolute where it is given so or leads out of it."""
    given = Path(path)
    if not given.is_absolute() and ".." not in given.parts:
        return {"uri": quote(os.fsencode(given.as_posix()), safe="/"), "uriBaseId": _ROOT}
    return {"uri": Path(os.path.abspath(path)).as_uri()}  # noqa: PTH100 - links are not followed
