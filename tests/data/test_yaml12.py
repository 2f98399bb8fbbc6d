"""YAML 1.2 without tags: what values are read as, where they stand, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.data.yaml12 import Path, parse_yaml
from evidence_assembler.errors import DraftError, EvidenceError
from evidence_assembler.model.place import Place


def value_of(text: str) -> Any:
    return parse_yaml(text, "f.yaml").value


@pytest.mark.parametrize(
    "word",
    "yes no on off y n Yes NO 010 0o17 0x1F 1e3 1_000 3.10 .5 +1 12:30:45 2026-04-14 .inf .nan = << tRUE nULL".split(),
)
def test_a_word_is_the_word_that_was_written(word: str) -> None:
    """Only null, true and false are more than words; a number stays as written until something asks for a number."""
    assert value_of(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize(
    ("words", "meaning"),
    [(("null", "Null", "NULL", "~", ""), None), (("true", "True", "TRUE"), True), (("false", "False", "FALSE"), False)],
)
def test_null_true_and_false_are_what_they_are_and_in_quotation_marks_they_are_words(
    words: tuple[str, ...], meaning: object
) -> None:
    for word in words:
        assert value_of(f"a: {word}\n")["a"] is meaning
        assert value_of(f'a: "{word}"\n') == {"a": word}
        assert value_of(f"a: '{word}'\n") == {"a": word}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a: |\n  one\n  two\n", "one\ntwo\n"),
        ("a: |-\n  one\n   two\n", "one\n two"),
        ("a: |+\n  one\n\n", "one\n\n"),
        ("a: >\n  one\n  two\n\n  three\n", "one two\nthree\n"),
        ("a: >-\n  one\n  two\n   more\n", "one two\n more"),
        ("a: one\n  two\n", "one two"),
        ("a: 'it''s\n  one'\n", "it's one"),
        ('a: "one \\\n  two\\u00e9\\n"\n', "one twoé\n"),
        ('a: "\\/\\e\\_"\n', "/\x1b\xa0"),
        ("a: x # a comment\n", "x"),
        ("a: x#no comment\n", "x#no comment"),
        ("a: http://example.org/#x\n", "http://example.org/#x"),
    ],
)
def test_words_in_every_style(written: str, read: str) -> None:
    assert value_of(written) == {"a": read}


def test_anchors_and_aliases_stand_for_their_values() -> None:
    """YAML 1.2.2, 7.1: an alias is its anchored node; an anchor may be given anew."""
    assert value_of("a: &x [1, 2]\nb: *x\nc: &x three\nd: [*x, *x]\n") == {
        "a": ["1", "2"],
        "b": ["1", "2"],
        "c": "three",
        "d": ["three", "three"],
    }


def test_a_merge_key_is_a_key_like_any_other() -> None:
    """YAML 1.2.2 has no merge key."""
    assert value_of("a: &x {k: v}\nb: {<<: *x}\n") == {"a": {"k": "v"}, "b": {"<<": {"k": "v"}}}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_nothing_is_null(text: str) -> None:
    assert value_of(text) is None


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, 2, "this is no YAML"),
        ("a: b: c\n", 1, 5, "mapping values are not allowed here"),
        ("a:\n\t- b\n", 2, 1, "cannot start any token"),
        ("a: 'open\n", 2, 1, "this is no YAML"),
        ("a: *nobody\n", 1, 4, "undefined alias"),
        ("a: 1\n---\nb: 2\n", 2, 1, "expected a single document"),
        ("%YAML 3.0\n---\na: 1\n", 1, 1, "incompatible YAML document"),
        ("- a\nb: c\n", 2, 1, "this is no YAML"),
        ("a: x\ny: \x92\n", 2, 4, "the character U+0092 is not allowed"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' is given twice"),
        ("{a: {b: 1, b: 2}}\n", 1, 12, "the key 'b' is given twice"),
        ('a: 1\n"a": 2\n', 2, 1, "the key 'a' is given twice"),
        ("? [a, b]\n: c\n", 1, 3, "a key must be a word"),
        ("a: !!str b\n", 1, 4, "the tag 'tag:yaml.org,2002:str' is not allowed"),
        ("a: !!python/object:os.system b\n", 1, 4, "tag:yaml.org,2002:python/object:os.system"),
        ("a: ! b\n", 1, 4, "not allowed"),
        ("a: !own b\n", 1, 4, "the tag '!own' is not allowed"),
        ("a: &x !!str b\n", 1, 4, "not allowed"),
        ("a: !<tag:yaml.org,2002:int> 3\n", 1, 4, "not allowed"),
        ("!!map {a: b}\n", 1, 1, "not allowed"),
        ("!!str a: b\n", 1, 1, "not allowed"),
        ("a: &x [b, *x]\n", 1, 4, "aliases unfold without end"),
        ("a: " + "[" * 250 + "]" * 250, 1, 204, "more than 200 levels deep"),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(DraftError) as caught:
        parse_yaml(text, "f.yaml", DraftError)
    assert (caught.value.path, caught.value.line, caught.value.column) == ("f.yaml", line, column)
    assert message in caught.value.message
    assert caught.value.remedy is not None


@pytest.mark.parametrize("text", ["'!x'", '"!x"', "|-\n  !x", "&a '!x'", "\\u0021x".join('""')])
def test_an_exclamation_mark_within_the_words_is_no_tag(text: str) -> None:
    assert value_of(f"a: {text}\n") == {"a": "!x"}


def test_a_small_file_does_not_unfold_into_billions() -> None:
    """Ten to the twelfth values in half a kilobyte, refused at once."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    with pytest.raises(EvidenceError, match="aliases unfold without end"):
        value_of("\n".join(lines))


@pytest.mark.parametrize("text", ["[" * 1_000, "".join(f"{' ' * i}a:\n" for i in range(600)), "{a: " * 600])
def test_depth_without_end_is_refused_and_not_followed(text: str) -> None:
    with pytest.raises(EvidenceError, match="more than 200 levels deep"):
        value_of(text)


PLACED = """\
# 😀 a comment
é: ä
"two words": [one, 'two', {k: "v 😀", l: m}]
block: |
  first
  second
😀😀: {a: b}
"""


@pytest.mark.parametrize(
    ("at", "line", "column", "end_line", "end_column"),
    [
        (("é",), 2, 4, 2, 5),
        (("two words",), 3, 14, 3, 44),
        (("two words", 0), 3, 15, 3, 18),
        (("two words", 1), 3, 20, 3, 25),
        (("two words", 2, "k"), 3, 31, 3, 36),
        (("two words", 2, "l"), 3, 41, 3, 42),
        (("block",), 4, 8, 7, 1),
        (("😀😀", "a"), 7, 9, 7, 10),
    ],
)
def test_the_places_of_values_count_lines_and_code_points_from_one(
    at: Path, line: int, column: int, end_line: int, end_column: int
) -> None:
    assert parse_yaml(PLACED, "f.yaml").values[at] == Place("f.yaml", line, column, end_line, end_column)


def test_the_places_of_keys() -> None:
    keys = parse_yaml(PLACED, "f.yaml").keys
    assert {at: (place.line, place.column) for at, place in keys.items()} == {
        ("é",): (2, 1),
        ("two words",): (3, 1),
        ("two words", 2, "k"): (3, 28),
        ("two words", 2, "l"): (3, 38),
        ("block",): (4, 1),
        ("😀😀",): (7, 1),
        ("😀😀", "a"): (7, 6),
    }


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_only_a_newline_ends_a_line(mark: str) -> None:
    """YAML 1.2.2, 5.4: U+0085, U+2028 and U+2029 are no line breaks, so that lines are those an editor shows."""
    places = parse_yaml(f'a: "x{mark}y" # {mark}\nb: [c, d]\n', "f.yaml").values
    assert (places["b",].line, places["b", 1].column) == (2, 8)
    with pytest.raises(EvidenceError) as caught:
        value_of(f'a: "x{mark}y"\nb: [')
    assert caught.value.line == 2


PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"], include_characters="\n\t"))
JSON = st.recursive(
    st.none() | st.booleans() | PRINTABLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_json_is_yaml(value: Any) -> None:
    """YAML 1.2.2, 1.3: every JSON file is a valid YAML file."""
    assert value_of(json.dumps(value, ensure_ascii=False, indent=1)) == value
    assert value_of(json.dumps(value, ensure_ascii=False, separators=(",", ":"))) == value


@given(st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@`#,. \n~<=\\\té\u2028\x85"), max_size=40))
def test_whatever_is_written_only_our_own_exception_is_raised(text: str) -> None:
    try:
        document = parse_yaml(text, "f.yaml")
    except EvidenceError as error:
        assert error.line is None or 1 <= error.line <= text.count("\n") + 1
        return
    lines = text.split("\n")
    for place in (*document.values.values(), *document.keys.values()):
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert (place.line, place.column) <= (place.end_line, place.end_column)
