"""Which file of a project holds what. Only this module knows the names of content files.

`RELEASE` is the published guidance that comes with this program, which an overlay is laid over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.basics import version
from generator.basics.labels import label
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record
from generator.content.model.guidance import (
    Benefits,
    Bibliography,
    Findings,
    Framework,
    Glossary,
    Pathway,
    Theme,
)
from generator.content.model.people import Careers, Role
from generator.content.model.site import Guide, Moves, News, Overlay, Site, Spellings, Vocabulary

SCHEMAS = "schemas"
"""The folder, at the top of a project, with the JSON Schema of each kind of file."""

TRANSLATIONS = "translations"
"""The folder, at the top of a project, with a folder for each language beside English."""
LABELS = "labels"
"""The name of a language's file of labels (`.po`), and of the list of all labels (`.pot`)."""

SITE = "content/site.yml"
OVERLAY = "content/overlay.yml"
"""The file that makes a folder an overlay: a copy of the published guidance with things of its own."""


@dataclass(frozen=True)
class FileKind:
    """One file, or one folder of files of the same kind."""

    path: str
    """A file, or a folder if it has no ending."""
    record_class: type[Record]
    suffix: str = ".yml"
    kind: str = ""
    """For a folder: the kind of thing that each file is, with the file's name as its identifier."""
    is_optional: bool = False
    lists: dict[str, str] = field(default_factory=dict)
    """Lists inside that hold things with an `id`: the path to the list (`*` for each entry), and the kind."""

    @property
    def schema_name(self) -> str:
        name = noun_of(self.kind).replace(" ", "-") if self.kind else self.path.rpartition("/")[2]
        return f"{name.removesuffix('.yml')}.json"


def _named(names: str) -> dict[str, str]:
    """Lists that have the name of what they hold: `role_groups` has things of the kind `role-group`."""
    return {name: name.removesuffix("s").replace("_", "-") for name in names.split()}


FILES = (
    FileKind(SITE, Site),
    FileKind(
        "content/vocabulary.yml",
        Vocabulary,
        lists=_named("organisation_types nations sizes professions cpd_methods audiences role_groups"),
    ),
    FileKind("content/moved.yml", Moves, is_optional=True),
    FileKind("content/spelling.yml", Spellings, is_optional=True),
    FileKind("content/news.yml", News, is_optional=True, lists={"news": "news"}),
    FileKind("content/sources.yml", Bibliography, lists=_named("sources")),
    FileKind("content/glossary.yml", Glossary, lists=_named("terms")),
    FileKind(
        "content/findings.yml", Findings, lists={"groups": "finding-group", "groups.*.findings": "finding"}
    ),
    FileKind("content/benefits.yml", Benefits, lists=_named("benefits success_marks")),
    FileKind(
        "content/careers.yml",
        Careers,
        lists={"disciplines": "discipline", "levels": "career-level", "routes": "route", "ways_in": "way-in"},
    ),
    FileKind(
        OVERLAY, Overlay, is_optional=True, lists=_named("organisation_types recommendations terms sources")
    ),
)
FOLDERS = (
    FileKind("content/themes", Theme, kind="theme", lists=_named("recommendations")),
    FileKind("content/roles", Role, kind="role"),
    FileKind("content/pages", Guide, suffix=".md", kind="guide"),
    FileKind("content/pathways", Pathway, kind="pathway"),
    FileKind("content/frameworks", Framework, kind="framework"),
    FileKind("case_studies", CaseStudy, kind="case"),
)


def file_kind_of(path: str) -> FileKind:
    """The kind of a content file. Raises `LookupError` for other files."""
    found = find_file_kind(path)
    if found is None:
        raise LookupError(path)
    return found


def find_file_kind(path: str) -> FileKind | None:
    """The kind of the file at a project-relative path; None if no content file belongs there."""
    found = next((file_kind for file_kind in FILES if path == file_kind.path), None)
    return found or next((folder for folder in FOLDERS if path.rpartition("/")[0] == folder.path), None)


def is_case_study(path: str) -> bool:
    file_kind = find_file_kind(path)
    return file_kind is not None and file_kind.kind == "case"


def kinds_in(paths: Iterable[str]) -> frozenset[str]:
    """The kinds of thing that files at these paths may hold."""
    found = (file_kind for path in paths if (file_kind := find_file_kind(path)))
    return frozenset(kind for each in found for kind in (each.kind, *each.lists.values()) if kind)


def schema_line(path: str) -> str:
    """The first line of a YAML file, which tells an editor's YAML language server the schema."""
    way_up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={way_up}{SCHEMAS}/{file_kind_of(path).schema_name}"


def identifier_of(path: str) -> str:
    """The identifier of the thing in a file of a folder: the file's name without its ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


NOUNS = {
    "case" if noun == "case study" else noun.replace(" ", "-"): noun
    for noun in (
        label("theme"), label("recommendation"), label("case study"), label("role"),
        label("organisation type"), label("nation"), label("size"), label("profession"), label("source"),
        label("benefit"), label("success mark"), label("finding"), label("finding group"),
        label("discipline"), label("career level"), label("route"), label("way in"), label("cpd method"),
        label("term"), label("news"), label("guide"), label("pathway"), label("framework"), label("number"),
    )
}  # fmt: skip


def noun_of(kind: str) -> str:
    """What a kind is called in a message: `case` is a case study."""
    return NOUNS.get(kind) or kind.replace("-", " ") or "thing"


def one_of(kind: str) -> str:
    """The same with its article: an organisation type."""
    noun = noun_of(kind)
    return "anything" if kind == "any" else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def home_of(kind: str) -> str:
    """The file or folder that defines things of a kind, for messages."""
    for file_kind in FOLDERS:
        if file_kind.kind == kind or kind in file_kind.lists.values():
            return f"{file_kind.path}/"
    return next((file_kind.path for file_kind in FILES if kind in file_kind.lists.values()), "content/")


def overlay_of(records: Mapping[str, Record]) -> Overlay | None:
    """The overlay among the records; None if the project is not an overlay. `records`: by path."""
    record = records.get(OVERLAY)
    return record if isinstance(record, Overlay) else None


RELEASE = version.RELEASE
VERSION = version.program_version()
TEMPLATES = RELEASE / "templates"
OWN_STYLE = "assets/stylesheets/own.css"
"""The style sheet of an overlay, in its theme. It comes after all others."""
