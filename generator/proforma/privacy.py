"""Keep what identifies people, and an anonymous organisation, out of a draft.

E-mail addresses, telephone numbers and the names from the form's own contact box are certain, so they
are replaced by words in brackets. What only may be a name is left as it is, and an editor is told where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

NAME_LEFT_OUT = "(name left out)"
ORGANISATION_LEFT_OUT = "(organisation left out)"
EMAIL_LEFT_OUT = "(email address left out)"
PHONE_LEFT_OUT = "(telephone number left out)"

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,])(?:\+44[\s(0)-]*|\(?0)(?:[\s()-]*\d){9,10}(?!\d)")
_TITLE = r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Sister|Rev)\b\.?"
_TITLED = re.compile(rf"\b{_TITLE}\s+[A-Z][\w'’-]+")
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
    people: tuple[str, ...]
    """Full names, from the form's own contact box."""
    name_parts: frozenset[str]
    """Single words of them."""
    organisations: tuple[str, ...]
    """The organisation's name, where the case study is anonymous."""
    organisation_parts: frozenset[str]
    """Words and initials that may give it away."""

    def hide(self, text: str) -> tuple[str, list[str]]:
        """The text without what is certain, and what was taken out."""
        taken: list[str] = []
        for pattern, words, what in self._patterns():
            text, number = pattern.subn(words, text)
            if number:
                taken.append(what)
        return text, taken

    def _patterns(self) -> Iterable[tuple[re.Pattern[str], str, str]]:
        yield _EMAIL, EMAIL_LEFT_OUT, "an email address"
        yield _PHONE, PHONE_LEFT_OUT, "a telephone number"
        for name in self.people:
            yield _whole(name, rf"(?:{_TITLE}\s+)?"), NAME_LEFT_OUT, "a name from the contact box"
        for name in self.organisations:
            yield _whole(name), ORGANISATION_LEFT_OUT, "the organisation's name"

    def may_hold(self, text: str) -> list[str]:
        """What an editor should look at: it may be a name, or a word like one."""
        words = set(re.findall(r"[\w'’]+", text))
        found = []
        if words & self.name_parts or _TITLED.search(text):
            found.append("a person's name")
        if words & self.organisation_parts:
            found.append("a word of the organisation's name")
        return found


def _whole(name: str, before: str = "") -> re.Pattern[str]:
    words = r"[\s.]+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){before}{words}(?!\w)", re.IGNORECASE)


def find_secrets(names: str, organisation: str, is_anonymous: bool) -> IdentifyingWords:
    """What to keep out, given the contact box's answers."""
    people = [re.sub(rf"^{_TITLE}\s*|\([^)]*\)", "", part).strip() for part in _SPLIT.split(names)]
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
    return IdentifyingWords(full, frozenset(parts), tuple(filter(None, own)), frozenset(telling))
