"""Reports put together by hand, for the formats that reports are written in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from evidence_assembler.model import Checked, Finding, Place, Report, Snapshot

DAY = date(2026, 4, 14)
LINES = {"paper.md": ["# Aims", "", "Pain fell. It was", "safe {0}.", "Pain fell."], "refs.bib": ["@misc{roe,}"]}
# names of rules, words of every script, and signs that formats read as their own
WORDS = st.text(max_size=30) | st.sampled_from(
    ["::error::x", "a%b", "]]>", "<&\"'>", "{0} {", "[x](1)", "a\r\nb\x00\x1b[m"]
)
PATHS = st.sampled_from(["a.md", "b/ü ß.md", "../c.md", "/d:e,f.md", "100%.md", "#?.md"])


def find(place: Place | None = None, **fields: object) -> Finding:
    """A finding: an error of EA101, where nothing else is said."""
    given = {"rule": "EA101", "name": "uncited-statement", "level": "error", "kind": "fail", "location": place}
    return Finding.model_validate({**given, "message": "“It” cites no source", "remedy": "Cite a source.", **fields})


def report_on(
    *findings: Finding,
    paths: Sequence[str] = ("paper.md",),
    rules: Sequence[str] = ("EA101", "EA103", "EA208"),
    retractions: Snapshot | None = None,
) -> Report:
    """A report on such documents."""
    checked = Checked(
        documents=len(paths), statements=3, cited=1, uncited=2, citations=1, sources=2, quotes={"exact": 1}
    )
    return Report(
        findings=findings, checked=checked, rules=tuple(rules), as_of=DAY, retractions=retractions, paths=tuple(paths)
    )


MIXED = report_on(
    find(Place("paper.md", 3, 1, 3, 11)),
    find(Place("paper.md", 3, 12, 4, 10), message="“It was safe.” cites no source"),
    find(Place("paper.md", 5, 1, 5, 11), suppressed="the author's own aim", suppressed_by="comment"),
    find(Place("refs.bib", 1, 1, 1, 12), rule="EA103", name="unused-source", level="note", source_id="roe"),
    find(rule="EA208", name="quote-unchecked", level="note", kind="open"),
    find(level="warning", suppressed="it was there", suppressed_by="baseline", rule="EA103", name="unused-source"),
    retractions=Snapshot(name="listed.csv", date=DAY, dated_by="file name"),
)


@st.composite
def handmade_reports(draw: st.DrawFn) -> Report:
    """A report of any findings whatever, on some documents."""
    rules = {"EA101": "uncited-statement", "EA103": "unused-source", "X9": "unknown"}

    def draw_finding() -> Finding:
        rule = draw(st.sampled_from(sorted(rules)))
        numbers = [draw(st.integers(1, 9)) for _ in range(4)]
        suppressed = draw(st.none() | WORDS)
        return find(
            draw(st.none() | st.builds(lambda path: Place(path, *numbers), PATHS)),
            rule=rule,
            name=rules[rule],
            level=draw(st.sampled_from(["error", "warning", "note"])),
            kind=draw(st.sampled_from(["fail", "open"])),
            message=draw(WORDS),
            remedy=draw(WORDS),
            source_id=draw(st.none() | WORDS),
            suppressed=suppressed,
            suppressed_by=draw(st.sampled_from(["comment", "baseline", None])) if suppressed is not None else None,
        )

    findings = [draw_finding() for _ in range(draw(st.integers(0, 5)))]
    return report_on(*findings, paths=draw(st.lists(PATHS, max_size=3, unique=True)))
