"""An index of seeds finds what looking through the text finds."""

import random
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, strategies as st

from evidence_assembler.text import locate
from evidence_assembler.text.fold import fold_text
from evidence_assembler.text.locate import TextIndex, locate_quote
from evidence_assembler.text.seeds import SeedIndex
from evidence_assembler.text.skeleton import make_skeleton, read_core

VOCABULARY = (
    "dose trial pain adult outcome review placebo effect risk chronic therapy cohort safety renal acute follow-up "
    "naïve 12.5 mg (n = 7) p<0.05 “so” anti-inflammatory func-\ntion, 5 % of the in and was not"
).split(" ")


def make_text(seed: int, words: int = 4_000) -> list[str]:
    rng = random.Random(seed)
    return [
        rng.choice(VOCABULARY) if rng.random() < 0.5 else "".join(rng.choices("abcdefghi", k=rng.randint(2, 9)))
        for _ in range(words)
    ]


TEXT = make_text(1)
INDEX = TextIndex(" ".join(TEXT))


def test_a_long_text_has_an_index_and_a_short_one_needs_none() -> None:
    """Below some 16,000 characters looking through a text costs less than its index would."""
    assert INDEX._seeds is not None
    assert TextIndex("A short text.")._seeds is None


@given(st.integers(0, len(TEXT) - 60), st.integers(1, 60), st.randoms(use_true_random=False))
def test_index_and_scan_give_the_same_verdict(first: int, count: int, rng: random.Random) -> None:
    """On passages as they are, with one word changed, and fitted into a sentence."""
    words = TEXT[first : first + count]
    changed = [*words]
    changed[rng.randrange(count)] = "unheard"
    scanned = TextIndex(INDEX.text, at_once=False)
    for quote in (
        " ".join(words),
        " ".join(words).capitalize() + ".",
        " ".join(words[: count // 2]) + " … " + words[-1],
    ):
        assert INDEX.locate(quote) == scanned.locate(quote)
    assert INDEX.locate(" ".join(changed)).passed == scanned.locate(" ".join(changed)).passed


@given(st.integers(0, len(TEXT) - 12), st.integers(8, 60), st.randoms(use_true_random=False))
def test_a_damaged_passage_is_located(first: int, count: int, rng: random.Random) -> None:
    """One character in twenty changed, of eight words or more: the place is found, and it is no pass."""
    words = " ".join(TEXT[first : first + count])
    quote = [*words]
    for at in rng.sample(range(len(quote)), max(1, len(quote) // 20)):
        quote[at] = "x" if quote[at] != "x" else "y"
    match = INDEX.locate("".join(quote))
    start = len(" ".join([*TEXT[:first], ""]))
    assert match.status == "altered"
    assert match.start is not None
    assert match.end is not None
    common = min(match.end, start + len(words)) - max(match.start, start)
    assert common >= 0.7 * (max(match.end, start + len(words)) - min(match.start, start))


def test_an_index_is_built_when_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never for a short text, and for one that is not to be prepared at once only when a quotation differs from it."""
    built: list[int] = []

    class Counting(SeedIndex):
        def __init__(self, text: str, anchors: Sequence[int]) -> None:
            built.append(len(text))
            super().__init__(text, anchors)

    monkeypatch.setattr(locate, "SeedIndex", Counting)
    index = TextIndex(INDEX.text, at_once=False)
    assert index.locate(" ".join(TEXT[50:70])).passed
    assert locate_quote("nothing like this was ever said by anybody", "A short text.").status == "absent"
    assert built == []
    for at in range(3):
        index.locate(f"nothing like this was ever said by anybody in {at} texts")
    assert len(built) == 1


FOLDED = fold_text(INDEX.text).text
SKELETON = make_skeleton(FOLDED)
SEEDS = SeedIndex(SKELETON.text, SKELETON.anchors)


@given(st.integers(0, len(TEXT) - 60), st.integers(3, 60))
def test_the_rarest_seed_has_every_place(first: int, count: int) -> None:
    """The places that the index gives are places of the core, and all those that begin a word are among them."""
    core = read_core(fold_text(" ".join(TEXT[first : first + count])).text)
    places = SEEDS.find_places(core)
    everywhere = {found.start() for found in re.finditer(f"(?={re.escape(core.text)})", SKELETON.text)}
    begin_a_word = {
        at for at in everywhere if not FOLDED[SKELETON.origin_of(at) - 1 : SKELETON.origin_of(at)].isalnum()
    }
    assert places is None or begin_a_word <= set(places) <= everywhere
