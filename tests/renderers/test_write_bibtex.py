"""BibTeX out: what an entry looks like, and what pandoc makes of it."""

from __future__ import annotations

import json
import subprocess

import pytest

from evidence_assembler.model.source import Source
from evidence_assembler.renderers.bibliographies import write_bibliography

HARD = [
    {"id": "a", "type": "article-journal", "title": "Effects of mRNA in Crohn's disease: 50 % of A&B_c #1 $5 ~ ^",
     "author": [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
                {"literal": "Foo, Inc. and Sons"}, {"family": "García y Vega", "given": "Ángel", "suffix": "Jr"}],
     "issued": {"date-parts": [[2018, 9]]},
     "DOI": "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"},
    {"id": "b", "type": "book", "title": "Tea, “quoted” and “é”", "editor": [{"literal": "World Health Organization"}],
     "author": [{"family": "Plato"}], "issued": {"date-parts": [[2020, 2, 29]]}, "DOI": "10.1/a_b%c"},
]  # fmt: skip


def test_an_article_is_set_for_bibtex_and_biblatex() -> None:
    """Names, protected capitals, pages, month and a verbatim DOI."""
    source = Source.from_csl(
        {**HARD[0], "page": "82-90", "container-title": "Med Sci", "issue": "4", "volume": "6", "PMID": "1"}
    )
    assert write_bibliography([source], "bibtex").text == (
        "@article{a,\n"
        "  author = {van Beethoven, Ludwig and {Foo, Inc. and Sons} and {García y Vega}, Jr, Ángel},\n"
        "  title = {Effects of {mRNA} in {Crohn's} disease: 50 \\% of {A}\\&{B\\_c} \\#1 \\$5 "
        "\\textasciitilde{} \\textasciicircum{}},\n"
        "  journal = {Med Sci},\n  volume = {6},\n  number = {4},\n  pages = {82--90},\n"
        "  year = {2018},\n  month = sep,\n"
        "  doi = {10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2},\n  pmid = {1},\n}\n"
    )


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_pandoc_reads_the_same(form: str) -> None:
    """Authors' family names, years, DOIs and, but for their case, titles are those that were written."""
    text = write_bibliography([Source.from_csl(item) for item in HARD], "bibtex").text
    done = subprocess.run(
        ["pandoc", "-f", form, "-t", "csljson"], input=text, capture_output=True, encoding="utf-8", check=True
    )
    items = {item["id"]: item for item in json.loads(done.stdout)}
    for given in HARD:
        read = items[given["id"]]
        assert [name.get("family") or name["literal"] for name in read["author"]] == [
            name.get("family") or name["literal"] for name in given["author"]
        ]
        assert read["issued"] == given["issued"]
        assert read["DOI"] == given["DOI"]
        title = read["title"].replace('<span class="nocase">', "").replace("</span>", "").replace("’", "'")
        assert title.casefold() == given["title"].casefold()


def test_an_id_that_is_no_key_is_told() -> None:
    """A made key, different from every other, and a loss that names it."""
    sources = [Source(id="a, b"), Source(id="a-b")]
    written = write_bibliography(sources, "bibtex")
    assert "@misc{a-b-2," in written.text and "@misc{a-b,\n" in written.text
    assert [(loss.source_id, loss.field) for loss in written.losses] == [("a, b", "id")]
