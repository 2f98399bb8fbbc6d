"""What every noun has in common: frozen, closed to unknown keys, equal by value.

Lists given from outside become tuples, so that a noun cannot be changed behind the back of whoever checked it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


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

    OTHER_KEYS: ClassVar[tuple[str, ...]] = ()
    """Keys that it takes beside the names and aliases of its fields."""

    def __init__(self, /, **fields: Any) -> None:
        """Raises `pydantic.ValidationError`, which names the nearest field for one that there is not."""
        __tracebackhide__ = True
        try:
            super().__init__(**fields)
        except ValidationError as error:
            from .misspelt import name_fields

            raise name_fields(error, type(self)) from None

    # Said as pydantic does of its own: nouns that it reads, one within another, are not made by way of Python.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]


class WrittenNoun(Noun):
    """A noun that people write by hand: space around its words carries no meaning and is dropped."""

    model_config = ConfigDict(str_strip_whitespace=True)


def _read_day(given: object) -> object:
    if isinstance(given, date) or (isinstance(given, str) and _ISO_DAY.fullmatch(given.strip())):
        return given
    raise PydanticCustomError("date_parsing", "a day is written year-month-day, such as 2026-04-14")


Day = Annotated[date, BeforeValidator(_read_day)]
"""A day as ISO 8601 has it, 2026-04-14. A bare number is none: it would be read as seconds since 1970."""

Verbatim = Annotated[str, StringConstraints(strip_whitespace=False)]
"""Words that keep the space around them, in whichever noun they stand."""
