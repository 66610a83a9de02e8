"""What keeps a case study from being published: personal data, and what a draft still lacks.

What a draft lacks is a warning, and an item of the checklist.
"""

from __future__ import annotations

from generator.basics.labels import label
from generator.basics.problem import Message, warning

_PERSONAL = "nothing of the kind, not even in a comment{unless}"

PERSONAL = {
    "personal-email": Message(
        "this is an e-mail address", _PERSONAL, form=label("An e-mail address can’t stand in a case study")
    ),
    "personal-phone": Message(
        "this is a phone number", _PERSONAL, form=label("A phone number can’t stand in a case study")
    ),
    "personal-phone/in-address": warning("in this web address there may be a phone number", _PERSONAL),
    "personal-nhs-number": Message(
        "this is a valid NHS number",
        _PERSONAL,
        form=label("This looks like an NHS number, which can’t stand in a case study"),
    ),
    "personal-nhs-number/in-address": warning(
        "in this web address there may be a valid NHS number", _PERSONAL
    ),
    "personal-postcode": warning(
        "this may be a postcode, which can lead to a person or give an organisation away", _PERSONAL
    ),
    "personal-name": Message(
        "an anonymous case study names a person",
        _PERSONAL,
        form=label("An anonymous case study can’t name a person. Give the role instead"),
    ),
    "personal-name/unsure": warning("this may be a person's name", _PERSONAL),
    "personal-organisation": warning(
        "this may give the organisation away, and the case study is anonymous", _PERSONAL
    ),
    "personal-organisation/file-name": warning(
        "the name of this file may give the organisation away, and the case study is anonymous", _PERSONAL
    ),
    "personal-unless": Message(
        "; if it may be public, a line of its own: # not personal: the thing, and why"
    ),
    "personal-reason-missing": Message(
        "this comment does not say why the thing may be public",
        "# not personal: the thing as it stands in the file, and why it may be public",
    ),
    "personal-reason-unused": warning(
        "this comment silences nothing",
        "no comment, or one that quotes the thing as it stands in the file, and says why",
    ),
}


def _draft(text: str, expected: str) -> Message:
    return warning(f"this case study is a draft: {text}", expected)


DRAFTS = {
    "draft-todo": _draft("something is still to do", "the work done, and no TODO"),
    "draft-left-out": _draft("an import left something out here", "a text without it"),
    "draft-form-words": _draft(
        "this says what the form asks for, not what the organisation does", "a text of your own"
    ),
    "draft-first-person": _draft(
        "it is told in the first person here",
        "what the organisation does, as somebody else tells it: “the team”, not “we”",
    ),
    "draft-plan": _draft(
        "this is a plan, and has not happened",
        "what the organisation does already; leave the recommendation out if it does nothing of it yet",
    ),
}
