"""Data for the case study form: its fields, their choices, the rules for their values, and its checklist.

All of it comes from the schema of a case study, from the library and from the catalogue of messages, so that
the form can't differ from what `guidance check` says; `case_form.toml` has its sections and a few words. The
reader of Word forms in `templates/scripts/word` is the same as `generator.proforma`, and knows no rule by
itself: the page loads it, and the data for it, only when somebody opens a form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.basics.addresses import KINDS
from generator.basics.labels import label, read_table
from generator.basics.messages import BY_FILE, form_messages
from generator.checks.personal_data import PATTERNS, TITLE
from generator.checks.ready import CHECKLIST
from generator.checks.ready import PATTERNS as UNREADY
from generator.checks.schema import FieldOutline, outline_of
from generator.content import prose
from generator.content.content_files import NOUNS, schema_line
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import DATE, LONGEST_LINE, LONGEST_SLUG, NUMBER, RESERVED, SLUG
from generator.content.yaml import BIDI, CONTROL, MAX_BYTES
from generator.library.entries import WORDS
from generator.library.library import Library
from generator.proforma.blocks import NO_TEXT
from generator.proforma.import_form import AS_READ, NOT_YET_PLACED
from generator.proforma.place_answers import FORM_AS_SOURCE
from generator.proforma.rules import QUIET, as_json, rules_of

Field = dict[str, Any]
"""One field as the form knows it: name, kind, label, help, example, required, and what its kind needs."""

Choice = list[str]
"""Identifier, title, and the title of its group, if it is in one."""

FOLDER = "case_studies"

_TABLE = read_table("generator.outputs.script_data", "case_form")
SECTIONS: list[dict[str, Any]] = _TABLE["sections"]
FOR_THE_EDITOR: list[str] = _TABLE["for_the_editor"]

PLAIN_KINDS = {"text": "prose", "line": "line", "date": "date", "true or false": "yes-no"}
"""What the form calls values that need nothing but a kind."""
SHOWN_BY_EXAMPLE = {"line", "prose", "number", "date"}
"""Kinds of field that show an example. Others show all their choices."""


def form_data(library: Library, repository: str) -> dict[str, Any]:
    fields = [_field(outline) for outline in outline_of(CaseStudy)]
    source = [FORM_AS_SOURCE] if ("source", FORM_AS_SOURCE) in library.identities else []
    return {
        "fields": fields,
        "sections": list(_sections(fields)),
        "choices": dict(_iter_choices(library)),
        "known": _known(library),
        "kinds": NOUNS,
        "rules": _rules(),
        "messages": form_messages(),
        "checklist": [[item.code, item.text] for item in CHECKLIST],
        "practiceWords": practice_words(library),
        "editor": FOR_THE_EDITOR,
        # What a case study has unless somebody says otherwise; the form adds the days of its review.
        "defaults": {"publication": {"visibility": "public"}} | ({"sources": source} if source else {}),
        "notPlaced": NOT_YET_PLACED.removeprefix("# "),
        "asRead": AS_READ,
        "repository": repository,
        "contact": library.site.email or "",
        "folder": f"{FOLDER}/",
        "firstLine": schema_line(f"{FOLDER}/new.yml"),
    }


def _field(outline: FieldOutline) -> Field:
    found = {"name": outline.name, "required": outline.is_required, "label": outline.title} | _kind(outline)
    if found["kind"] != "yes-no":
        found["help"] = outline.description
    if found["kind"] in SHOWN_BY_EXAMPLE and outline.sample is not None:
        found["example"] = str(outline.sample)
    words: Field = _TABLE["wording"].get(outline.name, {})
    return found | words


def _kind(outline: FieldOutline) -> Field:
    value = _kind_of_value(outline)
    if not outline.is_list:
        return value
    item = {"name": "", "required": True, "label": ""} | value
    entry, add = _TABLE["entries"].get(outline.name, _TABLE["entries"]["other"])
    return {"kind": "list", "item": item, "least": outline.least, "entry": entry, "add": add}


def _kind_of_value(outline: FieldOutline) -> Field:
    match outline.form:
        case "parts":
            return {"kind": "record", "fields": [_field(part) for part in outline.parts]}
        case "reference":
            return {"kind": "reference", "refers": outline.refers}
        case "choice":
            words = [[word, WORDS.get(word, word.capitalize())] for word in outline.words]
            return {"kind": "choice", "words": words}
        case "number" | "whole number" as kind:
            return {"kind": "number", "whole": kind == "whole number", "lowest": outline.lowest}
    return {"kind": PLAIN_KINDS[outline.form]}


def _sections(fields: list[Field]) -> Iterator[tuple[str, list[str]]]:
    yield from ((section["title"], section["fields"]) for section in SECTIONS)
    placed = {name for section in SECTIONS for name in section["fields"]} | {*FOR_THE_EDITOR}
    rest = [field["name"] for field in fields if field["name"] not in placed]
    if rest:
        yield label("Anything else"), rest


def _iter_choices(library: Library) -> Iterator[tuple[str, list[Choice]]]:
    for kind in ("organisation-type", "nation", "size", "profession", "cpd-method"):
        known = library.identities.items()
        yield kind, [[name, identity.title] for (found, name), identity in known if found == kind]
    groups = {entry.id: entry.title for entry in library.vocabulary.role_groups}
    yield (
        "recommendation",
        [[item.id, item.record.title, item.theme.record.title] for item in library.recommendations.values()],
    )
    yield "role", [[role.id, role.record.title, groups[role.record.group]] for role in library.roles]
    yield "case", [[case.id, case.record.title] for case in library.cases]
    yield "source", list(_iter_sources(library))


def _iter_sources(library: Library) -> Iterator[Choice]:
    """Each source as a whole, then each of its sections, which is what a fact should cite."""
    for source in library.bibliography.sources:
        yield [source.id, source.title, source.cited_as]
        for section in source.sections:
            yield [f"{source.id}#{section.id}", f"{section.id}: {section.title}", source.cited_as]


def _known(library: Library) -> dict[str, dict[str, list[str]]]:
    """The sections of everything that a text may link to, by kind and identifier."""
    found: dict[str, dict[str, list[str]]] = {}
    for (kind, identifier), identity in library.identities.items():
        found.setdefault(kind, {})[identifier] = list(identity.sections)
    return found


def _rules() -> dict[str, Any]:
    """Limits and patterns. The patterns mean the same in JavaScript, with its flag `u`."""
    return {
        "slug": SLUG.pattern,
        "longestSlug": LONGEST_SLUG,
        "reserved": f"index|page-[0-9]+|{RESERVED}",
        "number": NUMBER.pattern,
        "date": f"^{DATE.pattern}$",
        "longestLine": LONGEST_LINE,
        "control": escaped(CONTROL.pattern),
        "bidi": escaped(BIDI.pattern),
        "webAddress": prose.WEB_ADDRESS.pattern,
        "webSchemes": prose.WEB_SCHEMES,
        "linkKinds": sorted(KINDS),
        "markup": sorted(prose.ALLOWED["prose"]),
        "deepestList": prose.DEEPEST_LIST,
        "highestStart": prose.HIGHEST_START,
        "longestText": prose.LONGEST_TEXT,
        "longestBlock": prose.LONGEST_BLOCK,
        "deepestSpan": prose.DEEPEST_SPAN,
        "mostBytes": MAX_BYTES,
        "personal": {name: for_javascript(pattern) for name, pattern in PATTERNS.items()},
        "todo": UNREADY["todo"],
        "leftOut": UNREADY["left_out"],
        "firstPerson": UNREADY["first_person"],
        "plans": for_javascript(re.compile(UNREADY["plans"])),
        "address": UNREADY["address"],
    }


MOST_COMMON = 5
"""A word of more titles than this tells nothing: clinical, informatics, team."""
FEW_CASES, FEW_SHARE, MOST_CASES = 3, 0.4, 100
"""A word is rare if no more case studies have it than this number, or this share of all: not "each".
So many of them are looked at."""
_WORD = re.compile(r"[a-z0-9]+")


def stem(word: str) -> str:
    """A word without its commonest endings, as the form's script does it."""
    return re.sub("(?:ing|ings|ed|es|s)$", "", word) if len(word) > 5 else re.sub("([^s])s$", r"\1", word)


def practice_words(library: Library) -> list[tuple[str, int, list[list[str]]]]:
    """The telling words of each recommendation, by which the form suggests practices from answers.

    They come from its title: first the rare ones, of which there are as many as the number says. Of each
    word, the ways to say it: itself, and what the glossary also calls it. A way is one word or several.
    """
    # A title begins with what to do: hold, use, consider. That is no sign.
    titles = {item.id: _stems(item.record.title)[1:] for item in library.recommendations.values()}
    in_titles = Counter(word for words in titles.values() for word in words)
    cases = library.cases[:MOST_CASES]
    in_cases = Counter(word for case in cases for word in set(_stems(case.record.model_dump_json())))
    most = max(FEW_CASES, FEW_SHARE * len(cases))
    also = _also_called(library)

    found = []
    for id_, words in titles.items():
        telling = [word for word in words if in_titles[word] <= MOST_COMMON]
        rare = [word for word in telling if in_cases[word] <= most]
        ways = [list(dict.fromkeys([word, *also.get(word, ())])) for word in dict.fromkeys([*rare, *telling])]
        found.append((id_, len(rare), ways))
    return found


def _stems(text: str) -> list[str]:
    words = (word for word in _WORD.findall(text.lower()) if word not in QUIET and len(word) > 2)
    return list(dict.fromkeys(stem(word) for word in words))


def _also_called(library: Library) -> dict[str, list[str]]:
    """What the glossary calls its terms of one word, by their stems."""
    found: dict[str, list[str]] = {}
    for term in library.glossary.terms:
        names = [" ".join(_stems(name)) for name in (term.term, term.abbreviation or "", *term.also)]
        for name in names:
            if name and " " not in name:
                found.setdefault(name, []).extend(other for other in names if other and other != name)
    return found


def word_form_data(library: Library) -> dict[str, Any]:
    rules = as_json(rules_of(library))
    for name, pattern in rules["patterns"].items():
        rules["patterns"][name] = for_javascript(re.compile(pattern))
    return {
        "rules": rules,
        "words": {key: message.text for key, message in BY_FILE["word_form"].items()},
        "source": FORM_AS_SOURCE if ("source", FORM_AS_SOURCE) in library.identities else "",
        "longestLine": LONGEST_LINE,
        "noText": escaped(NO_TEXT.pattern),
        "title": for_javascript(re.compile(TITLE)),
    }


def escaped(pattern: str) -> str:
    """The pattern with all but visible ASCII escaped, which has no place in a file."""
    return "".join(sign if "!" <= sign <= "~" else f"\\u{{{ord(sign):x}}}" for sign in pattern)


_LAYOUT = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\s+|#[^\n]*", re.DOTALL)
"""A piece of a verbose pattern that counts, or else a space or a comment."""
_CLASS_OR_ESCAPE = re.compile(r"(\[\^?(?:\\.|[^\]\\])*\])|\\(.)", re.DOTALL)
_LETTERS = r"\p{L}\p{N}_"
_BOUNDARY = f"(?:(?<![{_LETTERS}])(?=[{_LETTERS}])|(?<=[{_LETTERS}])(?![{_LETTERS}]))"
"""JavaScript's own knows English letters alone: it sees one between `½` and `Dr`."""
_ESCAPES = {"w": f"[{_LETTERS}]", "W": f"[^{_LETTERS}]", "b": _BOUNDARY, "d": r"\p{Nd}"}


def for_javascript(pattern: re.Pattern[str]) -> str:
    """The pattern as JavaScript reads it with its flag `u`, where a letter of any language is one."""
    text = pattern.pattern
    if pattern.flags & re.VERBOSE:
        text = _LAYOUT.sub(lambda match: match[1] or "", text)
    return _CLASS_OR_ESCAPE.sub(_translated, text).replace("(?P<", "(?<")


def _translated(match: re.Match[str]) -> str:
    if match[1] is None:
        return _ESCAPES.get(match[2], _escaped(match[2]))
    if match[1] == r"[^\W_]":
        return r"[\p{L}\p{N}]"
    return re.sub(r"\\(.)", lambda inner: _LETTERS if inner[1] == "w" else _escaped(inner[1]), match[1])


def _escaped(sign: str) -> str:
    """A sign behind a stroke; JavaScript allows the stroke only where it means something."""
    return f"\\{sign}" if sign.isalnum() or sign in r"^$\.*+?()[]{}|/-" else sign
