"""Answers of every shape, with words that try to be markup."""

from __future__ import annotations

from datetime import date

from handmade_answers import SCHEME, make_source
from hypothesis import strategies as st

from evidence_assembler.disagree import find_disagreements
from evidence_assembler.model import (
    Answer,
    Certainty,
    Context,
    Disagreement,
    NumberedCitation,
    Person,
    PlacedKeyPoint,
    QuoteMatch,
    Reference,
    Review,
    Search,
    Section,
    Side,
    Statement,
    Topic,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</li></ul></main><h1>",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "**bold** _it_ `code` ~~no~~ # not a heading | a | b |",
    "# heading",
    "1. list",
    "- list",
    "> quote",
    "    code",
    "--- and === and ***",
    "&lt;b&gt; &amp; &#x41; &copy;",
    r"\input{/etc/passwd} $x^2$ 100% #1 a_b {c} ~ \\ ^",
    "\x1b[31mred\x1b[0m \x07\x00\x9b2J",
    "abc\u202edef\u2066ghi\u200f",
    "two  spaces\tand\nlines\r\n\r\nmore\u2028end",
    "https://evil.example/?a=1&b=2 www.evil.example a@b.example :smile:",
    '\'; DROP TABLE; " onmouseover="x',
    "{{ 7 * 7 }} {% raw %} {# c #} ((( x ))) ((* y *))",
    "a -- b --- c '' d `` e ,, f << g >> ?` !`",
    "\u00a0no-break\u00a0",
    "μg κ ≥ 5 ½ 10⁵ m²",
    "日本語 עברית العربية",
)

words = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=30).filter(lambda text: text.strip()))
maybe_words = st.none() | words
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
matches = st.builds(
    QuoteMatch,
    status=st.sampled_from("exact normalized altered spliced misattributed absent unchecked".split()),
    quote=words,
    found=maybe_words,
    found_in=maybe_words,
    warnings=st.sets(st.sampled_from("ambiguous hides_negation cut_before_condition short".split())).map(tuple),
)
citations = st.builds(
    NumberedCitation,
    source=words,
    number=st.none() | st.integers(1, 6),
    quote=maybe_words,
    locator=maybe_words,
    label=st.sampled_from(["page", "section", "act"]),
    intent=st.sampled_from(["supports", "disputes", "background"]),
    indirect=maybe_words,
    match=st.none() | matches,
    extent=st.sampled_from([None, "full", "abstract", "excerpt"]),
    context=st.none() | st.builds(Context, words.map(str.strip), words.map(str.strip)),
)
statements = st.builds(
    Statement,
    id=words,
    text=words,
    citations=st.lists(citations, max_size=3).map(tuple),
    role=maybe_words,
    certainty=st.none() | st.builds(Certainty, scheme=words, value=words, because=maybe_words),
    needs_no_citation=st.none() | st.just("") | words,
)
topics = st.builds(Topic, title=maybe_words, statements=st.lists(statements, max_size=3).map(tuple))
sections = st.builds(
    Section,
    title=st.none() | st.sampled_from([section.title for section in SCHEME.sections]) | words,
    tier=maybe_words,
    topics=st.lists(topics, max_size=2).map(tuple),
)
sources = st.builds(
    lambda name, title, url, authors, issued: make_source(
        name, title=title, URL=url, author=[{"family": author} for author in authors], issued=issued
    ),
    words,
    words,
    st.sampled_from(["javascript:alert(1)", "https://example.org/a_b?c=%d&e=(f)", "data:text/html,x", "ftp://x"]),
    st.lists(words, max_size=3),
    st.one_of(
        st.integers(1990, 2030).map(lambda year: {"date-parts": [[year]]}),
        st.integers().map(lambda year: {"date-parts": [[year]]}),
        words.map(lambda said: {"raw": said}),
        st.none(),
    ),
)


def _make_reference(
    number: int, source: object, tier: str, because: str, status: list[str], trials: list[str]
) -> Reference:
    return Reference(
        number=number, source_id=f"s{number}", ids=(f"s{number}",), tier=tier, basis="rule", because=because,
        design=None, status=tuple(status), citation="As text.", source=source, trials=tuple(trials),
    )  # fmt: skip


references = st.lists(
    st.builds(
        _make_reference,
        st.integers(1, 6),
        sources,
        words,
        words,
        st.lists(
            st.sampled_from("retracted concern corrected superseded draft preprint protocol stale".split()), max_size=2
        ),
        st.lists(st.one_of(st.sampled_from(["NCT04270877", "ISRCTN12345678"]), words), max_size=2),
    ),
    max_size=4,
    unique_by=lambda reference: reference.number,
).map(tuple)

sides = st.builds(Side, statement=words, says=maybe_words, numbers=st.lists(st.integers(1, 8), max_size=3).map(tuple))
disagreements = st.builds(
    Disagreement,
    kind=st.sampled_from(["disputed", "numbers"]),
    about=maybe_words,
    sides=st.lists(sides, max_size=3).map(tuple),
)


def _with_its_disagreements(answer: Answer, more: list[Disagreement]) -> Answer:
    """The answer with disagreements between its own statements, as far as it has any, and with others."""
    own = find_disagreements(answer.topics(), answer.question)
    statements = tuple(answer.statements())
    named = tuple(
        one.model_copy(
            update={
                "sides": tuple(
                    side.model_copy(update={"statement": statements[place % len(statements)].id})
                    for place, side in enumerate(one.sides)
                )
            }
        )
        for one in more
        if statements
    )
    return answer.model_copy(update={"disagreements": (*own, *named, *more)})


_plain_answers = st.builds(
    Answer,
    question=words,
    audience=maybe_words,
    scheme=st.just(SCHEME),
    arrange=st.sampled_from(["by-tier", "by-topic", "as-written"]),
    style=st.sampled_from(["ama", "vancouver", "author-date"]),
    as_of=days,
    updated=st.none() | days,
    next_review=st.none() | days,
    review=st.builds(Review, state=st.sampled_from("draft submitted under_review approved rejected withdrawn".split())),
    key_points=st.lists(st.builds(PlacedKeyPoint, text=words, of=maybe_words, statement=maybe_words), max_size=2).map(
        tuple
    ),
    sections=st.lists(sections, max_size=3).map(tuple),
    references=references,
    notices=st.lists(words, max_size=2).map(tuple),
    disclaimer=maybe_words,
    people=st.lists(st.builds(Person, name=words, role=maybe_words, interests=maybe_words), max_size=2).map(tuple),
    prepared_by=st.sampled_from([None, "human", "ai", "both"]),
    model=maybe_words,
    policy_url=st.none() | words | st.just("javascript:alert(1)"),
    searched=st.lists(st.builds(Search, where=words, when=days, query=maybe_words), max_size=2).map(tuple),
    follow_ups=st.lists(words, max_size=2).map(tuple),
)
_answers = st.builds(_with_its_disagreements, _plain_answers, st.lists(disagreements, max_size=2))
answers = st.deferred(lambda: _answers)
"""Every valid answer, as far as a page can show it. Deferred, since a failure would print the strategy in full."""
