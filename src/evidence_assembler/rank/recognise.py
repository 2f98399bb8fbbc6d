"""Which design a source has, who said so, and by which sign: the order of decision."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_assembler.data import read_table
from evidence_assembler.model.draft import Declaration
from evidence_assembler.model.scheme import Basis
from evidence_assembler.rank.designs import all_designs, find_design, fold_words
from evidence_assembler.rank.keywords import read_headings, read_keywords, read_species, read_types
from evidence_assembler.rank.records import read_journal, read_record
from evidence_assembler.rank.signs import Record, Sign
from evidence_assembler.rank.titles import name_included, read_about, read_title

_SILENT = "no publication type, keyword or title phrase tells its kind"


@dataclass(frozen=True, slots=True)
class Recognition:
    """The design of a source in words, None where it is not known, with its basis and its reason."""

    design: str | None
    basis: Basis
    because: str


def recognise_design(record: Record, declaration: Declaration | None = None) -> Recognition:
    """The design of a source: as declared, else by type or keyword, else by rule, else not known."""
    if declaration is not None and declaration.design is not None:
        design = find_design(declaration.design) or declaration.design
        return Recognition(design, "declared", f"declared in the draft: {declaration.because or 'no reason is given'}")
    about = read_about(record.title)
    said = about or read_title(record.title)
    typed = read_types(record)
    if typed is not None:
        if said is not None and said.design in all_designs()[typed.design].refined_by:
            return _tell(Sign(said.design, f"{said.because}; {typed.because}"), "rule", record)
        return _tell(_name_difference(typed, said), "declared", record)
    keyword = read_keywords(record, said)
    if keyword is not None and not (said is not None and _title_stands(said.design, keyword.design)):
        return _tell(_name_difference(keyword, said), "declared", record)
    ruled = _read_rules(record, about, said)
    if ruled is not None:
        return _tell(ruled, "rule", record)
    heading = read_headings(record)
    return _tell(heading, "declared", record) if heading is not None else Recognition(None, "unknown", _SILENT)


def _read_rules(record: Record, about: Sign | None, said: Sign | None) -> Sign | None:
    told = about or read_journal(record.source, first=True) or said
    if told is None or all_designs()[told.design].kind == "study":
        told = read_species(record) or told
    return told or read_record(record.source) or read_journal(record.source, first=False)


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
    if sign.design == "systematic review":
        because += f"; {name_included(record.title)}"
    for mark in read_table("signals")["mark"]:
        named = any(term.folded == fold_words(words) for term in record.types for words in mark["words"])
        if named or record.source.type in mark["types"]:
            because += f"; {mark['says']}"
    return Recognition(sign.design, basis, because)
