"""What the search is told about pages: what each is called, and what it can be narrowed down by.

A thing without a page of its own, such as a term of the glossary, is an entry of the search too: its address
has an anchor. So a search leads to the place itself, under its own title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.basics.addresses import as_published
from generator.basics.labels import original_of
from generator.library.library import Library
from generator.pages.page_context import Facets, Page


@dataclass(frozen=True)
class SearchTerms:
    facets: Mapping[str, Facets] = field(default_factory=dict)
    """Of each entry, by its address in the site: `roles/ccio.html`, `glossary.html#ccio`."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What an entry is called: its title, its abbreviation and other names, by its address in the site."""
    groups: tuple[tuple[str, ...], ...] = ()
    """Names that mean the same; the first is the one to know it by."""
    order: tuple[str, ...] = ()
    """The titles of organisation types and themes, in the order in which to offer them."""


NO_TERMS = SearchTerms()

_NO_ENTRIES = {"news"}
"""Kinds of things that nobody looks for by name."""


def search_terms(library: Library, pages: Iterable[Page]) -> SearchTerms:
    """`pages`: all that the site has."""
    facets = {as_published(page.uri): page.facets for page in pages}
    names: dict[str, tuple[str, ...]] = {}
    others = dict(_iter_other_names(library))
    for key, identity in library.identities.items():
        address = as_published(identity.href.removeprefix("/"))
        of_page = facets.get(address.partition("#")[0])
        if of_page and "#" in address and identity.kind not in _NO_ENTRIES:
            facets[address] = Facets(of_page.kind)
        if address:
            names[address] = _each_once(identity.title, *others.get(key, ()))
    titles = [entry.title for entry in library.vocabulary.organisation_types]
    titles += [theme.title for theme in library.themes]
    return SearchTerms(facets, names, tuple(_iter_groups(library)), tuple(map(original_of, titles)))


def _iter_other_names(library: Library) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """The other names of things, by kind and identifier."""
    for role in library.roles:
        names = (role.record.title, role.record.abbreviation or "", *role.record.also_called)
        yield ("role", role.id), names
    for term in library.glossary.terms:
        yield ("term", term.id), (term.term, term.abbreviation or "", *term.also)
    for source in library.bibliography.sources:
        yield ("source", source.id), (source.cited_as,)
    for entry in library.vocabulary.organisation_types:
        yield ("organisation-type", entry.id), (entry.plural or "", *entry.also)


def _iter_groups(library: Library) -> Iterator[tuple[str, ...]]:
    """Names of the same thing, where it has several. A role and the term for it make one group."""
    found: dict[str, list[str]] = {}
    vocabulary = library.vocabulary
    entries = (*vocabulary.organisation_types, *vocabulary.professions)
    for names in (
        *(names for key, names in _iter_other_names(library) if key[0] in {"role", "term"}),
        *((entry.title, *entry.also) for entry in entries),
        *(synonyms.words for synonyms in vocabulary.synonyms),
    ):
        present = _each_once(*names)
        if present:
            found.setdefault(present[0].lower(), []).extend(present)
    for group in found.values():
        names = _without_plurals(group)
        if len(names) > 1:
            yield names


def _each_once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _without_plurals(names: Iterable[str]) -> tuple[str, ...]:
    """The first of names that differ by case or a plural in s, which the search takes for the same."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault((name.removesuffix("s") if len(name) > 3 else name).lower(), name)
    return tuple(first.values())
