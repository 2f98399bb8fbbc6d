"""A report as JUnit XML, which pipelines show as test results: a suite for each document, a case for each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.finding import LEVELS, Finding, Level, Report
from evidence_assembler.renderers.terminal.lines import show_plainly
from evidence_assembler.rules.chosen import all_rules

_NAME = "evidence-assembler"
_COUNTED = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}


def render_report_junit(report: Report, *, fail_on: Level = "error", unread: Sequence[EvidenceError] = ()) -> str:
    """The report as JUnit XML, with a newline at the end.

    Each document is a suite, and each rule that ran a case of it. A finding from the level `fail_on` on is a case of
    its own that failed, named by its message and not by its line, so that a pipeline knows it again; a suppressed one
    is skipped. What is lower is the output of its rule's case. Files beside the documents, such as bibliographies,
    have a suite where something is found in them, and so has what has no place. `unread` are the files that could not
    be checked: their case is an error.
    """
    names = {rule.id: rule.name for rule in all_rules()} | {one.rule: one.name for one in report.findings}
    documents: tuple[str | None, ...] = report.paths or (None,)
    by_file: dict[str | None, dict[str, list[Finding]]] = {
        path: {rule: [] for rule in report.rules} for path in documents
    }
    for finding in report.findings:
        path = finding.location.path if finding.location is not None else None
        by_file.setdefault(path, {}).setdefault(finding.rule, []).append(finding)
    root = Element("testsuites", name=_NAME)
    for path, by_rule in by_file.items():
        suite = _Suite(root, path, report)
        for rule, findings in by_rule.items():
            suite.add_rule(f"{rule} {names.get(rule, '')}".strip(), findings, LEVELS[: LEVELS.index(fail_on) + 1])
    for error in unread:
        _Suite(root, error.path, report).add_unread(error)
    for element in (root, *root):
        for attribute, tag in _COUNTED.items():
            element.set(attribute, str(sum(1 for _ in element.iter(tag))))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


class _Suite:
    """The cases of one file. Everything written is printable, and so legal in XML 1.0."""

    def __init__(self, root: Element, path: str | None, report: Report) -> None:
        self._path = show_plainly(path) if path is not None else None
        self._named: Counter[str] = Counter()
        self._suite = SubElement(root, "testsuite", name=self._path or _NAME)
        properties = SubElement(self._suite, "properties")
        SubElement(properties, "property", name="as_of", value=report.as_of.isoformat())

    def add_rule(self, title: str, findings: Sequence[Finding], failing: Sequence[Level]) -> None:
        """What a rule found in this file: one case, or one for each finding that failed or is suppressed."""
        lower = [one for one in findings if one.suppressed is None and one.level not in failing]
        apart = [one for one in findings if one.suppressed is not None or one.level in failing]
        if lower or all(one.suppressed is not None for one in apart):
            case = self._add_case(title)
            if lower:
                SubElement(case, "system-out").text = "\n".join(f"{one.level}: {_tell(one)}" for one in lower)
        for one in apart:
            case = self._add_case(f"{title}: {show_plainly(one.message)}", one.location.line if one.location else None)
            if one.suppressed is not None:
                SubElement(case, "skipped", message=show_plainly(one.suppressed))
            else:
                SubElement(case, "failure", message=show_plainly(one.message), type=one.level).text = _tell(one)

    def add_unread(self, error: EvidenceError) -> None:
        """The case of a file that could not be checked."""
        case = self._add_case("the file can be checked", error.line)
        told = SubElement(case, "error", message=show_plainly(error.message), type=type(error).__name__)
        told.text = "\n".join(map(show_plainly, str(error).splitlines()))

    def _add_case(self, name: str, line: int | None = None) -> Element:
        self._named[name] += 1
        if self._named[name] > 1:
            name = f"{name} ({self._named[name]})"
        case = SubElement(self._suite, "testcase", name=name, classname=self._path or _NAME)
        if self._path is not None:
            case.set("file", self._path)
        if line is not None:
            case.set("line", str(line))
        return case


def _tell(finding: Finding) -> str:
    at = f"{show_plainly(str(finding.location))}: " if finding.location is not None else ""
    kind = " (open)" if finding.kind == "open" else ""
    return f"{at}{finding.rule} {finding.name}{kind}\n{show_plainly(finding.message)}\n{show_plainly(finding.remedy)}"
