"""Turn pages into Markdown with Jinja.

Templates write addresses from the top of the site; here they become relative to the page, in one place,
so that the site works on a server, under a sub-path and from a folder. Compiled templates are kept as
long as the program runs: while serving, each edit makes new environments.
"""

from __future__ import annotations

import json
import linecache
import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from posixpath import dirname
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape as escape_xml

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    pass_context,
)
from jinja2.bccache import Bucket

from generator.basics.addresses import as_published, practice_anchor, section_address, seen_from
from generator.basics.labels import ENGLISH_VOICE, Label, as_date, as_number, counted, inside, label
from generator.basics.messages import problem
from generator.basics.problem import Position, Problem, Span
from generator.content.content_files import OVERLAY, noun_of
from generator.content.prose import READER
from generator.languages.language import Language
from generator.languages.language_marks import say_languages
from generator.languages.template_labels import translate_template
from generator.library.library import Library, Links, linkable
from generator.pages.cases import short_facts, told_on_card
from generator.pages.page_context import Page
from generator.pages.reference import share
from generator.rendering.localise import Localiser, LocalWriter
from generator.rendering.metadata import Structured, citation_of, front_matter_of
from generator.rendering.prose_writer import (
    Destination,
    TermMarker,
    Writer,
    escape_line,
    link_first_uses,
    without_marks,
)


class CompiledTemplates(BytecodeCache):
    """Jinja itself compares the text that was compiled with the text of today."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Jinja's own can't do with the name of a folder that is no text."""
        return f"{name}|{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


@cache
def compiled_templates() -> CompiledTemplates:
    """The same for all environments. It is never written to disk: compiled code is not to be trusted."""
    return CompiledTemplates()


_ROOTED = re.compile(r"(?P<before>\]\(|href=\")/(?P<page>[^)\"#\s]*)(?P<anchor>#[^)\"\s]*)?")


def relative_links(markdown: str, uri: str) -> str:
    """The page with its links from the top of the site made relative to where it stands.

    Links in Markdown keep `.md`, which MkDocs checks and turns into `.html`; addresses in
    HTML are left alone by MkDocs and get their `.html` here.
    """

    folder = dirname(uri)

    def replace(match: re.Match[str]) -> str:
        address = f"{match['page']}{match['anchor'] or ''}"
        if match["page"] == uri and match["anchor"]:
            address = match["anchor"]
        elif match["before"] == "](":
            address = seen_from(folder, address)
        else:
            address = as_published(seen_from(folder, address))
        return f"{match['before']}{address}"

    return _ROOTED.sub(replace, markdown)


def tidy(markdown: str) -> str:
    """At most one blank line in a row, none at the end: templates need not count newlines."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", markdown)).strip() + "\n"


POSITION_FILTERS = frozenset(
    {"text", "cell", "url", "front_matter", "prose", "sentence", "definition", "guide", "markdown"}
)
"""Every value in a template ends in one of these: it says where in the page the value stands."""

WRONG_OPERATIONS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What Python raises for a template that adds a word to a number, or loops over one."""

_SAFE_ADDRESS = re.compile(
    r"(?:/[a-z0-9/.-]*\.(?:csv|docx|json|md|odt|pdf|xml)(?:\?(?:ask|cases)=[a-z0-9,-]+)?)?(?:#[a-z0-9-]+)?"
    r"|https?://[^\s<>\"'()\[\]]+"
    r"|mailto:\?subject=[\w.~%-]+&amp;body=[\w.~%-]+|mailto:[\w.%+-]+@[\w.-]+"
)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't contain. They become replacement characters."""
_REMEMBERED = 20_000
"""Addresses, and texts that stand on more than one page, such as summaries."""


@dataclass(frozen=True)
class RenderedFile:
    """A file of the Markdown folder: a page, or a script that pages load."""

    uri: str
    text: str

    @property
    def data(self) -> bytes:
        return self.text.encode()


class Renderer:
    """Renders the pages of one library. Holds what is slow to make."""

    def __init__(
        self,
        library: Library,
        template_folders: Iterable[Path],
        repository: str = "",
        address: str = "",
        language: Language | None = None,
    ) -> None:
        """`language`: the one to say everything in, where that is not English."""
        self.library = library
        self.language = language
        self.repository = (repository or library.site.repository or "").rstrip("/")
        """The web address of the project's repository; empty when it has none in public."""
        self._address = address
        self._speech = Localiser(language) if language else None
        self.voice = self._speech.voice if self._speech else ENGLISH_VOICE
        self._structured = Structured(library.site.title, address, self.plain, self.voice)
        self._local = frozenset(library.identities[key].href for key in library.local)
        self._own_files = {OVERLAY, *(library.identities[key].path for key in library.local)}
        self._reader = READER
        marker = TermMarker(library.glossary.terms)
        self._writer = Writer(self._resolve, marker.mark)
        self._plain = lru_cache(_REMEMBERED)(lambda text: self._writer.plain(self._reader.read(text)))
        self._environment = self._make_environment([str(folder) for folder in template_folders])
        if language and self._speech:
            local = LocalWriter(self._speech, self._reader, self._resolve, marker.mark)
            self._environment.loader = _TranslatingLoader(template_folders, language)
            self._environment.globals["_"] = label
            self._environment.filters |= local.filters

    def render(self, page: Page) -> RenderedFile | Problem:
        """The page's Markdown, or the mistake in a template that stands in its way."""
        try:
            return self._render(page)
        except TemplateError as error:
            return _template_problem(error, page)
        except WRONG_OPERATIONS as error:
            if not traceback.extract_tb(error.__traceback__)[-1].filename.endswith(".j2"):
                raise  # our own code failed, not a template's
            return _template_problem(error, page)

    def _render(self, page: Page) -> RenderedFile:
        template = self._environment.get_template(f"pages/{page.template}.md.j2")
        body = template.render(page=page, data=page.data)
        body = without_marks(body) if page.template == "glossary" else link_first_uses(body)
        whole = self._environment.get_template("layout.md.j2").render(
            page=page,
            body=body,
            citation=citation_of(page, self.library.site.title, self._address),
            front_matter=front_matter_of(page, self.plain, self._address, self.voice),
        )
        whole = relative_links(without_marks(whole), page.uri)
        text = tidy(say_languages(whole, self._speech.signs()) if self._speech else whole)
        data = self._structured.script(page)
        return RenderedFile(page.uri, f"{text}\n{data}\n" if data else text)

    def fill(self, template: str, **values: object) -> str:
        """A file for programs, in which nothing is translated."""
        return self._environment.get_template(template).render(values)

    def _mail(self, title: str, questions: Iterable[str]) -> str:
        """The address that opens an e-mail with questions, to whom the reader likes."""
        say = self.voice.translate
        subject = say(label("Do you do this? {title}", title=title))
        numbered = (f"{number}. {say(question)}" for number, question in enumerate(questions, 1))
        body = "\r\n\r\n".join((say(title), *numbered))
        return f"mailto:?subject={quote(subject, safe='')}&amp;body={quote(body, safe='')}"

    def _change_address(self, path: str) -> str:
        """Where to edit a file of the project; empty without a public repository."""
        overlay = self.library.overlay
        repository = self.repository if overlay is None else self.library.site.repository or ""
        if overlay is not None and path in self._own_files:
            repository = overlay.repository or ""
        return f"{repository.rstrip('/')}/edit/main/{path}" if repository else ""

    @pass_context  # else Jinja would work out a constant part once, for the repositories of all projects
    def _in_repository(self, _: object, part: str) -> str:
        """The address of a part of the public repository, such as `issues`; empty without one."""
        return f"{self.repository}/{part}" if self.repository else ""

    def _resolve(self, kind: str, identifier: str, section: str) -> Destination:
        if (kind, identifier) in self.library.hidden:
            return Destination(label("(a {noun} that this copy leaves out)", noun=noun_of(kind)), "")
        identity = self.library.identities[kind, identifier]
        return Destination(identity.title, section_address(identity.href, section))

    def plain(self, text: str) -> str:
        """The words of prose alone, without any markup."""
        return self._plain(self.voice.translate(text))

    def _make_environment(self, folders: list[str]) -> Environment:
        blocks = lru_cache(_REMEMBERED)(lambda text: self._writer.blocks(self._reader.read(text)))
        environment = Environment(
            loader=FileSystemLoader(folders),
            bytecode_cache=compiled_templates(),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=StrictUndefined,
            auto_reload=False,  # a renderer is there for one build
            # The filters below escape for Markdown, which HTML escaping would not.
            autoescape=False,  # noqa: S701
        )
        environment.tests["local"] = self._local.__contains__
        environment.tests["label"] = lambda text: isinstance(text, Label)
        environment.filters |= _FILTERS | _link_filters(self.library)
        environment.filters |= {
            "prose": blocks,
            "definition": lambda value: blocks(value).replace("\n", "\n    "),
            "sentence": lru_cache(_REMEMBERED)(lambda text: self._writer.inline(self._reader.read(text))),
            "guide": lambda value: self._writer.blocks(self._reader.read(value, "guide")),
            "change_address": self._change_address,
            "in_repository": self._in_repository,
            "mail": self._mail,
        }
        return environment


def _link_filters(library: Library) -> dict[str, Callable[..., Any]]:
    """Titled links from identifiers: `role.related | links("role")`, `fact.sources | citations`.

    They find nothing that may not be linked to, and so nothing but what a page is rendered anew for.
    """
    links = Links(replace(library, identities=linkable(library)))

    def from_named(find: Callable[..., Any]) -> Callable[..., Any]:
        @pass_context  # else Jinja would work out constants once, for all libraries
        def find_or_fail(_: object, named: Any, *kind: str) -> Any:
            try:
                return find(*kind, named)
            except KeyError as error:
                missing = error.args[0] if isinstance(error.args[0], str) else ":".join(error.args[0])
                raise TemplateRuntimeError(f"nothing that may be linked to is called {missing}") from None

        return find_or_fail

    finders = (links.link, links.links, links.word, links.words, links.citations)
    return {find.__name__: from_named(find) for find in finders}


class _TranslatingLoader(FileSystemLoader):
    """Loads templates with their labels in another language."""

    def __init__(self, folders: Iterable[Path], language: Language) -> None:
        super().__init__([str(folder) for folder in folders])
        self._language = language

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, name, is_up_to_date = super().get_source(environment, template)
        if template.endswith(".md.j2"):
            source = translate_template(source, self._language.find)
        return source, name, is_up_to_date


@lru_cache(_REMEMBERED)
def _url(address: str) -> str:
    """An address of ours, checked: nothing that a template links to may come straight from content."""
    if not _SAFE_ADDRESS.fullmatch(address):
        raise TemplateRuntimeError(f"this is no address that a page may link to: {address}")
    return address


_FILTERS: dict[str, Callable[..., Any]] = {
    "text": lambda value: escape_line(str(value)),
    "cell": lambda value: escape_line(str(value)),
    "counted": counted,
    "url": _url,
    # JSON is YAML too, and can't be broken out of. Non-ASCII stays readable.
    "front_matter": lambda value: json.dumps(value, ensure_ascii=False),
    "markdown": str,
    "xml": lambda text: escape_xml(_NOT_XML.sub("\ufffd", text), {'"': "&quot;"}),
    "line": lambda text: " ".join(text.split()),
    "date": as_date,
    "number": as_number,
    "inside": lambda words: inside(str(words)),
    "practice_anchor": practice_anchor,
    "case_facts": short_facts,
    "told": told_on_card,
    "share": share,
}
"""Those that are the same for every library."""


def _template_problem(error: Exception, page: Page) -> Problem:
    """A template's mistake, at the line of the innermost template that was being rendered."""
    path, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if path is None:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".j2")]
        path, line = (
            (frames[-1].filename, frames[-1].lineno) if frames else (f"pages/{page.template}.md.j2", 1)
        )
    place = Position(line or 1, 1)
    name = "templates/" + Path(path).as_posix().rpartition("templates/")[2]
    if isinstance(error, TemplateNotFound):
        found = problem("template-error/missing", name, Span(place, place), page=page.uri, name=error.name)
    else:
        found = problem("template-error", name, Span(place, place), page=page.uri, found=error)
    linecache.checkcache(path)
    return replace(found, line=linecache.getline(path, place.line).rstrip("\n"))
