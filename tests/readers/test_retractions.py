"""Lists of retractions: their columns, their rows, their day, and that no row is lost."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import escape
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.library.days import find_days
from evidence_assembler.library.identity import find_identifiers
from evidence_assembler.library.retractions import Retraction, Retractions, UnreadRow
from evidence_assembler.model.source import Source
from evidence_assembler.readers.libraries import read_library
from evidence_assembler.readers.retractions import read_retractions

Reader = Callable[..., Retractions]
PAIR = "original_doi,notice_doi\n10.1000/a,10.1000/n\n"


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads a list from its text."""

    def read_text(text: str | bytes, name: str = "listed.csv") -> Retractions:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_retractions(path)

    return read_text


def look_up(listed: Retractions, doi: str) -> tuple[Retraction, ...]:
    return listed.look_up([("DOI", doi)])


@pytest.mark.parametrize(
    "header",
    [
        "original_doi,notice_doi",
        "original_doi\tretraction_notice_doi",
        "ORIGINAL_DOI;Notice_DOI",
        "\ufeffOriginalPaperDOI,RetractionDOI",
        "Original Paper DOI,Retraction DOI",
        '"original_doi","notice_doi"',
    ],
)
def test_the_columns_are_found_in_any_spelling(read: Reader, header: str) -> None:
    sign = next(sign for sign in "\t;," if sign in header)
    listed = read(f"{header}\n10.1000/a{sign}10.1000/N\n")
    assert look_up(listed, "10.1000/a") == (Retraction("retracted", "10.1000/n", None, 2),)


def test_the_columns_of_retraction_watch(read: Reader) -> None:
    """Natures, dates in month/day/year with or without a time, PubMed numbers; 0 and "unavailable" are none."""
    listed = read(
        "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,OriginalPaperPubMedID,"
        "RetractionNature\n"
        '1,"A, b\nand c",6/5/2020 0:00,unavailable,32511943,10.1000/A,32450107,Retraction\n'
        "2,X,2020-06-03,10.1000/c,0,10.1000/a,0,Expression of concern\n"
        "3,X,5/30/2020,10.1000/e,0,10.1000/a,0,Correction\n"
        "4,X,1/2/2021 12:00:00 AM,10.1000/r,0,Unavailable,77,Reinstatement\n"
        "5,X,31/12/2021,xx10.1000/r,0,10.1000/b,0,RETRACTION\n"
        "6,X,1/2/2021,10.1000/r,0,unavailable,0,Retraction\n"
    )
    assert look_up(listed, "10.1000/a") == (
        Retraction("retracted", "PMID 32511943", find_days((2020, 6, 5)), 2),
        Retraction("concern", "10.1000/c", find_days((2020, 6, 3)), 4),
        Retraction("corrected", "10.1000/e", find_days((2020, 5, 30)), 5),
    )
    assert listed.look_up([("PMID", "77")]) == (Retraction("reinstated", "10.1000/r", find_days((2021, 1, 2)), 6),)
    assert look_up(listed, "10.1000/b") == (Retraction("retracted", "xx10.1000/r", find_days((2021, 12, 31)), 7),)
    assert (listed.total, listed.nameless, listed.unread, listed.has_pmids) == (6, 1, (), True)


def test_a_row_under_two_identifiers_is_found_once(read: Reader) -> None:
    listed = read("original_doi,original_pmid\n10.1000/a,7\n")
    assert len(listed.look_up([("DOI", "10.1000/a"), ("PMID", "7"), ("PMCID", "PMC7")])) == 1


@pytest.mark.parametrize(
    ("identifiers", "with_pmids", "can"),
    [
        ([], True, False),
        ([("DOI", "10.1000/zzz")], False, True),
        ([("PMID", "1")], False, False),
        ([("PMID", "1")], True, True),
        ([("URL", "example.org x"), ("PMCID", "PMC1")], True, False),
    ],
)
def test_what_is_not_listed_is_not_what_could_not_be_looked_up(
    read: Reader, identifiers: list[tuple[str, str]], with_pmids: bool, can: bool
) -> None:
    listed = read("original_doi,original_pmid\n10.1000/a,7\n" if with_pmids else PAIR)
    assert listed.look_up(identifiers) == ()
    assert listed.can_look_up(identifiers) == can


def test_rows_that_name_no_work_are_told_with_their_lines(read: Reader) -> None:
    listed = read(
        "original_doi,nature\n10.1000/a,Retraction\nnot a doi,Retraction\n\n10.1000/b,Resurrection\n,Retraction\n"
    )
    assert listed.unread == (UnreadRow(3, "not a doi"),)
    assert (listed.total, listed.nameless, len(listed.rows)) == (4, 1, 2)


@pytest.mark.parametrize(
    ("words", "nature"),
    [
        ("Retraction", "retracted"),
        ("Retracted", "retracted"),
        ("withdrawal", "retracted"),
        ("Withdrawn", "retracted"),
        ("Removal", "retracted"),
        ("Retraction and replacement", "retracted"),
        ("Retraction; Expression of concern", "retracted"),
        ("Partial retraction", "corrected"),
        ("partial_retraction", "corrected"),
        ("Erratum", "corrected"),
        ("Corrigendum", "corrected"),
        ("Expression of Concern", "concern"),
        ("Reinstatement", "reinstated"),
        ("Reinstated", "reinstated"),
        ("Resurrection", None),
        ("Retraction pending", None),
        ("Not retracted", None),
        ("Retraction/Reinstatement", None),
        ("", None),
    ],
)
def test_words_for_what_became_of_a_work(read: Reader, words: str, nature: str | None) -> None:
    """What is not clear stays with its words; nobody is told that the row names no work."""
    listed = read(f"original_doi,nature\n10.1000/a,{words}\n")
    assert look_up(listed, "10.1000/a") == (Retraction(nature, None, None, 2, words if nature is None else None),)
    assert listed.unread == ()


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("6/5/2020", (2020, 6, 5)),
        ("13/01/2024", (2024, 1, 13)),
        ("13/1/2024 0:00", (2024, 1, 13)),
        ("2024-01", (2024, 1)),
        ("2024", (2024,)),
        ("2024/01/02", (2024, 1, 2)),
        ("2 Jan 2024", (2024, 1, 2)),
        ("2 January 2024", (2024, 1, 2)),
        ("January 2, 2024", (2024, 1, 2)),
        ("2-Jan-2024", (2024, 1, 2)),
        ("Jan 2024", (2024, 1)),
        ("2024 Jan 2", (2024, 1, 2)),
        ("02.01.2024", (2024, 1, 2)),
        ("2024-01-02T03:04:05Z", (2024, 1, 2)),
    ],
)
def test_days_in_other_forms(read: Reader, written: str, days: tuple[int, ...]) -> None:
    listed = read(f'original_doi,RetractionDate\n10.1000/a,"{written}"\n')
    assert look_up(listed, "10.1000/a")[0].days == find_days(days)
    assert listed.undated == ()


@pytest.mark.parametrize("written", ["5/6/20", "31/31/2020", "tomorrow", "40 Jan 2024", "2024-13"])
def test_days_that_cannot_be_read_are_told(read: Reader, written: str) -> None:
    listed = read(f"original_doi,RetractionDate\n10.1000/a,{written}\n10.1000/b,\n10.1000/c,unavailable\n")
    assert look_up(listed, "10.1000/a")[0].days is None
    assert listed.undated == (UnreadRow(2, written),)


@pytest.mark.parametrize("between", [";", "; ", " ", ", ", "|", ";https://doi.org/", "; doi:"])
def test_a_cell_with_several_works_names_each(read: Reader, between: str) -> None:
    listed = read(f'original_doi\n"10.1000/bad{between}10.1000/x"\n"10.1002/1:2<3::AID-X>3.0.CO;2-5"\n')
    assert {value for _, value in listed.rows} == {"10.1000/bad", "10.1000/x", "10.1002/1:2<3::aid-x>3.0.co;2-5"}


@pytest.mark.parametrize(
    ("name", "nature"), [("expressions_of_concern_doi_pairs.csv", "concern"), ("pairs.csv", "retracted")]
)
def test_pairs_are_what_the_name_of_their_file_says(read: Reader, name: str, nature: str) -> None:
    assert look_up(read(PAIR, name), "10.1000/a")[0].nature == nature
    assert look_up(read("original_doi,nature\n10.1000/a,Retraction\n", name), "10.1000/a")[0].nature == "retracted"


@pytest.mark.parametrize(
    ("name", "text", "day", "by"),
    [
        ("retractions-2025-10-01.csv", PAIR, date(2025, 10, 1), "file name"),
        ("20251001.csv", PAIR, date(2025, 10, 1), "file name"),
        ("rw_20251399.csv", PAIR, date(2001, 9, 9), "last change"),
        ("listed.csv", PAIR, date(2001, 9, 9), "last change"),
        (
            "listed.csv",
            "original_doi,RetractionDate\n10.1000/a,2/3/2024\n10.1000/b,1/1/2023\n",
            date(2024, 2, 3),
            "newest entry",
        ),
        ("2025-10-01.csv", "original_doi,RetractionDate\n10.1000/a,2/3/2024\n", date(2025, 10, 1), "file name"),
    ],
)
def test_a_list_has_its_day_and_says_whence(tmp_path: Path, name: str, text: str, day: date, by: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    changed = datetime(2001, 9, 9, 12, tzinfo=UTC).timestamp()
    os.utime(path, (changed, changed))
    snapshot = read_retractions(path).snapshot
    assert (snapshot.name, snapshot.date, snapshot.dated_by) == (name, day, by)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        (
            "doi,notice\n10.1000/a,x\n",
            "no column holds the DOIs of retracted works; its columns: 'doi', 'notice'",
            "Original",
        ),
        ("", "its columns: none", "original_doi"),
        ("original_doi\nnone\n", "none of its 1 rows names a work", "Give a list"),
        ("original_doi,notice_doi\n", "none of its 0 rows", "Give a list"),
        ('original_doi\n10.1000/a\n"10.1000/b\n10.1000/c\n', "here the table is broken", "quotation marks"),
        (b"\x00\x01", "no text file", "UTF-8"),
    ],
)
def test_what_is_no_list_is_told(read: Reader, text: str | bytes, message: str, remedy: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(text)
    assert message in caught.value.message
    assert remedy in (caught.value.remedy or "")
    assert caught.value.path is not None


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line(read: Reader) -> None:
    """It would swallow every row behind it."""
    with pytest.raises(UnreadableFileError) as caught:
        read('original_doi\n10.1000/a\n"10.1000/b\n10.1000/c\n')
    assert caught.value.line == 3


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        read_library(retractions=tmp_path / "none.csv")


def test_a_name_that_is_not_utf_8_does_not_stop_the_reading(read: Reader) -> None:
    listed = read(b"original_doi,author\n10.1000/a,M\xfcller\n10.1000/b,Roe\n")
    assert len(listed.rows) == 2


def test_a_library_keeps_its_list(tmp_path: Path) -> None:
    path = tmp_path / "listed.csv"
    path.write_text(PAIR, encoding="utf-8")
    library = read_library(retractions=path)
    assert library.retractions is not None
    assert look_up(library.retractions, "10.1000/a")
    assert read_library(retractions=library.retractions).retractions is library.retractions
    assert read_library().retractions is None


NAMES = st.text("abcXYZ019()<>;:/-._", min_size=1, max_size=12).filter(lambda name: name.rstrip(".,;") == name)
DOIS = st.builds("10.{}/{}".format, st.integers(1000, 99999), NAMES)
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda doi: f"doi:{doi}",
    lambda doi: f"https://doi.org/{doi}",
    lambda doi: f"http://dx.doi.org/{doi.upper()}",
    lambda doi: f" {doi} ",
    lambda doi: f"https://doi.org/{quote(doi)}?nosfx=y",
    lambda doi: quote(doi, safe=""),
    escape,
    lambda doi: f"doi: https://doi.org/{doi}",
)


def write_table(rows: list[list[str]]) -> str:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


@given(DOIS, st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_spelling_of_a_doi_finds_the_same_row(
    tmp_path: Path, doi: str, listed_as: Callable[[str], str], cited_as: Callable[[str], str]
) -> None:
    """Law: DOI names are case-insensitive, and an address or a label before one changes nothing."""
    path = tmp_path / "listed.csv"
    path.write_text(write_table([["original_doi"], [listed_as(doi)]]), encoding="utf-8", newline="")
    source = Source(id="a", variables={"DOI": cited_as(doi)})
    assert read_retractions(path).look_up(find_identifiers(source))


CELLS = (
    st.text(max_size=8).filter(lambda cell: "\0" not in cell and cell.isprintable())
    | DOIS
    | st.sampled_from(["unavailable", "0", ""])
)
DATES = st.sampled_from(["", "6/5/2020 0:00", "2020-06-05", "tomorrow", "31/31/2020"])
NATURES = st.sampled_from(["Retraction", "Correction", "Expression of concern", "Reinstatement", "", "Other"])


@given(st.lists(st.tuples(CELLS, CELLS, DATES, NATURES), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_is_lost_silently(tmp_path: Path, rows: list[tuple[str, str, str, str]]) -> None:
    """Law: every row is found by its DOI, or says that it has none, or is told with its line."""
    path = tmp_path / "listed.csv"
    header = ["original_doi", "notice_doi", "RetractionDate", "RetractionNature"]
    table = write_table([header, ["10.1000/first", "", "", "Retraction"], *map(list, rows)])
    path.write_text(table, encoding="utf-8", newline="")
    listed = read_retractions(path)
    found = {row.line for of_one in listed.rows.values() for row in of_one}
    told = {row.line for row in listed.unread}
    assert listed.total == len(rows) + 1
    assert found.isdisjoint(told)
    assert len(found) + len(told) + listed.nameless == listed.total
