"""References as NLM and ICMJE have them (Citing Medicine, 2nd edition; ICMJE sample references): Vancouver style."""

from __future__ import annotations

from .dates import medline_date, year_words
from .law import cite_law
from .names import list_index_names, ordinal_suffix
from .pages import short_pages
from .pubmed import list_pubmed_numbers
from .runs import Run, RunWriter, join_known
from .work import Work

_NUMBERED = frozenset(("report", "standard"))
_MANY = 6  # ICMJE: the first six and et al


def write_reference(work: Work) -> tuple[Run, ...]:
    """The entry of the reference list."""
    if any(name.suffix for name in work.authors):
        work = work._replace(authors=tuple(ordinal_suffix(name) for name in work.authors))
    out = RunWriter()
    if work.retracted:
        out.add_sentence("[Retracted]", stop=False)
    if work.authors:
        names = list_index_names(work.authors, at_most=_MANY, keep=_MANY, more=work.more)
        out.add_sentence(f"{names}, {_editors(len(work.authors))}" if work.edited else names)
    _BODIES[work.kind.shape](work, out)
    _add_address(work, out)
    return out.finish()


def _add_article(work: Work, out: RunWriter) -> None:
    words, container = work.words, work.abbreviated_container
    out.add_sentence(work.title)
    out.add_sentence(_mark_medium(container, None, work))
    pages = short_pages(work.article_pages) if work.article_pages else None
    supplement = words.get("supplement-number")
    issue, after = words.get("issue"), f"Suppl {supplement}" if supplement else None
    volume = join_known(" ", words.get("volume"), after) if not issue else words.get("volume")
    volume = join_known("", volume, f"({join_known(' ', issue, after)})" if issue else None)
    if work.forthcoming and not (volume or pages):
        out.add_sentence(join_known(" ", "Forthcoming", year_words(work.issued)))
        return
    by_year = work.type == "article-journal" and (volume or pages)
    date = (year_words if by_year else medline_date)(work.issued)
    out.add_sentence(join_known(":", join_known(";", _mark_cited(date, work), volume), pages))


def _add_preprint(work: Work, out: RunWriter) -> None:
    out.add_sentence(work.title)
    word = work.words.get("genre") or "Preprint"
    out.add_sentence(join_known(" ", work.server, f"[{word}]"))
    out.add_sentence(_mark_cited(medline_date(work.issued), work))
    out.add_sentence(None if work.doi or work.url else work.number)


def _add_part(work: Work, out: RunWriter) -> None:
    out.add_sentence(work.title)
    if work.editors:
        editors = list_index_names(work.editors, at_most=_MANY, keep=_MANY, more=False)
        out.add_sentence(f"In: {editors}, {_editors(len(work.editors))}")
    held = medline_date(work.held)
    book = join_known("; ", _mark_medium(work.container, None, work), held, work.words.get("event-place"))
    out.add_sentence(None if work.editors else "In: ", book)
    _add_edition(work, out)
    out.add_sentence(_imprint(work))
    pages = work.words.get("page") or work.words.get("page-first")
    out.add_sentence(f"p. {short_pages(pages)}" if pages else None)


def _add_whole(work: Work, out: RunWriter) -> None:
    genre = work.genre or ("computer program" if work.type == "software" else None)
    out.add_sentence(_mark_medium(work.title, genre, work))
    _add_edition(work, out)
    out.add_sentence(work.version)
    out.add_sentence(_imprint(work))
    number = work.words.get("number")
    out.add_sentence(f"{work.series} No.: {number}" if number and work.type in _NUMBERED else work.number)


def _add_page(work: Work, out: RunWriter) -> None:
    out.add_sentence(_mark_medium(work.title, None, work))
    place = join_known(": ", work.words.get("publisher-place"), work.site)
    out.add_sentence(join_known("; ", place, _mark_cited(medline_date(work.issued), work)))


def _add_talk(work: Work, out: RunWriter) -> None:
    event = work.words.get("event-title") or work.words.get("event") or work.container
    date = medline_date(work.held or work.issued)
    if event:
        out.add_sentence(work.title)
        said = "Paper presented at" if work.type == "paper-conference" else "Presented at"
        out.add_sentence(join_known("; ", f"{said}: {event}", date, work.words.get("event-place")))
        return
    out.add_sentence(_mark_medium(work.title, work.genre, work))
    out.add_sentence(_imprint(work) if work.words.get("publisher") else _mark_cited(date, work))


def _add_law(work: Work, out: RunWriter) -> None:
    out.add_sentence(join_known(", ", work.title, cite_law(work)))


def _editors(count: int) -> str:
    return "editor" if count == 1 else "editors"


def _mark_medium(title: str | None, genre: str | None, work: Work) -> str | None:
    """`Title [dissertation on the Internet]`: what it is and where it was read, in brackets after the title."""
    if genre and genre.split()[0][1:].islower():  # Thesis, not PhD thesis
        genre = genre[0].lower() + genre[1:]
    mark = join_known(" on the ", genre, "Internet" if _shows_url(work) else None)
    return join_known(" ", title, f"[{mark}]" if mark else None)


def _mark_cited(date: str | None, work: Work) -> str | None:
    cited = f"[cited {medline_date(work.accessed)}]" if work.accessed and _shows_url(work) else None
    return join_known(" ", date, cited)


def _add_edition(work: Work, out: RunWriter) -> None:
    volume = work.words.get("volume")
    out.add_sentence(work.edition)
    out.add_sentence(f"Vol. {volume}" if volume else None)


def _imprint(work: Work) -> str | None:
    publisher = join_known(": ", work.words.get("publisher-place"), work.words.get("publisher"))
    return join_known("; ", publisher, _mark_cited(year_words(work.issued), work))


def _shows_url(work: Work) -> bool:
    return bool(work.url) and not list_pubmed_numbers(work)


def _add_address(work: Work, out: RunWriter) -> None:
    if work.doi:
        out.add_sentence("doi: ", work.write_doi(), stop=False)
        return
    numbers = list_pubmed_numbers(work)
    if numbers:
        out.add_sentence(*numbers)
    elif work.url:
        out.add_sentence("Available from: ", work.link_url(), stop=False)


_BODIES = {
    "article": _add_article,
    "preprint": _add_preprint,
    "part": _add_part,
    "whole": _add_whole,
    "page": _add_page,
    "talk": _add_talk,
    "law": _add_law,
}
