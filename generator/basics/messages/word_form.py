"""What an editor reads about a completed Word form: why it is refused, and what became of each answer."""

from __future__ import annotations

from generator.basics.problem import Message

_SAVE_AS = (
    "Open it in Word or LibreOffice and save it as a Word document (.docx) or an OpenDocument text (.odt)."
)

WORD_FORM = {
    # Why it is refused
    "word-empty": Message("this file is empty"),
    "word-too-large": Message(
        "this file is too large: a form has at most {most} MB. Make its pictures smaller, or leave them out."
    ),
    "word-unpacks-too-far": Message(
        "this file would unpack to far more than a form can hold, so it was not opened"
    ),
    "word-too-much": Message(
        "this file holds far more than a form can, such as a table of many thousand rows"
    ),
    "word-too-deep": Message("this file is nested too deeply to be a form"),
    "word-too-long": Message("this document has more than {most:,} lines, far more than a form"),
    "word-too-long/text": Message("this document has more than {most:,} characters, far more than a form"),
    "word-document-type": Message(
        "this file declares a document type, which no form has, so it was not read"
    ),
    "word-damaged": Message("this file is damaged and can't be opened as a Word document"),
    "word-password": Message("this file is protected by a password. Save it without one and try again."),
    "word-macros": Message(f"this file holds macros, so it was not opened. {_SAVE_AS}"),
    "word-may-hold-macros": Message(f"this file may hold macros, so it was not opened. {_SAVE_AS}"),
    "word-old": Message(f"this is an old kind of Word file (.doc). {_SAVE_AS}"),
    "word-other-kind/pdf": Message(f"this is a PDF, not a Word document. {_SAVE_AS}"),
    "word-other-kind/rtf": Message(f"this is a rich text file (.rtf), not a Word document. {_SAVE_AS}"),
    "word-other-kind/web-page": Message(f"this is a web page, not a Word document. {_SAVE_AS}"),
    "word-other-kind/picture": Message(f"this is a picture, not a Word document. {_SAVE_AS}"),
    "word-other-kind": Message(f"this is not a Word document (.docx). {_SAVE_AS}"),
    "word-other-form": Message(
        "this is a different document: hardly any question of the case study form is in it. If somebody sent "
        "answers alone, put the number of its question before each: Q1, Q2, up to Q8"
    ),
    # Where an answer was put
    "put/value": Message("{field}: {shown}"),
    "put/as-written": Message("{field}: as written"),
    "put/entries": Message("{field}: entries: {shown}"),
    "ticked/yes": Message("yes"),
    "ticked/no": Message("no"),
    "anonymous": Message("publication.anonymous: anonymous"),
    "anonymous/named": Message("publication.anonymous: may be named"),
    # What is in doubt
    "comments": Message("the document has comments: they stand at the end of the draft"),
    "tracked-changes": Message(
        "the document has tracked changes: read as if all were accepted; what was deleted was not placed"
    ),
    "not-fetched": Message("the document refers to something outside it ({what}): it was not fetched"),
    "long-titles": Message("titles are the first words of each point: shorten them"),
    "nothing-ticked": Message("nothing is ticked, as far as marks tell; colour and bold are not read"),
    "taken-as-team": Message("taken as team, since the form does not say"),
    "profession": Message("clinical background “{text}”: profession {profession}"),
    "profession/none": Message("clinical background “{text}”: no profession, so it stands in the note"),
    "no-role": Message("no role of the guidance is sure for “{title}”"),
    # The time of a post
    "time": Message("time “{time}”: WTE as reported"),
    "time/share": Message("time “{time}”: {wte} WTE, since a share is of one whole-time equivalent"),
    "time/programmed-activities": Message(
        "time “{time}”: {wte} WTE, since 10 programmed activities are 1 WTE"
    ),
    "time/days": Message("time “{time}”: {wte} WTE, since 5 days a week are 1 WTE"),
    "time/half-days": Message("time “{time}”: {wte} WTE, since 10 half-days a week are 1 WTE"),
    "time/hours": Message("time “{time}”: {wte} WTE, since 37.5 hours a week are 1 WTE"),
    "time/full": Message("time “{time}”: full time is 1 WTE"),
    "time/sessions": Message("time “{time}”: a session has no fixed length, so no WTE was worked out"),
    "time/ambiguous": Message(
        "time “{time}”: no WTE was worked out, because the words allow more than one reading"
    ),
    "time/more-than-one": Message("time “{time}”: it would be more than 1 WTE, so no WTE was worked out"),
    "time/unlikely": Message("time “{time}”: no WTE was worked out"),
    "time/several-posts": Message(
        "time “{time}”: no WTE was worked out, because it is not clear whether it is for each post"
    ),
    # What was left out
    "contact": Message("kept out of the draft; it stands in the form"),
    "contact/anonymous": Message(
        "kept out of the draft because the case study is anonymous; it stands in the form"
    ),
    "left-out/email": Message("an email address was left out; the draft says so in brackets"),
    "left-out/phone": Message("a telephone number was left out; the draft says so in brackets"),
    "left-out/nhs-number": Message("an NHS number was left out; the draft says so in brackets"),
    "left-out/name": Message("a person's name was left out; the draft says so in brackets"),
    "left-out/line": Message("line {line} of the draft: what looked like a number of a person was left out"),
    "name-dropped": Message("what stands under “{where}” was dropped, since it holds people's names"),
    "left-out/organisation": Message("the organisation's name was left out; the draft says so in brackets"),
    "in-draft/email": Message("(email address left out)"),
    "in-draft/phone": Message("(telephone number left out)"),
    "in-draft/nhs-number": Message("(NHS number left out)"),
    "in-draft/name": Message("(name left out)"),
    "in-draft/organisation": Message("(organisation left out)"),
    "may-hold/name": Message("the answer may hold a person's name: read it before you publish"),
    "may-hold/beside": Message(
        "is it a person's name that stands beside what was left out? If so, delete it"
    ),
    "may-hold/postcode": Message("the answer may hold a postcode: read it before you publish"),
    "may-hold/phone": Message("the answer may hold a telephone number: read it before you publish"),
    "may-hold/nhs-number": Message("the answer may hold an NHS number: read it before you publish"),
    # What has no place
    "place/before": Message("Before the first question"),
    "place/margin": Message("At the top or foot of the page"),
    "place/comment": Message("Comments in the margin"),
    "not-placed/outside": Message("stands outside the boxes for answers"),
    "not-placed/struck": Message("is struck out or deleted"),
    "not-placed/picture": Message("is a picture: put it into words"),
    "not-placed/names": Message("names or reaches a person"),
    "not-placed/identifies": Message("gives away who it is"),
    "not-placed/plan": Message("is a plan, and has not happened yet"),
    "not-placed/says-no": Message("says no"),
    "not-placed/ambiguous": Message("may answer more than one question"),
    "not-placed/question-changed": Message("was added to the question itself"),
    "not-placed/more": Message("says more than its field can hold"),
    "not-placed/too-long": Message("is too long for its field, which has the beginning of it"),
    "not-placed/editor": Message("has no field of its own: put it where it fits"),
    "not-placed/no-number": Message("has no single number"),
    "not-placed/no-table": Message("stands in no table of posts with headings"),
    "not-placed/unknown-column": Message("stands in a column whose heading is missing or not known"),
    "not-placed/several-posts": Message("has several posts in one row"),
    "not-placed/opening": Message("is the opening of a list"),
    "not-placed/no-challenge": Message("helped, but with which challenge is not said"),
    "not-placed/no-recommendation": Message("stands beside no recommendation"),
    "not-placed/how-not-said": Message("is ticked, but how it is done is not said"),
    "not-placed/beside-choice": Message("is none of the choices, or says more than one of them"),
    "not-placed/several-ticked": Message("are ticked together, though only one can be"),
    "not-placed/listed-not-ticked": Message("is listed with others, and none is ticked"),
    "not-placed/cross": Message("has a cross, which may mean yes or no"),
    "not-placed/words-beside-box": Message("stands beside the box, so it was not read as a yes"),
    "not-placed/no-plan-read": Message("says neither yes, planned nor no for certain"),
    # What is still to do
    "todo/title": Message("what the case study is called on the site; no name in it if it is anonymous"),
    "todo/summary": Message("what a reader can learn from it, in one or two sentences"),
    "todo/organisation.types": Message(
        "what kinds of care it gives; see organisation_types in content/vocabulary.yml"
    ),
    "todo/practices": Message(
        "at least one recommendation, and how the organisation does it; see content/themes/"
    ),
    "todo/sources": Message("where the facts come from: a source in content/sources.yml"),
    "todo-note": Message("{field}: {text}"),
}
