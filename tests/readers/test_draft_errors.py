"""What a draft may not say: every refusal names the place, what is wrong there and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from evidence_assembler.errors import DraftError, EvidenceError, UnreadableFileError
from evidence_assembler.model import Draft
from evidence_assembler.readers.drafts import read_draft

QUESTION = "question: Does it work?\n"
Reader = Callable[..., Draft]


def refuse(read: Reader, text: str, name: str = "answer.yaml") -> DraftError:
    with pytest.raises(DraftError) as caught:
        read(text, name)
    assert caught.value.path is not None
    assert Path(caught.value.path).name == name
    assert caught.value.remedy
    assert "pydantic" not in str(caught.value)
    return caught.value


REFUSED_KEYS = [
    ("clams: []\n", 2, 1, "unknown key 'clams' in the draft", "'claims'"),
    ("claims:\n  - text: It works.\n    sites: a\n", 4, 5, "unknown key 'sites' in a claim", "'cite'"),
    ("claims: [{text: a, cite: {source: a, qoute: b}}]\n", 2, 38, "unknown key 'qoute' in a citation", "'quote'"),
    ("claims: [{text: a, cite: [{source: a, pag: 3}]}]\n", 2, 39, "unknown key 'pag' in a citation", "'page'"),
    ("claims: [{text: a, citations: [{source_id: a, pag: 3}]}]\n", 2, 47, "unknown key 'pag' in a citation", "'page'"),
    ("claims: [{text: a, certainty: {scheme: a, vlaue: b}}]\n", 2, 43, "unknown key 'vlaue' in a certainty", "'value'"),
    ("key_points: [{txt: a}]\n", 2, 15, "unknown key 'txt' in a key point", "'text'"),
    ("people: [{name: a, rule: b}]\n", 2, 20, "unknown key 'rule' in a person", "'role'"),
    ("searched: [{where: a, when: 2026-01-01, qurey: b}]\n", 2, 41, "unknown key 'qurey' in a search", "'query'"),
    ("declare:\n  a: {desing: b}\n", 3, 7, "unknown key 'desing' in a declaration", "'design'"),
    ("declare:\n  cite: {desing: b}\n", 3, 10, "unknown key 'desing' in a declaration", "'design'"),
    ("Claims: []\n", 2, 1, "unknown key 'Claims' in the draft", "'claims'"),
    ("~: 1\n", 2, 1, "unknown key '~' in the draft", "Known: arrange"),
    ("claims: [{<<: {text: a}, text: b}]\n", 2, 11, "unknown key '<<' in a claim", "Known: audiences"),
    ("claims: [{text: a, cite: a, citations: b}]\n", 2, 29, "'citations' is another word for 'cite'", "Keep one"),
    (
        "claims: [{text: a, cite: {source: a, source_id: b}}]\n",
        2,
        38,
        "'source_id' is another word for 'source'",
        "one",
    ),
    ("place: {path: x}\n", 2, 1, "unknown key 'place'", "Leave it out"),
    ("claims: [{text: a, place: {path: x}}]\n", 2, 20, "unknown key 'place'", "Leave it out"),
    ("claims: [{text: a, cite: {source: a, quote_place: 1}}]\n", 2, 38, "unknown key 'quote_place'", "Leave it out"),
    ("claims: [{text: a, citations: [{source: a, place: 1}]}]\n", 2, 44, "unknown key 'place'", "Leave it out"),
    ("key_points: [{text: a, place: 1}]\n", 2, 24, "unknown key 'place'", "Leave it out"),
]


REFUSED_VALUES = [
    ("claims:\n", 2, 1, "'claims' is empty", "a list"),
    ("claims: true\n", 2, 1, "'claims' is True", "a list"),
    ("claims: {text: a}\n", 2, 1, "'claims' is a group of keys (text)", "a list"),
    ("claims: [a]\n", 2, 10, "entry 1 of 'claims' is 'a'", "keys with values"),
    ("claims: [{cite: a}]\n", 2, 10, "a claim needs 'text'", "`text:`"),
    ("claims: [{text: }]\n", 2, 11, "'text' is empty", "Write words"),
    ("claims: [{text: '  '}]\n", 2, 11, "'text' is empty", "leave the key out"),
    ("claims: [{text: [a, b]}]\n", 2, 11, "'text' is a list", "words"),
    ("claims: [{text: false}]\n", 2, 11, "'text' is False", "words"),
    ('claims: [{text: "\\ud800"}]\n', 2, 11, "'text' holds half a character", "the character itself"),
    ("claims: [{text: a, cite: {quote: b}}]\n", 2, 20, "a citation needs 'source'", "`source:`"),
    ("claims:\n  - text: a\n    citations:\n      - quote: b\n", 5, 9, "a citation needs 'source'", "`source:`"),
    ("claims: [{text: a, cite: {source: a, quote: ''}}]\n", 2, 38, "'quote' is empty", "leave the key out"),
    ("claims: [{text: a, cite: {source: a, intent: suports}}]\n", 2, 38, "'intent' is 'suports'", "'supports'"),
    ("claims: [{text: a, cite: {source: a, label: pages, locator: 3}}]\n", 2, 38, "'label' is 'pages'", "'page'"),
    (
        "claims: [{text: a, cite: {source: a, page: 3, section: 4}}]\n",
        2,
        20,
        "more than one locator: page, section",
        "",
    ),
    ("claims: [{text: a, cite: {source: a, page: 3, locator: 4}}]\n", 2, 20, "more than one locator: page", ""),
    ("claims: [{text: a, audiences: {patient: [b]}}]\n", 2, 32, "'patient' is a list", "words"),
    ("claims: [{text: a, certainty: low}]\n", 2, 20, "'certainty' is 'low'", "keys with values"),
    (
        "claims:\n  - {text: a}\n  - {id: x, text: b}\n  - {id: x, text: c}\n",
        5,
        10,
        "the claim id 'x' is given twice",
        "",
    ),
    ("arrange: by-teir\n", 2, 1, "'arrange' is 'by-teir'", "'by-tier'"),
    ("arrange: zzz\n", 2, 1, "'arrange' is 'zzz'", "'by-tier', 'by-topic' or 'as-written'"),
    ("prepared_by: xyzzy\n", 2, 1, "'prepared_by' is 'xyzzy'", "'human', 'ai' or 'both'"),
    ("updated: 2026-13-01\n", 2, 1, "'updated' is '2026-13-01', which is no date", "2026-04-14"),
    ("updated: 2026-02-30\n", 2, 1, "'updated' is '2026-02-30', which is no date", "2026-04-14"),
    ("updated: April 2026\n", 2, 1, "'updated' is 'April 2026', which is no date", "2026-04-14"),
    ("updated: [2026]\n", 2, 1, "'updated' is", "2026-04-14"),
    ("searched: [{where: a, when: soon}]\n", 2, 23, "'when' is 'soon', which is no date", "2026-04-14"),
    ("searched: [{where: a}]\n", 2, 12, "a search needs 'when'", "`when:`"),
    ("declare: {a: {since: then}}\n", 2, 15, "'since' is 'then', which is no date", "2026-04-14"),
    ("declare: {a: {status: retraced}}\n", 2, 15, "'status' is 'retraced'", "'retracted'"),
    ("declare: {a: {text_extent: part}}\n", 2, 15, "'text_extent' is 'part'", "'abstract' or 'excerpt'"),
    ("declare: [a]\n", 2, 1, "'declare' is a list", "keys with values"),
    (
        "declare: {a: {design: randomised trail}}\n",
        2,
        15,
        "'randomised trail' is no known design",
        "'randomized trial'",
    ),
    ("declare: {a: {superseded_by: a}}\n", 2, 15, "'a' cannot take its own place", "Name the work"),
    ("declare: {a: {since: 2020-01-01}}\n", 2, 15, "`since` is the day of a status", "superseded_by"),
    ("declare: {a: {design: xyzzy}}\n", 2, 15, "'xyzzy' is no known design", "Known: "),
    ("disclaimer: clincal\n", 2, 1, "no disclaimer is called 'clincal'", "'clinical'"),
    ("people: [A. Author]\n", 2, 10, "entry 1 of 'people' is 'A. Author'", "keys with values"),
    ("follows: earlier.yaml\n", 2, 1, "'follows' cannot be read by this version", "Leave 'follows' out"),
    ("sources: [refs.bib, {a: b}]\n", 2, 21, "entry 2 of 'sources' is a group of keys (a)", "words"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "remedy"), [*REFUSED_KEYS, *REFUSED_VALUES])
def test_an_unknown_key_or_a_wrong_value_is_told_with_its_place_and_what_is_wanted(
    read: Reader, text: str, line: int, column: int, message: str, remedy: str
) -> None:
    """Of a key the nearest known one, of a value what may stand there."""
    error = refuse(read, QUESTION + text)
    assert (error.line, error.column) == (line, column)
    assert error.message.startswith(message)
    assert remedy in (error.remedy or "")


@pytest.mark.parametrize("text", ["updated: 0\n", "next_review: 1775952000\n", "claims: [{id: '', text: a}]\n"])
def test_a_number_is_no_date_and_nothing_is_no_id(read: Reader, text: str) -> None:
    assert refuse(read, QUESTION + text).line == 2


def test_the_next_errors_are_told_too(read: Reader) -> None:
    error = refuse(read, QUESTION + "a1: 1\na2: 1\na3: 1\na4: 1\na5: 1\na6: 1\na7: 1\n")
    lines = (error.remedy or "").split("\n")
    assert error.line == 2
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["line 3", "line 4", "line 5", "line 6", "and 2 more"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "only words\n", "null\n"])
def test_what_has_no_keys_is_no_draft(read: Reader, text: str) -> None:
    assert refuse(read, text).message == "this is no draft"


def test_a_draft_needs_a_question(read: Reader) -> None:
    error = refuse(read, "claims: []\n")
    assert (error.message, error.line) == ("the draft needs 'question'", 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('{"question": "a",\n "claims": [}', 2, 13, "this is no JSON"),
        ('{"question": "a"} x', 1, 19, "this is no JSON: Extra data"),
        ("{'question': 'a'}", 1, 2, "this is no JSON"),
        ('{"question": "a",\n\t"question": "b"}', 2, 2, "the key 'question' is given twice"),
        ('{\n\t"question": "q",\n\t"claims": [\n\t\t{"text": "a", "sites": "b"}]}', 4, 17, "unknown key 'sites'"),
        ('{"question": "a", "\\u0063laims\\/": []}', 1, 19, "unknown key 'claims/'"),
        ('{"question": "\\ud800"}', 1, 2, "'question' holds half a character"),
        ("[" * 100_000, None, None, "this is nested too deeply"),
        ('{"question": ' + "[" * 300 + "]" * 300 + "}", 1, 214, "this is more than 200 levels deep"),
    ],
)
def test_broken_json_is_told_with_its_place(
    read: Reader, text: str, line: int | None, column: int | None, message: str
) -> None:
    error = refuse(read, text, "answer.json")
    assert (error.line, error.column) == (line, column)
    assert error.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "column", "message", "remedy"),
    [
        ("sources: [ref.bib]", 11, "there is no 'ref.bib'", "Did you mean 'refs.bib'?"),
        ("sources: nothing-like-it.xml", 10, "there is no 'nothing-like-it.xml'", "refs.bib, texts"),
        ("texts: text/", 1, "there is no 'text/'", "Did you mean 'texts'?"),
        ("sources: [../refs.bib]", 11, "'../refs.bib' lies outside the folder of the draft", "--allow-outside"),
        ("sources: [texts/../../refs.bib]", 11, "'texts/../../refs.bib' lies outside", "--allow-outside"),
        ("sources: [/etc/hostname]", 11, "'/etc/hostname' lies outside the folder of the draft", "--allow-outside"),
        ("sources: [link.bib]", 11, "'link.bib' lies outside the folder of the draft", "--allow-outside"),
        ("texts: linked", 1, "'linked' lies outside the folder of the draft", "--allow-outside"),
        ("scheme: ../own.yaml", 1, "'../own.yaml' lies outside the folder of the draft", "--allow-outside"),
        ("scheme: own.yaml", 1, "there is no 'own.yaml'", "Did you mean"),
        ("sources: [loop]", 11, "'loop' is no path", "Write the path"),
        ('sources: ["a\\0b"]', 11, "'a\\x00b' is no path", "Write the path"),
        (f"sources: [{'a' * 5_000}]", 11, f"'{'a' * 5_000}' is no path", "Write the path"),
    ],
)
def test_a_path_must_lead_to_a_file_in_the_folder_of_the_draft(
    tmp_path_factory: pytest.TempPathFactory, text: str, column: int, message: str, remedy: str
) -> None:
    folder = tmp_path_factory.mktemp("draft")
    outside = tmp_path_factory.mktemp("outside")
    (outside / "refs.bib").touch()
    (folder / "refs.bib").touch()
    (folder / "texts").mkdir()
    (folder / "link.bib").symlink_to(outside / "refs.bib")
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to("loop")
    (folder / "answer.yaml").write_text(f"{QUESTION}{text}\n", encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        read_draft(folder / "answer.yaml")
    assert (caught.value.line, caught.value.column) == (2, column)
    assert caught.value.message.startswith(message)
    assert remedy in (caught.value.remedy or "")


def test_a_file_that_is_missing_no_text_or_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "answer.yaml").write_bytes(b"question: \xff\n")
    (tmp_path / "null.yaml").write_bytes(b"question: \0\n")
    for name, message, remedy in (
        ("answr.yaml", "there is no such file", "Did you mean 'answer.yaml'?"),
        ("none/answer.yaml", "there is no such file", "does not exist"),
        ("answer.yaml", "the byte 0xff is not UTF-8", "Save the file as UTF-8."),
        ("null.yaml", "this is no text file", "Give a text file in UTF-8."),
        (".", "it cannot be opened: Is a directory", None),
    ):
        with pytest.raises(UnreadableFileError) as caught:
            read_draft(tmp_path / name)
        assert caught.value.message == message
        assert caught.value.remedy == remedy or (remedy and remedy in (caught.value.remedy or ""))


WORDS = st.sampled_from(
    "question claims text cite citations source source_id quote page declare design key_points of people name sources "
    "texts scheme updated searched where when certainty audiences id arrange by-tier disclaimer clinical null true ~ "
    "yes 010 2026-01-01 smith2020 refs.bib ../x 😀 é place & * ! | > - ? : # , [ ] { } ' \" \\ @ ` % <<".split()
)
BETWEEN = st.sampled_from(
    ["\n", "\n  ", "\n    ", "\n  - ", ": ", " ", "\t", "&a ", "*a", '"\\0"', '"\\ud800"', "\u2028"]
)


@given(st.lists(WORDS | BETWEEN, max_size=25).map("".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_only_our_own_exceptions_are_raised(tmp_path: Path, text: str) -> None:
    for name, written in (("answer.yaml", text), ("asked.yaml", QUESTION + text), ("answer.json", text)):
        file = tmp_path / name
        file.write_text(written, encoding="utf-8")
        try:
            read_draft(file)
        except EvidenceError as error:
            assert error.path == str(file)


VALUES = st.recursive(
    st.sampled_from([None, True, False, "", " ", "a", "b c", "0", "2026-01-01", "supports", "human", "\u0000"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("text cite source id page".split()), inner)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(list(Draft.model_fields)), VALUES, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_under_a_known_key_only_our_own_exceptions_are_raised(
    tmp_path: Path, values: dict[str, Any]
) -> None:
    file = tmp_path / "answer.json"
    file.write_text(json.dumps({"question": "a", **values}), encoding="utf-8")
    try:
        read_draft(file)
    except EvidenceError as error:
        assert error.path == str(file)
        assert "Input should be" not in str(error)
