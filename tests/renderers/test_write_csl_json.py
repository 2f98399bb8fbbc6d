"""CSL-JSON out: one item a line, and losses by name."""

from __future__ import annotations

import json

from evidence_assembler.model.source import Source
from evidence_assembler.renderers.bibliographies import write_bibliography


def test_an_item_stands_in_one_line() -> None:
    """The array is JSON; markup in words is written with entities."""
    written = write_bibliography([Source.from_csl({"id": "a", "title": "p <i> &lt; q"}), Source(id="12")], "csl-json")
    assert written.text.count("\n") == 4
    assert json.loads(written.text) == [
        {"id": "a", "type": "document", "title": "p &lt;i> &amp;lt; q"},
        {"id": "12", "type": "document"},
    ]
    assert written.losses == ()
    assert write_bibliography([], "csl-json").text == "[]\n"


def test_what_json_cannot_hold_is_told() -> None:
    """A number without a name in JSON, and a DOI that is not bare."""
    source = Source(id="a", variables={"DOI": "doi:10.1000/x"}, custom={"score": float("nan")})
    written = write_bibliography([source], "csl-json")
    assert [loss.field for loss in written.losses] == ["DOI", "score"]
    assert json.loads(written.text)[0]["DOI"] == "10.1000/x"
