"""Patterns of paths, as gitignore(5) has them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.model.path_patterns import fits_pattern, names_one_file

NAMES = st.text("ab.-", min_size=1, max_size=4).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.md", "a.md", True),
        ("*.md", "docs/a.md", True),
        ("./*.md", "docs/a.md", False),
        ("/a.md", "a.md", True),
        ("docs/*.md", "docs/a.md", True),
        ("docs/*.md", "docs/how/a.md", False),
        ("docs/**/*.md", "docs/a.md", True),
        ("docs/**/*.md", "docs/how/to/a.md", True),
        ("docs/**", "docs/how/to/a.md", True),
        ("docs", "docs/how/to/a.md", True),
        ("docs/", "site/docs/a.md", True),
        ("docs/how", "site/docs/how/a.md", False),
        ("**/how/*", "docs/how/a.md", True),
        ("?.md", "ab.md", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("a[[]1].md", "a[1].md", True),
        ("", "a.md", False),
        ("docs/../a.md", "a.md", False),
    ],
)
def test_a_pattern_fits_as_in_gitignore(pattern: str, path: str, fits: bool) -> None:
    assert fits_pattern(path, pattern) is fits


@given(PATHS)
def test_a_path_fits_itself_any_folder_and_what_holds_it(path: str) -> None:
    assert fits_pattern(path, f"./{path}")
    assert fits_pattern(path, "**")
    assert fits_pattern(path, path.split("/")[0])
    assert fits_pattern(f"{path}/more", f"./{path}")


@given(PATHS, NAMES)
def test_a_name_without_a_slash_fits_in_any_folder(folder: str, name: str) -> None:
    assert fits_pattern(f"{folder}/{name}", name)


def test_rows_of_stars_take_no_longer_than_others() -> None:
    """A test that hangs where each star tries every place that another leaves it."""
    assert not fits_pattern("a" * 5000, "*a" * 200 + "b")
    assert not fits_pattern("/".join("a" * 300), "/".join(["**", "a"] * 150 + ["b"]))


def test_one_file_is_named_by_a_path_with_nothing_left_open() -> None:
    named = ("./a.md", "docs/a.md", "a.md", "docs/*.md", "docs/[a].md")
    assert [names_one_file(one) for one in named] == [True, True, False, False, False]
