"""Messages about personal data, by code."""

from __future__ import annotations

from generator.basics.labels import label
from generator.basics.problem import Message

_PERSONAL = "nothing of the kind, not even in a comment{unless}"

PERSONAL = {
    "personal-email": Message(
        "this is an e-mail address",
        _PERSONAL,
        form=label("An e-mail address can’t stand in a case study"),
    ),
    "personal-phone": Message(
        "this is a phone number", _PERSONAL, form=label("A phone number can’t stand in a case study")
    ),
    "personal-phone/in-address": Message(
        "in this web address there may be a phone number", _PERSONAL, severity="warning"
    ),
    "personal-nhs-number": Message(
        "this is a valid NHS number",
        _PERSONAL,
        form=label("This looks like an NHS number, which can’t stand in a case study"),
    ),
    "personal-nhs-number/in-address": Message(
        "in this web address there may be a valid NHS number", _PERSONAL, severity="warning"
    ),
    "personal-postcode": Message(
        "this may be a postcode, which can lead to a person or give an organisation away",
        _PERSONAL,
        severity="warning",
    ),
    "personal-name": Message(
        "an anonymous case study names a person",
        _PERSONAL,
        form=label("An anonymous case study can’t name a person. Give the role instead"),
    ),
    "personal-name/unsure": Message("this may be a person's name", _PERSONAL, severity="warning"),
    "personal-organisation": Message(
        "this may give the organisation away, and the case study is anonymous",
        _PERSONAL,
        severity="warning",
    ),
    "personal-organisation/file-name": Message(
        "the name of this file may give the organisation away, and the case study is anonymous",
        _PERSONAL,
        severity="warning",
    ),
    "personal-unless": Message(
        "; if it may be public, a line of its own: # not personal: the thing, and why"
    ),
    "personal-reason-missing": Message(
        "this comment does not say why the thing may be public",
        "# not personal: the thing as it stands in the file, and why it may be public",
    ),
    "personal-reason-unused": Message(
        "this comment silences nothing",
        "no comment, or one that quotes the thing as it stands in the file, and says why",
        severity="warning",
    ),
}
