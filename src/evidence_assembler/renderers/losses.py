"""Losses: what a format cannot hold of the records written in it, a line a field and not one a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence_assembler.text.amounts import name_some

from .bibliographies import Loss
from .one_line import one_line
from .wording import read_words

_REASONS = 3  # of one field; where a writer gives more, the first stands for all


def tell_losses(losses: Iterable[Loss], form: str) -> Iterator[str]:
    """A line for each field and what became of it: in how many records, with the ids of the first of them.

    In the order of the first losses; nothing where nothing was lost.
    """
    fields: dict[str, dict[str, list[str]]] = {}
    for loss in losses:
        fields.setdefault(loss.field, {}).setdefault(loss.message, []).append(loss.source_id)
    words = read_words()["losses"]
    for field, by_message in fields.items():
        if len(by_message) > _REASONS:
            first = next(iter(by_message))
            by_message = {words["such_as"].format(message=first): [one for ids in by_message.values() for one in ids]}
        for message, ids in by_message.items():
            ids = list(dict.fromkeys(ids))
            said = words["field"][len(ids) != 1]
            yield said.format(
                form=form, field=one_line(field), n=len(ids), ids=one_line(name_some(ids)), message=one_line(message)
            )
