"""Add an organisation's overlay to the published guidance, and take out what the overlay hides.

The result is the records of one guidance: nothing later needs to know that there were two.
Only which things are local and which are hidden is noted beside the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.basics.messages import problem
from generator.basics.problem import Problem
from generator.checks.identities import Key, Referrals
from generator.checks.publication import without_withheld
from generator.content.content_files import OVERLAY, file_kind_of, identifier_of, noun_of, overlay_of
from generator.content.document import Document
from generator.content.model.annotations import target_of, without_references
from generator.content.model.fields import Record
from generator.content.model.guidance import Bibliography, Glossary, Recommendation, Theme
from generator.content.model.site import Guide, Overlay, Site, Vocabulary

HIDEABLE = ("case", "framework", "guide", "pathway", "recommendation", "role", "term", "theme")
NOTABLE = ("case", "framework", "guide", "pathway", "recommendation", "role", "theme")

Records = Mapping[str, Record]


@dataclass(frozen=True)
class Overlaid:
    records: Records
    """Without what the overlay hides, and with its additions each in its list."""
    hidden: frozenset[Key]
    problems: tuple[Problem, ...]


def lay_over(
    documents: Mapping[str, Document],
    records: Records,
    referrals: Mapping[str, Referrals],
    local: frozenset[str],
    withheld: frozenset[Key],
) -> Overlaid:
    """The records without what is withheld and with the overlay applied, or problems. `records` must be free
    of mistakes. `local`: the paths of the overlay's own files."""
    published, overlay = without_withheld(records, withheld), overlay_of(records)
    if overlay is None:
        return Overlaid(published, frozenset(), ())
    faults = list(_iter_unfit(overlay, documents[OVERLAY], records))
    if faults:
        return Overlaid(records, frozenset(), tuple(faults))
    hidden = _hidden(overlay, records)
    faults += _iter_own_links(documents[OVERLAY], overlay, referrals, local, hidden)
    kept: dict[str, Record] = {}
    published = without_withheld(published, hidden)
    for path, record in published.items():
        pruned = record if path == OVERLAY else without_references(record, hidden)
        if pruned is None or (isinstance(pruned, Theme) and not pruned.recommendations):
            faults += _needed(path, overlay, documents[OVERLAY], referrals, hidden)
        else:
            kept[path] = _added(pruned, path, overlay_of(published) or overlay)
    return Overlaid(kept, hidden, tuple(faults))


def _iter_unfit(overlay: Overlay, document: Document, records: Records) -> Iterator[Problem]:
    """Problems with things that can't be hidden, or can't have a note."""
    for index, name in enumerate(overlay.hide):
        kind, target = target_of("any", name)
        guide = records.get(f"content/pages/{target}.md") if kind == "guide" else None
        span = document.span_of(("hide", index))
        if kind not in HIDEABLE:
            yield problem("unfit-for-overlay", OVERLAY, span, found=name, kinds=_one_of(HIDEABLE))
        elif isinstance(guide, Guide) and guide.section == "about":
            yield problem("unfit-for-overlay/menu", OVERLAY, span, found=name)
    for index, note in enumerate(overlay.notes):
        if target_of("any", note.on)[0] not in NOTABLE:
            span = document.span_of(("notes", index, "on"))
            yield problem("unfit-for-overlay/note", OVERLAY, span, found=note.on, kinds=_one_of(NOTABLE))


def _one_of(kinds: tuple[str, ...]) -> str:
    *nouns, last = [f"a {noun_of(kind)}" for kind in kinds]
    return f"{', '.join(nouns)} or {last}"


def _hidden(overlay: Overlay, records: Records) -> frozenset[Key]:
    """The things to leave out: those that the overlay names, and all recommendations of hidden themes."""
    named = {target_of("any", name) for name in overlay.hide}
    inside = {
        ("recommendation", recommendation.id)
        for path, record in records.items()
        if isinstance(record, Theme) and _key_of(path) in named
        for recommendation in record.recommendations
    }
    return frozenset(named | inside)


def _iter_own_links(
    document: Document,
    overlay: Overlay,
    referrals: Mapping[str, Referrals],
    local: frozenset[str],
    hidden: frozenset[Key],
) -> Iterator[Problem]:
    """Local things that refer to what is hidden: whoever wrote both should decide."""
    for path in sorted(local - {OVERLAY}):
        if referred := referrals.get(path):
            for reference in referred.references:
                if reference.key in hidden:
                    span = reference.span_in(referred.document)
                    yield problem("hidden-thing", path, span, found=reference.found)
    places = [
        (("notes", at, "on"), note.on, target_of("any", note.on)) for at, note in enumerate(overlay.notes)
    ]
    for at, recommendation in enumerate(overlay.recommendations):
        theme = recommendation.theme
        places.append((("recommendations", at, "theme"), theme, ("theme", theme)))
    for location, found, key in places:
        if key in hidden:
            yield problem("hidden-thing", OVERLAY, document.span_of(location), found=found)


def _key_of(path: str) -> Key:
    """The kind and identifier of the thing that a file holds; the kind is empty for a file of lists."""
    return file_kind_of(path).kind, identifier_of(path)


def _needed(
    path: str,
    overlay: Overlay,
    document: Document,
    referrals: Mapping[str, Referrals],
    hidden: frozenset[Key],
) -> Iterator[Problem]:
    """The problem that a file would lose what it must have: the overlay hides too much, or too little."""
    referred = {reference.key for reference in referrals[path].references} & hidden
    own = referred or {key for key in hidden if key[0] == "recommendation"}
    for index, name in enumerate(overlay.hide):
        if target_of("any", name) in own:
            kind, identifier = _key_of(path)
            key = "hidden-but-needed/thing" if kind else "hidden-but-needed"
            span = document.span_of(("hide", index))
            yield problem(key, OVERLAY, span, found=name, file=path, thing=f"{kind}:{identifier}")
            return


def _added(record: Record, path: str, overlay: Overlay) -> Record:
    """A record of the release with the overlay's additions."""
    if isinstance(record, Site) and overlay.title:
        return record.model_copy(update={"title": overlay.title})
    for record_class, name in (
        (Vocabulary, "organisation_types"),
        (Glossary, "terms"),
        (Bibliography, "sources"),
    ):
        if isinstance(record, record_class):
            both = getattr(record, name) + getattr(overlay, name)
            return record.model_copy(update={name: both})
    if isinstance(record, Theme):
        theme = identifier_of(path)
        added = [each for each in overlay.recommendations if each.theme == theme]
        # As a theme's own file has them: without the name of the theme.
        fields = [{name: getattr(each, name) for name in Recommendation.model_fields} for each in added]
        plain = tuple(Recommendation.model_construct(**each) for each in fields)
        return record.model_copy(update={"recommendations": record.recommendations + plain})
    return record
