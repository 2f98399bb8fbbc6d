"""What each command and environment is, by the tables of `data/latex_commands.toml`."""

from __future__ import annotations

from functools import cache

from evidence_assembler.data import read_table
from evidence_assembler.readers.manuscripts.latex.units import QUANTITIES

_STRUCTURE = {name: name for name in ("begin", "end", "item", "bibitem", "doi", "title")}
_STRUCTURE |= {"tabularnewline": "row_end", "cr": "row_end"}


@cache
def command_kinds() -> dict[str, tuple[str, str]]:
    """For each command its kind, and what more is to be known of it: its depth, its signature, its signs."""
    table = read_table("latex_commands")
    kinds: dict[str, tuple[str, str]] = {}
    for signature, names in table["arguments"].items():
        kinds |= dict.fromkeys(names.split(), ("arguments", "" if signature == "none" else signature))
    kinds |= {name: ("definitions", signature) for name, signature in table["definitions"]["other"].items()}
    for kind, names in table["text"].items():
        if isinstance(names, str):
            kinds |= dict.fromkeys(names.split(), (kind, kind))
        else:
            kinds |= {name: (kind, str(detail)) for name, detail in names.items()}
    kinds |= {name: ("siunitx", detail) for name, detail in QUANTITIES.items()}
    return kinds | {name: (kind, "") for name, kind in _STRUCTURE.items()}


@cache
def environment_kinds() -> dict[str, str]:
    """For each environment its kind; one that is not listed is plain text."""
    table = read_table("latex_commands")["environments"]
    kinds = {name: kind for kind, names in table.items() if isinstance(names, str) for name in names.split()}
    kinds |= dict.fromkeys(table["tables"], "tables") | dict.fromkeys(table["titled"], "titled")
    return kinds | dict.fromkeys(table["numbered"].split(), "numbered") | {"document": "document"}


@cache
def environment_signatures() -> dict[str, str]:
    """For environments whose arguments are known, the signature of these."""
    table = read_table("latex_commands")["environments"]
    own: dict[str, str] = {name: signature for signature, names in table["arguments"].items() for name in names.split()}
    own.update(table["tables"])
    return own


def printed_heading(environment: str) -> str:
    """The heading that a class prints above an environment such as the abstract."""
    words: str = read_table("latex_commands")["environments"]["titled"][environment]
    return words
