"""All that the reading of a completed form goes by, as data for two readers: here, and in the browser.

`rules_of` puts it together with the words of the library, `as_json` writes it down. Patterns mean the same in
Python and in JavaScript, with its flags `iu`. Nothing else here knows a phrase, an abbreviation or a limit.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from generator.checks.ready import PLANS
from generator.library.library import Library
from generator.proforma.questions import (
    ANSWER_COLUMNS,
    BEYOND,
    CHALLENGE_COLUMNS,
    FRAMEWORK_COLUMNS,
    OPENING,
    PRACTICE_COLUMNS,
    PROMPT,
    SECTIONS,
    STAFF_COLUMNS,
    TITLE,
    Question,
)

TICKED, UNTICKED = "☒", "☐"
PICTURE = "(picture)"
"""Stands for a picture in an answer."""

LIMITS = {
    "file": 20_000_000,
    "unpacked": 200_000_000,
    "read": 24_000_000,
    "parts": 2_000,
    "elements": 250_000,
    "deep": 200,
    "seconds": 15,
    "blocks": 10_000,
    "text": 250_000,
    "fewest": 4,
}
"""Bytes of the file, of all its parts as the directory says, of all that is read; parts; elements with their
attributes, and how deep they may be nested; seconds; lines; characters; the fewest questions of a form."""

MARKS = {"on": "☒☑✓✔✅🗹🗸⊠■●◉", "tick": "✓✔", "off": "☐□▢❏❑○◯⬜", "cross": "✗✘❌✖×"}
"""A cross is a tick, unless somebody also used ✓ for others."""
YES = r"(?:y|yes|true|agreed?|i agree|we agree|we do|confirmed|ticked)[.!]?"
NO = r"(?:n|no|false|not? agreed|we don'?t|none|n/?a)[.!]?"
BLANK = (
    r"[\s._…–—-]*(?:n\s?/\s?a|none|nil|not applicable|not known|unknown|nothing|tbc|no answer)?[\s._…–—-]*"
)
"""An answer that says that there is none."""
NUMBER = r"(?:q(?:uestion)?\s*\.?\s*)?([1-9][0-9]?)\s*[.):–-]?\s*(?:\(?([ab])\s*[.):–-])?\s*"
"""The number of a question before its words: 4, Q4., 4A), 4. A)."""
NUMBER_ALONE = (
    r"(?:(?:q|question|answer|ans|a)\s*\.?\s*)?([1-8])(?:\s*[.)]?\s*\(?([ab])\)?)?\s*(?:[.):–-]+\s*|$)"
)
"""The number by which an answer is known where the question's words are gone."""
LETTER_ALONE = r"\(?([ab])\)?[.):]\s*"

_QUIET_TEXT = """
a an and any are as at be by can do does eg e.g for from g have has how i ie if in is it of on or our please
so that the their there they this to us we what which with you your s
"""
QUIET = frozenset(_QUIET_TEXT.split())
"""Words that any two questions may share."""
ALIKE = {
    "question": 0.6,
    "brief": 0.75,
    "number": 0.2,
    "option": 0.75,
    "recommendation": 0.85,
    "heading": 0.6,
}
"""How alike a text must be to what it is taken for, from 0, no word in common, to 1, the same words. A
question may differ by `number` more if its right number stands before it."""
LONG = 4
"""So many telling words make a question known wherever it stands. One of fewer counts only as a heading."""

NAME_HEADINGS = (
    *("name", "names", "full name", "first name", "last name", "surname", "forename", "staff name"),
    *("name of person", "name of staff", "name of staff member", "name of individual", "member of staff"),
    *("post holder", "postholder", "person", "individual", "employee", "staff member", "team member"),
)
"""What a column or line with people's names is called. What stands there is dropped."""
NAME_LINE = r"(?:full |first |last |sur|staff )?names?(?:\(s\))?\s*[:–-]\s*\S"
LOOKS_LIKE_NAME = r"[A-Z][a-z’'-]+(?: [A-Z]\.?)?(?: [A-Z][a-z’'-]+){1,2}"
"""Case matters here: no flag `i`."""

STAFF_HEADINGS = {
    "title": (STAFF_COLUMNS["title"], "Role", "Job title", "Title", "Post", "Position"),
    "count": (STAFF_COLUMNS["count"], "Number", "Headcount", "No of posts", "How many"),
    "background": (
        *(STAFF_COLUMNS["background"], "Clinical background of individual"),
        *("Profession", "Background", "Discipline"),
    ),
    "time": (
        *(STAFF_COLUMNS["time"], "Proportion of time spent in informatics role", "WTE", "FTE", "Time"),
        *("Proportion of time", "Time spent", "PAs", "Hours", "Sessions"),
    ),
    "reports_to": (STAFF_COLUMNS["reports_to"], "Reporting line", "Reporting lines", "Line manager"),
    "note": (STAFF_COLUMNS["note"], "Comments", "Notes"),
    "grade": ("Band", "Grade", "Pay band"),
    "contract": ("Contract", "Type of contract", "Permanent or fixed term"),
}
ORIGINAL_COLUMNS = ("title", "background", "time", "reports_to", "note")
"""The columns of question 1 in the form of 2022, and two that people add, where nothing heads them."""

ABBREVIATIONS = {
    "doctor": ("gp", "dr", "gpwsi", "medical", "consultant physician"),
    "nurse": ("rn", "rgn", "rmn", "rnld", "registered nurse", "health visitor"),
    "midwife": ("rm",),
    "allied-health-professional": (
        *("ot", "physio", "pt", "slt", "salt", "radiographer", "dietitian", "dietician", "paramedic"),
        *("podiatrist", "orthoptist", "speech and language therapist"),
    ),
    "pharmacy-professional": ("pharm", "mpharm"),
    "social-worker": ("sw",),
}
"""What people write for a profession, beside what the vocabulary knows, by the vocabulary's identifiers."""

_NUMBER_TEXT = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty
"""
NUMBERS = {word: Decimal(number) for number, word in enumerate(_NUMBER_TEXT.split(), 1)} | {
    "half": Decimal("0.5")
}
UNITS: tuple[tuple[str, str, str], ...] = (
    ("w\\.?t\\.?e\\.?|f\\.?t\\.?e\\.?|whole[- ]time equivalents?|full[- ]time equivalents?", "1", "time"),
    (
        "(?:%|per ?cent)(?: ?(?:of )?(?:(?:a|1|one|1\\.0) )?(?:wte|fte|full[- ]time|whole[- ]time))?",
        *("100", "time/share"),
    ),
    ("pas?|p\\.a\\.s?|pa's|programmed activit(?:y|ies)", "10", "time/programmed-activities"),
    ("half[- ]days?|half[- ]day sessions?", "10", "time/half-days"),
    ("days?", "5", "time/days"),
    ("hours?|hrs?", "37.5", "time/hours"),
)
"""A unit of time, how many of it a week are 1 WTE, and the message that says so. The sources give no rule, so
these are ours: 10 PAs are a consultant's full-time contract, 37.5 hours the NHS's standard week. A session
has no fixed length, and stays as it was written."""
FULL_TIME = "(?:f\\.?/?t\\.?|full[- ]?time|whole[- ]?time|100 ?%)"
ABOUT = (
    "~|≈|±|\\b(?:approx(?:imately)?|about|around|circa|ca?\\.|roughly|nearly|almost|some|over|under|more than"
    "|less than|up to|just|estimated|est|in the region of|at least|or so|ish|c(?=\\.? ?[0-9]))\\b\\.?|[+<>]"
)
"""A number beside it is approximate."""
AMOUNT_WORDS = (
    "\\b(?:wte|fte|whole[- ]time equivalents?|full[- ]time equivalents?|staff|people|employees|members|"
    "headcount|in total|total|persons|posts|residents|patients|population|of|a|the|we|have|serves?)\\b"
)
"""Words beside a number that say nothing more."""
PLANNED = (
    r"\b(?:not yet|no,? but|(?:would|['’]d) (?:like|love|want) to"
    r"|(?:plan|hope|intend|aspire|wish)(?:s|ning|ing)? to|(?:is|are|but) planned|planned for"
    r"|planning to|working towards|in (?:the )?(?:near )?future|yet to"
    r"|next (?:year|month|spring|summer|autumn|winter|financial year)"
    r"|to be (?:confirmed|agreed|decided|set up))\b"
)
"""The same further on in an answer, for fields that are counted as evidence."""
VACANT = (
    r"\b(?:vacan(?:t|cy)|to be (?:recruited|appointed|advertised)"
    r"|not (?:yet )?(?:in post|appointed|recruited))\b"
)


_ORIGINAL = {
    "date": ("date",),
    "names": ("name names",),
    "job_titles": ("job title titles",),
    "email": (
        "address email",
        "email",
    ),
    "organisation": ("organisation",),
    "ics": ("an care ics if integrated is of organisation part please so specify system your",),
    "staff": (
        (
            "a add additional and backgrounds clinical if in informatics lines list members of "
            "organisation please proportion reporting required role roles spend staff the their they time "
            "vs with your"
        ),
    ),
    "together": ("a above as expand how listed on please roles team the together work",),
    "board": ("are at board clinical how in informaticians level organisation represented your",),
    "structure": (
        (
            "and clinical diagrams do fit have how if include informatics leadership of organisational "
            "please relate represent roles structure team that the to wider within you your"
        ),
        ("and clinical do fit how informatics organisational relate roles structure the to wider within"),
    ),
    "breadth": (
        (
            "a across and any at breadth build can clinical describe e experience i in individual "
            "informatics looking of rather single skills steps taken team than the to whole wide you your"
        ),
        (
            "a across any breadth build can clinical describe informatics of skills steps taken team the "
            "to whole wide"
        ),
    ),
    "framework": (
        "above any competency core described do fci framework have of steps support the to use you",
    ),
    "cpd": (
        (
            "clinical continued development do following in informatics methods of organisation "
            "professional professionals promote the to use which you your"
        ),
    ),
    "cpd_others": ("add others please",),
    "success": ("clinical factors for generated have informatics most success team the what your",),
    "challenges": (
        (
            "and anything challenges clinical experienced has have helped informatics overcome teams "
            "these to what with you your"
        ),
    ),
    "other": ("a any as case clinical comments do have informatics other regarding study team you your",),
    "interview": (
        "are be box case check detail discuss if in interviewed more please study this to willing you",
    ),
    "consent": (
        (
            "are as be box case check clinical confirm define fci for informatics of part please project "
            "published study teams the this to willing you"
        ),
    ),
}
"""By the identifier of our question. Some have a shorter second form, for a copy that was cut down."""

_CPD_METHODS = {
    "development-needs-meetings": (
        "and both check clinical development for informatics line managers meet needs of parts "
        "regularly reports role to with"
    ),
    "fci-membership": "clinical faculty fci informatics membership of promote the",
    "local-mentoring": "local mentoring scheme",
    "fci-mentoring": "advantage encourage fci mentoring of scheme staff take to",
    "protected-learning-time": (
        "all aside backgrounds clinical for from in learning opportunities part set staff take time to"
    ),
    "formal-training": "clinical courses d eg formal funding nhs requiring safety suggesting training",
    "sabbaticals": "and availability education for of opportunities sabbaticals staff to training undertake",
    "fellowships-and-degrees": "academy degrees digital eg fellowships higher nhs sponsoring topol",
    "shadowing": "available opportunities shadowing",
    "conferences": "and at attendance conferences digital health networking",
    "job-planned-cpd": (
        "clinical contracted cpd ensuring for formal fulfil funded hours in informatics job normal "
        "planned role time to"
    ),
}
"""The answers to question 5, by identifiers of the vocabulary."""

_STANDING = (
    "clinical informatics proforma teams",
    "case study",
    "background",
    (
        "a across ambulance and are around care case clinical competencies describe develop faculty "
        "from gathering guidance health hear in informatics is keen of order organisational "
        "organisations primary range responsibilities roles secondary social structures studies teams "
        "the to we"
    ),
    (
        "a and ccio chief clinical description follows for from guidance informatics information job "
        "model of officer on publication role the this work"
    ),
    ("based clinical competency core description fci for framework informaticians is job on the this"),
    "a as by clinical defined fci follows informatician is the",
    (
        "and care centred concepts effective efficient equitable experience informatics is knowledge "
        "methods of person promote ref safe that timely to tools unique uses"
    ),
    "6 8qt alie e1 london street",
    "0 20 6798 7451 e fci info org t uk",
    "facultyofclinicalinformatics org uk www",
    (
        "a alternatively and answers any arrange as be below boxes by can care case clinical complete "
        "completed contact enlarge fci for form health info informatics information interviewed "
        "members of org organisation please provide required study submit team the this time to uk us "
        "within your"
    ),
    (
        "aim and clinical composition develop effectiveness enhance guidance in informatics is of on "
        "order skills structure teams the their this to work"
    ),
    "a as equivalent example for of percentage time whole wte",
)
"""What stands in the form and asks nothing."""


@dataclass(frozen=True)
class Option:
    id: str
    words: tuple[str, ...]
    """All that it may be called."""


@dataclass(frozen=True)
class QuestionRule:
    id: str
    number: str
    label: str
    """What a report calls it."""
    kind: str
    fields: tuple[str, ...]
    words: tuple[str, ...]
    """The texts that it may be recognised by; the first is ours."""
    is_original: bool
    """Whether the form of 2022 has it."""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Rules:
    questions: tuple[QuestionRule, ...]
    standing: tuple[str, ...]
    """What stands in our form and asks nothing."""
    original_standing: tuple[str, ...]
    """The same of the form of 2022, as its words in the order of the alphabet."""
    roles: tuple[Option, ...]
    professions: tuple[Option, ...]

    def __getitem__(self, question: str) -> QuestionRule:
        return next(each for each in self.questions if each.id == question)


def rules_of(library: Library) -> Rules:
    questions = tuple(_rule(question, library) for section in SECTIONS for question in section.questions)
    roles = tuple(
        Option(
            entry.id,
            tuple(filter(None, (entry.record.title, entry.record.abbreviation, *entry.record.also_called))),
        )
        for entry in library.roles
    )
    professions = tuple(
        Option(
            entry.id,
            (*filter(None, (entry.title, entry.plural, *entry.also)), *ABBREVIATIONS.get(entry.id, ())),
        )
        for entry in library.vocabulary.professions
    )
    return Rules(questions, tuple(_standing(library)), _STANDING, roles, professions)


def _rule(question: Question, library: Library) -> QuestionRule:
    original = _ORIGINAL.get(question.id, ())
    words = (question.ask, *original)
    options = _options(question, library)
    return QuestionRule(
        question.id,
        question.number,
        question.label,
        question.kind,
        question.fields,
        words,
        bool(original),
        options,
    )


def _options(question: Question, library: Library) -> tuple[Option, ...]:
    """The choices of a question, with all that each may be called. For practices, the recommendations."""
    if question.kind == "practices":
        return tuple(Option(entry.id, (entry.record.title,)) for entry in library.recommendations.values())
    if not isinstance(question.choices, str):
        return tuple(Option(id_, (words,)) for id_, words in question.choices)
    entries = getattr(library.vocabulary, question.choices) if question.choices else ()
    return tuple(
        Option(
            entry.id,
            tuple(filter(None, (entry.title, entry.plural, *entry.also, _CPD_METHODS.get(entry.id)))),
        )
        for entry in entries
    )


def _standing(library: Library) -> list[str]:
    """What stands in our form and asks nothing: headings, hints, and headings of columns."""
    columns = (*PRACTICE_COLUMNS, *CHALLENGE_COLUMNS, *FRAMEWORK_COLUMNS, *ANSWER_COLUMNS)
    sections = [text for section in SECTIONS for text in (section.title, section.text)]
    hints = [question.hint for section in SECTIONS for question in section.questions if question.hint]
    themes = [theme.record.title for theme in library.themes]
    return [TITLE, *OPENING, BEYOND, PROMPT, *columns, *sections, *hints, *themes]


def as_json(rules: Rules) -> dict[str, Any]:
    """The rules and all of the above, for a reader in another language."""
    return {
        **asdict(rules),
        "limits": LIMITS,
        "prompt": PROMPT,
        "picture": PICTURE,
        "marks": MARKS,
        "yes": YES,
        "no": NO,
        "blank": BLANK,
        "plans": PLANS,
        "planned": PLANNED,
        "vacant": VACANT,
        "number": NUMBER,
        "numberAlone": NUMBER_ALONE,
        "letterAlone": LETTER_ALONE,
        "quiet": sorted(QUIET),
        "alike": ALIKE,
        "long": LONG,
        "nameHeadings": NAME_HEADINGS,
        "nameLine": NAME_LINE,
        "looksLikeName": LOOKS_LIKE_NAME,
        "staffHeadings": STAFF_HEADINGS,
        "staffColumns": list(STAFF_COLUMNS),
        "originalColumns": ORIGINAL_COLUMNS,
        "numbers": {word: str(number) for word, number in NUMBERS.items()},
        "units": UNITS,
        "fullTime": FULL_TIME,
        "about": ABOUT,
        "amountWords": AMOUNT_WORDS,
    }
