"""Which design a source has, who said so, and by which sign: the order of decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import Basis
from evidence_assembler.rank.designs import all_designs, find_design, fold_words
from evidence_assembler.rank.headings import read_headings, read_species, refine_by_headings
from evidence_assembler.rank.issuers import read_issuer
from evidence_assembler.rank.keywords import list_open_types, read_keywords, read_types
from evidence_assembler.rank.labels import name_version, read_label
from evidence_assembler.rank.records import read_journal, read_record, read_registration
from evidence_assembler.rank.rows import REVIEW
from evidence_assembler.rank.signs import Record, Sign
from evidence_assembler.rank.titles import (
    list_included,
    plain_title,
    read_about,
    read_abstract,
    read_title,
    read_weakly,
)

_LABELS = ("drug label", "other product label")
_SILENT = "no publication type, keyword or title phrase tells its kind"


@dataclass(frozen=True, slots=True)
class Recognition:
    """The design of a source in words, None where it is not known, with its basis and its reason.

    `includes` are the designs that a systematic review is known to include, by their names.
    """

    design: str | None
    basis: Basis
    because: str
    includes: tuple[str, ...] = ()


def recognise_design(record: Record, declaration: Declaration | None = None) -> Recognition:
    """The design of a source: as declared, else by type or keyword, else by rule, else not known."""
    if declaration is not None and declaration.design is not None:
        design = find_design(declaration.design) or declaration.design
        because = f"declared in the draft: {declaration.because or 'no reason is given'}"
        included = list_included(plain_title(declaration.design)) or list_included(record.title)
        return Recognition(design, "declared", because, _name_designs(included) if design == REVIEW else ())
    about = read_about(record.title)
    said = about or read_title(record.title)
    typed = read_types(record)
    if typed is not None:
        return _weigh_declared(typed, said, record)
    keyword = read_keywords(record, said)
    if keyword is not None and not (said is not None and _title_stands(said.design, keyword.design)):
        return _weigh_declared(keyword, said, record)
    ruled = _read_rules(record, about, said)
    if ruled is not None:
        return _tell(_refine(ruled, record) or ruled, "rule", record)
    abstract = read_abstract(record.source.variables.get("abstract", ""))
    if abstract is not None:
        return _tell(read_species(record) or abstract, "rule", record)
    heading = read_headings(record)
    return _tell(heading, "declared", record) if heading is not None else _leave_open(record)


def _weigh_declared(declared: Sign, said: Sign | None, record: Record) -> Recognition:
    """What was declared, or what is more exact: the title, the headings, the abstract, in this order."""
    design = all_designs()[declared.design]
    species = read_species(record) if design.kind == "study" else None
    if species is not None and species.design == "animal study":
        return _tell(Sign(species.design, f"{declared.because}; {species.because}"), "declared", record)
    if said is not None and said.design in design.refined_by:
        exact = _refine(said, record) or said
        return _tell(Sign(exact.design, f"{exact.because}; {declared.because}"), "rule", record)
    heading = refine_by_headings(record, declared.design)
    if heading is not None:
        declared = Sign(heading.design, f"{declared.because}; {heading.because}")
    abstract = _refine_by_abstract(declared, record)
    if abstract is not None:
        return _tell(abstract, "rule", record)
    return _tell(_name_difference(declared, said), "declared", record)


def _refine(told: Sign, record: Record) -> Sign | None:
    """A more exact sign in the headings, else in the abstract, than the one that was told."""
    heading = refine_by_headings(record, told.design)
    if heading is not None:
        return Sign(heading.design, f"{told.because}; {heading.because}")
    return _refine_by_abstract(told, record)


def _refine_by_abstract(told: Sign, record: Record) -> Sign | None:
    abstract = read_abstract(record.source.variables.get("abstract", ""), told.design)
    return Sign(abstract.design, f"{told.because}; {abstract.because}") if abstract is not None else None


def _leave_open(record: Record) -> Recognition:
    """Not known, with what was seen and decides nothing alone."""
    weak = read_weakly(record.title)
    seen = [f"{said} leaves it open" for said in list_open_types(record)]
    seen += [f"{weak.because}, which alone decides nothing"] if weak is not None else []
    return Recognition(None, "unknown", "; ".join((_SILENT, *seen, *_list_marks(record))))


def _read_rules(record: Record, about: Sign | None, said: Sign | None) -> Sign | None:
    told = about or read_journal(record.source, first=True) or read_registration(record.source) or said
    if told is None or all_designs()[told.design].kind == "study":
        told = read_species(record) or told
    return (
        told
        or read_label(record.source)
        or read_issuer(record)
        or read_record(record.source)
        or read_journal(record.source, first=False)
    )


def _title_stands(said: str, keyword: str) -> bool:
    """True where a keyword of this design names what a work with such a title is about."""
    designs, table = all_designs(), read_table("designs")["title_stands_over"]
    return designs[keyword].kind in table.get(designs[said].kind, ())


def _name_difference(declared: Sign, said: Sign | None) -> Sign:
    """The declared sign; where the title says something else, the reason tells that too."""
    designs = all_designs()
    if said is None or said.design == declared.design:
        return declared
    if declared.design in designs[said.design].refined_by and not said.firm:
        return declared
    return Sign(declared.design, f"{declared.because}; but the {said.because}")


def _tell(sign: Sign, basis: Basis, record: Record) -> Recognition:
    because = sign.because
    included = list_included(record.title) if sign.design == REVIEW else ()
    if sign.design == REVIEW:
        because += f"; {_tell_included(included)}"
    version = name_version(record.source) if sign.design in _LABELS else None
    reasons = (because, *([version] if version else ()), *_list_marks(record))
    return Recognition(sign.design, basis, "; ".join(reasons), _name_designs(included))


def _list_marks(record: Record) -> tuple[str, ...]:
    """What is said beside the reason and changes no place."""
    by_word, by_keyword, by_entry = _marks()
    found = [by_word[term.folded] for term in record.types if term.folded in by_word]
    found += [by_keyword[term.folded] for term in record.keywords if term.folded in by_keyword]
    if record.source.type in by_entry:
        found.append(by_entry[record.source.type])
    return tuple(dict.fromkeys(found))


@cache
def _marks() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """What the marks say, by the folded words of a type, by those of a keyword, and by entry type."""
    rows = read_table("signals")["mark"]
    return (
        {fold_words(words): row["says"] for row in rows for words in row["words"]},
        {fold_words(words): row["says"] for row in rows if row.get("keywords") for words in row["words"]},
        {entry_type: row["says"] for row in rows for entry_type in row["types"]},
    )


def _tell_included(included: tuple[str, ...]) -> str:
    if not included:
        return "included designs not known"
    *others, last = included
    return f"includes {', '.join(others)} and {last}" if others else f"includes {last}"


def _name_designs(included: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(find_design(words) or words for words in included)
