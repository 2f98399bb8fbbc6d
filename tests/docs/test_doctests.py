"""Every example in a docstring runs."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import evidence_assembler

MODULES = [
    found.name
    for found in walk_packages(evidence_assembler.__path__, "evidence_assembler.")
    if "__main__" not in found.name
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name: str) -> None:
    assert doctest.testmod(import_module(name), raise_on_error=False).failed == 0


def test_there_are_examples() -> None:
    """The search finds some: an empty one would pass by itself."""
    assert sum(doctest.testmod(import_module(name)).attempted for name in MODULES) >= 10
