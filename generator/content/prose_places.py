"""Where in a text each piece of its markup stands, so that a problem points at the right one of several.

The parser knows the lines of blocks, and of what is inside a line only the order. Offsets
are found by following that order through the text.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate

from markdown_it.tree import SyntaxTreeNode

from generator.content.document import needle_pattern


class Places:
    def __init__(self, tree: SyntaxTreeNode, text: str) -> None:
        self._tree = tree
        self._text = text

    def occurrence(self, node: SyntaxTreeNode, needle: str) -> int:
        """How many times `needle` stands in the text before it stands in `node`."""
        offset = self._offsets.get(id(node), self._line_offset(node))
        if len(needle.split()) == 1:
            return self._text.count(needle.strip(), 0, offset)
        return sum(1 for _ in needle_pattern(needle).finditer(self._text, 0, offset))

    def _line_offset(self, node: SyntaxTreeNode) -> int:
        while node.map is None and node.parent is not None:
            node = node.parent
        return self._lines[node.map[0]] if node.map else 0

    @cached_property
    def _lines(self) -> list[int]:
        """The offset at which each line begins, and the end."""
        return [0, *accumulate(len(line) + 1 for line in self._text.split("\n"))]

    @cached_property
    def _offsets(self) -> dict[int, int]:
        """By the identity of a node inside a line."""
        found: dict[int, int] = {}
        end = 0
        for node in self._tree.walk():
            if node.type == "inline":
                # Cells of a row share its line: the second is found behind the first.
                end = self._follow(node, max(end, self._line_offset(node)), found)
        return found

    def _follow(self, node: SyntaxTreeNode, start: int, found: dict[int, int]) -> int:
        """Note the offsets of what is in `node`, which begins at or after `start`. Returns where it ends."""
        end = start
        is_whole = node.type == "image" or node.markup == "autolink"
        for child in () if is_whole else node.children:
            end = self._follow(child, end, found)
        offset, length = self._find(node, end)
        if offset < 0:
            return end
        found[id(node)] = offset
        return offset + length

    def _find(self, node: SyntaxTreeNode, start: int) -> tuple[int, int]:
        """Offset, or -1, and length of what a node looks like in the text."""
        needle = _needle(node)
        offset = self._text.find(needle, start) if needle else -1
        if offset >= 0 or node.type != "text" or "\\" not in self._text:
            return offset, len(needle)
        # In what the parser calls a text, a backslash before a sign is gone.
        escaped = re.compile(r"\\?".join(map(re.escape, ["", *needle])))
        match = escaped.search(self._text, start)
        return (match.start(), len(match[0])) if match else (-1, 0)


def _needle(node: SyntaxTreeNode) -> str:
    if node.type == "link":
        return str(node.attrs.get("href") or "](")
    if node.type == "image":
        return "!["
    return "" if node.children else node.content
