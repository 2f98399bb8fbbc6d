"""The schemes that the library brings along, one YAML file each; `clinical` is the default."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from evidence_assembler.data.yaml12 import parse_yaml
from evidence_assembler.errors import SchemeError
from evidence_assembler.model.scheme import TierScheme

_FOLDER = files("evidence_assembler.data").joinpath("schemes")


@cache
def shipped_schemes() -> tuple[str, ...]:
    """The names of the shipped schemes, in alphabetical order."""
    return tuple(sorted(one.name.removesuffix(".yaml") for one in _FOLDER.iterdir() if one.name.endswith(".yaml")))


@cache
def shipped_scheme(name: str) -> TierScheme:
    """The shipped scheme of that name, one of `shipped_schemes()`.

    Its designs stand under their names and its sections are written out, so nothing is left to fill in.
    """
    table = _FOLDER.joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return TierScheme.model_validate(parse_yaml(table, f"{name}.yaml", SchemeError).value)


def clinical_scheme() -> TierScheme:
    """The scheme of whoever names none."""
    return shipped_scheme("clinical")
