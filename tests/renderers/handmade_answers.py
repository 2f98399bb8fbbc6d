"""Answers for the tests, built by hand from the nouns."""

from __future__ import annotations

from datetime import date
from typing import Any

from evidence_assembler.disagree import find_disagreements
from evidence_assembler.model import (
    Answer,
    Certainty,
    Checked,
    Context,
    Difference,
    Finding,
    NumberedCitation,
    Person,
    PlacedKeyPoint,
    QuoteMatch,
    Reference,
    Report,
    Review,
    SchemeSection,
    Search,
    Section,
    Source,
    Statement,
    Tier,
    TierScheme,
    Topic,
)

SCHEME = TierScheme(
    name="kinds",
    version="1",
    title="Kinds of document",
    axis="reading-order",
    source="made for these tests, 2026",
    tiers=(
        Tier(name="guideline", designs=("guideline",), section="From the Guidelines"),
        Tier(name="drug label", designs=("drug label",), section="From the Drug Label"),
        Tier(name="randomised trial", designs=("randomized trial",), section="From the Research"),
        Tier(name="narrative review", designs=("narrative review",), section="From the Research"),
    ),
    sections=(
        SchemeSection(title="From the Guidelines", when_empty="This answer cites no guideline."),
        SchemeSection(title="From the Drug Label", when_empty="This answer cites no drug label."),
        SchemeSection(title="From the Research"),
    ),
)


def make_source(source_id: str, **csl: Any) -> Source:
    """A journal article."""
    item = {
        "id": source_id,
        "type": "article-journal",
        "title": f"Title of {source_id}",
        "container-title": "Journal of Tests",
        "author": [{"family": "Author", "given": "A B"}],
        "issued": {"date-parts": [[2020]]},
        **csl,
    }
    return Source.from_csl({key: value for key, value in item.items() if value is not None})


def make_reference(number: int, source: Source, **fields: Any) -> Reference:
    """An entry for the source, as a randomised trial unless told otherwise."""
    return Reference(
        **{
            "number": number,
            "source_id": source.id,
            "ids": (source.id,),
            "tier": "randomised trial",
            "basis": "declared",
            "because": "publication type “Randomized Controlled Trial”",
            "design": "randomized trial",
            "status": (),
            "citation": source.title or source.id,
            "source": source,
            **fields,
        }
    )


def cite(number: int | None, source_id: str | None = None, **fields: Any) -> NumberedCitation:
    """A citation of the work with that number."""
    return NumberedCitation(source_id=source_id or f"source{number}", number=number, **fields)


def quote(number: int, words: str, status: str = "exact", **fields: Any) -> NumberedCitation:
    """A citation with a quotation of that status, found in a full text unless told otherwise."""
    located = {} if status in ("absent", "unchecked") else {"start": 0, "end": len(words), "found": words}
    match = QuoteMatch(**{"status": status, "quote": words, **located, **fields.pop("match", {})})
    return cite(number, quote=words, match=match, extent=fields.pop("extent", "full"), **fields)


def make_answer(*statements: Statement, works: int = 0, **fields: Any) -> Answer:
    """An answer with these statements in one section, and as many references as `works`."""
    return Answer(
        **{
            "question": "Does it help?",
            "scheme": SCHEME,
            "arrange": "by-tier",
            "style": "ama",
            "as_of": date(2026, 4, 14),
            "sections": (
                Section(
                    title="From the Research",
                    tier="randomised trial",
                    topics=(Topic(title=None, statements=statements),),
                ),
            ),
            "references": tuple(make_reference(n, make_source(f"source{n}")) for n in range(1, works + 1)),
            **fields,
        }
    )


def state(text: str, *citations: NumberedCitation, **fields: Any) -> Statement:
    """A statement; its id is made of its words."""
    return Statement(**{"id": text[:40], "text": text, "citations": citations, **fields})


def make_report(*findings: Finding) -> Report:
    """A report of a check by four rules."""
    checked = Checked(documents=1, statements=4, cited=3, uncited=1, citations=5, sources=3)
    rules = ("EA101", "EA102", "EA103", "EA201")
    return Report(findings=findings, checked=checked, rules=rules, as_of=date(2026, 4, 14))


def make_finding(rule: str, level: str, **fields: Any) -> Finding:
    """A finding of that rule."""
    return Finding(
        **{"rule": rule, "name": "a-rule", "level": level, "kind": "fail", "message": "M.", "remedy": "R.", **fields}
    )


def low_dose_naltrexone() -> Answer:
    """An answer that has everything a page can show."""
    guideline = make_source(
        "eular2016",
        title="EULAR revised recommendations for the management of fibromyalgia",
        author=[
            {"family": "Macfarlane", "given": "G. J."},
            {"family": "Kronisch", "given": "C."},
            {"family": "Dean", "given": "L. E."},
        ],
        **{"container-title": "Annals of the Rheumatic Diseases", "volume": "76", "issue": "2", "page": "318-328"},
        issued={"date-parts": [[2017]]},
        DOI="10.1136/annrheumdis-2016-209724",
    )
    label = make_source(
        "label50",
        type="document",
        title="Naltrexone hydrochloride tablets USP 50 mg, prescribing information",
        author=[],
        publisher="DailyMed",
        issued={"date-parts": [[2024, 10, 15]]},
        URL="https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=74087d2f&audience=professional",
        **{"container-title": None},
    )
    review = make_source(
        "toljan2018",
        title="Low-Dose Naltrexone (LDN)—Review of Therapeutic Utilization",
        author=[{"family": "Toljan", "given": "Karlo"}, {"family": "Vrooman", "given": "Bruce"}],
        issued={"date-parts": [[2018]]},
        DOI="10.3390/medsci6040082",
        **{"container-title": "Medical Sciences", "volume": "6", "issue": "4", "page": "82"},
    )
    trial = make_source(
        "younger2013",
        title="Low-dose naltrexone for the treatment of fibromyalgia: findings of a small, randomized, double-blind, "
        "placebo-controlled, counterbalanced, crossover trial assessing daily pain levels",
        author=[
            {"family": "Younger", "given": "Jarred"},
            {"family": "Noor", "given": "Noorulain"},
            {"family": "McCue", "given": "Rebecca"},
            {"family": "Mackey", "given": "Sean"},
        ],
        issued={"date-parts": [[2013]]},
        DOI="10.1002/art.37734",
        **{"container-title": "Arthritis & Rheumatism", "volume": "65", "issue": "2", "page": "529-538"},
    )
    larger = make_source(
        "bruun2024",
        title="Naltrexone 6 mg once daily versus placebo in women with fibromyalgia: a randomised, double-blind, "
        "placebo-controlled trial",
        author=[{"family": "Due Bruun", "given": "Karin"}, {"family": "Christensen", "given": "Robin"}],
        issued={"date-parts": [[2024]]},
        **{"container-title": "The Lancet Rheumatology", "volume": "6", "issue": "1", "page": "e31-e39"},
    )
    withdrawn = make_source("withdrawn2010", title="A trial that was taken back", issued={"date-parts": [[2010]]})
    references = (
        make_reference(
            1, guideline, tier="guideline", design="guideline", because="publication type “Practice Guideline”"
        ),
        make_reference(
            2,
            label,
            tier="drug label",
            design="drug label",
            because="keyword “drug label”",
            labelled_use="50 mg for alcohol dependence and opioid blockade",
        ),
        make_reference(3, trial),
        make_reference(4, larger, basis="rule", because="“randomised … trial” in the title"),
        make_reference(
            5,
            review,
            tier="narrative review",
            design="narrative review",
            basis="rule",
            because="“review” in the title, and no sign of a systematic search",
        ),
        make_reference(6, withdrawn, status=("retracted",)),
    )
    sections = (
        Section(
            title="From the Guidelines",
            tier="guideline",
            topics=(
                Topic(
                    title=None,
                    statements=(
                        state(
                            "Exercise is the only therapy with a strong recommendation in fibromyalgia.",
                            quote(
                                1,
                                "the only ‘strong for’ therapy-based recommendation in the guidelines was exercise",
                                "normalized",
                                locator="318",
                                label="page",
                            ),
                            id="exercise",
                        ),
                    ),
                ),
            ),
        ),
        Section(
            title="From the Research",
            tier="randomised trial",
            topics=(
                Topic(
                    title="Effect on pain",
                    statements=(
                        state(
                            "In a 31-woman crossover trial pain fell 28.8% on naltrexone 4.5 mg and 18.0% on placebo.",
                            quote(
                                3,
                                "28.8% reduction versus 18.0% reduction; P = 0.016",
                                locator="529",
                                label="page",
                                context=Context(
                                    "When contrasting the condition end points, we observed a significantly greater "
                                    "reduction of baseline pain in those taking low-dose naltrexone than in those "
                                    "taking placebo (",
                                    "). Low-dose naltrexone was also associated with improved general satisfaction "
                                    "with life and with improved mood,",
                                ),
                            ),
                            id="pain",
                            role="benefit",
                            certainty=Certainty(scheme="GRADE", value="very low", because="one small crossover trial"),
                        ),
                        state(
                            "Low-dose naltrexone lowers pain in fibromyalgia.",
                            cite(3),
                            cite(4, intent="disputes"),
                            cite(5, intent="background"),
                            id="disputed",
                            role="benefit",
                        ),
                        state(
                            "Three trials and two reviews report on pain, sleep and mood in adults with fibromyalgia.",
                            cite(3),
                            cite(4),
                            cite(5),
                            cite(1),
                            id="many",
                        ),
                    ),
                ),
                Topic(
                    title="Mechanism of action",
                    statements=(
                        state(
                            "Low-dose naltrexone is reported to lower glial inflammation by way of Toll-like "
                            "receptor 4.",
                            quote(
                                5,
                                "has been shown to reduce glial inflammatory response by modulating Toll-like "
                                "receptor 4 signaling",
                                "unchecked",
                                extent="abstract",
                                locator="3",
                                label="page",
                            ),
                            id="tlr4",
                            role="mechanism",
                        ),
                        state(
                            "Naltrexone blocks the subjective effects of opioids.",
                            quote(
                                2,
                                "It markedly attenuates or never completely blocks the subjective effects",
                                "altered",
                                match={
                                    "found": "It markedly attenuates or completely blocks, reversibly, the subjective "
                                    "effects",
                                    "differences": (Difference("negation", "never", ""),),
                                },
                                indirect="a 50 mg label, where the question is of 1 to 5 mg",
                            ),
                            cite(5),
                            id="blockade",
                            role="mechanism",
                        ),
                        state("Its price has not changed.", cite(None, "smith2019"), cite(6), id="price"),
                    ),
                ),
                Topic(
                    title="Dose",
                    statements=(
                        state(
                            "Low-dose naltrexone is given at 1 to 5 mg a day.",
                            quote(5, "considered in a daily dose of 1 to 5 mg"),
                            id="range",
                            role="dose",
                        ),
                        state("Low-dose naltrexone is given at 3–5 mg daily.", cite(4), cite(6), id="narrower"),
                    ),
                ),
            ),
        ),
        Section(
            title=None,
            tier=None,
            topics=(
                Topic(
                    title=None,
                    statements=(
                        state(
                            "In this answer a low dose is 1 to 5 mg a day.",
                            id="scope",
                            needs_no_citation="definition used in this answer",
                        ),
                    ),
                ),
            ),
        ),
    )
    return Answer(
        question="Does low-dose naltrexone reduce pain in fibromyalgia, and how is it thought to work?",
        audience="clinician",
        scheme=SCHEME,
        arrange="by-tier",
        style="ama",
        as_of=date(2026, 4, 14),
        updated=date(2026, 4, 14),
        next_review=date(2027, 4, 14),
        review=Review(state="draft"),
        key_points=(
            PlacedKeyPoint(
                of="pain", text="Pain fell more on 4.5 mg than on placebo in one small trial.", statement="pain"
            ),
            PlacedKeyPoint(
                of="tlr4", text="It is reported to lower glial inflammation through TLR4.", statement="tlr4"
            ),
        ),
        sections=sections,
        disagreements=find_disagreements(topic for section in sections for topic in section.topics),
        references=references,
        notices=("Low-dose use is off-label.",),
        disclaimer="For healthcare professionals. It supplements clinical judgment and does not replace it.",
        people=(
            Person(name="A. Author", role="author", interests="none"),
            Person(name="R. Reviewer", role="reviewer"),
        ),
        prepared_by="both",
        model="a language model",
        policy_url="https://example.org/editorial-policy",
        searched=(Search(where="PubMed", when=date(2026, 4, 1), query="naltrexone AND guideline"),),
        follow_ups=("Is it safe with opioid painkillers?",),
    )
