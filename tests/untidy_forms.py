"""Completed forms as people send them, each with where its texts belong.

Ours and that of 2022, filled in beside the boxes, in copies without tags, in other layouts, and saved again
by LibreOffice (the files in `data/forms`). Every reader of forms has to pass them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from generator.proforma.write_form import wording_of, write_odt, write_word
from tests.filled_forms import W, as_zip64, fill_odt, fill_word, part_of, with_part
from tests.word_forms import (
    ASKED,
    METHODS,
    NAMESPACES,
    TYPES,
    box,
    docx,
    original,
    p,
    part,
    run,
    table,
    text_box,
)

SAVED = Path(__file__).resolve().parent / "data" / "forms"
STRIKE = "<w:strike/>"


@dataclass(frozen=True)
class Form:
    data: Callable[[], bytes]
    placed: Mapping[str, str]
    """What the fields at these ways hold, as text; an empty text for fields that must not be there."""
    left: Mapping[str, str] = frozenset()  # type: ignore[assignment]
    """Words that were not placed, each with the code of why."""


@cache
def blank(kind: str) -> bytes:
    from tests.real_content import library  # noqa: PLC0415 (it reads the whole content)

    return (write_odt if kind == "odt" else write_word)(wording_of(library()))


def ours(boxes: Mapping[str, str | list[str]], *ticks: str, tags: bool = True) -> Callable[[], bytes]:
    return lambda: fill_word(blank("docx"), boxes, ticks, keeps_tags=tags)


def changed(
    boxes: Mapping[str, str | list[str]], old: str, new: str, *, tags: bool = True
) -> Callable[[], bytes]:
    """Our form with a part of its XML replaced: the last that reads so."""

    def make() -> bytes:
        form = fill_word(blank("docx"), boxes, keeps_tags=tags)
        text = part_of(form, "word/document.xml").decode()
        assert old in text
        return with_part(form, "word/document.xml", new.join(text.rsplit(old, 1)).encode())

    return make


def odt(boxes: Mapping[str, str], *ticks: str) -> Callable[[], bytes]:
    return lambda: fill_odt(blank("odt"), boxes, ticks)


def saved(name: str) -> Callable[[], bytes]:
    return (SAVED / name).read_bytes


def theirs(answers: Mapping[str, str] | None = None, **whole: object) -> Callable[[], bytes]:
    return lambda: docx(original(answers, **whole))  # type: ignore[arg-type]


def body(*parts: str) -> Callable[[], bytes]:
    return lambda: docx("".join(parts))


def staff(*rows: tuple[str, ...]) -> Callable[[], bytes]:
    return theirs(staff=rows)


def as_text(form: bytes) -> bytes:
    """The form after "Convert table to text": a tab between what stands in one cell and in the next."""
    root = etree.fromstring(part_of(form, "word/document.xml"))
    for table_ in list(root.iter(f"{W}tbl")):
        for row in table_.iter(f"{W}tr"):
            lines = [etree.Element(f"{W}p")]
            for number, cell in enumerate(row.iter(f"{W}tc")):
                if number:
                    etree.SubElement(etree.SubElement(lines[-1], f"{W}r"), f"{W}tab")
                for content in cell.iter(f"{W}sdtContent"):
                    content[:] = [
                        run_ for each in content for run_ in (each if each.tag == f"{W}p" else [each])
                    ]
                for place, each in enumerate(each for each in cell if each.tag != f"{W}tcPr"):
                    lines += [etree.Element(f"{W}p")] if place else []
                    lines[-1].extend(each if each.tag == f"{W}p" else [each])
            for line in lines:
                table_.addprevious(line)
        table_.getparent().remove(table_)
    return with_part(form, "word/document.xml", etree.tostring(root))


NUMBERED = (
    "{0}1{1} CCIO and CNIO",
    "{0}2{1} The CCIO attends the Board.",
    "{0}3{1} Within the digital directorate.",
    "{0}4A{1} Skills are mapped.",
    "{0}4B{1} Yes, for appraisals.",
    "{0}6{1} Funding: three years of money.",
    "{0}7{1} Date: a late start.",
    "{0}8{1} Nothing else matters as much.",
)
CONVERTED = {"board": "The CCIO attends.", "funding": "From the digital budget.", "wte": "3.5 or 4"}


def converted(*, keeps_tags: bool) -> Callable[[], bytes]:
    """Our form after its tables became text."""
    return lambda: as_text(ours(CONVERTED, "nation.wales", "consent.yes", tags=keeps_tags)())


THEIR_LINES = {
    "board": "The CCIO attends.",
    "structure": "Within the digital directorate.",
    "success": "Funding: three years of money.",
    "other": "Proud.",
}
LIST_OF_NUMBERS = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
)
IN_NUMBERS = {
    "board_representation": "The CCIO attends the Board.",
    "team.reporting_line": "Within the digital directorate.",
    "cpd.text": "Skills are mapped.",
    "competency_framework.use": "yes",
    "success_factors": "Three years of money",
    "challenges": "A late start",
    "team.funding": "",
}
SAVED_FIELDS = {
    "team.summary": "Funding: comes from the digital budget.",
    "board_representation": "The CCIO attends.",
    "team.funding": "From the digital budget.",
    "organisation.population": "300000",
    "organisation.context": "Number of people: about 12",
    "team.headcount": "13",
    "team.wte": "3.5",
    "team.members": "Digital nurses",
    "organisation.nation": "england",
    "organisation.types": "acute",
    "cpd.methods": "shadowing",
    "challenges": "A business case",
    "practices": "Every Monday.",
    "publication.consent": "true",
    "remit": "Setting: two towns.",
    "organisation.setting": "",
}
SAVED_LEFT = {
    "join-networks: Not yet": "plan",
    "secondments: We would like to": "plan",
    "proud of it": "editor",
}
SAVED_BOXES: dict[str, str | list[str]] = {
    "names": "Rhiannon Example and Paul Sample",
    "job_titles": "CCIO\nCNIO",
    "organisation": "Testshire Trust",
    "together": "Funding: comes from the digital budget.\nThey meet every week.",
    "board": "The CCIO attends.",
    "success": "- Champions on each ward\n- Funding: three years of money",
    "challenges.challenge": ["Funding", "Time was short"],
    "challenges.response": ["A business case"],
    "other": "They are proud of it.",
    "context": "Number of people: about 12 towns.",
    "remit": "Setting: two towns.",
    "staff.title": ["CCIO", "2 x Digital nurses"],
    "staff.background": ["GP", "RGN"],
    "staff.time": ["FT", "15 hours"],
    "headcount": "13",
    "population": "about 300,000",
    "wte": "~3.5",
    "funding": "From the digital budget.",
    "practices.regular-meetings": "Every Monday.",
    "practices.join-networks": "Not yet",
    "practices.secondments": "We would like to",
}
SAVED_TICKS = ("cpd.shadowing", "nation.england", "types.acute", "kind.team", "consent.yes", "anonymous.true")

OURS = {
    "answers that begin like other questions": Form(
        ours(
            {
                "success": "Funding: three years of it\nBudget: £3 million",
                "challenges.challenge": ["Funding"],
                "context": "Number of people: about 300,000",
                "together": "How are clinical informaticians represented at Board level?",
            }
        ),
        {
            "success_factors": "Three years of it",
            "challenges": "Funding",
            "organisation.context": "Number of people: about 300,000",
            "team.summary": "How are clinical informaticians represented",
            "team.funding": "",
            "team.headcount": "",
            "organisation.budget": "",
            "board_representation": "",
        },
    ),
    "the same in a copy without tags": Form(
        ours(
            {
                "success": "Funding: three years of it\nFunding\nBudget",
                "challenges.challenge": ["Funding", "Remit"],
                "context": "Number of people: about 300,000",
            },
            tags=False,
        ),
        {
            "success_factors": "Budget",
            "challenges": "Remit",
            "organisation.context": "Number of people: about 300,000",
            "team.funding": "",
            "remit": "",
            "team.headcount": "",
        },
    ),
    "plans in place of practices": Form(
        ours(
            {
                "practices.regular-meetings": "Not yet",
                "practices.join-networks": "No, but planned for 2027",
                "practices.secondments": "We would like to",
                "practices.floor-walking": "Yes",
                "practices.advisory-groups": "They meet monthly.\nNext year the board will join.",
                "practices.run-digital-cabinets": "Every month since 2021.",
            }
        ),
        {"practices": ""},
        {
            "regular-meetings: Not yet": "plan",
            "join-networks: No, but planned for 2027": "plan",
            "secondments: We would like to": "plan",
            "floor-walking: Yes": "how-not-said",
        },
    ),
    "a practice that happens": Form(
        ours({"practices.regular-meetings": "Every Monday.", "practices.floor-walking": "No"}),
        {"practices": "Every Monday."},
        {"floor-walking: No": "says-no"},
    ),
    "names of people": Form(
        ours(
            {
                "names": "Rhiannon Example and Paul Sample",
                "together": "Rhiannon and Paul cover for each other.",
                "board": "Dr Nobody attends.",
                "structure": "Ask jane.doe@example.org about it.",
                "remit": "Name: Ann Else\nRecords and safety.",
            }
        ),
        {
            "team.summary": "",
            "board_representation": "",
            "team.reporting_line": "",
            "remit": "Records and safety.",
        },
        {"cover for each other": "names", "attends.": "names", "about it.": "names"},
    ),
    "names with hyphens": Form(
        ours(
            {
                "names": "Ann Smith-Example",
                "organisation": "Nowhere-on-Sea (NoS) Trust",
                "board": "Ann Smith-Example attends.",
                "remit": "All of Nowhere-on-Sea.",
            }
        ),
        {"board_representation": "", "remit": ""},
        {"attends.": "names", "All of": "identifies"},
    ),
    "answers struck out": Form(
        lambda: with_part(
            ours({"board": "The CIO attends.\nThe CCIO attends."})(),
            "word/document.xml",
            part_of(ours({"board": "The CIO attends.\nThe CCIO attends."})(), "word/document.xml").replace(
                b"<w:r><w:t>The CIO", b"<w:r><w:rPr><w:strike/></w:rPr><w:t>The CIO"
            ),
        ),
        {"board_representation": "The CCIO attends."},
        {"The CIO attends.": "struck"},
    ),
    "text below a table": Form(
        changed(
            {"board": "The CCIO attends."},
            '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t xml:space="preserve">Your org',
            p("Funding: this stands below the boxes.")
            + '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t xml:space="preserve">Your org',
        ),
        {"board_representation": "The CCIO attends.", "team.funding": ""},
        {"stands below the boxes": "outside"},
    ),
    "a question rewritten beside its tag": Form(
        changed(
            {"board": "The CCIO attends."}, "2. How are clinical informaticians represented", "2. Who sits"
        ),
        {"board_representation": "The CCIO attends."},
    ),
    "a number taken off a label, without tags": Form(
        changed({"funding": "From the digital budget."}, "21. Funding", "Money", tags=False),
        {"team.funding": "", "team.wider_network": ""},
        {"From the digital budget.": "ambiguous"},
    ),
    "two kinds ticked": Form(
        ours({}, "kind.team", "kind.initiative"), {"kind": "team"}, {"team, initiative": "several-ticked"}
    ),
    "all that can be ticked": Form(
        ours({}, "cpd.shadowing", "cpd.conferences", "nation.wales", "size.medium-large", "anonymous.false"),
        {
            "cpd.methods": "shadowing",
            "organisation.nation": "wales",
            "organisation.size": "medium-large",
            "publication.anonymous": "false",
        },
    ),
    "an x typed before the box": Form(
        changed({}, "Scotland</w:t>", "Scotland x</w:t>"), {"organisation.nation": "scotland"}
    ),
    "numbers in words and with doubt": Form(
        ours(
            {
                "headcount": "thirteen",
                "wte": "about 3.5 WTE",
                "staff_number": "4,200",
                "population": "2 or 3 towns",
            }
        ),
        {
            "team.headcount": "",
            "team.wte": "3.5",
            "team.wte_is_approximate": "true",
            "organisation.staff": "4200",
            "organisation.population": "",
        },
        {"2 or 3 towns": "no-number", "thirteen": "no-number"},
    ),
    "abbreviations in the table of posts": Form(
        ours(
            {
                "staff.title": ["CCIO", "CNIO", "Digital nurse", "EPMA wizard"],
                "staff.background": ["GP", "RN", "RGN", "Physio"],
                "staff.time": ["FT", "15 hours", "4 PAs", "two sessions"],
            }
        ),
        {"team.members": "allied-health-professional"},
    ),
    "a vacant post": Form(
        ours({"staff.title": ["CCIO", "CNIO"], "staff.note": ["", "Vacant, to be recruited"]}),
        {"team.members": "CCIO"},
        {"CNIO – Vacant": "plan"},
    ),
    "consent with words": Form(
        changed(
            {}, ">\u00a0Yes<".encode("ascii", "xmlcharrefreplace").decode(), ">&#160;Yes, but ask us first<"
        ),
        {"publication.consent": "false"},
        {"ask us first": "words-beside-box"},
    ),
    "the framework, not yet": Form(
        ours({"framework": "For appraisals, from next year."}, "framework.planned"),
        {"competency_framework.use": "planned", "competency_framework.text": "For appraisals"},
    ),
    "an answer equal to the form's own words": Form(
        ours({"remit": "What the team is responsible for.", "setting": "Publication"}),
        {"remit": "What the team is responsible for.", "organisation.setting": "Publication"},
    ),
    "the OpenDocument form": Form(
        odt(
            {
                "How are clinical informaticians": "Funding: the CCIO attends.",
                "Funding": "From the digital budget.",
                "Hold regular team meetings": "Every Monday.",
                "Join professional societies": "Not yet",
                "Number of people": "13",
            },
            "Shadowing",
            "Wales",
        ),
        {
            "board_representation": "Funding: the CCIO attends.",
            "team.funding": "From the digital budget.",
            "practices": "Every Monday.",
            "cpd.methods": "shadowing",
            "organisation.nation": "wales",
        },
        {"Not yet": "plan"},
    ),
    "all answers in one block below the form": Form(
        changed(
            {"board": "The CCIO attends."},
            "<w:sectPr>",
            p("3. Below the Medical Director.")
            + p("Funding: from the digital budget.")
            + p("21. Three years of money.")
            + "<w:sectPr>",
        ),
        {"board_representation": "The CCIO attends.", "team.reporting_line": "", "team.funding": ""},
        {"Below the Medical Director.": "outside", "Three years of money.": "outside"},
    ),
    **{
        f"tables converted to text, {kind} tags": Form(
            converted(keeps_tags=keeps),
            {
                "board_representation": "The CCIO attends.",
                "team.funding": "From the digital budget.",
                "organisation.budget": "",
                "team.remit": "",
                "team.wte": "",
                "practices": "",
                "organisation.nation": "wales",
                "challenges": "",
            },
            {"3.5 or 4": "no-number"},
        )
        for kind, keeps in {"with": True, "without": False}.items()
    },
    "changes tracked in boxes": Form(
        changed(
            {"board": "Old. The CCIO attends.", "remit": "Records."},
            "<w:r><w:t>Old. The CCIO attends.</w:t></w:r>",
            '<w:del w:id="1"><w:r><w:delText>The CIO attends.</w:delText></w:r></w:del>'
            f'<w:ins w:id="2">{run("The CCIO attends.")}</w:ins>',
        ),
        {"board_representation": "The CCIO attends.", "remit": "Records."},
        {"The CIO attends.": "struck"},
    ),
    "numbers and a date as written elsewhere in Europe": Form(
        ours(
            {
                "date": "den 01.05.2026",
                "wte": "3,5",
                "population": "300.000",
                "staff_number": "4 200",
                "headcount": "13,0",
                "staff.title": ["CCIO", "CNIO"],
                "staff.time": ["0,6 WTE", "60 %"],
            }
        ),
        {
            "told.when": "2026",
            "team.wte": "",
            "organisation.population": "",
            "team.headcount": "",
            "organisation.staff": "4200",
            "team.members": "0,6 WTE",
        },
        {"3,5": "no-number", "300.000": "no-number", "13,0": "no-number"},
    ),
    "a table within an answer, without tags": Form(
        changed(
            {"structure": "SEEN BELOW", "remit": "Records."},
            p("SEEN BELOW").replace("<w:rPr></w:rPr>", "").replace(' xml:space="preserve"', ""),
            table(("Funding", "CCIO"), ("Remit", "Chief Nurse")) + p("As of May."),
            tags=False,
        ),
        {"remit": "Records.", "team.funding": "", "team.members": ""},
    ),
    "a file in Zip64": Form(
        lambda: as_zip64(ours({"board": "The CCIO attends."})()),
        {"board_representation": "The CCIO attends."},
    ),
    "answers in comments and text boxes": Form(
        lambda: with_part(
            changed(
                {"remit": "Records."},
                "2. How are clinical informaticians represented at Board level?</w:t></w:r>",
                "2. How are clinical informaticians represented at Board level?</w:t></w:r>"
                + text_box(p("The CCIO attends.")).replace("<w:r>", f"<w:r {NAMESPACES}>", 1),
                tags=False,
            )(),
            "word/comments.xml",
            part("comments", f'<w:comment w:id="0">{p("Funding: from the digital budget.")}</w:comment>'),
            is_new=True,
        ),
        {"remit": "Records.", "team.funding": "", "organisation.budget": ""},
        {"from the digital budget.": "comment"},
    ),
    **{
        f"saved by LibreOffice: {name}": Form(saved(name), SAVED_FIELDS, SAVED_LEFT)
        for name in ("ours.docx", "ours.odt", "ours-by-doc.docx", "ours-by-rtf.docx", "ours-by-rtf.odt")
    },
}

THEIRS = {
    "a challenge that begins with funding": Form(
        theirs(
            {
                "challenges": "Funding – roles are year to year\nDate: late",
                "success": "Organisation: a new one",
            }
        ),
        {
            "challenges": "Funding – roles are year to year",
            "team.funding": "",
            "success_factors": "A new one",
        },
    ),
    "answers below each question, in red": Form(
        body(
            *[
                p(ASKED[id_]) + p(run(f"Answer to {id_}.", '<w:color w:val="FF0000"/>'))
                for id_ in ("together", "board", "structure", "breadth", "success", "challenges", "other")
            ]
        ),
        {
            "board_representation": "Answer to board.",
            "team.summary": "Answer to together.",
            "team.reporting_line": "Answer to structure.",
            "cpd.text": "Answer to breadth.",
            "success_factors": "Answer to success.",
            "challenges": "Answer to challenges.",
        },
        {"Answer to other.": "editor"},
    ),
    "questions and answers side by side": Form(
        body(
            table(
                *[
                    (ASKED[id_], f"Funding: {id_}.")
                    for id_ in ("board", "structure", "breadth", "success", "other")
                ]
            )
        ),
        {
            "board_representation": "Funding: board.",
            "team.reporting_line": "Funding: structure.",
            "cpd.text": "Funding: breadth.",
            "success_factors": "Success.",
            "team.funding": "",
        },
    ),
    "questions as headings of columns": Form(
        body(
            table(
                *zip(
                    *[(ASKED[id_], f"Answer to {id_}.") for id_ in ("board", "structure", "breadth")],
                    strict=True,
                )
            ),
            p(ASKED["other"]),
        ),
        {
            "board_representation": "Answer to board.",
            "team.reporting_line": "Answer to structure.",
            "cpd.text": "Answer to breadth.",
        },
    ),
    "numbers alone: Q1": Form(body(*[p(text.format("Q", ".")) for text in NUMBERED]), IN_NUMBERS),
    "numbers alone: 1)": Form(body(*[p(text.format("", ")")) for text in NUMBERED]), IN_NUMBERS),
    "numbers alone: Question 1": Form(
        body(*[p(text.format("Question ", ":")) for text in NUMBERED]), IN_NUMBERS
    ),
    "numbers alone, by Word itself": Form(
        lambda: docx(
            "".join(
                p(text.format("", "").lstrip("1234678 "), listed=True)
                for text in (*NUMBERED[:3], "4 Nothing.", "5 Nothing.", *NUMBERED[5:])
            ),
            {"word/numbering.xml": LIST_OF_NUMBERS},
        ),
        {
            "board_representation": "The CCIO attends the Board.",
            "success_factors": "Three years of money",
            "challenges": "A late start",
            "team.funding": "",
        },
    ),
    "numbers alone, in a table": Form(
        body(table(*[tuple(text.format("", "|").split("|")) for text in NUMBERED])), IN_NUMBERS
    ),
    "all answers in one block after all questions": Form(
        body(
            *[p(ASKED[id_]) for id_ in ("staff", "board", "structure", "success", "challenges", "other")],
            *[p(text.format("", ".")) for text in NUMBERED],
        ),
        {"board_representation": "", "team.reporting_line": "", "team.funding": "", "success_factors": ""},
        {"The CCIO attends the Board.": "editor", "Funding: three years of money.": "editor"},
    ),
    "tables converted to text": Form(
        body(
            *[p(f"{ASKED[id_]}\t{text}") for id_, text in THEIR_LINES.items()],
            p("CCIO\tGP\t0.6 WTE"),
        ),
        {"board_representation": "The CCIO attends.", "success_factors": "Three years of money"},
        {"GP": "editor"},
    ),
    "the questions' words without numbers": Form(
        body(
            *[
                p(ASKED[id_].lstrip("0123456789. ")) + p(f"Answer to {id_}.")
                for id_ in ("board", "structure", "success", "challenges")
            ]
        ),
        {"board_representation": "Answer to board.", "success_factors": "Answer to success."},
    ),
    "a question in other words, with its number": Form(
        theirs(board=p("2. Who represents clinical informaticians on your Board?") + p("The CCIO does.")),
        {"board_representation": "The CCIO does."},
    ),
    "a column of names": Form(
        staff(
            ("Name", "Role", "Clinical background", "WTE"),
            ("Rhiannon Example", "CCIO", "GP", "0.4"),
            ("Paul Sample", "CNIO", "RN", "1.0"),
        ),
        {"team.members": "CNIO"},
    ),
    "an added column of leads": Form(
        staff(
            ("Role", "Clinical background", "WTE", "Lead"),
            ("CCIO", "GP", "0.4", "Rhiannon Example"),
            ("CNIO", "RN", "1.0", "Ward 7"),
        ),
        {"team.members": "CCIO"},
        {"Lead: Ward 7": "unknown-column"},
    ),
    "posts in lines, not in the table": Form(
        body(
            p(ASKED["staff"]),
            p("CCIO, 0.6 WTE"),
            *[p(ASKED[id_]) + p("Yes.") for id_ in ("board", "other", "success")],
        ),
        {"team": ""},
        {"CCIO, 0.6 WTE": "no-table"},
    ),
    "tracked changes": Form(
        theirs(
            board=p(ASKED["board"])
            + p(
                "The ",
                '<w:del w:id="1"><w:r><w:delText>Director</w:delText></w:r></w:del>'
                f'<w:ins w:id="2">{run("CCIO")}</w:ins>',
                " attends.",
            )
        ),
        {"board_representation": "The CCIO attends."},
        {"Director": "struck"},
    ),
    "text boxes": Form(
        theirs(board=p(ASKED["board"], text_box(p("The CNIO sits there.")))),
        {"board_representation": "The CNIO sits there."},
    ),
    "a table in an answer": Form(
        theirs(
            structure=p(ASKED["structure"])
            + table((table(("CCIO", "Medical Director"), ("CNIO", "Chief Nurse")),))
        ),
        {"team.reporting_line": "CCIO – Medical Director"},
    ),
    "merged cells": Form(
        lambda: docx(
            original(
                board='<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
                + p(ASKED["board"])
                + '</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
                + p("The CCIO attends.")
                + "</w:tc></w:tr></w:tbl>"
            )
        ),
        {"board_representation": "The CCIO attends."},
    ),
    "a choice among the struck": Form(
        theirs(methods="".join(p(run(m, "" if n == 8 else STRIKE)) for n, m in enumerate(METHODS))),
        {"cpd.methods": "shadowing"},
    ),
    "a ticked method that is planned": Form(
        theirs(
            methods="".join(
                p(f"{'☒' if n in {2, 8} else '☐'} {m}{' (planned for 2027)' if n == 2 else ''}")
                for n, m in enumerate(METHODS)
            )
        ),
        {"cpd.methods": "shadowing"},
        {"planned for 2027": "plan"},
    ),
    "consent ticked and taken back": Form(
        theirs(consent=p("☒ " + ASKED["consent"]) + p("Not yet, the press office has to agree")),
        {"publication.consent": "false"},
        {"press office": "words-beside-box"},
    ),
    "consent struck out": Form(
        theirs(consent=p(run("☒ " + ASKED["consent"], STRIKE))), {"publication.consent": "false"}
    ),
    "a copy of a question in an answer": Form(
        theirs({"other": "What factors have generated the most success? Support from the Board."}),
        {"success_factors": ""},
    ),
    "bold labels in an answer": Form(
        theirs(
            success=p(ASKED["success"])
            + p(run("Organisation", "<w:b/>"))
            + p("A new one.")
            + p(run("Date", "<w:b/>"))
        ),
        {"success_factors": "A new one.", "organisation.name": ""},
    ),
    "a name beside a removed address": Form(
        theirs({"other": "Ask Ann Example ann@example.org about it."}),
        {},
        {"Ask Ann Example (email address left out)": "names"},
    ),
    **{
        f"saved by LibreOffice: {name}": Form(
            saved(name),
            {
                "board_representation": "The CCIO attends.",
                "challenges": "Funding – roles are year to year",
                "cpd.methods": "shadowing",
                "team.members": "0.6",
                "team.funding": "",
            },
        )
        for name in ("theirs.docx", "theirs.odt", "theirs-by-doc.docx", "theirs-by-rtf.odt")
    },
}
THEIR_ANSWERS = {
    "board": "The CCIO attends.",
    "challenges": "Funding – roles are year to year",
    "other": "Proud.",
}
THEIR_STAFF = (("CNIO", "Nurse", "0.6 WTE"),)
FORMS = {
    **{f"ours: {name}": form for name, form in OURS.items()},
    **{f"2022: {name}": form for name, form in THEIRS.items()},
}


def their_form() -> bytes:
    """What was saved again as `theirs`."""
    methods = "".join(p(box(n == 8), f" {m}") for n, m in enumerate(METHODS))
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = TYPES.replace(
        "</Types>", f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    return docx(original(THEIR_ANSWERS, THEIR_STAFF, methods), {"[Content_Types].xml": types})
