"""Markdown that is made to keep a parser busy for ever becomes an error or a page, in both engines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from generator.basics.messages import MESSAGES, code_of
from generator.content.prose import LONGEST_BLOCK, LONGEST_TEXT, Dialect
from tests.conftest import MakeProject
from tests.examples import ALL
from tests.small_site import run_alone
from tests.test_prose import converted, filtered, reader

LONG_ENOUGH = 60
"""Seconds after which a text counts as endless: many times what the slowest takes."""

REPEATED = {
    "opening brackets": "[",
    "closing brackets": "]",
    "images": "![",
    "links without an end": "[a](",
    "links": "[a](role:ccio) ",
    "links with titles": '[a](role:ccio "',
    "links in angles": "[a](<b",
    "asterisks": "*",
    "openers": "*a ",
    "emphasis in words": "a**b",
    "underscores": "_a ",
    "both marks of emphasis": "*_ ",
    "emphasis across links": "*[_",
    "emphasis in links": "*[a](role:ccio)*",
    "quotations": ">",
    "quoted lines": "> a\n",
    "lists in lists": "- ",
    "numbers in numbers": "1. ",
    "entries": "- a\n",
    "numbered entries": "1. a\n",
    "years": "2022. a\n",
    "empty entries": "-\n",
    "tags": "<b>",
    "tags without an end": "<a ",
    "attributes": "<a b='",
    "comments": "<!--",
    "instructions": "<?",
    "declarations": "<!A ",
    "CDATA": "<![CDATA[",
    "blocks of HTML": "<div>\n",
    "addresses in angles": "<https://a.b",
    "entities": "&amp;",
    "ampersands": "&",
    "backticks": "`",
    "backticks apart": "`a",
    "fences": "```\n",
    "headings": "# a\n",
    "hashes": "#",
    "underlines": "a\n===\n",
    "rules": "***\n",
    "hyphens": "-",
    "backslashes": "\\",
    "breaks": "a\\\n",
    "blanks at the ends of lines": "a  \n",
    "lines": "a\n",
    "letters": "a",
    "words": "a ",
    "terms of the glossary": "CCIO ",
    "tabs": "-\t",
    "spaces that do not break": "\u00a0",
    "definitions of links": "[a]: b\n",
    "colons": ": ",
    "pipes": "|",
}
PARAGRAPHS = {"closing brackets", *(("tags", "letters", "fences") if ALL else ())}
"""Texts that are repeated as thousands of paragraphs, and each week some more."""
TABLES = {
    "a long table": "| a |\n| - |\n" + "| b |\n" * 1_500,
    "a wide table": "|" + "a|" * 1_600 + "\n|" + "-|" * 1_600 + "\n|" + "b|" * 1_600,
}
NESTED = {
    "10,000 lists": "\n".join(" " * min(2 * depth, 40) + "- a" for depth in range(10_000)),
    "10,000 lists in a line": "- " * 10_000 + "a",
    "10,000 quotations": "> " * 10_000 + "a",
    "10,000 brackets": "[" * 10_000 + "a" + "](role:ccio)" * 10_000,
    "10,000 marks of emphasis": "*a " * 10_000 + "b*" * 10_000,
    "emphasis as deep as a block is long": "*a " * 1_900 + "b*" * 1_900,
    "links as deep as a block is long": "[" * 700 + "a" + "](role:ccio)" * 700,
    "lists as deep as a block is long": "".join("  " * depth + "- a\n" for depth in range(90)),
    "backticks of every number": " ".join("`" * number for number in range(1, 130)),
}


def fill(piece: str, length: int) -> str:
    return (piece * (length // len(piece))).strip() or piece


def iter_texts() -> Iterator[tuple[str, str]]:
    for name, piece in REPEATED.items():
        block = fill(piece, LONGEST_BLOCK)
        yield f"{name}, as long as a block may be", block
        if ALL or name in PARAGRAPHS:
            blocks = [block] * ((LONGEST_TEXT - 20) // (len(block) + 2))
            yield f"{name}, as many blocks as there may be", "\n\n".join(blocks)
        if name in PARAGRAPHS:
            yield f"{name}, each a paragraph", fill(f"{piece.strip()}\n\n", LONGEST_TEXT - 20)
        yield f"{name}, 256 KB", fill(piece, 255_000)
    yield from TABLES.items()
    yield from NESTED.items()


TEXTS = dict(iter_texts())


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[ProcessPoolExecutor]:
    """A process of its own, so that an endless text does not block the tests."""
    pool = ProcessPoolExecutor(1, get_context("spawn"))
    yield pool
    for process in (pool._processes or {}).values():
        process.terminate()
    pool.shutdown(cancel_futures=True)


def outcome(text: str, dialect: Dialect) -> str:
    """`a page`, or the code of the first mistake."""
    faults = reader().read(text, dialect).faults
    if faults:
        message = MESSAGES[faults[0].key]
        assert message.text.format(found=faults[0].found, **faults[0].values)
        assert message.expected.format(**faults[0].values)
        return code_of(faults[0].key)
    converted(filtered(text, dialect))
    return "a page"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_text_becomes_an_error_or_a_page(text: str, elsewhere: ProcessPoolExecutor) -> None:
    found = elsewhere.submit(outcome, text, "prose").result(LONG_ENOUGH)
    if len(text) > LONGEST_TEXT:
        assert found in {"text-too-long", "paragraph-too-long"}
    elif found != "a page" or "`" in text:
        elsewhere.submit(outcome, text, "guide").result(LONG_ENOUGH)


SUMMARY = "summary: Better notes for community nurses."


def test_the_program_names_each_file(project: MakeProject) -> None:
    """With each text in a field: the check names the files of exactly those that it refuses."""
    root = project({})
    valley = (root / "case_studies" / "valley.yml").read_text("utf-8")
    files = {}
    for number, text in enumerate([*TABLES.values(), *NESTED.values(), "a " * 130_000, "[" * 255_000]):
        files[f"h{number}.yml"] = text
        written = valley.replace(SUMMARY, f"summary: {json.dumps(text)}")
        (root / "case_studies" / f"h{number}.yml").write_text(written, "utf-8")
    said = run_alone(root, "check", timeout=3 * LONG_ENOUGH)
    assert said.returncode == 1
    assert "Traceback" not in said.stdout + said.stderr
    for name, text in files.items():
        assert (f"case_studies/{name}:" in said.stdout) == bool(reader().read(text).faults), name
