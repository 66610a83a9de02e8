"""Keep what identifies people, and an anonymous organisation, out of a draft.

What `guidance check` would refuse in the file, and the names from the form's own contact box, are certain, so
they are replaced by words in brackets. What only may be a name is left as it is, and an editor is told where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.basics.messages import say
from generator.checks.personal_data import TITLE, Sighting, find_in_text, find_refused

_SPLIT = re.compile(r"\s*(?:[,;/&|\n]|\band\b|\bwith\b)\s*")
_QUIET_TEXT = """
nhs trust foundation ft hospital hospitals the of and for council county city borough
university teaching healthcare health care community social services service partnership board
integrated system ics icb group ambulance acute mental primary general district royal royal
national children women north south east west clinical digital informatics team primary
practice surgery centre royal ltd cic plc limited
"""
_QUIET = frozenset(_QUIET_TEXT.split())
"""Words in names of organisations that give nobody away by themselves."""


@dataclass(frozen=True)
class IdentifyingWords:
    is_anonymous: bool
    """Whether the case study is to be."""
    people: tuple[str, ...]
    """Full names, from the form's own contact box."""
    name_parts: frozenset[str]
    """Single words of them."""
    organisations: tuple[str, ...]
    """The organisation's name, where the case study is anonymous."""
    organisation_parts: frozenset[str]
    """Words and initials that may give it away."""

    def hide(self, text: str) -> tuple[str, list[str]]:
        """The text without what is certain, and the key of a message for each kind that was taken out."""
        taken: list[str] = []
        text = _leave_out(text, find_refused(text, is_anonymous=False), taken)
        for name in self.people:
            text, number = _whole(name, rf"(?:{TITLE}\s+)?").subn(say("in-draft/name"), text)
            taken += ["left-out/contact"] if number else []
        for name in self.organisations:
            text, number = _whole(name).subn(say("in-draft/organisation"), text)
            taken += ["left-out/organisation"] if number else []
        text = _leave_out(text, find_refused(text, self.is_anonymous), taken)
        return text, list(dict.fromkeys(taken))

    def may_hold(self, text: str) -> list[str]:
        """What an editor should look at, as keys of messages: it may be a name, or a word like one."""
        words = set(re.findall(r"[\w'’]+", text))
        seen = find_in_text(text, is_anonymous=True)
        found = {f"may-hold/{each.kind}" for each in seen if each.kind == "name" or not each.is_certain}
        if words & self.name_parts:
            found.add("may-hold/name")
        if words & self.organisation_parts:
            found.add("may-hold/organisation")
        return sorted(found)


def _leave_out(text: str, sightings: list[Sighting], taken: list[str]) -> str:
    """The text with words in brackets in the place of what was found, which is noted in `taken`."""
    for sighting in reversed(sightings):
        text = text[: sighting.start] + say(f"in-draft/{sighting.kind}") + text[sighting.end :]
    taken += [f"left-out/{sighting.kind}" for sighting in sightings]
    return text


def _whole(name: str, before: str = "") -> re.Pattern[str]:
    words = r"[\s.]+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){before}{words}(?!\w)", re.IGNORECASE)


def find_secrets(names: str, organisation: str, is_anonymous: bool) -> IdentifyingWords:
    """What to keep out, given the contact box's answers."""
    people = [re.sub(rf"^{TITLE}\s*|\([^)]*\)", "", part).strip() for part in _SPLIT.split(names)]
    full = tuple(sorted({name for name in people if len(name.split()) > 1}, key=len, reverse=True))
    parts = {
        word
        for name in people
        for word in re.findall(r"[\w'’]+", name)
        if len(word) > 2 and word[0].isupper()
    }
    own = [organisation.strip()] if is_anonymous and len(organisation.strip()) > 2 else []
    own += [re.sub(r"\s*\([^)]*\)", "", name) for name in own if "(" in name]
    telling = {
        word
        for name in own
        for word in re.findall(r"[\w'’]+", name)
        if len(word) > 2 and word.lower() not in _QUIET and word[0].isupper()
    }
    for name in own:
        capitals = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
        telling |= {capitals} if len(capitals) > 2 else set()
    return IdentifyingWords(
        is_anonymous, full, frozenset(parts), tuple(filter(None, own)), frozenset(telling)
    )
