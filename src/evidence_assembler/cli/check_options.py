"""What `check` is asked for on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import click

from evidence_assembler.model.finding import Level
from evidence_assembler.model.project import DocumentSettings
from evidence_assembler.model.settings import Policy, ReportFormat


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The paths and the options of one run; None, or an empty tuple, is what nobody said."""

    paths: tuple[str, ...]
    sources: tuple[str, ...]
    texts: str | None
    retractions: str | None
    scheme: str | None
    as_of: datetime | None
    profile: str | None
    policy: Policy | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: Level | None
    form: ReportFormat | None
    allow_outside: bool
    baseline: str | None
    write_baseline: str | None
    because: str | None
    jobs: int | None
    no_cache: bool
    output: str | None

    def list_settings(self) -> DocumentSettings:
        """Those that a project can settle too, for each of its documents."""
        return DocumentSettings(
            sources=self.sources or None,
            texts=self.texts,
            scheme=self.scheme,
            profile=self.profile,
            policy=self.policy,
            select=self.select or None,
            ignore=self.ignore or None,
        )


def refuse_contradictions(options: CheckOptions) -> None:
    """Raise `click.UsageError` for options of which one wants, or does not bear, another."""
    if options.write_baseline is not None and (options.because is None or options.baseline is not None):
        raise click.UsageError("--write-baseline takes --because, with the reason, and no --baseline beside it.")
    if options.write_baseline == "-":
        raise click.UsageError("--write-baseline writes a file, which is kept: name one.")
    if options.because is not None and options.write_baseline is None:
        raise click.UsageError("--because is the reason for --write-baseline.")


def refuse_unknown_names(options: CheckOptions) -> None:
    """Raise `UnknownNameError` for a rule or a profile that does not exist, before any file is read.

    Rules take longer to load than a run of kept results: only where some are named are they asked.
    """
    if options.select or options.ignore:
        from evidence_assembler.rules.chosen import choose_rules

        choose_rules(options.select, options.ignore)
    if options.profile is not None:
        from evidence_assembler.known.profiles import find_profile

        find_profile(options.profile)
