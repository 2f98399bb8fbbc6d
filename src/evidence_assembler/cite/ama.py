"""References as the AMA Manual of Style has them (11th edition, 2020, chapter 3)."""

from __future__ import annotations

from .dates import american_date, year_words
from .law import cite_law
from .names import list_index_names
from .pages import full_pages
from .pubmed import list_pubmed_numbers
from .runs import Run, RunWriter, join_known
from .work import Work

_MANY, _SHOWN = 6, 3  # 3.7: more than six authors, the first three and et al
_ROMAN = frozenset("chapter dataset document entry figure graphic manuscript patent software".split())


def write_reference(work: Work) -> tuple[Run, ...]:
    """The entry of the reference list."""
    out = RunWriter()
    if work.retracted:
        out.add_sentence("[Retracted]", stop=False)
    out.add_sentence(_list_authors(work))
    _BODIES[work.kind.shape](work, out)
    _add_address(work, out)
    return out.finish()


def _list_authors(work: Work) -> str | None:
    if not work.authors:
        return None
    names = list_index_names(work.authors, at_most=_MANY, keep=_SHOWN, more=work.more)
    return f"{names}, {'ed' if len(work.authors) == 1 else 'eds'}" if work.edited else names


def _add_article(work: Work, out: RunWriter) -> None:
    words, container = work.words, work.abbreviated_container
    out.add_sentence(work.title)
    out.add_sentence(Run(container, italic=True) if container else None)
    pages = full_pages(work.article_pages) if work.article_pages else None
    supplement = words.get("supplement-number")
    issue = join_known(" ", words.get("issue"), f"suppl {supplement}" if supplement else None)
    volume = join_known("", words.get("volume"), f"({issue})" if issue else None)
    if work.forthcoming and not (volume or pages):
        out.add_sentence("In press")
    elif volume:
        out.add_sentence(join_known(":", join_known(";", year_words(work.issued), volume), pages))
    elif work.type == "article-journal" and not pages and work.doi and work.issued:
        out.add_sentence("Published online ", american_date(work.issued))
    else:
        date = (year_words if work.type == "article-journal" else american_date)(work.issued)
        out.add_sentence(join_known(":", date, pages))


def _add_preprint(work: Work, out: RunWriter) -> None:
    out.add_sentence(work.title)
    out.add_sentence(Run(work.server, italic=True) if work.server else None)
    word = work.words.get("genre") or "Preprint"
    if word.casefold() == "preprint" and work.issued:
        out.add_sentence("Preprint posted online ", american_date(work.issued))
    else:
        out.add_sentence(join_known(". ", word, american_date(work.issued)))
    out.add_sentence(None if work.doi or work.url else work.number)


def _add_part(work: Work, out: RunWriter) -> None:
    out.add_sentence(work.title)
    book = Run(work.container or "", italic=True)
    if work.editors:
        editors = list_index_names(work.editors, at_most=_MANY, keep=_SHOWN, more=False)
        out.add_sentence(f"In: {editors}, {'ed' if len(work.editors) == 1 else 'eds'}")
        out.add_sentence(book)
    else:
        out.add_sentence("In: ", book)
    _add_edition(work, out)
    pages = work.words.get("page") or work.words.get("page-first")
    out.add_sentence(join_known(":", _imprint(work), full_pages(pages) if pages else None))


def _add_whole(work: Work, out: RunWriter) -> None:
    if work.title:
        out.add_sentence(Run(work.title, italic=work.type not in _ROMAN))
    _add_edition(work, out)
    out.add_sentence(work.version)
    out.add_sentence(work.genre)
    out.add_sentence(_imprint(work))
    out.add_sentence(work.number)


def _add_page(work: Work, out: RunWriter) -> None:
    out.add_sentence(work.title)
    out.add_sentence(work.site)
    out.add_sentence(american_date(work.issued))


def _add_talk(work: Work, out: RunWriter) -> None:
    out.add_sentence(work.title)
    event = work.words.get("event-title") or work.words.get("event") or work.container
    date = american_date(work.held or work.issued)
    if event:
        said = "Paper presented at" if work.type == "paper-conference" else "Presented at"
        out.add_sentence(join_known("; ", f"{said}: {event}", date, work.words.get("event-place")))
    elif work.words.get("publisher"):
        out.add_sentence(work.genre)
        out.add_sentence(_imprint(work))
    else:
        out.add_sentence(work.genre)
        out.add_sentence(date)


def _add_law(work: Work, out: RunWriter) -> None:
    title = Run(work.title, italic=work.type == "legal_case") if work.title else None
    place = cite_law(work)
    out.add_sentence(title, ", " if title and place else None, place)


def _add_edition(work: Work, out: RunWriter) -> None:
    volume = work.words.get("volume")
    out.add_sentence(f"Vol {volume}" if volume else None)
    out.add_sentence(work.edition)


def _imprint(work: Work) -> str | None:
    return join_known("; ", work.words.get("publisher"), year_words(work.issued))


def _add_address(work: Work, out: RunWriter) -> None:
    if work.doi:
        out.add_sentence(work.write_doi("doi:"), stop=False)
        return
    if not work.url:
        out.add_sentence(*list_pubmed_numbers(work))  # not AMA's, but the only way to the work
        return
    if work.accessed:
        out.add_sentence("Accessed ", american_date(work.accessed))
    out.add_sentence(work.link_url(), stop=False)


_BODIES = {
    "article": _add_article,
    "preprint": _add_preprint,
    "part": _add_part,
    "whole": _add_whole,
    "page": _add_page,
    "talk": _add_talk,
    "law": _add_law,
}
