"""Bibliographies in any encoding, and what is no bibliography although it is called one."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.errors import UnreadableFileError
from evidence_assembler.readers.encodings import decode_bibliography
from evidence_assembler.readers.libraries import read_library

BIB = "@article{müller, author = {Müller, Jürgen},\n  title = {Größe – “Maß”},\n  year = 2001}\n"
LATIN = "@article{m1, author = {M\xfcller, J\xfcrgen},\n  title = {Ma\xdf}}\n"
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("text", [BIB, '[{"id": "a", "title": "Größe"}]\n', "TY  - JOUR\nTI  - Größe\nER  - \n"])
def test_unicode_in_any_form_is_read(encoding: str, marked: bool, text: str) -> None:
    """The Unicode Standard 16.0, 23.8: a byte order mark is no part of the text; exports often lack it."""
    raw = (MARKS[encoding] if marked else b"") + text.encode(encoding)
    assert decode_bibliography(raw, "a.bib") == (text, ())


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("iso-8859-1", "% Encoding: ISO-8859-1"),
        ("cp1252", "% Encoding: ISO8859_1"),
        ("cp1250", "% Encoding: Cp1250"),
        ("mac-roman", "%% -*- coding: mac-roman -*-"),
        ("iso-8859-2", "% -*- mode: bibtex; coding: latin-2-unix; -*-"),
        ("cp1252", "% !TeX encoding = windows-1252"),
        ("iso-8859-15", "% vim: set fileencoding=iso-8859-15 :"),
        ("iso-8859-15", "@comment{x-kbibtex-encoding=iso-8859-15}"),
        ("utf-8", "% Encoding: ISO-8859-1"),
        ("iso-8859-1", "<?xml version='1.0' encoding='ISO-8859-1'?>"),
    ],
)
def test_what_a_file_says_of_its_encoding_holds(encoding: str, declaration: str) -> None:
    """But for what is UTF-8 by its bytes: then the note is older than the file."""
    text = f"% a comment\n{declaration}\n" if declaration.startswith("%") else f"{declaration}\n"
    text += "@book{a, title = {Mäßig}}\n"
    assert decode_bibliography(text.encode(encoding), "a.bib") == (text, ())


def test_encodings_of_seven_bits_need_their_name() -> None:
    text = "% Encoding: ISO-2022-JP\n@book{a, title = {日本語}}\n"
    assert decode_bibliography(text.encode("iso-2022-jp"), "a.bib") == (text, ())


def test_an_encoding_that_nobody_knows_is_not_believed() -> None:
    for name in ("klingon", "base64", "utf-16", "rot13"):
        text, (problem,) = decode_bibliography(f"% Encoding: {name}\n{LATIN}".encode("latin-1"), "a.bib")
        assert (text.partition("\n")[2], problem.place.line) == (LATIN, 2)


def test_windows_1252_is_assumed_and_told_with_its_first_byte() -> None:
    text, (problem,) = decode_bibliography(b"\r\n" + LATIN.replace("Ma", "\x93Ma").encode("latin-1"), "a.bib")
    assert text == "\n" + LATIN.replace("Ma", "“Ma")
    assert problem.message == "the byte 0xfc is not UTF-8; the file was read as Windows-1252, which it seems to be"
    assert (problem.level, problem.remedy) == ("warning", "Save the file as UTF-8.")
    assert (problem.place.path, problem.place.line, problem.place.column) == ("a.bib", 2, 25)


def test_one_broken_byte_does_not_make_utf_8_another_encoding() -> None:
    raw = BIB.encode().replace("ß".encode(), b"\xc3", 1)
    text, (problem,) = decode_bibliography(raw, "a.bib")
    assert text == BIB.replace("ß", "\ufffd", 1)
    assert problem.message == "the byte 0xc3 is not UTF-8; U+FFFD stands here for a lost character"
    assert (problem.level, problem.place.line, problem.place.column) == ("warning", 2, 15)


def test_bytes_that_windows_1252_lacks_are_told_too() -> None:
    text, problems = decode_bibliography(b"@book{a,\n title = {\x81 \x8d\n \x81}}\n", "a.bib")
    assert text == "@book{a,\n title = {\ufffd \ufffd\n \ufffd}}\n"
    assert [problem.message for problem in problems] == [
        "the byte 0x81 is not UTF-8; the file was read as Windows-1252, which it seems to be",
        "the byte 0x81 is not CP1252; U+FFFD stands here for a lost character, and in 1 more line",
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_is_one_newline(end: str) -> None:
    assert decode_bibliography(BIB.replace("\n", end).encode(), "a.bib") == (BIB, ())


def zipped(name: str, content: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (gzip.compress(BIB.encode()), "a file compressed by gzip"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("xl/workbook.xml"), "an Excel workbook"),
        (zipped("mimetype", "application/vnd.oasis.opendocument.text"), "an OpenDocument file"),
        (zipped("refs.bib", BIB), "a ZIP archive"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"{\\rtf1\\ansi @article{a, title = {T}}}", "a document in RTF"),
        (b"SQLite format 3\0rest", "an SQLite database"),
        (b"<!doctype html>\n<html><body><pre>@article{a, title = {T}}</pre></body></html>", "a web page"),
        (b"\n<HTML>\n<head><title>Sign in</title></head></HTML>", "a web page"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="x"/>', "a web page"),
        ("<!DOCTYPE html><html>é".encode("utf-16"), "a web page"),
        (b"@article{a,\0\0\0 title = {T}}", "this is no text file"),
        (bytes(range(256)), "this is no text file"),
    ],
)
@pytest.mark.parametrize("name", ["export.bib", "export.txt", "export.json"])
def test_what_is_saved_in_place_of_an_export_is_called_by_its_name(
    tmp_path: Path, raw: bytes, message: str, name: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(UnreadableFileError, match=message) as caught:
        read_library(tmp_path / name)
    assert (caught.value.path, bool(caught.value.remedy)) == (str(tmp_path / name), True)


@pytest.mark.parametrize("raw", [b"", b" \n\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + "\r\n".encode("utf-16-le")])
@pytest.mark.parametrize("name", ["a.bib", "a.json", "a.unknown"])
def test_an_empty_file_is_told(tmp_path: Path, raw: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(raw)
    library = read_library(tmp_path / name)
    assert [(problem.message, problem.level) for problem in library.problems] == [("this file is empty", "warning")]


def test_problems_of_the_encoding_stand_before_those_of_the_entries(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes((LATIN + "@book{m1, title = {T}}\n").encode("latin-1"))
    library = read_library(tmp_path / "a.bib")
    assert library["m1"].source.authors[0].family == "Müller"
    assert ["Windows-1252" in problem.message for problem in library.problems] == [True, False]


@given(st.text(st.characters(exclude_characters="\r\0\x1a\ufeff", exclude_categories=["Cs"])))
def test_utf_8_comes_back_as_it_is(text: str) -> None:
    """Whatever the text says, short of another encoding: nothing is guessed of what is UTF-8."""
    text = "@comment{}\n" + text.replace("coding", "")
    assert decode_bibliography(text.encode(), "a.bib") == (text, ())


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_refused(raw: bytes) -> None:
    """A guess is told, and what was lost is seen."""
    try:
        text, problems = decode_bibliography(raw, "a.bib")
    except UnreadableFileError as error:
        assert error.remedy
    else:
        assert "\r" not in text
        assert text.encode().decode() == text  # no halves of surrogate pairs
        assert all(problem.place.line <= text.count("\n") + 1 for problem in problems)


def test_a_bibliography_is_not_taken_for_a_page(tmp_path: Path) -> None:
    items = [{"id": "a", "title": "<html> for all"}]
    (tmp_path / "a.json").write_text(json.dumps(items), encoding="utf-16")
    assert read_library(tmp_path / "a.json")["a"].source.title is not None
