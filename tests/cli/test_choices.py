"""The choices that `check --help` shows without loading the model are those of the model."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from typing import get_args

import click

from evidence_assembler.cli import check
from evidence_assembler.cli.check_options import CheckOptions
from evidence_assembler.model import finding
from evidence_assembler.model.settings import Policy
from evidence_assembler.renderers.reports import REPORT_FORMATS


def test_the_choices_are_those_of_the_model() -> None:
    assert get_args(Policy) == check.POLICIES
    assert finding.LEVELS == check.LEVELS
    assert REPORT_FORMATS == check.FORMATS
    told = {option.name: option.type for option in check.command.params}
    for name, choices in (("policy", check.POLICIES), ("fail_on", check.LEVELS), ("form", check.FORMATS)):
        kind = told[name]
        assert isinstance(kind, click.Choice)
        assert tuple(kind.choices) == choices


def test_every_option_is_one_of_the_run() -> None:
    assert {option.name for option in check.command.params} == {one.name for one in fields(CheckOptions)}


def test_help_loads_no_model() -> None:
    ask = "import sys; from evidence_assembler.cli import check; check.command.main(['--help'], standalone_mode=False)"
    tell = "; print(*sorted({'pydantic', 'evidence_assembler.model'} & set(sys.modules)), 'loaded')"
    done = subprocess.run([sys.executable, "-c", ask + tell], capture_output=True, encoding="utf-8", check=True)
    assert "--policy" in done.stdout
    assert done.stdout.splitlines()[-1].strip() == "loaded"
