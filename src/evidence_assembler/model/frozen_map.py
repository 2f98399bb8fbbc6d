"""A mapping that cannot change: hashable, ordered by key, so that equal inputs give equal bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Generic, TypeVar, get_args, overload

from pydantic import BeforeValidator, GetCoreSchemaHandler, PlainSerializer
from pydantic_core import CoreSchema, core_schema

Value = TypeVar("Value")
Other = TypeVar("Other")


class FrozenMap(Mapping[str, Value], Generic[Value]):
    """An immutable `Mapping[str, Value]`, in JSON an object with its keys in order."""

    __slots__ = ("_items",)
    _items: dict[str, Value]

    def __init__(self, items: Mapping[str, Value] | None = None) -> None:
        self._items = {key: items[key] for key in sorted(items)} if items else {}

    def __getitem__(self, key: str) -> Value:
        return self._items[key]

    @overload
    def get(self, key: str, /) -> Value | None: ...
    @overload
    def get(self, key: str, /, default: Value | Other) -> Value | Other: ...
    def get(self, key: str, /, default: Any = None) -> Any:
        """The value of the key, `default` where there is none."""
        return self._items.get(key, default)  # the mixin of Mapping raises and catches for every miss

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenMap):
            return bool(self._items == other._items)
        return NotImplemented

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._items)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        value_type = (get_args(source) or (Any,))[0]
        as_dict = core_schema.dict_schema(core_schema.str_schema(), handler.generate_schema(value_type))
        from_mapping = core_schema.chain_schema(
            [
                core_schema.no_info_plain_validator_function(_as_dict),
                as_dict,
                core_schema.no_info_plain_validator_function(cls),
            ]
        )
        return core_schema.json_or_python_schema(
            json_schema=core_schema.chain_schema([as_dict, core_schema.no_info_plain_validator_function(cls)]),
            python_schema=from_mapping,
            serialization=core_schema.plain_serializer_function_ser_schema(dict, return_schema=as_dict),
        )


def _as_dict(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) and type(value) is not dict else value


def freeze_json(value: Any) -> Any:
    """A JSON value with its objects as `FrozenMap` and its arrays as tuples."""
    if isinstance(value, Mapping):
        return FrozenMap({str(key): freeze_json(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze_json(item) for item in value)
    return value


def thaw_json(value: Any) -> Any:
    """The JSON value that `freeze_json` was given, as plain dicts and lists."""
    if isinstance(value, Mapping):
        return {key: thaw_json(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thaw_json(item) for item in value]
    return value


FrozenJson = Annotated[Any, BeforeValidator(freeze_json), PlainSerializer(thaw_json)]
"""Any JSON value, frozen; it leaves as the JSON it came from."""
