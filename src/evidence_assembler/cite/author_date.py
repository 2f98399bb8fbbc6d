"""References as the Chicago Manual of Style has them in its author-date system (18th edition, 2024, chapter 13)."""

from __future__ import annotations

from .dates import american_date, month_and_day, year_words
from .law import cite_law
from .names import direct_name, inverted_name
from .pages import chicago_pages
from .runs import Run, RunWriter, end_with_stop, join_known
from .work import Work

_MANY, _SHOWN = 6, 3  # 13.107: more than six authors, the first three and et al.
_ITALIC = frozenset(("whole", "law"))
_ROMAN = frozenset(("software", "bill", "hearing", "legislation", "regulation", "treaty"))
_QUOTED = frozenset("chapter dataset document entry figure graphic manuscript patent song thesis".split())


def write_reference(work: Work) -> tuple[Run, ...]:
    """The entry of the reference list. A work without authors begins with its title."""
    out = RunWriter()
    if work.retracted:
        out.add_sentence("[Retracted]", stop=False)
    if work.authors:
        out.add_sentence(_list_authors(work))
        out.add_sentence(write_year(work))
        out.add_sentence(_set_title(work))
    else:
        out.add_sentence(_set_title(work))
        out.add_sentence(write_year(work))
    _BODIES[work.kind.shape](work, out)
    _add_address(work, out)
    return out.finish()


def write_year(work: Work) -> str:
    """`2018`, `2018a`, `n.d.`, `forthcoming-b`."""
    year = year_words(work.issued, "–")
    if year:
        return year + work.year_suffix
    word = "forthcoming" if work.forthcoming else "n.d."
    return f"{word}-{work.year_suffix}" if work.year_suffix else word


def _list_authors(work: Work) -> str:
    shown = work.authors if len(work.authors) <= _MANY else work.authors[:_SHOWN]
    cut = work.more or len(shown) < len(work.authors)
    names = [name for name in (inverted_name(shown[0]), *map(direct_name, shown[1:])) if name]
    listed = f"{', '.join(names)}, et al." if cut else _join_and(names)
    return f"{listed}, {'ed' if len(work.authors) == 1 else 'eds'}." if work.edited else listed


def _join_and(names: list[str]) -> str:
    """`Toljan, Karlo, and Bruce Vrooman`: the first name is inverted, so a comma stands before "and" with two."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, and {names[-1]}"


def _set_title(work: Work) -> Run | str | None:
    if not work.title:
        return None
    if work.type in _ROMAN:
        return work.title
    if work.type not in _QUOTED and work.kind.shape in _ITALIC:
        return Run(work.title, italic=True)
    return f"“{end_with_stop(work.title)}”"


def _add_article(work: Work, out: RunWriter) -> None:
    words = work.words
    volume, issue, supplement = words.get("volume"), words.get("issue"), words.get("supplement-number")
    number = join_known(", ", issue, f"suppl. {supplement}" if supplement else None)
    if volume:
        place = join_known(" ", f" {volume}", f"({number})" if number else None)
    else:
        place = f", no. {number}" if number else None
    if work.type != "article-journal" or not (place or work.article_pages):
        day = _day(work)
        place = join_known("", place, f", {day}" if day else None)
    pages = chicago_pages(work.article_pages) if work.article_pages else None
    if work.forthcoming and work.issued and not (place or pages):
        place = ", forthcoming"
    if pages:
        pages = f": {pages}" if place else f", {pages}"
    container = Run(work.container, italic=True) if work.container else None
    if container:
        out.add_sentence(container, place, pages)
    else:
        out.add_sentence((join_known("", place, pages) or "").lstrip(" ,:"))


def _add_preprint(work: Work, out: RunWriter) -> None:
    out.add_sentence(join_known(", ", work.words.get("genre") or "Preprint", work.server, _day(work)))
    out.add_sentence(None if work.doi or work.url else work.number)


def _add_part(work: Work, out: RunWriter) -> None:
    volume, pages = work.words.get("volume"), work.words.get("page") or work.words.get("page-first")
    editors = _join_direct([name for name in map(direct_name, work.editors) if name])
    details = join_known(
        ", ",
        _edition(work),
        f"vol. {volume}" if volume else None,
        f"edited by {editors}" if editors else None,
        chicago_pages(pages) if pages else None,
    )
    out.add_sentence("In ", Run(work.container or "", italic=True), f", {details}" if details else None)
    out.add_sentence(work.words.get("publisher"))


def _join_direct(names: list[str]) -> str | None:
    if len(names) > _MANY:
        return f"{', '.join(names[:_SHOWN])}, et al."
    return " and ".join(names) if len(names) < 3 else _join_and(names)


def _add_whole(work: Work, out: RunWriter) -> None:
    volume = work.words.get("volume")
    out.add_sentence(_edition(work))
    out.add_sentence(f"Vol. {volume}" if volume else None)
    out.add_sentence(work.version)
    out.add_sentence(work.number)
    if work.type == "thesis":
        out.add_sentence(join_known(", ", work.genre, work.words.get("publisher")))
        return
    out.add_sentence(work.genre)
    out.add_sentence(work.words.get("publisher"))


def _add_page(work: Work, out: RunWriter) -> None:
    out.add_sentence(join_known(", ", work.site, _day(work)))


def _add_talk(work: Work, out: RunWriter) -> None:
    event = work.words.get("event-title") or work.words.get("event") or work.container
    said = "Paper presented at" if work.type == "paper-conference" else "Presented at"
    what = f"{said} {event}" if event else work.genre
    out.add_sentence(join_known(", ", what, work.words.get("event-place"), _day(work)))
    out.add_sentence(work.words.get("publisher"))


def _add_law(work: Work, out: RunWriter) -> None:
    out.add_sentence(cite_law(work, with_year=False))


def _edition(work: Work) -> str | None:
    return f"{work.edition}." if work.edition and work.edition.endswith(" ed") else work.edition


def _day(work: Work) -> str | None:
    """The day without its year, which stands after the authors already; with it for an event in another year."""
    if work.held and (not work.issued or work.held.year != work.issued.year):
        return american_date(work.held)
    return month_and_day(work.held or work.issued, dash="–")


def _add_address(work: Work, out: RunWriter) -> None:
    if work.accessed and not work.issued:
        out.add_sentence("Accessed ", american_date(work.accessed))
    out.add_sentence(work.write_doi(as_address=True) or work.link_url())


_BODIES = {
    "article": _add_article,
    "preprint": _add_preprint,
    "part": _add_part,
    "whole": _add_whole,
    "page": _add_page,
    "talk": _add_talk,
    "law": _add_law,
}
