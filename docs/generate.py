"""What the docs say of the rules, and the JSON schemas, made from the code that they speak of.

python docs/generate.py           writes them
python docs/generate.py --check   says which are out of date, and exits 1 if any is
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from evidence_assembler.model import Answer, Document, Draft, Report
from evidence_assembler.rules.chosen import all_rules

DOCS = Path(__file__).parent


def make_pages() -> Iterator[tuple[Path, str]]:
    """Every generated file with what it should hold."""
    lines = [
        "# Rules",
        "",
        "Each rule has a page: what it finds, why that matters, how sure it is, an example that fails and the same",
        "example mended. `evidence-assembler explain EA101` prints it. The examples use the sources in",
        "[example/](example/). This page and those of the rules are made by `python docs/generate.py`.",
        "",
        "| rule | name | level | finds |",
        "|---|---|---|---|",
    ]
    for rule in all_rules():
        summary = " ".join(rule.page.split("\n\n", 1)[0].split())
        lines.append(f"| [{rule.id}]({rule.id}.md) | {rule.name} | {rule.level} | {summary} |")
        yield DOCS / "rules" / f"{rule.id}.md", f"# {rule.id} {rule.name}\n\nLevel: {rule.level}\n\n{rule.page}\n"
    yield DOCS / "rules" / "index.md", "\n".join(lines) + "\n"
    for name, schema in (
        ("draft", Draft.model_json_schema(by_alias=True)),
        ("document", Document.model_json_schema(by_alias=False, mode="serialization")),
        ("answer", Answer.model_json_schema(by_alias=False, mode="serialization")),
        ("report", Report.model_json_schema(by_alias=False, mode="serialization")),
    ):
        named = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        yield DOCS / "schemas" / f"{name}.schema.json", json.dumps(named, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the files, or with --check compare them."""
    outdated = [(path, text) for path, text in make_pages() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path, _ in outdated:
            print(f"{path.relative_to(DOCS.parent)} is out of date: run `python docs/generate.py`")
        return 1 if outdated else 0
    for path, text in outdated:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(DOCS.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
