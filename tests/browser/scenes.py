"""What the gallery shows: one row for each picture. To add one, add a row and run `python tests/browser/gallery.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import nbformat
from example_pages import EXAMPLES, render_example
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from playwright.sync_api import Page

LDN = "low-dose-naltrexone"
NOTEBOOK = EXAMPLES / LDN / "walkthrough.ipynb"


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: the HTML it is made from, the window, what is done there, and which part of it is shown.

    `part` is a CSS selector: all that fits it is in the picture, down to `tallest` CSS pixels; after an `act`, as far
    as the window shows it. Without one the picture is what the window shows. `made_from` is what decides whether the
    picture is out of date.
    """

    name: str
    heading: str
    alt: str
    html: Callable[[], str]
    part: str | None = None
    width: int = 860
    height: int = 760
    tallest: int = 900
    act: Callable[[Page], None] | None = None
    media: dict[str, Any] = field(default_factory=dict)
    made_from: Callable[[], str] | None = None


def page_of(name: str, theme: str | None = None, audience: str | None = None) -> Callable[[], str]:
    """The page of an example, in a theme of the examples where one is named, in the words for this audience."""
    return lambda: render_example(name, templates=EXAMPLES / "themes" / theme if theme else None, audience=audience)


@cache
def run_notebook() -> Any:
    """The example notebook with what its cells show."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    ).execute()
    return notebook


@cache
def export_notebook() -> str:
    """The example notebook as the HTML file that it is exported to."""
    return str(HTMLExporter().from_notebook_node(run_notebook())[0])


def output_of(cell: str) -> Callable[[], str]:
    """The HTML that a cell shows, by its id."""

    def find() -> str:
        (found,) = (one for one in run_notebook().cells if one.id == cell)
        return "".join(output.data["text/html"] for output in found.outputs if "data" in output)

    return find


def open_card(statement: str) -> Callable[[Page], None]:
    """A click on the first marker of a statement."""
    return lambda page: page.locator(f'[id="s-{statement}"] .marker a').first.click()


def cell(name: str) -> dict[str, Any]:
    """What a scene of a cell has in common with the others."""
    return {
        "html": export_notebook,
        "made_from": output_of(name),
        "part": f'[id="cell-id={name}"]',
        "width": 900,
        "tallest": 620,
    }


SCENES = (
    Scene(
        "page-light",
        "The page at a desk",
        "An answer page: the question as a headline, dates, a banner that says it was not reviewed, key points with "
        "arrows to their statements, and the first statements with numbered markers.",
        page_of(LDN),
    ),
    Scene(
        "page-dark",
        "The same page in the dark",
        "The same page where the reader wants it dark: light words on a dark ground, links in light blue.",
        page_of(LDN),
        media={"color_scheme": "dark"},
    ),
    Scene(
        "phone",
        "On a phone",
        "The same page in a window of 390 pixels: one column, nothing cut off at the sides.",
        page_of(LDN),
        width=390,
    ),
    Scene(
        "card",
        "A marker opens its reference",
        "A card beside a statement: the entry of the review that it cites, its kind of source with the reason, and the "
        "words quoted from it, marked, under a line that says that these words stand in the source.",
        page_of(LDN),
        act=open_card("glia"),
        height=620,
    ),
    Scene(
        "card-dark-phone",
        "The card on a phone in the dark",
        "The same card in a dark window of 390 pixels, as wide as the window allows.",
        page_of(LDN),
        width=390,
        height=700,
        act=open_card("glia"),
        media={"color_scheme": "dark"},
    ),
    Scene(
        "card-context",
        "The words in their context",
        "A card on a standard that was superseded: the quoted words are marked, with the words before and after them "
        "in grey, and below them the verdict.",
        page_of("password-rotation"),
        act=open_card("should-not"),
        part='[id="s-should-not"], .card',
        width=760,
        height=1000,
    ),
    Scene(
        "references",
        "Why each source stands where it does",
        "The first entries of the reference list, each with a badge for its kind of source, the reason for that kind, "
        "what became of each quotation, and arrows back to the statements.",
        page_of(LDN),
        part=".references",
        tallest=812,
    ),
    Scene(
        "disagreements",
        "Sources disagree",
        "Two columns below one question: what is cited in support with its sources, and what is cited against it.",
        page_of(LDN),
        part=".disagreements",
        tallest=1000,
    ),
    Scene(
        "evidence-map",
        "The evidence map",
        "A chart of the sources: kinds of source in rows, years along the bottom, one numbered mark for each source.",
        page_of(LDN),
        part='[aria-labelledby="evidence-map"]',
    ),
    Scene(
        "draft",
        "A draft that must not be published",
        "The head of a page under a red banner that counts the errors of its check, above key points and statements.",
        page_of("seed-page-claims"),
        height=640,
    ),
    Scene(
        "printed",
        "On paper",
        "The page as it is printed on A4: dark on white, without arrows to other places and without blue links.",
        page_of(LDN),
        width=643,  # what margins of 20 mm leave of 210 mm
        height=730,
        act=lambda page: page.emulate_media(media="print"),
    ),
    Scene(
        "search",
        "Looking for words in a notebook",
        "A cell that looks for “daily dose”, and below it passages of the library’s texts with those words marked, "
        "each under the id and title of its source.",
        **cell("search"),
    ),
    Scene(
        "wrong-quotation",
        "A wrong quotation in a notebook",
        "A cell that quotes 1 to 50 mg, and below it the verdict that the words differ, with both texts one above the "
        "other and the numbers 50 and 5 marked.",
        **cell("quote-wrong"),
    ),
    Scene(
        "report",
        "A report in a notebook",
        "A cell that checks a draft, and below it a table of findings: rule, what is wrong with the words marked, and "
        "what to do.",
        **cell("draft"),
    ),
    Scene(
        "theme-newspaper",
        "A newspaper’s theme",
        "The same answer as an article: masthead, headline, the key points as a standfirst, a byline with dates.",
        page_of(LDN, "newspaper"),
    ),
    Scene(
        "theme-hospital",
        "A hospital’s theme",
        "The same answer as a leaflet, in the words for patients: a coloured band with the hospital’s sign, large "
        "type, the disclaimer on top.",
        page_of(LDN, "hospital", "patient"),
    ),
)
