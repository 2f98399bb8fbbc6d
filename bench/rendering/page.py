"""The HTML page: what it weighs above its text, and what it costs beside the plainest template that could be written.

    python bench/rendering/page.py [--repeats 7]

Weight: a page as people write them, 50 statements and 25 sources, half of the statements with a quotation that is shown
in its context, key points, people, dates, the map of the evidence and the outcome of the check. Bytes of the file in
UTF-8, less the bytes of the text a reader sees, each run of white space counted as one; the style, the script, the
markup. The target is 60 kB (1 kB is 1,000 bytes).

Time: `render_answer(answer, "html")` beside a jinja2 template that prints the same answer's sections, topics,
statements with linked numbers, and the reference list from its ready texts: autoescaped, compiled once, no map, no
quotations, no reasons, no ways back. Every statement cites one or two of half as many sources. CPU seconds, medians,
the two taken in turn in one run. The target is 6 times the plain template at 1,000 statements.

The exit status is 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import gzip
import math
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import jinja2
from run import DAY, make_citations, make_draft, make_items

import evidence_assembler as ea
from evidence_assembler.library.library import build_library

MOST_ABOVE_TEXT = 60_000  # bytes
MOST_TIMES_PLAIN = 6.0
UNSEEN = frozenset({"style", "script", "template", "title", "desc"})
KINDS = ("Practice Guideline", "drug label", "Meta-Analysis", "Randomized Controlled Trial", "Case Reports", "Review")

PLAIN = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ answer.question }}</title></head>
<body>
<h1>{{ answer.question }}</h1>
{% for section in answer.sections %}
<section>
{% if section.title %}<h2>{{ section.title }}</h2>{% endif %}
{% for topic in section.topics %}
{% if topic.title %}<h3>{{ topic.title }}</h3>{% endif %}
<ul>
{% for statement in topic.statements %}
<li id="{{ statement.id }}">{{ statement.text }} [
{%- for citation in statement.citations -%}
<a href="#ref-{{ citation.number }}">{{ citation.number }}</a>{{ "" if loop.last else "," }}
{%- endfor %}]</li>
{% endfor %}
</ul>
{% endfor %}
</section>
{% endfor %}
<h2>References</h2>
<ol>
{% for reference in answer.references %}
<li id="ref-{{ reference.number }}">{{ reference.citation }}</li>
{% endfor %}
</ol>
</body>
</html>
"""


def write_passage(i: int) -> str:
    """The sentence that statement i quotes."""
    return (
        f"At week {6 + i} mean systolic pressure had fallen by {4 + i % 9}.{i % 10} mm Hg on examplopril and by "
        f"{i % 4}.{i % 7} mm Hg on placebo (difference {2 + i % 5}.{i % 6}; 95% CI 0.{1 + i % 9} to {6 + i % 7}.2)"
    )


def make_page() -> tuple[ea.Answer, ea.Library]:
    """An answer of 50 statements and 25 sources, with everything that a page of ours shows."""
    items = [{**item, "keyword": KINDS[i % len(KINDS)]} for i, item in enumerate(make_items(25))]
    around = (
        "Two hundred and ten adults were enrolled at nine centres between March and November. {} in all who stayed."
    )
    texts = [
        ea.SourceText(
            source_id=f"s{k}",
            text=" ".join(around.format(write_passage(i)) for i in range(k, 50, 25)),
            extent="full",
            licence="CC BY 4.0",
        )
        for k in range(25)
    ]
    claims = []
    for i, sources in enumerate(make_citations(50, 25)):
        quote = write_passage(i) if i % 2 == 0 else None
        first = ea.Citation(source_id=sources[0], quote=quote, locator=str(i + 1), label="page")
        claims.append(
            ea.Claim(
                id=f"claim-{i}",
                text=f"In adults with high pressure week {6 + i} found {4 + i % 9}.{i % 10} mm Hg less on examplopril.",
                citations=(first, *(ea.Citation(source_id=one) for one in sources[1:])),
                topic=f"Effects on outcome {i // 7 + 1}",
                role=("benefit", "harm", "dose")[i % 3],
                certainty=ea.Certainty(scheme="GRADE", value="low") if i % 10 == 0 else None,
            )
        )
    draft = ea.Draft(
        question="Does examplopril lower blood pressure in adults, and at what price?",
        claims=tuple(claims),
        key_points=tuple(
            ea.KeyPoint(text=f"Examplopril lowers pressure by {4 + i} mm Hg.", of=f"claim-{i}") for i in range(5)
        ),
        people=tuple(ea.Person(name=name, role=role, interests="none")
                     for name, role in (("Ann Smith", "author"), ("Bea Jones", "author"), ("Carl Roe", "editor"))),
        prepared_by="both",
        model="a language model",
        funding="No one paid for this answer.",
        policy_url="https://example.org/policy",
        searched=(ea.Search(where="PubMed", when=date(2026, 1, 10), query="examplopril AND blood pressure"),),
        updated=DAY,
        next_review=date(2027, 1, 1),
        disclaimer="clinical",
        notices=("Examplopril is not licensed for children.",),
        follow_ups=("Is it safe in pregnancy?", "How does it compare with a diuretic?"),
    )  # fmt: skip
    library = build_library(((ea.Source.from_csl(item), None) for item in items), texts)
    return ea.assemble_answer(draft, library, as_of=DAY), library


class Weighed(HTMLParser):
    """What a page is made of: the text that is seen, and what stands in elements that are not."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self._seen: list[str] = []
        self.unseen = dict.fromkeys(UNSEEN, 0)
        self.feed(page)
        self.close()

    @property
    def text(self) -> str:
        """The text that a reader sees, its white space folded."""
        return " ".join("".join(self._seen).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; what is not seen is remembered."""
        if tag in UNSEEN:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text, seen or not."""
        if self._open:
            self.unseen[self._open[-1]] += len(data.encode())
        else:
            self._seen.append(data)


def weigh_page() -> bool:
    """Print what the page of 50 statements weighs. False where it is too much."""
    answer, library = make_page()
    page = ea.render_answer(answer, "html", report=ea.check_answer(answer, library))
    assert page.count('class="context"') >= 25, "the quotations are not shown in their context"
    assert "<svg" in page, "the map of the evidence is missing"
    weighed = Weighed(page)
    whole, text = len(page.encode()), len(weighed.text.encode())
    style, script = weighed.unseen["style"], weighed.unseen["script"]
    statements, quoted = sum(1 for _ in answer.statements()), page.count("<mark>")
    print(f"A page of {statements} statements, {len(answer.references)} references, {quoted} quotations, bytes:")
    parts = {"file": whole, "text": text, "style": style, "script": script, "markup": whole - text - style - script}
    print("  " + "  ".join(f"{name} {size:,}" for name, size in parts.items()))
    packed, packed_text = len(gzip.compress(page.encode())), len(gzip.compress(weighed.text.encode()))
    print(f"  gzip: file {packed:,}, its text alone {packed_text:,}")
    above = whole - text
    print(f"  above its text: {above:,} (target {MOST_ABOVE_TEXT:,}: {tell(above <= MOST_ABOVE_TEXT)})")
    return above <= MOST_ABOVE_TEXT


def measure_in_turn(works: list[Callable[[], object]], repeats: int) -> list[float]:
    """The median CPU time of each work, in seconds; they are taken in turn, and first once unmeasured."""
    times: list[list[float]] = [[] for _ in works]
    for repeat in range(repeats + 1):
        for work, measured in zip(works, times, strict=True):
            clock = time.process_time()
            work()
            if repeat:
                measured.append(time.process_time() - clock)
    return [statistics.median(measured) for measured in times]


def time_page(size: int, repeats: int) -> tuple[float, float]:
    """CPU seconds of our page and of the plain one, for so many statements and half as many sources."""
    items, citations = make_items(size // 2), make_citations(size, size // 2)
    library = build_library((ea.Source.from_csl(item), None) for item in items)
    answer = ea.assemble_answer(make_draft(citations, 0), library, as_of=DAY)
    plain = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(PLAIN)
    for page in (ea.render_answer(answer, "html"), plain.render(answer=answer)):
        assert page.count('<li id="ref-') == size // 2
        assert page.count('href="#ref-') >= size
    ours, theirs = measure_in_turn(
        [lambda: ea.render_answer(answer, "html"), lambda: plain.render(answer=answer)], repeats
    )
    return ours, theirs


def tell(is_met: bool) -> str:
    """Whether a target is met, in a word."""
    return "met" if is_met else "MISSED"


def main() -> int:
    """Print the weight, then a row a size, then the growth. 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=7)
    repeats = parser.parse_args().repeats
    is_light = weigh_page()
    print("CPU seconds, medians: render_answer to HTML, the plain template, and how many times that ours is")
    rows = {size: time_page(size, repeats) for size in (100, 1_000, 10_000)}
    for size, (ours, plain) in rows.items():
        print(f"{size:>10,} {ours:>9.4f} {plain:>9.4f} {ours / plain:>7.2f}")
    exponents = [math.log(rows[10_000][one] / rows[1_000][one]) / math.log(10) for one in (0, 1)]
    print(f"growth exponents, 1,000 to 10,000 statements: ours {exponents[0]:.2f}, plain {exponents[1]:.2f}")
    times = rows[1_000][0] / rows[1_000][1]
    is_quick = times <= MOST_TIMES_PLAIN
    print(f"times the plain template at 1,000: {times:.2f} (target {MOST_TIMES_PLAIN:.0f}: {tell(is_quick)})")
    return 0 if is_light and is_quick else 1


if __name__ == "__main__":
    sys.exit(main())
