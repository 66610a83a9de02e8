"""Keep what identifies people, and an anonymous organisation, out of a draft.

What `guidance check` would refuse in the file, the names from the form's own contact box, and those under a
heading "Name" are certain. A text with any of it goes to what was not placed, with words in brackets instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.basics.messages import say
from generator.checks.personal_data import TITLE, Sighting, find_in_text, find_refused
from generator.proforma.rules import LOOKS_LIKE_NAME, Rules
from generator.proforma.words import words_of

_SPLIT = re.compile(r"\s*(?:[,;/&|\n]|\band\b|\bwith\b)\s*")
_QUIET = frozenset(
    """nhs trust foundation ft hospital hospitals the of and for council county city borough university
    teaching healthcare health care community social services service partnership board integrated system ics
    icb group ambulance acute mental primary general district royal national children women north south east
    west clinical digital informatics team practice surgery centre ltd cic plc limited""".split()
)
"""Words in names of organisations that give nobody away by themselves."""


@dataclass(frozen=True)
class IdentifyingWords:
    is_anonymous: bool
    """Whether the case study is to be."""
    people: frozenset[str]
    """Full names, and single words of them, from where the form asks for them or somebody headed them so."""
    organisations: tuple[str, ...]
    """The organisation's name, where the case study is anonymous, and its telling words and initials."""
    ordinary: frozenset[str]
    """Words of roles and professions, which are no names."""

    def hide(self, text: str) -> tuple[str, list[str]]:
        """The text without all that is certain, and the kind of each thing that was taken out."""
        taken: list[str] = []
        text = _leave_out(text, find_refused(text, is_anonymous=False), taken)
        for name in sorted(self.people, key=len, reverse=True):
            text, number = _whole(name, rf"(?:{TITLE}\s+)?").subn(say("in-draft/name"), text)
            taken += ["name"] if number else []
        for name in self.organisations:
            text, number = _whole(name).subn(say("in-draft/organisation"), text)
            taken += ["organisation"] if number else []
        text = _leave_out(text, find_refused(text, self.is_anonymous), taken)
        return text, list(dict.fromkeys(taken))

    def may_hold(self, text: str) -> list[str]:
        """What an editor should look at: the kinds of what may be a name or a number, but need not be one."""
        found = {each.kind for each in find_in_text(text, True) if each.kind == "name" or not each.is_certain}
        return sorted(found)

    def looks_like_name(self, text: str) -> bool:
        """Whether a text is two or three capitalised words, none of which any role or profession has."""
        return bool(re.fullmatch(LOOKS_LIKE_NAME, text.strip())) and not self.ordinary & set(words_of(text))

    def has_name_beside(self, text: str) -> bool:
        """Whether a text with something taken out still has what looks like a name."""
        return any(self.looks_like_name(each[0]) for each in re.finditer(LOOKS_LIKE_NAME, text))


def _leave_out(text: str, sightings: list[Sighting], taken: list[str]) -> str:
    """The text with words in brackets in the place of what was found, which is noted in `taken`."""
    for sighting in reversed(sightings):
        text = text[: sighting.start] + say(f"in-draft/{sighting.kind}") + text[sighting.end :]
    taken += [sighting.kind for sighting in sightings]
    return text


def _whole(name: str, before: str = "") -> re.Pattern[str]:
    words = r"[\s.]+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){before}{words}(?!\w)")


def identifying_words(
    names: Iterable[str], organisation: str, is_anonymous: bool, rules: Rules
) -> IdentifyingWords:
    """What to keep out, given what the form says under names, and its organisation."""
    ordinary = {
        word
        for option in (*rules.roles, *rules.professions)
        for text in option.words
        for word in words_of(text)
    } | _QUIET
    people: set[str] = set()
    for name in (part for text in names for part in _SPLIT.split(text)):
        name = re.sub(rf"^{TITLE}\s*|\([^)]*\)", "", name).strip()
        parts = [word for word in re.findall(r"[\w'’-]+", name) if len(word) > 2 and word[0].isupper()]
        telling = [word for word in parts if not set(words_of(word)) & ordinary]
        people |= set(telling) | ({name} if telling and " " in name else set())
    own = organisation.strip() if is_anonymous and len(organisation.strip()) > 2 else ""
    bare = re.sub(r"\s*\([^)]*\)", "", own)
    words = [word for word in re.findall(r"[\w'’]+", own) if len(word) > 2 and word[0].isupper()]
    capitals = "".join(word[0] for word in re.findall(r"\w+", bare) if word[0].isupper())
    telling_words = [word for word in words if word.lower() not in ordinary]
    initials = [capitals] if len(capitals) > 2 and capitals.lower() not in ordinary else []
    organisations = tuple(dict.fromkeys(filter(None, (own, bare, *initials, *telling_words))))
    return IdentifyingWords(is_anonymous, frozenset(people), organisations, frozenset(ordinary))
