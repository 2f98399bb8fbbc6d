"""What the docs say of the rules, and the published schemas, are what the code says."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.readers.drafts import read_draft
from evidence_assembler.readers.libraries import read_draft_library
from evidence_assembler.readers.schemes import read_scheme
from evidence_assembler.renderers import render_answer
from evidence_assembler.renderers.reports.json import render_report_json

ROOT = Path(__file__).parents[2]
DRAFTS = sorted([*ROOT.glob("examples/*/answer.yaml"), ROOT / "docs/rules/example/answer.yaml"])


def read_schema(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_nothing_generated_is_out_of_date() -> None:
    """`python docs/generate.py` would change nothing."""
    run = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (0, "")


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parent.name)
def test_what_is_read_and_written_fits_the_published_schemas(path: Path) -> None:
    """The drafts, the answers they make, and their reports."""
    read_schema("draft").validate(parse_yaml(path.read_text(encoding="utf-8"), str(path)).value)
    draft = read_draft(path)
    library = read_draft_library(draft)
    scheme = read_scheme(draft.scheme or "clinical", path.parent, draft.question_type)
    answer = assemble_answer(draft, library, scheme=scheme, as_of=date(2026, 4, 14))
    read_schema("answer").validate(json.loads(render_answer(answer, "json")))
    read_schema("report").validate(json.loads(render_report_json(check_answer(answer, library))))


@pytest.mark.parametrize(
    "claim",
    [
        {"text": "So.", "topics": "Effects"},
        {"text": "So.", "cite": {"source": "a", "pages": 3}},
        {"text": "So.", "cite": {"quote": "words"}},
        {"cite": "a"},
    ],
)
def test_an_editor_sees_what_the_reader_refuses(claim: dict[str, Any]) -> None:
    """The schema of drafts knows no other keys, and what must be there."""
    assert list(read_schema("draft").iter_errors({"question": "Why?", "claims": [claim]}))


@pytest.mark.parametrize(
    "claim",
    [
        {"text": "So.", "cite": "a"},
        {"text": "So.", "cite": ["a", {"source": "b", "page": 3}]},
        {"text": "So.", "citations": [{"source_id": "b", "quote": "words"}]},
    ],
)
def test_an_editor_takes_both_vocabularies(claim: dict[str, Any]) -> None:
    """The words of the file and those of Python."""
    assert not list(read_schema("draft").iter_errors({"question": "Why?", "claims": [claim]}))
