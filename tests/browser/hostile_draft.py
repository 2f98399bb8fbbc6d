"""A draft whose every field tries to be markup or script, with a library and texts that try it too.

What stands in each field begins with a word of its own, so that a test can tell which of them came through.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ATTACKS = (
    "<script>window.ran=1</script>",
    '<img src=x onerror="window.ran=2">',
    "</style></title></template></script></li></main>",
    "\"><svg onload=window.ran=3> ' onclick='window.ran=4",
    "{{ 7*7 }} {% raw %} ((( 7*7 ))) ${7*7}",
    "javascript:window.ran=5",
    "&lt;b&gt; &amp; &#x41; &copy;",
    "<!-- --> ]]> <![CDATA[",
    "\u202edir\u2066ected\u200f",
    "</p></span><style>*{display:none}</style><base href=https://example.org/><meta http-equiv=refresh content=0>",
)
HOSTILE = " ".join(ATTACKS)
SHORT = '"><img src=x onerror=window.ran=6>'  # what names a file, or an element, holds no slash
LICENCE = "CC BY 4.0"


def say(word: str) -> str:
    """What stands in the field of that name."""
    return f"{word.upper()}{word.lower()} {HOSTILE} end"


QUOTES = {name: say(f"quote{name}") for name in ("one", "two")}


def write_hostile_draft(folder: Path) -> Path:
    """The files in the folder; the path of the draft."""
    (folder / "texts").mkdir()
    names = [{"family": say("family"), "given": say("given")}, {"literal": say("literal")}]
    work: dict[str, Any] = {
        "type": "article-journal",
        "author": names,
        "title": say("title"),
        "container-title": say("journal"),
        "volume": say("volume"),
        "issue": say("issue"),
        "page": say("pages"),
        "publisher": say("publisher"),
        "note": say("note"),
        "abstract": say("abstract"),
        "keyword": say("keyword"),
        "issued": {"date-parts": [[2020, 2, 3]]},
    }
    report = {**work, "type": "report", "title": say("report"), "genre": say("genre"), "number": say("reportnumber")}
    items = [
        {"id": f"one{SHORT}", **work, "DOI": f"10.1000/{SHORT}"},
        {"id": "two", **report, "URL": "javascript:window.ran=7"},
    ]
    (folder / "refs.json").write_text(json.dumps(items), encoding="utf-8")
    bibtex = "<script>window.ran=8</script><img src=x onerror=window.ran=9>"
    (folder / "refs.bib").write_text(
        f"@article{{three, author={{BIBAUTHOR {bibtex}, B}}, title={{BIBTITLE {bibtex}}}, "
        f"journal={{BIBJOURNAL {bibtex}}},"
        " year={2021}, url={javascript:window.ran=10}, keywords={Review}}\n",
        encoding="utf-8",
    )
    for source_id, quote in ((f"one{SHORT}", QUOTES["one"]), ("two", "Something else.")):
        text = f"---\nextent: full\nlicence: {LICENCE}\n---\n{say('before')} {quote} {say('after')}\n"
        (folder / f"texts/{source_id}.txt").write_text(text, encoding="utf-8")
    (folder / "answer.json").write_text(json.dumps(make_hostile_draft()), encoding="utf-8")
    return folder / "answer.json"


def make_hostile_draft() -> dict[str, Any]:
    """The draft, with every key that takes words of one's own."""
    one = {
        "source": f"one{SHORT}",
        "quote": QUOTES["one"],
        "prefix": "end",
        "suffix": "AFTER",
        "locator": say("locator"),
        "label": "section",
        "indirect": say("indirect"),
    }
    return {
        "question": say("question"),
        "question_type": say("type"),
        "sources": ["refs.json", "refs.bib"],
        "texts": "texts/",
        "arrange": "as-written",
        "audience": say("audience"),
        "updated": "2026-04-14",
        "disclaimer": say("disclaimer"),
        "people": [{"name": say("name"), "role": say("part"), "interests": say("interests")}],
        "prepared_by": "both",
        "model": say("model"),
        "funding": say("funding"),
        "policy_url": "javascript:window.ran=11",
        "declare": {
            f"one{SHORT}": {
                "design": "drug label",
                "because": say("because"),
                "labelled_use": say("labelleduse"),
                "status": "superseded",
                "superseded_by": "two",
            }
        },
        "claims": [
            {
                "id": f"first{SHORT}",
                "text": say("statement"),
                "cite": [one, {"source": "two", "quote": QUOTES["two"]}, {"source": "three"}],
                "topic": say("topic"),
                "role": say("role"),
                "certainty": {"scheme": say("scheme"), "value": say("value"), "because": say("certain")},
                "audiences": {say("reader"): say("wording")},
            },
            {"id": "second", "text": say("unknown"), "cite": {"source": f"missing{SHORT}", "intent": "disputes"}},
            {"id": "third", "text": say("exempt"), "needs_no_citation": say("reason")},
            {"id": "fourth", "text": "The maximum dose is 4.5 mg.", "cite": {"source": "two"}},
            {"id": "fifth", "text": "The maximum dose is 5 mg.", "cite": {"source": "three"}},
        ],
        "key_points": [{"of": f"first{SHORT}", "text": say("keypoint")}],
        "notices": [say("notice")],
        "searched": [{"where": say("where"), "when": "2026-04-01", "query": say("query")}],
        "follow_ups": [say("followup")],
    }
