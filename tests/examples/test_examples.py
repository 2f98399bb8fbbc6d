"""The examples are what their READMEs say they are."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from example_folders import ASPIRIN, FIBROMYALGIA, NALTREXONE, PASSWORDS, SEED_PAGE
from example_pages import DAY, EXAMPLES

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.library.library import Library
from evidence_assembler.model.answer import Answer, Reference
from evidence_assembler.model.finding import Report
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library
from evidence_assembler.readers.schemes import read_scheme
from evidence_assembler.renderers import render_answer

QUOTED = ["label50", "toljan2018", "younger2014"]


def read_example(folder: Path, day: date = DAY) -> tuple[Answer, Library, Report]:
    draft = read_draft(folder / "answer.yaml")
    library = read_draft_library(draft)
    scheme = read_scheme(draft.scheme or "clinical", folder, draft.question_type)
    answer = assemble_answer(draft, library, scheme=scheme, as_of=day)
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


def list_commands() -> list[tuple[Path, str, list[str]]]:
    """The commands that the READMEs of the examples show, after a `$`, each with the lines that it prints there."""
    commands = []
    for readme in sorted(EXAMPLES.glob("*/README.md")):
        for block in re.findall(r"```console\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL):
            for command in re.split(r"^\$ evidence-assembler ", block, flags=re.MULTILINE)[1:]:
                first, *shown = command.splitlines()
                commands.append((readme, first, shown))
    return commands


def test_every_command_is_one_of_ours() -> None:
    """So that none is shown that is not run."""
    shown = [line for readme in EXAMPLES.glob("*/README.md") for line in readme.read_text("utf-8").splitlines()]
    assert sum(line.startswith("$") for line in shown) == len(list_commands())


@pytest.mark.parametrize(
    ("readme", "command", "shown"), list_commands(), ids=[command for _, command, _ in list_commands()]
)
def test_a_command_of_a_readme_runs(readme: Path, command: str, shown: list[str], tmp_path: Path) -> None:
    """The claims of the page are refused, with exit status 1; every other answer passes, with 0.

    Where the README shows what is printed, that is printed; a line of `...` stands for any lines.
    """
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    run = subprocess.run(
        [sys.executable, "-m", "evidence_assembler", *shlex.split(command)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"},
    )
    assert run.returncode == (1 if readme.parent == SEED_PAGE else 0), run.stderr
    if shown:
        pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + r" *\n" for line in shown)
        assert re.fullmatch(pattern, run.stdout), run.stdout


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


WRITTEN_ON = {PASSWORDS: date(2024, 6, 1), ASPIRIN: date(2024, 1, 1), FIBROMYALGIA: date(2025, 6, 1)}


@pytest.mark.parametrize("folder", WRITTEN_ON, ids=lambda folder: folder.name)
def test_an_example_passes_on_the_day_it_was_written_for(folder: Path) -> None:
    """Without an error, and every source is read."""
    _, library, report = read_example(folder, WRITTEN_ON[folder])
    assert library.problems == ()
    assert library.strays == ()
    assert report.ok
    assert [finding.message for finding in report.findings if finding.level == "error"] == []


@pytest.mark.parametrize("folder", [*WRITTEN_ON, NALTREXONE], ids=lambda folder: folder.name)
def test_every_warning_that_is_left_is_explained(folder: Path) -> None:
    """By its rule, in the README, which explains no warning that is not there."""
    _, _, report = read_example(folder, WRITTEN_ON.get(folder, DAY))
    explained = set(re.findall(r"`(EA\d+)`", (folder / "README.md").read_text(encoding="utf-8")))
    assert {finding.rule for finding in report.findings if finding.level == "warning"} <= explained
    assert explained <= {finding.rule for finding in report.findings}


@pytest.mark.parametrize("folder", [*WRITTEN_ON, NALTREXONE], ids=lambda folder: folder.name)
def test_only_what_has_a_text_is_quoted(folder: Path) -> None:
    """Every quotation stands in a text, and the folder says whose words that is and under which terms it is here."""
    answer, library, _ = read_example(folder, WRITTEN_ON.get(folder, DAY))
    texts = {entry.source.id for entry in library.entries if entry.text is not None}
    quoted = [c for s in answer.statements() for c in s.citations if c.quote is not None]
    assert {citation.source_id for citation in quoted} == texts
    assert {c.match.status for c in quoted if c.match is not None} <= {"exact", "normalized"}
    assert bool(texts) == (folder / "texts").exists()
    notes = (folder / "texts" / "LICENCES").read_text(encoding="utf-8") if texts else ""
    assert all(f"{source_id}.txt" in notes for source_id in texts)


def test_a_standard_is_superseded_from_its_day_on() -> None:
    """On the day of the answer it stands and lifts; when its successor is out, the report names that one."""
    before, library, report = read_example(PASSWORDS, date(2025, 7, 31))
    assert "nist2025" in library
    assert refer(before, "nist2017").status == ()
    assert find_section(before, "nist") == "Recognised Standards"
    assert "EA403" not in {finding.rule for finding in report.findings}
    after, _, report = read_example(PASSWORDS, date(2025, 8, 1))
    assert refer(after, "nist2017").status == ("superseded",)
    assert find_section(after, "nist") is None
    superseded = [finding for finding in report.findings if finding.rule == "EA403"]
    assert [finding.statement for finding in superseded] == ["nist", "should-not", "compromise"]
    assert all("'nist2025'" in finding.message and "2025-08-01" in finding.message for finding in superseded)


@pytest.mark.parametrize("day", [date(2024, 6, 1), date(2026, 4, 14)])
def test_an_edition_that_did_not_exist_supports_nothing(day: date) -> None:
    """The draft cites no source of a later date than its own: its successor is named by the check alone."""
    answer, _, _ = read_example(PASSWORDS, day)
    assert "nist2025" not in {source_id for reference in answer.references for source_id in reference.ids}
    issued = [reference.source.issued for reference in answer.references]
    assert all(one is not None and one.parts < (2024, 6, 1) for one in issued)


def test_should_not_is_not_shall_not(tmp_path: Path) -> None:
    """The advice of a standard, quoted as a prohibition, is refused."""
    shutil.copytree(PASSWORDS, tmp_path / "answer")
    draft = tmp_path / "answer" / "answer.yaml"
    written = draft.read_text(encoding="utf-8")
    changed = written.replace("quote: Verifiers SHOULD NOT require", "quote: Verifiers SHALL NOT require")
    assert changed != written
    draft.write_text(changed, encoding="utf-8")
    _, _, report = read_example(tmp_path / "answer", WRITTEN_ON[PASSWORDS])
    (refused,) = [finding for finding in report.findings if finding.level == "error"]
    assert (refused.rule, refused.statement) == ("EA202", "nist")
    assert "'SHALL' where the source has 'SHOULD'" in refused.message


def test_a_requirement_keeps_its_condition_and_disagrees_in_the_open() -> None:
    """PCI DSS is told in other words, with the case it speaks of and the way round it, and cited against the advice."""
    answer, _, _ = read_example(PASSWORDS, WRITTEN_ON[PASSWORDS])
    statements = {one.id: one for one in answer.statements()}
    assert "only where a password is the only factor" in statements["pci"].text
    assert "dynamic analysis" in statements["pci"].text
    assert [c.quote for s in answer.statements() for c in s.citations if c.source_id == "pci2022"] == [None, None]
    assert [(c.source_id, c.intent) for c in statements["nist"].citations] == [
        ("nist2017", "supports"), ("pci2022", "disputes"),
    ]  # fmt: skip


def test_a_draft_of_a_standard_lifts_nothing() -> None:
    answer, _, _ = read_example(PASSWORDS, WRITTEN_ON[PASSWORDS])
    assert refer(answer, "nist2022draft").status == ("draft",)
    assert refer(answer, "murray2017").status == ("preprint",)
    assert find_section(answer, "draft") is None


@pytest.mark.parametrize("form", ["html", "latex", "markdown", "text", "json"])
def test_grades_are_those_of_their_makers(form: str) -> None:
    """In every format each stands as it was given, and no other."""
    answer, _, _ = read_example(ASPIRIN, WRITTEN_ON[ASPIRIN])
    given = {s.id: (s.certainty.scheme, s.certainty.value) for s in answer.statements() if s.certainty is not None}
    assert given == {
        "sixty": ("USPSTF", "D"),
        "forty": ("USPSTF", "C"),
        "accaha": ("ACC/AHA", "COR IIb, LOE A"),
        "accaha-seventy": ("ACC/AHA", "COR III: Harm, LOE B-R"),
        "before": ("USPSTF", "C"),
    }
    page = " ".join(render_answer(answer, form).split())
    for scheme, value in given.values():
        told = f'"scheme": "{scheme}", "value": "{value}"' if form == "json" else f"{scheme}: {value}"
        assert told in page


def test_a_superseded_guideline_is_history() -> None:
    """It is cited for what was recommended before, says so, and lifts nothing; on an earlier day it stands."""
    answer, _, report = read_example(ASPIRIN, WRITTEN_ON[ASPIRIN])
    assert refer(answer, "uspstf2016").status == ("superseded",)
    assert find_section(answer, "before") is None
    assert "EA403" not in {finding.rule for finding in report.findings}
    earlier, _, _ = read_example(ASPIRIN, date(2022, 4, 25))
    assert "superseded" not in refer(earlier, "uspstf2016").status
    assert find_section(earlier, "before") == "From the Guidelines"


def test_a_benefit_stands_with_its_harm_and_their_intervals() -> None:
    """Hazard ratios and confidence intervals are in the words."""
    answer, _, _ = read_example(ASPIRIN, WRITTEN_ON[ASPIRIN])
    statements = {one.id: one for one in answer.statements()}
    for name, role, numbers in (
        ("trial-benefit", "benefit", ("0.95", "0.83", "1.08")),
        ("trial-harm", "harm", ("1.38", "1.18", "1.62")),
        ("pooled-benefit", "benefit", ("0.83", "0.73", "0.95")),
        ("pooled-harm", "harm", ("1.40", "1.25", "1.57")),
    ):
        assert statements[name].role == role
        assert all(number in statements[name].text for number in numbers)


def test_a_level_is_given_only_where_the_scheme_has_a_row() -> None:
    """A review stands by what it includes; a guideline, a protocol and a review that does not tell have no level."""
    answer, _, _ = read_example(FIBROMYALGIA, WRITTEN_ON[FIBROMYALGIA])
    assert {one.source_id: one.tier for one in answer.references} == {
        "vatvani2024": "Level 1",
        "annmedsurg2025": "Level 1",
        "younger2013": "Level 2",
        "bruun2024": "Level 2",
        "bruun2025": "No level",
        "younger2009": "Level 2",
        "ologunowa2025": "No level",
        "bruun2021": "No level",
        "eular2016": "No level",
    }
    assert find_section(answer, "eular") is None


def test_one_trial_in_three_papers_is_one_trial() -> None:
    """Their records share a registration; the answer says so, and cites the plan for no result."""
    answer, _, report = read_example(FIBROMYALGIA, WRITTEN_ON[FIBROMYALGIA])
    papers = [refer(answer, source_id) for source_id in ("bruun2021", "bruun2024", "bruun2025")]
    assert {one.trials for one in papers} == {("NCT04270877",)}
    assert not {"EA407", "EA506"} & {finding.rule for finding in report.findings}
    intents = {c.intent for s in answer.statements() for c in s.citations if c.source_id == "bruun2021"}
    assert intents == {"background"}


def test_two_papers_of_one_trial_are_not_two_trials(tmp_path: Path) -> None:
    """The same statement with other words is warned of."""
    shutil.copytree(FIBROMYALGIA, tmp_path / "answer")
    draft = tmp_path / "answer" / "answer.yaml"
    written = draft.read_text(encoding="utf-8")
    start = written.index("      The plan, the result")
    end = written.index("    cite:", start)
    draft.write_text(f"{written[:start]}      Two trials have tested 6 mg.\n{written[end:]}", encoding="utf-8")
    _, _, report = read_example(tmp_path / "answer", WRITTEN_ON[FIBROMYALGIA])
    assert [finding.statement for finding in report.findings if finding.rule == "EA506"] == ["three-papers"]


@pytest.mark.parametrize(
    ("folder", "sides"),
    [
        (PASSWORDS, [("nist", "pci")]),
        (ASPIRIN, [("sixty", "accaha")]),
        (FIBROMYALGIA, [("pooled", "pooled-null"), ("pooled-five", "pooled-null"), ("first-trial", "larger-trial")]),
    ],
    ids=lambda given: given.name if isinstance(given, Path) else "",
)
def test_what_disagrees_stands_side_by_side(folder: Path, sides: list[tuple[str, str]]) -> None:
    """Each disputed statement beside the one that its source supports instead."""
    answer, _, _ = read_example(folder, WRITTEN_ON[folder])
    assert [tuple(side.statement for side in one.sides) for one in answer.disagreements] == sides
    assert {one.kind for one in answer.disagreements} == {"disputed"}


@pytest.mark.parametrize("folder", [NALTREXONE, PASSWORDS], ids=lambda folder: folder.name)
def test_a_text_that_changed_by_one_character_is_told(folder: Path, tmp_path: Path) -> None:
    """Of an answer that was assembled before, by the source whose text it is, and by no other."""
    answer, _, report = read_example(folder)
    assert "EA406" not in {finding.rule for finding in report.findings}
    for text in sorted((folder / "texts").glob("*.txt")):
        copy = tmp_path / text.stem
        shutil.copytree(folder, copy)
        changed = copy / "texts" / text.name
        changed.write_text(changed.read_text(encoding="utf-8").rstrip("\n") + "!\n", encoding="utf-8")
        later = check_answer(answer, read_draft_library(read_draft(copy / "answer.yaml")))
        assert [finding.source_id for finding in later.findings if finding.rule == "EA406"] == [text.stem]


@pytest.mark.parametrize("folder", [NALTREXONE, ASPIRIN, FIBROMYALGIA, SEED_PAGE], ids=lambda folder: folder.name)
def test_a_benefit_without_what_is_told_of_harms_is_told(folder: Path) -> None:
    draft = read_draft(folder / "answer.yaml")
    library = read_draft_library(draft)
    scheme = read_scheme(draft.scheme or "clinical", folder, draft.question_type)
    benefits = tuple(claim for claim in draft.claims if claim.role in ("benefit", "mechanism"))
    for claims, told in ((draft.claims, False), (benefits, True)):
        answer = assemble_answer(
            draft.model_copy(update={"claims": claims, "key_points": ()}), library, scheme=scheme, as_of=DAY
        )
        rules = {finding.rule for finding in check_answer(answer, library).findings}
        assert ("EA608" in rules) == told
