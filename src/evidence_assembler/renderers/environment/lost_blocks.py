"""What stands in a template of one's own, or in ours, and would not be printed: refused.

The engine prints a block where the template that is extended has one of that name, and leaves every other away without
a word, with whatever stands outside of blocks. A block of ours that only puts others in order takes all of them along
when it is replaced. Who wants to do without one of them says so with an empty block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jinja2 import nodes

from evidence_assembler.errors import UnreadableFileError

Layer = tuple[Path | None, nodes.Template]
"""A template, with its path where it is not one of ours."""

_KEPT = (nodes.Block, nodes.Macro, nodes.AssignBlock)  # what stands in these is no text of the template itself


def refuse_lost_blocks(chain: Sequence[Layer]) -> None:
    """Raise `UnreadableFileError` for what is lost of a chain of templates, the first of which extends the second."""
    if chain[-1][1].find(nodes.Extends) is not None:
        return  # the last is not known before the page is filled
    printed = _list_printed([tree for _, tree in chain])
    for path, tree in chain:
        if path is not None and find_parent(tree) is not None:
            others = {block.name for _, other in chain if other is not tree for block in other.find_all(nodes.Block)}
            _refuse_unprinted(path, tree, printed, others)
            _refuse_outside(path, tree)
    _refuse_dropped(chain, printed)


def find_parent(tree: nodes.Template) -> str | None:
    """The name of the template that this one extends; None where it extends none, or one that a value names."""
    extends = tree.find(nodes.Extends)
    named = extends.template if extends is not None else None
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else None


def _refuse_unprinted(path: Path, tree: nodes.Template, printed: set[str], others: set[str]) -> None:
    from evidence_assembler.text.nearest import suggest

    for block in tree.find_all(nodes.Block):
        if block.name in printed or (block.name in others and not any(map(_shows, block.body))):
            continue
        if block.name in others:
            raise UnreadableFileError(
                f"the block {block.name!r} is not printed: the block that it stands in was replaced by one without it",
                path=str(path),
                line=block.lineno,
                remedy=f"Print self.{block.name}() or write the block itself into that one, or take it away.",
            )
        raise UnreadableFileError(
            f"there is no block {block.name!r} in {find_parent(tree)!r}, so it would not be printed",
            path=str(path),
            line=block.lineno,
            remedy=suggest(block.name, others),
        )


def _refuse_outside(path: Path, tree: nodes.Template) -> None:
    extends = next(tree.find_all(nodes.Extends))
    for node in _walk_outside(tree.body[tree.body.index(extends) + 1 :] if extends in tree.body else []):
        if _shows(node):
            raise UnreadableFileError(
                "what stands outside of every block is not printed",
                path=str(path),
                line=_find_line(node),
                remedy="Write it into a block of the template that is extended.",
            )


def _refuse_dropped(chain: Sequence[Layer], printed: set[str]) -> None:
    """Refuse to lose a block because the one that puts it in its place was replaced."""
    replaced = {block.name: (path, block) for path, tree in reversed(chain) for block in tree.find_all(nodes.Block)}
    kept = printed | {name for name, (path, _) in replaced.items() if path is not None}
    for outer in chain[-1][1].find_all(nodes.Block):
        path, block = replaced[outer.name]
        if path is None or outer.name not in printed:
            continue
        for lost in _list_arranged(outer, kept):
            raise UnreadableFileError(
                f"the block {outer.name!r} leaves out {lost!r}, which ours has in it",
                path=str(path),
                line=block.lineno,
                remedy=f"Print self.{lost}() where it belongs, or write an empty block {lost!r} to do without it.",
            )


def _list_arranged(block: nodes.Block, kept: set[str]) -> Iterator[str]:
    """The names of the blocks that a block puts in order, but for those that are kept, and theirs where one is not."""
    if not _only_arranges(block):
        return
    for part in (node for node in block.body if isinstance(node, nodes.Block)):
        if part.name in kept:
            continue
        if _only_arranges(part):
            yield from _list_arranged(part, kept)
        else:
            yield part.name


def _only_arranges(block: nodes.Block) -> bool:
    """Whether it has nothing but blocks, and markup around them."""
    return any(isinstance(node, nodes.Block) for node in block.body) and all(
        isinstance(node, nodes.Block)
        or (isinstance(node, nodes.Output) and all(isinstance(one, nodes.TemplateData) for one in node.nodes))
        for node in block.body
    )


def _list_printed(trees: Sequence[nodes.Template]) -> set[str]:
    """The names of the blocks that are printed, where the first of the trees extends the second, and so on."""
    definitions: dict[str, list[nodes.Block]] = {}
    for tree in trees:
        for block in tree.find_all(nodes.Block):
            definitions.setdefault(block.name, []).append(block)
    printed: set[tuple[str, int]] = set()

    def look(body: Iterable[nodes.Node], name: str | None, depth: int) -> None:
        for node in body:
            if isinstance(node, nodes.Block):
                enter(node.name, 0)
                continue
            if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "self":
                enter(node.attr, 0)
            elif isinstance(node, nodes.Name) and node.name == "super" and name is not None:
                enter(name, depth + 1)
            look(node.iter_child_nodes(), name, depth)

    def enter(name: str, depth: int) -> None:
        defined = definitions.get(name, [])
        if depth < len(defined) and (name, depth) not in printed:
            printed.add((name, depth))
            look(defined[depth].body, name, depth)

    look(trees[-1].body, None, 0)
    return {name for name, _ in printed}


def _walk_outside(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """What would be printed if the template extended none: texts, values, and other files."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from node.nodes
        elif isinstance(node, nodes.Include):
            yield node
        elif not isinstance(node, _KEPT):
            yield from _walk_outside(node.iter_child_nodes())


def _find_line(node: nodes.Node) -> int:
    """The line of the first word."""
    blank = node.data[: -len(node.data.lstrip())] if isinstance(node, nodes.TemplateData) else ""
    return node.lineno + blank.count("\n")


def _shows(node: nodes.Node) -> bool:
    """Whether it is more than white space."""
    if isinstance(node, nodes.Output):
        return any(map(_shows, node.nodes))
    return not isinstance(node, nodes.TemplateData) or bool(node.data.strip())
