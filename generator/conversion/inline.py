"""Look for a kind of inline markup only in texts that have the sign it begins with.

Python-Markdown tries each of its fifteen inline patterns on every text, and most texts are plain
words. What it makes of them is the same: a pattern whose sign is not there can't match.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    ENTITY_RE,
    ESCAPE_RE,
    HTML_RE,
    IMAGE_LINK_RE,
    LINE_BREAK_RE,
    LINK_RE,
    DelimiterProcessor,
    ReferenceInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString
from mkdocs.config.defaults import MkDocsConfig

_SIGNS = {
    BACKTICK_RE: "`",
    ESCAPE_RE: "\\",
    LINK_RE: "[",
    IMAGE_LINK_RE: "![",
    AUTOLINK_RE: "://",
    AUTOMAIL_RE: "@",
    LINE_BREAK_RE: "  \n",
    HTML_RE: "<",
    ENTITY_RE: "&",
}
"""For the patterns of Python-Markdown's own: what a text must hold for them to match."""
_PRIORITY = 20
"""Of Python-Markdown's own processor, which has the same name and is replaced."""


def read_quickly(config: MkDocsConfig) -> None:
    """Let every page that is converted with this configuration be read as this module does."""
    if __name__ not in config.markdown_extensions:
        config.markdown_extensions.append(__name__)


class QuickInlineProcessor(InlineProcessor):
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        has_references = bool(self.md.references)
        patterns = [pattern for pattern in self.inlinePatterns if _may_match(pattern, has_references)]
        self._patterns = [(pattern, _signs_of(pattern)) for pattern in patterns]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """The same as in Python-Markdown, where this name is private; if that changes, nobody calls this."""
        if isinstance(data, AtomicString):
            return data
        for index, (pattern, signs) in enumerate(self._patterns[patternIndex:], patternIndex):
            for sign in signs:
                if sign in data:
                    data = self._apply(pattern, data, index)
                    break
        return data

    def _apply(self, pattern: Any, data: str, index: int) -> str:
        """Put placeholders in the place of all that the pattern matches."""
        matched, start = True, 0
        while matched:
            # Private too. It goes away, if ever, together with what calls this.
            data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
        return data


def _may_match(pattern: Any, has_references: bool) -> bool:
    """Whether it can match on this page: a link by reference needs a reference somewhere."""
    return has_references or not isinstance(pattern, ReferenceInlineProcessor)


def _signs_of(pattern: Any) -> tuple[str, ...]:
    """One of these is in every text in which the pattern may match; nothing, of one that isn't known."""
    if isinstance(pattern, DelimiterProcessor):
        return tuple(pattern.tokens)
    return (_SIGNS.get(pattern.pattern, ""),)


class _Extension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(QuickInlineProcessor(md), "inline", _PRIORITY)


def makeExtension() -> Extension:  # noqa: N802
    """What Python-Markdown asks a module for that is named as an extension."""
    return _Extension()
