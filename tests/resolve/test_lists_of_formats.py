"""Lists of references that no markup tells, in pages and in LaTeX, from the file to the sources."""

from __future__ import annotations

import pytest

from evidence_assembler.library.library import build_library
from evidence_assembler.readers.manuscripts import read_manuscript
from evidence_assembler.resolve import resolve_document

TWO_ROWS = (
    "<tr id=r1><td>1.</td><td>Doe A. One. 2001.</td></tr><tr><td><a id=r2></a>[2]</td><td>Roe B. Two. 2002.</td></tr>"
)
LINKS = "<p>It fell <a href=#r1>[1]</a>. It rose <a href=#r2>[2]</a>.</p>"
TWO_ITEMS = "<ol><li>Doe A. One. 2001.</li><li>Roe B. Two. 2002.</li></ol>"
ENUMERATE = "\\begin{enumerate}\n\\item Doe A. One. 2001.\n\\item Roe B. Two. 2002.\n\\end{enumerate}\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", f"<p>It fell [1]. It rose [2].</p><h2>References</h2><table>{TWO_ROWS}</table>"),
        ("a.html", f"{LINKS}<h2>References</h2><table>{TWO_ROWS}</table>"),
        ("a.html", f"<p>It fell [1]. It rose [2].</p><p><strong>References</strong></p>{TWO_ITEMS}"),
        ("a.tex", f"It fell [1]. It rose [2].\n\n\\textbf{{References}}\n\n{ENUMERATE}"),
        ("a.tex", f"It fell {{[}}1{{]}}. It rose {{[}}2{{]}}.\n\n\\noindent\\textbf{{References}}\n{ENUMERATE}"),
    ],
)  # fmt: skip
def test_numbers_and_links_point_to_the_entries(path: str, text: str) -> None:
    document = resolve_document(read_manuscript(text, path), build_library([]))
    cited = [(one.text, [citation.source_id for citation in one.citations]) for one in document.statements()]
    assert cited == [("It fell.", ["1"]), ("It rose.", ["2"])]
    assert document.unread == ()


def test_what_parts_two_calls_of_notes_is_no_word_of_the_sentence() -> None:
    page = (
        "<p>It fell.<sup><a href=#fn1>1</a></sup>, <sup><a href=#fn2>2</a></sup> It rose.</p>"
        "<ol class=footnotes><li id=fn1>We saw it.<li id=fn2>They saw it.</ol>"
    )
    document = resolve_document(read_manuscript(page, "a.html"), build_library([]))
    first, second = [one for one in document.statements() if one.note is None]
    assert (first.text, first.notes, second.text) == ("It fell.", ("fn1", "fn2"), "It rose.")
