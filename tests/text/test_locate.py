"""Locating quotations: likeness points, equality decides."""

import random
import re

import pytest
from hypothesis import assume, given, strategies as st

from evidence_assembler.text.locate import TextIndex, locate_quote

TRIAL = (
    "Examplopril reduced systolic pressure by 12.5 mm Hg (95% CI 8.1–16.9; p = 0.03) in 214 adults. The dose was\n"
    "10 mg (range 5-20 mg) once daily, unless renal func-\ntion was impaired. It should not be used in pregnancy.\n\n"
    "Cough was reported in 3.2% of patients, “mostly mild”. The change in mood was -0.34 points in the placebo-\n"
    "controlled part, a non-significant difference, and 10² times less than 1 μg of the ﬁrst dose."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("reduced systolic pressure by 12.5 mm Hg", "reduced systolic pressure by 12.5 mm Hg"),
        ("unless renal function was impaired", "unless renal func-\ntion was impaired"),
        ("the placebo-controlled part", "the placebo-\ncontrolled part"),
        ("the placebo- controlled part", "the placebo-\ncontrolled part"),
        ("The dose was 10 mg", "The dose was\n10 mg"),
        ('patients, "mostly mild"', "patients, “mostly mild”"),
        ("95% CI 8.1-16.9", "95% CI 8.1–16.9"),
        ("less than 1 µg of the first dose", "less than 1 μg of the ﬁrst dose"),
        ("cough was reported", "Cough was reported"),
        ("used in pregnancy.", "used in pregnancy."),
        ("in 3.2% of patients.", "in 3.2% of patients"),
        ("10mg (range 5-20mg)", "10 mg (range 5-20 mg)"),
        ("The dose was … once daily", "The dose was\n10 mg (range 5-20 mg) once daily"),
        ("[I]t should not be used", "It should not be used"),
        ("reduced [the] systolic pressure", "reduced systolic pressure"),
    ],
)
def test_the_same_words_pass_at_their_place(quote: str, found: str) -> None:
    """Equal after folding: a pass, and the span holds the words in the untouched text."""
    match = locate_quote(quote, TRIAL)
    assert match.passed, match
    assert match.start is not None
    assert match.end is not None
    assert TRIAL[match.start : match.end] == found == match.found


@pytest.mark.parametrize(
    ("quote", "kinds"),
    [
        ("reduced systolic pressure by 125 mm Hg", ["number"]),
        ("reduced systolic pressure by 12.5 cm Hg", ["unit"]),
        ("10 mg (range 520 mg) once daily", ["number"]),
        ("The dose was 10 g (range 5-20 mg)", ["unit"]),
        ("It should be used in pregnancy", ["negation"]),
        ("It must not be used in pregnancy", ["modal"]),
        ("Examplopril raised systolic pressure", ["word"]),
        ("pressure by 12.5 mm Hg (95% CI 8.1–16.9; p < 0.03)", ["number"]),
        ("The change in mood was 0.34 points", ["number"]),
        ("and 102 times less than 1 μg", ["number"]),
        ("Cough Was reported in 3.2% of patients", ["case"]),
        ("reduced [not] systolic pressure by 12.5 mm Hg", ["negation"]),
    ],
)
def test_other_words_are_altered_and_named(quote: str, kinds: list[str]) -> None:
    """A number, unit, sign, negation, modal or word that differs is never a pass; the difference has its kind."""
    match = locate_quote(quote, TRIAL)
    assert match.status == "altered", match
    assert [difference.kind for difference in match.differences if difference.kind != "punctuation"] == kinds


@pytest.mark.parametrize(
    "quote",
    [
        "ignificant difference",
        "significant difference",  # the source says non-significant
        "systolic pressure by 12",  # of 12.5
        "0.34 points in the placebo",  # of -0.34
        "reduced systolic pressure by 12.5 mm Hg (95",  # of 95%
        "5 mm Hg (95% CI",  # of 12.5
        "in 214adults",
    ],
)
def test_words_and_numbers_are_whole(quote: str) -> None:
    """A quotation begins and ends between words, and between numbers."""
    assert not locate_quote(quote, TRIAL).passed


@pytest.mark.parametrize(
    "quote",
    [
        "Blood pressure came down a good deal among the adults who were studied",
        "The lease shall be governed by the law of France",
        "…",
        "-",
    ],
)
def test_what_is_not_there_is_absent(quote: str) -> None:
    """A paraphrase, another sentence, and a mark alone have no place in the text."""
    match = locate_quote(quote, TRIAL)
    assert (match.status, match.start, match.end, match.found) == ("absent", None, None, None)


def test_an_ellipsis_hides_no_denial() -> None:
    """Parts in order pass; with a word of denial between them, or in another order, they are spliced."""
    assert locate_quote("reduced systolic pressure … in 214 adults", TRIAL).status == "normalized"
    hidden = locate_quote("It should … be used in pregnancy", TRIAL)
    assert (hidden.status, hidden.warnings) == ("spliced", ("hides_negation",))
    assert locate_quote("Cough was reported [...] The dose was", TRIAL).status == "spliced"


def test_parts_around_an_ellipsis_may_stand_in_several_places() -> None:
    """Two ends for one beginning are told; one end is chosen by the nearest beginning."""
    text = "The dose is low in children. The dose is high in adults, and in children too."
    assert locate_quote("The dose … in children", text).warnings == ("ambiguous",)
    assert locate_quote("The dose … in adults", text).warnings == ()
    assert locate_quote("The dose … in adults", text).start == 29


def test_context_chooses_among_places() -> None:
    """Prefix and suffix (TextQuoteSelector) choose; without them the first place stands, and is called ambiguous."""
    text = "Dose A: take one tablet daily. Dose B: take one tablet daily. End."
    first = locate_quote("take one tablet daily", text)
    assert (first.start, first.warnings) == (8, ("ambiguous",))
    second = locate_quote("take one tablet daily", text, prefix="Dose B: ")
    assert (second.start, second.warnings) == (39, ())
    assert locate_quote("take one tablet daily", text, suffix=". End").start == 39


@given(
    st.lists(st.from_regex(r"[a-zé]{2,9}", fullmatch=True), min_size=2, max_size=8),
    st.sampled_from(["", ".", ","]),
    st.sampled_from([" ", "\n"]),
    st.sampled_from(["", " "]),
    st.booleans(),
)
def test_context_leaves_one_place_and_all_of_it(
    words: list[str], stop: str, gap: str, after: str, behind: bool
) -> None:
    """Words that stand twice, told apart by those around them: one is chosen, not ambiguous, with its last stop."""
    quote = " ".join(words) + stop
    text = f"Q1: {gap.join(words)}{stop}{after or ' ' * (not stop)}Q2: {gap.join(words)}{stop}{after}(end)"
    match = locate_quote(quote, text, **({"suffix": "(end)"} if behind else {"prefix": "Q2:"}))  # type: ignore[arg-type]
    assert match.passed
    assert (match.start, match.found) == (text.index("Q2: ") + 4, gap.join(words) + stop)
    assert match.differences == ()
    assert "ambiguous" not in match.warnings


def test_a_place_that_holds_a_shorter_fitting_of_itself_is_one() -> None:
    """Without its last stop a quotation stands where it stands with it; two places stay two."""
    twice = "It was seen.It was seen."
    last = locate_quote("It was seen.", twice, prefix="seen.")
    assert (last.start, last.end, last.warnings) == (12, 24, ())
    assert "ambiguous" in locate_quote("It was seen.", twice, prefix="Never").warnings


@pytest.mark.parametrize("quote", ["swim, as described (**", "**see", " Figure 1 ", "\u200b**, of"])
def test_the_same_characters_are_exact(quote: str) -> None:
    """What folds to nothing at the ends of a quotation belongs to it where the text has it too."""
    text = "They swim, as described (**see Figure 1 \u200b**, of note)."
    match = locate_quote(quote, text)
    assert (match.status, match.found) == ("exact", quote)
    assert match.start == text.index(quote)


def test_an_index_answers_as_the_function_does() -> None:
    """A text prepared once gives the same verdicts."""
    index = TextIndex(TRIAL)
    for quote in ("mostly mild", "It should be used in pregnancy", "nothing of the kind was ever written here"):
        assert index.locate(quote) == locate_quote(quote, TRIAL)


WORDS = st.lists(
    st.from_regex(r"[a-zé]{1,9}|[1-9]\d{0,3}(\.\d)?|\(n = \d\)|naïve,|p<0\.05|“so”", fullmatch=True),
    min_size=8,
    max_size=40,
)


@given(WORDS, st.data())
def test_any_passage_of_a_text_is_found_in_it(words: list[str], data: st.DataObject) -> None:
    """Cut anywhere between words, a passage is found, and the span holds equal words."""
    text = "\n".join(words)
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last])
    match = locate_quote(quote, text)
    assert match.passed
    assert " ".join((match.found or "").split()) == quote


@given(WORDS, st.data())
def test_a_changed_digit_never_passes(words: list[str], data: st.DataObject) -> None:
    """One digit changed anywhere: not a pass, unless the changed words stand elsewhere in the text."""
    first = data.draw(st.integers(0, len(words) - 2))
    quote = " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    digits = [found.start() for found in re.finditer(r"\d", quote)]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != quote[at]]))
    changed = quote[:at] + other + quote[at + 1 :]
    text = " ".join(words)
    assume(changed not in text)
    assert not locate_quote(changed, text).passed


@given(st.text(), st.text())
def test_nothing_raises(quote: str, text: str) -> None:
    """Any two texts get a verdict, and a place exactly where there is one."""
    match = locate_quote(quote, text)
    assert (match.start is None) == (match.status in ("absent", "unchecked"))


def test_a_changed_word_in_a_long_text_is_altered_at_its_place() -> None:
    """Likeness finds the place in a long text; equality refuses it."""
    rng = random.Random(5)
    vocabulary = (
        "dose trial pain adult outcome review placebo effect risk chronic therapy cohort safety renal acute".split()
    )
    words = [rng.choice(vocabulary) for _ in range(4000)]
    text = " ".join(words)
    quote = [*words[2000:2010], "unheard", *words[2011:2020]]
    match = locate_quote(" ".join(quote), text)
    assert match.status == "altered"
    assert match.start == len(" ".join(words[:2000])) + 1
    assert [d.quoted for d in match.differences] == ["unheard"]


@pytest.mark.parametrize("word", ["not", "rarely", "seldom", "only", "unless", "hardly", "excluding"])
def test_a_word_that_limits_is_neither_left_out_nor_put_in(word: str) -> None:
    """At an ellipsis or in brackets, it would turn the sense."""
    text = f"The drug {word} causes cough in adults who take it. The drug helps adults who take it daily."
    assert locate_quote("The drug … causes cough in adults", text).status == "spliced"
    assert not locate_quote(f"The drug [{word}] helps adults who take it daily", text).passed


def test_an_ellipsis_before_or_behind_hides_nothing() -> None:
    """A quotation may say that the sentence began earlier or went on."""
    assert locate_quote("… reduced systolic pressure by 12.5 mm Hg …", TRIAL).status == "normalized"


def test_few_words_that_differ_are_shown_beside_those_of_the_source() -> None:
    """A short quotation is altered, not absent, where its like stands."""
    match = locate_quote("p = .03", "It was so (p = 0.03).")
    assert (match.status, match.differences[0].kind) == ("altered", "number")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("inflammatory effects", "It has anti-inflammatory effects."),
        ("controlled trial", "It was an un-controlled trial."),
        ("patients were opioid", "The patients were opioid-free."),
        ("a dose of 1", "They took a dose of 1/2 tablet."),
        ("a ratio of 1", "It has a ratio of 1:2."),
        ("a dose of 5", "They gave a dose of 5×10⁶ cells."),
        ("500 mg daily", "They gave 1\u00a0500 mg daily."),
        ("They gave 1", "They gave 1\u202f500 mg daily."),
        ("fell by 5", "Pain fell by 5% in a year."),
        ("fell by 5", "Pain fell by 5\u00a0% in a year."),
        ("fell by 2", "Pain fell by 2\u202f½ points."),
        ("½ points", "Pain fell by 2\u202f½ points."),
        ("p was 8.6", "There p was 8.6\u00a0×\u00a010⁻⁹ in all."),
        ("p was 10", "There p was 10⁻⁹ in all."),
        ("p was 10", "There p was 10**-9 in all."),
        ("108 cells", "It had 10**8 cells."),
        ("5 mg a day", "It is <5 mg a day."),
        ("5 points", "It fell by ±5 points."),
        ("it is [un] safe", "We say it is safe."),
        ("it is [far from] safe", "We say it is safe."),
        ("took 5 [kg] daily", "They took 5 daily."),
        ("costs 10", "It costs 10’464 francs."),
        ("5 a day", "It costs $5 a day."),
        ("at the 5", "It is at the 5′ end."),
        ("2·5 mg daily", "It is 2 · 5 mg daily."),
        ("2B cells were", "In all 2 B cells were seen."),
        ("LDN is [un]safe in adults", "LDN is safe in adults."),
        ("a [in]significant effect", "It had a significant effect."),
        ("in [two] trials", "It was seen in trials."),
        ("it [may] help", "We found that it help patients."),
    ],
)
def test_nothing_that_turns_the_sense_passes(quote: str, text: str) -> None:
    """Parts of compounds, fractions, ratios and thousands; an editor's prefixes, numbers and modals."""
    assert not locate_quote(quote, text).passed


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("controlled trial", "It was a placebo-controlled trial."),
        ("administered opioids", "intravenously admin\u00ad\nistered opioids"),
        ("intravenously admin\u00ad\nistered", "intravenously administered opioids"),
        ("in 2020 500 patients", "It treated in 2020 500 patients."),
        ("naïve, 1", "naïve,\n1\n100 mg"),
        ("- the kind of DNA", "It was RNA – the kind of DNA"),
        ("in the population –", "It was in the population - all of it"),
        ("rabbit anti-", "It was rabbit anti- mouse serum"),
        ("was 8.6", "There p was 8.6 × 10⁻⁹ in all."),  # cut at a space that may break
        ("seen in adults", "It was seen in adults¹² and children."),  # a reference, raised
        ("not safe in adults", "It is **not** safe in adults"),
        ("500 mg in arm", "Dose in arm 1 500 mg in arm 2."),
        ("They gave 1 500 mg", "They gave 1\u00a0500 mg daily."),
        ("2 g daily", "It is 2g daily."),
        ("pain fell … in adults", "Once pain fell, not in children. Much later pain fell in adults."),
    ],
)
def test_and_nothing_more_is_refused(quote: str, text: str) -> None:
    """A part of a compound that keeps its sense, a soft hyphen at a line's end, a later place that hides nothing."""
    assert locate_quote(quote, text).passed


@pytest.mark.parametrize(
    ("quote", "text", "kind", "quoted", "found"),
    [
        ("a daily dose of 50", "It is given in a daily dose of 5 mg.", "number", "50", "5"),
        ("a pure opioid agonist", "It is a pure opioid antagonist.", "word", "agonist", "antagonist"),
        ("pain was reduced", "In all, pain was not reduced by it.", "negation", "", "not"),
        ("Twelve adults took it", "In all 12 adults took it.", "number", "Twelve", "12"),
    ],
)
def test_the_last_and_the_first_word_are_told_beside_those_of_the_source(
    quote: str, text: str, kind: str, quoted: str, found: str
) -> None:
    """A word at either end that differs is shown with the one in its place."""
    match = locate_quote(quote, text)
    assert match.status == "altered"
    assert (kind, quoted, found) in [(d.kind, d.quoted, d.source) for d in match.differences]
