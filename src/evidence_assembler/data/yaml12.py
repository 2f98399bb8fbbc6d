"""YAML 1.2 with the place of every key and value, without tags.

Standard: YAML 1.2.2, core schema, with one difference that protects what people write: a number stays the word that
was written until something asks for a number, so that `page: 010` is "010" and `id: no` is "no". Only null
(`null`, `~`, nothing), `true` and `false` are read for what they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, MappingStartEvent, ScalarEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from evidence_assembler.errors import EvidenceError
from evidence_assembler.model.place import Place

_PLAIN_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("null", "bool", "int", "float", "str", "seq", "map", "merge", "timestamp", "value")
)
# An alias stands for its whole node: a small file can unfold into billions. Without one, a node takes a character.
_UNFOLDING = 10
_DEEPEST = 200
_TOO_DEEP = f"this is more than {_DEEPEST} levels deep"
_TAG = re.compile(r"(?:&\S+\s+)?!")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Yaml:
    """A document: its value, and for every path into it the place of the value and of the key before it."""

    value: Any
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)


def parse_yaml(text: str, path: str, error: type[EvidenceError] = EvidenceError) -> Yaml:
    """The document in `text`. `path` names it in places and messages.

    Raises `error`, with its line, for what is no YAML, a tag, a key given twice, and a node that holds itself.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.composer.warn_double_anchors = False  # YAML 1.2.2, 7.1: an anchor may be given anew
    try:
        root = yaml.compose(text)
    except MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        line, column = _locate(text, mark.index) if mark else (None, None)
        said = ", ".join(str(part) for part in (broken.context, broken.problem) if part)
        raise error(f"this is no YAML: {said}", path=path, line=line, column=column, remedy=_YAML_REMEDY) from broken
    except ReaderError as broken:
        line, column = _locate(text, broken.position)
        said = f"the character U+{ord(text[broken.position]):04X} is not allowed"
        raise error(f"this is no YAML: {said}", path=path, line=line, column=column, remedy="Remove it.") from broken
    except RecursionError as broken:
        raise error(_TOO_DEEP, path=path, remedy="Write it flatter.") from broken
    except (YAMLError, ValueError) as broken:
        raise error(f"this is no YAML: {broken}", path=path, remedy=_YAML_REMEDY) from broken
    document = Yaml(value=None)
    reader = _Reader(text, path, error, document)
    return Yaml(reader.read(root, (), ()) if root is not None else None, document.values, document.keys)


def find_word(text: str, wanted: str) -> str | None:
    """The word under a key of the outermost mapping, read no farther than there.

    None where there is none, and where the text is no YAML up to there: whoever reads it all says so.

    >>> find_word("{question: Why?, texts: 'more words', claims: [", "texts")
    'more words'
    """
    depth, key, anchors = 0, None, dict[str, str]()
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if isinstance(event, ScalarEvent | AliasEvent):
                value = event.value if isinstance(event, ScalarEvent) else anchors.get(event.anchor)
                if isinstance(event, ScalarEvent) and event.anchor is not None:
                    anchors[event.anchor] = event.value
                if depth == 1 and key == wanted:
                    return value
                if depth == 1:
                    key = value if key is None else None
            elif isinstance(event, CollectionStartEvent):
                if depth > _DEEPEST or (depth == 0 and not isinstance(event, MappingStartEvent)):
                    return None
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
                key = None if depth == 1 else key
    except (YAMLError, RecursionError, ValueError):
        return None
    return None


def _locate(text: str, index: int) -> tuple[int, int]:
    """Line and column of a code point. The marks of ruamel.yaml take U+0085, U+2028 and U+2029 for ends of lines."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


_YAML_REMEDY = 'Put words with ": ", " #" or a leading quote mark between quotation marks, and indent with spaces.'


class _Reader:
    def __init__(self, text: str, path: str, error: type[EvidenceError], document: Yaml) -> None:
        self.text, self.path, self.error, self.document, self.count = text, path, error, document, 0
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, node: Node) -> Place:
        return Place(self.path, *self.locate(node.start_mark.index), *self.locate(node.end_mark.index))

    def locate(self, index: int) -> tuple[int, int]:
        """What `_locate` tells, prepared once for many."""
        line = bisect_right(self.line_starts, index)
        return line, index - self.line_starts[line - 1] + 1

    def refuse(self, node: Node, message: str, remedy: str) -> EvidenceError:
        place = self.place(node)
        return self.error(message, path=self.path, line=place.line, column=place.column, remedy=remedy)

    def read(self, node: Node, at: Path, above: tuple[Node, ...]) -> Any:
        self.count += 1
        if any(node is one for one in above) or self.count > _UNFOLDING * len(self.text):
            raise self.refuse(node, "aliases unfold without end", "Write the values out where they are used.")
        if len(above) > _DEEPEST:
            raise self.refuse(node, _TOO_DEEP, "Write it flatter.")
        tag = str(node.tag)
        if tag not in _CORE_TAGS or _TAG.match(self.text, node.start_mark.index):
            raise self.refuse(node, f"the tag {tag!r} is not allowed", "Leave the tag out; write the plain value.")
        self.document.values[at] = self.place(node)
        if isinstance(node, MappingNode):
            return self.read_mapping(node, at, above)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*at, index), (*above, node)) for index, item in enumerate(node.value)]
        if isinstance(node, ScalarNode) and node.style is None and node.value in _PLAIN_WORDS:
            return _PLAIN_WORDS[node.value]
        return node.value

    def read_mapping(self, node: MappingNode, at: Path, above: tuple[Node, ...]) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise self.refuse(key_node, "a key must be a word", "Put the key between quotation marks.")
            key = key_node.value
            if key in mapping:
                raise self.refuse(key_node, f"the key {key!r} is given twice", "Keep one of the two.")
            self.document.keys[*at, key] = self.place(key_node)
            mapping[key] = self.read(value_node, (*at, key), (*above, node))
        return mapping
