"""The default scheme, for whoever ranks without naming one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.errors import SchemeError
from evidence_assembler.model.scheme import TierScheme


@cache
def clinical_scheme() -> TierScheme:
    """The shipped scheme `clinical`, as `data/schemes/clinical.yaml` has it."""
    table = files("evidence_assembler.data").joinpath("schemes/clinical.yaml").read_text(encoding="utf-8")
    return TierScheme.model_validate(parse_yaml(table, "clinical.yaml", SchemeError).value)
