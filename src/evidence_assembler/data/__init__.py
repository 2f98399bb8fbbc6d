"""Judgment as tables, each with its source and year.

What only this project writes is TOML; what users write too (tier schemes) is YAML, read by `data.yaml12`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """The table `data/<name>.toml`. The value is shared: read it, do not change it."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
