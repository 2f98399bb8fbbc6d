"""What every noun has in common: frozen, closed to unknown keys, equal by value.

Lists given from outside become tuples, so that a noun cannot be changed behind the back of whoever checked it.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen record. An unknown key is an error; a number given for a word is kept as its digits."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=False,
        coerce_numbers_to_str=True,
    )


class WrittenNoun(Noun):
    """A noun that people write by hand: space around its words carries no meaning and is dropped."""

    model_config = ConfigDict(str_strip_whitespace=True)
