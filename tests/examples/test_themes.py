"""The two themes change how a page looks and in which order it stands; nothing that it says is lost."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from example_pages import DAY, EXAMPLES, NAMES, build_example
from wcag import measure_ratio, read_colour

from evidence_assembler.model import Answer, Person, Report, Search
from evidence_assembler.renderers import render_answer

THEMES = sorted(path.parent for path in EXAMPLES.glob("themes/*/answer.html.j2"))
HEADINGS_DROPPED = {"newspaper": {"People, funding and interests"}, "hospital": set[str]()}
"""What a theme does not print: over the byline of a newspaper stands no heading."""


@dataclass
class Said(HTMLParser):
    """The texts of a page, from tag to tag; its anchors and the addresses that it links to."""

    markup: str
    texts: Counter[str] = field(default_factory=Counter)
    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    silent: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in ("style", "script", "title")
        self.places.update((name, value) for name, value in attrs if name in ("id", "href") and value is not None)

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.texts[" ".join(data.split())] += 1


def make_full(name: str) -> tuple[Answer, Report]:
    """An answer of an example that has what no example has: a policy, searches, a funder, a second author."""
    answer, report = build_example(name)
    added = {
        "policy_url": "https://example.org/policy",
        "funding": "A fund <of> funds",
        "people": (*answer.people, Person(name="B. Reader", role="reviewer", interests=None)),
        "searched": (Search(where="A register", when=DAY, query="naltrexone AND pain"),),
        "prepared_by": "both",
    }
    return answer.model_copy(update=added), report


def render_both(theme: Path, answer: Answer, report: Report | None, folder: Path) -> tuple[Said, Said]:
    """The page of the theme, and the shipped one with the theme's words."""
    shutil.copytree(theme / "words", folder / "words", dirs_exist_ok=True)
    themed = render_answer(answer, "html", report=report, templates=theme)
    return Said(themed), Said(render_answer(answer, "html", report=report, templates=folder))


def test_there_are_themes_and_examples() -> None:
    assert [theme.name for theme in THEMES] == ["hospital", "newspaper"]
    assert len(NAMES) >= 5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_nothing_is_lost(theme: Path, name: str, tmp_path: Path) -> None:
    """Every text of the shipped page, as often as it stands there, and every anchor and link, is on the themed one."""
    for answer, report in (build_example(name), make_full(name)):
        themed, shipped = render_both(theme, answer, report, tmp_path)
        assert len(shipped.texts) > 50
        assert set(shipped.texts - themed.texts) <= HEADINGS_DROPPED[theme.name]
        named = {place for place in shipped.places - themed.places if not place[1].endswith(("-people", "-disclaimer"))}
        assert named == set()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_draft_with_errors_says_so(theme: Path) -> None:
    """The banner that counts the errors stands before the first statement."""
    answer, report = build_example("seed-page-claims")
    assert not report.ok
    page = render_answer(answer, "html", report=report, templates=theme)
    assert page.index('class="banner errors"') < page.index('class="statements"')


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_other_formats_are_the_shipped_ones(theme: Path, tmp_path: Path) -> None:
    """A theme of one format lends the others its words and nothing else."""
    answer, report = build_example(NAMES[0])
    shutil.copytree(theme / "words", tmp_path / "words")
    for name in ("text", "markdown", "latex"):
        ours = render_answer(answer, name, report=report, templates=tmp_path)
        assert render_answer(answer, name, report=report, templates=theme) == ours


def find_colours(style: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", style))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("theme", "least"), list(zip(THEMES, [7.0, 4.5], strict=True)))
def test_colours_can_be_read(theme: Path, least: float, dark: bool) -> None:
    """Every colour of words on every ground has 4.5 to 1, in the hospital's 7 to 1 (WCAG 2.2, 1.4.3, 1.4.6)."""
    shipped = files("evidence_assembler.renderers").joinpath("templates", "answer.css").read_text(encoding="utf-8")
    own = (theme / f"{theme.name}.css").read_text(encoding="utf-8")
    colours: dict[str, str] = {}
    for part in range(1 + dark):
        for style in (shipped, own):
            colours |= find_colours(style.split("prefers-color-scheme: dark")[part])
    grounds = {name for name in colours if name == "ground" or name.endswith("wash")}
    pairs = [(text, ground) for text in set(colours) - grounds - {"rule", "band", "on-band"} for ground in grounds]
    pairs += [("on-band", "band")] if "band" in colours else []
    assert len(pairs) > 30
    for text, ground in pairs:
        assert measure_ratio(read_colour(colours[text]), read_colour(colours[ground])) >= least, (text, ground)
