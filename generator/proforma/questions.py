"""What the form asks, in order, and which field of a case study each answer fills.

Writing a blank form and reading a completed one both follow this table. Questions 1 to 8 keep the numbers
of the form that the FCI used in 2022; the words are ours. What the model needs beyond them takes its
label and help from the model, and the next numbers. No two questions have the same number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.content.content_files import FILES
from generator.content.model.annotations import fields_of, item_of, mark_of, record_in
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import IsProse, Number, Positive, Record, Refers
from generator.content.model.site import Vocabulary
from generator.library.entries import APPROXIMATE

Kind = Literal[
    "line", "box", "points", "challenges", "staff", "many", "one", "tick", "amount", "practices", "contact"
]


@dataclass(frozen=True)
class Question:
    id: str
    number: str
    """As in appendix A for questions 1 to 8, then counted on; empty for what comes before question 1."""
    ask: str
    kind: Kind
    fields: tuple[str, ...] = ()
    """The way to the fields that the answer may fill. Empty: the answer is for the editor alone."""
    hint: str = ""
    choices: str | tuple[tuple[str, str], ...] = ()
    """The name of a list in the vocabulary, or identifiers with their words."""

    @property
    def label(self) -> str:
        """What a report calls it."""
        return f"question {self.number}" if self.number else f"“{self.ask.rstrip('?.')}”"


@dataclass(frozen=True)
class FormSection:
    title: str
    text: str
    questions: tuple[Question, ...]
    is_beyond: bool = False
    """Not in the form of 2022."""


def label_of(way: str) -> tuple[str, str]:
    """The title and the help of a field of a case study: `team.wte`."""
    *owners, name = way.split(".")
    found = _record_at(owners).model_fields[name]
    title = found.title or name.replace("_", " ").capitalize()
    return title, " ".join((found.description or "").split())


def _record_at(owners: Sequence[str]) -> type[Record]:
    record: type[Record] = CaseStudy
    for owner in owners:
        record = record_in(fields_of(record)[owner]) or record
    return record


_ABOUT_YOU = FormSection(
    "About you",
    "We need this to reach you. Only job titles go into the case study. Names and addresses never do.",
    (
        Question("date", "", "Date", "contact", ("told.when",)),
        Question("names", "", "Your names", "contact"),
        Question("job_titles", "", "Your job titles", "line", ("interviewed",)),
        Question("email", "", "Email address", "contact"),
        Question("organisation", "", "Organisation", "contact", ("organisation.name",)),
        Question("ics", "", "Part of which integrated care system (ICS), if any?", "contact"),
    ),
)

_TEAM = FormSection(
    "Your clinical informatics team",
    "These are the questions of the form that the Faculty of Clinical Informatics (FCI) used in 2022.",
    (
        Question(
            "staff",
            "1A",
            "Who has a clinical informatics role in your organisation?",
            "staff",
            ("team.members",),
            "One row for each kind of post. Say how much time it has, in your words: 0.6 WTE, 60%, "
            "3 PAs or two days a week. WTE stands for whole-time equivalent. Add rows if you need more.",
        ),
        Question("together", "1B", "How do these roles work together as a team?", "box", ("team.summary",)),
        Question(
            "board",
            "2",
            "How are clinical informaticians represented at Board level?",
            "box",
            ("board_representation",),
        ),
        Question(
            "structure",
            "3",
            "Where do these roles fit in your structure, and how do they relate to wider informatics roles?",
            "box",
            ("team.reporting_line",),
            "Put diagrams into words as well, so that everybody can read them.",
        ),
        Question(
            "breadth",
            "4A",
            "What have you done to build a wide breadth of skills across the whole team?",
            "box",
            ("cpd.text",),
        ),
        Question(
            "framework",
            "4B",
            "Do you use the FCI Core Competency Framework for this?",
            "one",
            ("competency_framework.use", "competency_framework.text"),
            "If you do, say below what you use it for.",
            (("yes", "Yes"), ("planned", "Not yet, but we plan to"), ("no", "No")),
        ),
        Question(
            "cpd",
            "5A",
            "How do you promote continued professional development (CPD) of clinical informaticians?",
            "many",
            ("cpd.methods",),
            "Tick all that apply.",
            "cpd_methods",
        ),
        Question("cpd_others", "5B", "Other ways of promoting CPD", "box", ("cpd.text",)),
        Question(
            "success",
            "6",
            "What has made your clinical informatics team a success?",
            "points",
            ("success_factors",),
            "Start a new line with a hyphen for each.",
        ),
        Question(
            "challenges",
            "7",
            "What challenges has the team met, and what helped to overcome them?",
            "challenges",
            ("challenges",),
            "One row for each. Leave the second box empty if nothing has helped yet.",
        ),
        Question("other", "8", "Is there anything else that you would like to say about your team?", "box"),
    ),
)

_CASE_STUDY = FormSection(
    "The case study",
    "An editor can write these for you. Fill them in if you know what you would like to say.",
    (
        Question(
            "kind",
            "",
            "What is the case study about?",
            "one",
            ("kind",),
            "Tick one.",
            (("team", "A clinical informatics team"), ("initiative", "One project or change")),
        ),
        Question("title", "", "A title for the case study", "line", ("title",), label_of("title")[1]),
        Question("summary", "", "The case study in short", "box", ("summary",), label_of("summary")[1]),
        Question("changes", "", "What a project changed", "points", ("changes",), label_of("changes")[1]),
        Question(
            "documents",
            "",
            "Published documents about your team or project",
            "box",
            ("sources",),
            "Titles and web addresses, if there are any.",
        ),
    ),
    is_beyond=True,
)

_PRACTICES = FormSection(
    "What you put into practice",
    "Say next to each recommendation how you do it, in one sentence. Leave it empty if you don't do it yet.",
    (Question("practices", "", "Recommendations that you put into practice", "practices", ("practices",)),),
    is_beyond=True,
)

_CONSENT = FormSection(
    "Publication",
    "Nothing is published unless you tick the second box.",
    (
        Question("interview", "", "We are willing to be interviewed about this case study.", "tick"),
        Question(
            "consent",
            "",
            "We agree that this case study may be published.",
            "tick",
            ("publication.consent",),
        ),
        Question(
            "anonymous",
            "",
            "May the organisation be named?",
            "one",
            ("publication.anonymous",),
            "If you tick nothing, it stays anonymous.",
            (("true", "No, keep us anonymous"), ("false", "Yes, you may name us")),
        ),
    ),
)

NOT_ASKED = {
    "team.members.grade": "stands in the last column of question 1",
    "team.members.contract": "stands in the last column of question 1",
    "short_title": "an editor chooses it beside those of other case studies",
    "team.members_are_complete": "an editor sees whether the posts add up",
    "told.by": "the form has a date",
    "since": "an editor adds what happens later",
    "journey": "an editor makes steps of what the answers say in order",
    "measures": "an editor takes figures from the answers",
    "reported_views": "an editor takes views from the answers",
    "related": "the site finds related case studies",
    "publication.visibility": "always public; a copy inside an organisation changes it",
    "publication.reviewed": "the day of the import",
    "publication.review_by": "a year after it",
    "publication.withdrawn": "nobody withdraws what has not been published",
    "practices.sources": "the case study's own",
}
"""Fields that the form leaves out, and why."""

_WTE = Question(
    "wte",
    "",
    "WTE of the whole team",
    "amount",
    ("team.wte", "team.wte_is_approximate"),
    label_of("team.wte")[1],
)
_LISTS = {
    kind: name
    for file_kind in FILES
    if file_kind.record_class is Vocabulary
    for name, kind in file_kind.lists.items()
}
"""The list in the vocabulary that has the words of each kind."""

_EXPLICIT = (
    *_ABOUT_YOU.questions,
    *_TEAM.questions,
    *_CASE_STUDY.questions,
    *_PRACTICES.questions,
    _WTE,
)
_NAMED = {question.id for question in _EXPLICIT}
_ASKED = {way for question in _EXPLICIT for way in question.fields}


def _model(way: str) -> Question:
    """A question in the words of the model."""
    title, text = label_of(way)
    *owners, name = way.split(".")
    record = _record_at(owners)
    annotation = fields_of(record)[name]
    approximate = (f"{way}{APPROXIMATE}",) if name + APPROXIMATE in record.model_fields else ()
    identifier = name if name not in _NAMED else f"{name}_number"
    return Question(
        identifier, "", title, _kind_of(annotation), (way, *approximate), text, _choices_of(annotation)
    )


def _kind_of(annotation: object) -> Kind:
    """How a value is asked for."""
    if item_of(annotation) is not None:
        return "many"
    mark = mark_of(annotation)
    if isinstance(mark, IsProse):
        return "box"
    if isinstance(mark, Refers):
        return "one"
    return "amount" if annotation in {Positive, Number} else "line"


def _choices_of(annotation: object) -> str:
    """The name of the list in the vocabulary that a field chooses from, if it does."""
    mark = mark_of(annotation) or mark_of(item_of(annotation))
    return _LISTS.get(mark.kind, "") if isinstance(mark, Refers) else ""


def _others(*parts: str) -> tuple[Question, ...]:
    """A question for each field of these parts that nothing else asks for, in the model's order."""
    return tuple(
        _model(way) for part in parts for way in _ways_of(part) if way not in _ASKED | NOT_ASKED.keys()
    )


def _ways_of(part: str) -> Iterator[str]:
    """Its fields, without those that hold records, and those that only say that a number is approximate."""
    for name, annotation in fields_of(_record_at([part] if part else [])).items():
        holds_records = record_in(annotation) is not None
        if not holds_records and not name.endswith(APPROXIMATE):
            yield f"{part}.{name}" if part else name


_ORGANISATION = FormSection(
    "Your organisation",
    "Readers look for organisations that are like their own. Leave empty what you don't know.",
    _others("organisation"),
    is_beyond=True,
)

_MORE = FormSection(
    "More about the team", "Leave empty what you don't know.", (_WTE, *_others("team", "")), is_beyond=True
)


def _numbered(sections: Sequence[FormSection]) -> Iterator[FormSection]:
    """The sections, with numbers for the questions that have none."""
    number = 8
    for section in sections:
        questions = []
        for question in section.questions:
            number += not question.number
            questions.append(question if question.number else replace(question, number=str(number)))
        yield replace(section, questions=tuple(questions))


SECTIONS = (_ABOUT_YOU, *_numbered((_TEAM, _ORGANISATION, _MORE, _CASE_STUDY, _PRACTICES, _CONSENT)))
QUESTIONS = {question.id: question for section in SECTIONS for question in section.questions}

PRACTICE_COLUMNS = ("Recommendation", "How you do it")
FRAMEWORK_COLUMNS = ("What you use it for",)
CHALLENGE_COLUMNS = ("Challenge", "What helped")
STAFF_COLUMNS = {
    "title": "Role or job title",
    "count": "How many posts",
    "background": "Clinical background",
    "time": "Time in the informatics role",
    "reports_to": "Reports to",
    "note": "Anything else, such as band or contract",
}
TITLE = "Case study form: clinical informatics teams"
PROMPT = "Type here."
"""What stands in a box of a Word form until somebody types."""
OPENING = (
    "Tell others how your clinical informatics team works. Anybody in the team can fill in this form.",
    (
        "Type into the boxes: they grow. To tick a box, click it, or type an x before it. "
        "Leave empty what you don't know, and don't guess: the website then says “not reported”."
    ),
    "Please don't write anything about patients, and don't name people. Say who somebody is by their role.",
)
BEYOND = "The FCI's form of 2022 did not ask this. It helps readers to find and compare case studies."
ANSWER_COLUMNS = ("Question", "Your answer")
