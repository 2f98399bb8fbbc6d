"""The examples are what their READMEs say they are."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from example_folders import AS_OF, EXAMPLES, NALTREXONE, SEED_PAGE

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer, Reference
from evidence_assembler.model.finding import Report
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library

QUOTED = ["label50", "toljan2018", "younger2014"]


def read_example(folder: Path) -> tuple[Answer, Library, Report]:
    draft = read_draft(folder / "answer.yaml")
    library = read_draft_library(draft)
    answer = assemble_answer(draft, library, as_of=AS_OF)
    return answer, library, check_answer(answer, library)


def refer(answer: Answer, source_id: str) -> Reference:
    return next(one for one in answer.references if source_id in one.ids)


def find_section(answer: Answer, statement_id: str) -> str | None:
    return next(s.title for s in answer.sections for t in s.topics for one in t.statements if one.id == statement_id)


@pytest.fixture(scope="module")
def naltrexone() -> tuple[Answer, Library, Report]:
    return read_example(NALTREXONE)


@pytest.fixture(scope="module")
def seed_page() -> tuple[Answer, Library, Report]:
    return read_example(SEED_PAGE)


def list_commands() -> list[tuple[Path, str]]:
    """The commands that the READMEs of the examples show, after a `$`."""
    return [
        (readme, line.removeprefix("$ evidence-assembler "))
        for readme in sorted(EXAMPLES.glob("*/README.md"))
        for line in readme.read_text(encoding="utf-8").splitlines()
        if line.startswith("$ evidence-assembler ")
    ]


@pytest.mark.parametrize(("readme", "command"), list_commands(), ids=[command for _, command in list_commands()])
def test_a_command_of_a_readme_runs(readme: Path, command: str, tmp_path: Path) -> None:
    """The naltrexone answer passes, with exit status 0; the claims of the page are refused, with 1."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    run = subprocess.run(
        [sys.executable, "-m", "evidence_assembler", *shlex.split(command)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == (1 if readme.parent == SEED_PAGE else 0), run.stderr


def test_naltrexone_has_no_error(naltrexone: tuple[Answer, Library, Report]) -> None:
    """An example of how it should be passes its own check."""
    _, library, report = naltrexone
    assert library.problems == ()
    assert library.strays == ()
    assert [finding for finding in report.findings if finding.level == "error"] == []
    assert report.ok


def test_naltrexone_reads_both_formats(naltrexone: tuple[Answer, Library, Report]) -> None:
    """One reference list is made of BibTeX and of CSL-JSON, and every source is used."""
    answer, library, _ = naltrexone
    files = {Path(entry.place.path).name for entry in library.entries if entry.place is not None}
    assert files == {"references.bib", "label.json"}
    assert sorted(one.source_id for one in answer.references) == sorted(library)


def test_naltrexone_is_numbered_without_a_gap(naltrexone: tuple[Answer, Library, Report]) -> None:
    """Numbers run 1..n by first appearance, and the guideline is the first."""
    answer, library, _ = naltrexone
    first_seen = list(dict.fromkeys(c.source_id for s in answer.statements() for c in s.citations))
    assert [one.number for one in answer.references] == list(range(1, len(library) + 1))
    assert [one.source_id for one in answer.references] == first_seen
    assert first_seen[0] == "eular2016"


def test_naltrexone_quotes_word_for_word(naltrexone: tuple[Answer, Library, Report]) -> None:
    """Every quotation stands in its source, is short, and only three sources are quoted."""
    answer, _, _ = naltrexone
    quoted = [c for s in answer.statements() for c in s.citations if c.quote is not None]
    assert sorted({c.source_id for c in quoted}) == QUOTED
    assert {c.match.status for c in quoted if c.match is not None} == {"exact", "normalized"}
    assert max(len(c.quote.split()) for c in quoted if c.quote is not None) < 30


def test_each_text_is_an_excerpt_with_a_licence(naltrexone: tuple[Answer, Library, Report]) -> None:
    """The texts at hand are parts, say under which terms they are here, and hold more than is quoted from them."""
    answer, library, _ = naltrexone
    texts = {entry.source.id: entry.text for entry in library.entries if entry.text is not None}
    assert sorted(texts) == QUOTED == sorted(file.stem for file in (NALTREXONE / "texts").glob("*.txt"))
    notes = (NALTREXONE / "texts" / "LICENCES").read_text(encoding="utf-8")
    for source_id, text in texts.items():
        quoted: set[int] = set()
        for statement in answer.statements():
            for citation in statement.citations:
                match = citation.match
                if citation.source_id == source_id and match is not None and match.start is not None:
                    quoted.update(range(match.start, match.end or match.start))
        assert text.extent == "excerpt"
        assert text.licence
        assert f"{source_id}.txt" in notes
        assert 0 < len(quoted) < len(text.text.strip())


def test_the_label_lifts_nothing(naltrexone: tuple[Answer, Library, Report]) -> None:
    """A label of 50 mg speaks only indirectly to a question about 1 to 5 mg, and the answer says so each time."""
    answer, _, _ = naltrexone
    cited = [(s, c) for s in answer.statements() for c in s.citations if c.source_id == "label50"]
    assert [s.id for s, _ in cited] == ["fifty", "off-label", "opioids"]
    assert all(c.indirect and "50 mg" in c.indirect for _, c in cited)
    assert "label50" not in {s.lifted_by for s in answer.statements()}
    assert "From the Drug Label" not in {s.title for s in answer.sections}


def test_a_review_is_no_guideline(naltrexone: tuple[Answer, Library, Report]) -> None:
    """The review that the page put under the guidelines stands under the research; a guideline stands under its own."""
    answer, _, _ = naltrexone
    assert refer(answer, "dieckmann2017").tier == "Narrative review or opinion"
    assert refer(answer, "dieckmann2017").basis == "declared"
    assert find_section(answer, "cornea") == "From the Research"
    assert refer(answer, "eular2016").tier == "Guideline"
    assert find_section(answer, "eular") == "From the Guidelines"


def test_disagreement_is_shown(naltrexone: tuple[Answer, Library, Report]) -> None:
    """Where sources disagree, both sides are cited, each with what it says of the statement."""
    answer, _, _ = naltrexone
    sides = {
        s.id: [(c.source_id, c.intent) for c in s.citations]
        for s in answer.statements()
        if any(c.intent == "disputes" for c in s.citations)
    }
    assert sides == {
        "opioid-rebound": [("toljan2018", "supports"), ("younger2014", "disputes")],
        "pooled": [("vatvani2024", "supports"), ("annmedsurg2025", "supports"), ("ologunowa2025", "disputes")],
    }


def test_only_what_was_read_is_in_the_bibliography(naltrexone: tuple[Answer, Library, Report]) -> None:
    """A field that was not read is left out, even where a reader misses it, and the check says so."""
    _, library, report = naltrexone
    assert set(library["dieckmann2017"].source.variables) == {"title", "container-title", "PMID", "keyword"}
    assert library["anticancer2022"].source.authors == ()
    incomplete = [finding.source_id for finding in report.findings if finding.rule == "EA404"]
    assert incomplete == ["annmedsurg2025", "anticancer2022"]


def test_the_claims_of_the_page_are_refused(seed_page: tuple[Answer, Library, Report]) -> None:
    """Of 27 statements 12 rest on nothing, and 4 stand under the guidelines on the strength of a review."""
    _, library, report = seed_page
    errors = Counter(finding.rule for finding in report.findings if finding.level == "error")
    assert library.problems == ()
    assert (report.checked.statements, report.checked.cited, report.checked.uncited) == (27, 15, 12)
    assert errors == {"EA101": 12, "EA501": 4}
    assert [f.statement for f in report.findings if f.rule == "EA101"] == [
        "g1", "g3", "g5", "k1", "k2", "k3", "k4", "f1", "f2", "f3", "f4", "f5",
    ]  # fmt: skip
    assert [f.statement for f in report.findings if f.rule == "EA501"] == ["g2", "g4", "g6", "k5"]
    assert {f.source_id for f in report.findings if f.rule == "EA501"} == {"dieckmann2017"}
    assert not report.ok


def test_the_page_cites_its_sources_as_it_numbered_them(seed_page: tuple[Answer, Library, Report]) -> None:
    """The seven sources keep the numbers that the page gave them, cited as often as there."""
    answer, _, _ = seed_page
    cited = Counter(c.number for s in answer.statements() for c in s.citations)
    assert cited == {1: 4, 2: 2, 3: 4, 4: 3, 5: 2, 6: 1, 7: 1}
    assert [one.source_id for one in answer.references] == [
        "dieckmann2017", "label50", "toljan2018", "patten2018", "kim2020", "younger2014", "anticancer2022",
    ]  # fmt: skip


def test_a_wider_policy_hides_what_is_uncited(seed_page: tuple[Answer, Library, Report]) -> None:
    """Under `section` no statement of the page is uncited; what stands under a wrong heading stays wrong."""
    answer, library, _ = seed_page
    report = check_answer(answer, library, policy="section")
    assert report.checked.uncited == 0
    assert Counter(f.rule for f in report.findings if f.level == "error") == {"EA501": 4}
