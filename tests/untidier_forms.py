"""More forms as people send them, different in kind from those in `untidy_forms`: layouts that somebody made
by hand, numbers and times as people write them, plans, and names in places where nobody asks for them."""

from __future__ import annotations

from collections.abc import Callable

from tests.filled_forms import part_of, with_part
from tests.untidy_forms import FORMS, Form, body, changed, odt, ours, theirs
from tests.word_forms import ASKED, METHODS, cell, docx, original, p, part, run, table

ASK = ("board", "structure", "breadth", "success", "challenges", "other")
LINK = '<w:hyperlink r:id="r9" xmlns:r="urn:r">{}</w:hyperlink>'
STYLES = part(
    "styles",
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Line"><w:basedOn w:val="Old"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Old"><w:rPr><w:dstrike w:val="true"/></w:rPr></w:style>',
)


def titled(*rows: tuple[str, ...]) -> Callable[[], bytes]:
    """A table of posts whose first row are the headings."""
    return body(p(ASKED["staff"]), table(*rows), *[p(ASKED[id_]) + p("Fine.") for id_ in ASK])


def both(*rows: str) -> str:
    return "<w:tbl>" + "".join(rows) + "</w:tbl>"


def merged(first: str, second: str, down: str = "") -> str:
    """A row whose first cell goes on in the next rows. `down`: `restart` where it begins."""
    goes_on = f'<w:vMerge w:val="{down}"/>' if down else "<w:vMerge/>"
    return f"<w:tr>{cell(first, goes_on)}{cell(second)}</w:tr>"


def twice(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same form two times in one document, with other answers in the second."""

    def made() -> bytes:
        form = make()
        text = part_of(form, "word/document.xml").decode()
        start, end = text.index("<w:body>") + 8, text.index("<w:sectPr>")
        again = text[start:end].replace("FIRST", "SECOND")
        return with_part(form, "word/document.xml", (text[:end] + again + text[end:]).encode())

    return made


def copied() -> bytes:
    """Our form, in which the box of question 2 was copied in place of that of question 3."""
    form = ours({"board": "The CCIO attends.", "structure": "Below the director."})()
    text = part_of(form, "word/document.xml").decode()
    return with_part(
        form,
        "word/document.xml",
        text.replace('<w:tag w:val="structure"/>', '<w:tag w:val="board"/>').encode(),
    )


def odt_with_note() -> bytes:
    form = odt(
        {
            "How are clinical informaticians": "The CCIO attends.",
            "Funding": "Half from the budget.",
            "Hold regular team meetings": "Hoping to next year.",
            "WTE of the whole team": "2½",
        }
    )()
    text = part_of(form, "content.xml").decode()
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>Since May</text:p></text:note-body></text:note>"
    )
    return with_part(
        form, "content.xml", text.replace("The CCIO attends.", "The CCIO attends." + note).encode()
    )


YES_NO = ("Method", "In place", "Planned", "No")
UNTIDIER = {
    # Layouts
    "three columns: number, question, answer": Form(
        body(
            table(
                *[(f"{n}.", ASKED[id_][2:].strip(), f"Answer to {id_}.") for n, id_ in enumerate(ASK[:2], 2)],
                ("6.", ASKED["success"][2:].strip(), "Answer to success."),
                ("7.", ASKED["challenges"][2:].strip(), "Answer to challenges."),
            )
        ),
        {
            "board_representation": "Answer to board.",
            "team.reporting_line": "Answer to structure.",
            "success_factors": "Answer to success.",
            "challenges": "Answer to challenges.",
        },
    ),
    "answers to the left of the questions": Form(
        body(table(*[(f"Answer to {id_}.", ASKED[id_]) for id_ in ASK])),
        {
            "board_representation": "",
            "team.reporting_line": "",
            "success_factors": "",
            "challenges": "",
            "cpd": "",
        },
        {"Answer to board.": "ambiguous", "Answer to other.": "ambiguous"},
    ),
    "answers above the questions": Form(
        body(*[p(f"Answer to {id_}.") + p(ASKED[id_]) for id_ in ASK]),
        {
            "board_representation": "",
            "team.reporting_line": "",
            "success_factors": "",
            "challenges": "",
            "cpd": "",
        },
        {"Answer to board.": "before", "Answer to structure.": "ambiguous", "Answer to other.": "ambiguous"},
    ),
    "questions in a cell that goes over several rows": Form(
        body(
            both(
                *[
                    merged(ASKED[id_], f"Answer to {id_}.", "restart") + merged("", f"More of {id_}.")
                    for id_ in ("board", "structure", "breadth", "success")
                ]
            )
        ),
        {
            "board_representation": "More of board.",
            "team.reporting_line": "More of structure.",
            "cpd.text": "More of breadth.",
            "success_factors": "More of success.",
        },
    ),
    "two questions in one cell, one answer": Form(
        body(
            table(
                (p(ASKED["board"]) + p(ASKED["structure"]), "The CCIO attends."),
                (ASKED["success"], "Support."),
                (ASKED["challenges"], "Money."),
            ),
            p(ASKED["other"]),
        ),
        {"board_representation": "", "team.reporting_line": "", "success_factors": "Support"},
        {"The CCIO attends.": "ambiguous"},
    ),
    "a question cut down to a heading": Form(
        body(
            *[
                p(ASKED[id_]) + p(f"Answer to {id_}.")
                for id_ in ("board", "structure", "breadth", "cpd_others")
            ],
            p(run("6. Wins", "<w:b/>")),
            p("Champions."),
            p(ASKED["challenges"]),
            p("Money."),
            p(ASKED["other"]),
        ),
        {"cpd.text": "Answer to breadth.", "success_factors": "", "challenges": "Money"},
        {"Champions.": "ambiguous"},
    ),
    "a question of their own in between": Form(
        body(
            *[p(ASKED[id_]) + p(f"Answer to {id_}.") for id_ in ("board", "structure", "breadth")],
            p("Who pays for these people, from which budget, and until when?"),
            p("The digital budget."),
            p(ASKED["success"]),
            p("Support."),
        ),
        {"cpd.text": "Answer to breadth.", "success_factors": "Support"},
        {"The digital budget.": "other-question"},
    ),
    "a question with how long the answer may be": Form(
        theirs(board=p(ASKED["board"] + " (maximum 200 words)") + p("Answer: The CCIO attends.")),
        {"board_representation": "The CCIO attends."},
        {"(maximum 200 words)": "question-changed"},
    ),
    "prompts that nobody typed over": Form(
        theirs(
            {
                "board": "Click or tap here to enter text.",
                "structure": "Choose an item.",
                "success": "Click here to enter text.",
            }
        ),
        {"board_representation": "", "team": "", "success_factors": ""},
    ),
    "two organisations in one document": Form(
        twice(ours({"board": "The FIRST CCIO attends.", "wte": "3.5", "remit": "All of FIRST."})),
        {"board_representation": "The FIRST CCIO attends.", "remit": "All of FIRST."},
        {"The SECOND CCIO attends.": "ambiguous", "All of SECOND.": "ambiguous"},
    ),
    "a box copied to another question": Form(
        copied,
        {"board_representation": "The CCIO attends.", "team.reporting_line": ""},
        {"Below the director.": "ambiguous"},
    ),
    "words typed beside an untouched box": Form(
        changed(
            {"board": "The CCIO attends."},
            '<w:t xml:space="preserve">Type here.</w:t></w:r></w:p></w:sdtContent></w:sdt>',
            '<w:t xml:space="preserve">Type here.</w:t></w:r></w:p></w:sdtContent></w:sdt>'
            + p("Web: our strategy."),
        ),
        {"board_representation": "The CCIO attends."},
    ),
    "struck out by a style": Form(
        lambda: docx(
            original(
                board=p(ASKED["board"])
                + p(run("The CIO attends.", '<w:rStyle w:val="Gone"/>'))
                + '<w:p><w:pPr><w:pStyle w:val="Line"/></w:pPr>'
                + run("The CFO attends.")
                + "</w:p>"
                + p("The CCIO attends.")
            ),
            {"word/styles.xml": STYLES},
        ),
        {"board_representation": "The CCIO attends."},
        {"The CIO attends.": "struck", "The CFO attends.": "struck"},
    ),
    "hidden text": Form(
        theirs(board=p(ASKED["board"]) + p(run("Not for the public.", "<w:vanish/>"), "The CCIO attends.")),
        {"board_representation": "The CCIO attends."},
        {"Not for the public.": "struck"},
    ),
    "links, and bullets from an email": Form(
        theirs(
            board=p(ASKED["board"]) + p("See ", "<w:r/>" + LINK.format(run("our strategy")), " of 2025."),
            success=p(ASKED["success"])
            + p("\uf0b7 Champions on wards")
            + p("\uf0a7\u00a0Time: protected")
            + p("o Trust among staff"),
        ),
        {"board_representation": "See our strategy of 2025.", "success_factors": "Trust among staff"},
    ),
    "questions cut down to headings behind their numbers": Form(
        body(
            p("1. Clinical informatics staff"),
            table(("Role", "Time"), ("CNIO", "4 PAs per week"), ("CSO (vacant)", "")),
            p("2. Board representation"),
            p("The CCIO sits on the Board."),
            p("3. Organisational structure"),
            p("Below the director."),
            p("4b. FCI competency framework"),
            p("Not yet"),
            p("5. CPD"),
            *[p(f"{'☒' if n < 2 else '☐'} {m}") for n, m in enumerate(METHODS)],
            p(ASKED["success"]),
            p("Time."),
            p(ASKED["challenges"]),
            p("Money."),
            p(ASKED["other"]),
        ),
        {
            "board_representation": "The CCIO sits on the Board.",
            "team.reporting_line": "Below the director.",
            "competency_framework.use": "planned",
            "cpd.methods": "fci-membership",
            "team.members": '"wte": "0.4"',
        },
        {"CSO (vacant)": "plan"},
    ),
    "labelled Q and A": Form(
        body(*[p(f"Q: {ASKED[id_]}") + p(f"A: Answer to {id_}.") for id_ in ASK]),
        {
            "board_representation": "Answer to board.",
            "cpd.text": "Answer to breadth.",
            "success_factors": "Answer to success",
        },
    ),
    "a reply by email": Form(
        body(
            *[p(f"> {ASKED[id_]}") + p(f"Answer to {id_}.") for id_ in ASK],
            p("Kind regards,"),
            p("Dr Jane Doe"),
            p("CCIO | M: 07700 900 123"),
        ),
        {"board_representation": "Answer to board.", "challenges": "Answer to challenges"},
        {"Kind regards,": "editor", "(name left out)": "names", "M: (telephone": "names"},
    ),
    "a question in two languages, and limits": Form(
        theirs(
            board=p(ASKED["board"] + " / Sut mae gwybodegwyr yn cael eu cynrychioli?")
            + p("The CCIO attends."),
            structure=p(ASKED["structure"] + " [Please limit your answer to 150 words]")
            + p("Below the director."),
        ),
        {"board_representation": "The CCIO attends.", "team.reporting_line": "Below the director."},
        {"Sut mae": "question-changed", "150 words": "question-changed"},
    ),
    "questions and answers in one paragraph": Form(
        body(p("\n".join(text for id_ in ASK for text in (ASKED[id_], f"Answer to {id_}.", "")))),
        {"board_representation": "Answer to board", "success_factors": "Answer to success"},
        {"Answer to other": "editor"},
    ),
    "methods in words": Form(
        theirs(
            methods=p("Local mentoring, shadowing and FCI mentoring scheme") + p("We're planning sabbaticals")
        ),
        {"cpd": ""},
        {"Local mentoring, shadowing": "beside-choice", "planning sabbaticals": "plan"},
    ),
    "a nation with more words": Form(
        changed(
            {},
            ">\u00a0England<".encode("ascii", "xmlcharrefreplace").decode(),
            ">&#160;England and parts of Wales<",
        ),
        {"organisation.nation": ""},
    ),
    "none in a table within an answer": Form(
        theirs(
            structure=p(ASKED["structure"])
            + table((table(("Executive", "CCIO"), ("Non-executive", "None")),))
        ),
        {"team.reporting_line": "Non-executive – None"},
    ),
    "two labels and two answers in a row": Form(
        body(
            table(
                ("Date:", "May 2026", "Name(s):", "Ann Example"),
                ("Job title(s):", "CCIO", "Email address:", "a@example.org"),
            ),
            *[p(ASKED[id_]) + p("Ann does it." if id_ == "board" else "Fine.") for id_ in ASK],
        ),
        {
            "told.when": "2026",
            "interviewed": '[{"title": "CCIO", "role": "ccio"}]',
            "board_representation": "",
        },
        {"does it.": "names"},
    ),
    "a row of sums": Form(
        titled(("Role", "Clinical background", "WTE"), ("CCIO", "Doctor", "0.4"), ("Total", "", "1.4")),
        {"team.members": "CCIO"},
        {"Total – 1.4": "editor"},
    ),
    "practices that refer to elsewhere": Form(
        ours(
            {
                "practices.regular-meetings": "As above",
                "practices.join-networks": "See question 3",
                "practices.secondments": "Yes, see above.",
                "practices.floor-walking": "In progress",
            }
        ),
        {"practices": ""},
        {"regular-meetings: As above": "how-not-said", "floor-walking: In progress": "plan"},
    ),
    "a name beside a role in an answer": Form(
        ours({"board": "Jane Smith (CCIO) attends the Board.", "success": "- Jane keeps it going\n- Time"}),
        {"board_representation": "", "success_factors": '[{"title": "Time"'},
        {"attends the Board.": "names", "keeps it going": "names"},
    ),
    # Ticks in tables
    "ticks under yes, planned and no": Form(
        theirs(
            methods=table(
                YES_NO,
                *[
                    (m, "x" if n == 8 else "", "x" if n == 2 else "", "x" if n in {1, 3} else "")
                    for n, m in enumerate(METHODS)
                ],
            )
        ),
        {"cpd.methods": '["shadowing"]'},
    ),
    "boxes under yes and no": Form(
        theirs(
            methods=table(
                ("", "Yes", "No"),
                *[(m, "☒" if n == 8 else "☐", "☐" if n == 8 else "☒") for n, m in enumerate(METHODS)],
            )
        ),
        {"cpd.methods": '["shadowing"]'},
    ),
    "consent ticked under no": Form(
        theirs(consent=table(("", "Yes", "No"), (ASKED["consent"], "", "x"))),
        {"publication.consent": "false"},
    ),
    "consent ticked under yes": Form(
        theirs(consent=table(("", "Yes", "No"), (ASKED["consent"], "✓", ""))),
        {"publication.consent": "true"},
    ),
    # Numbers
    "numbers with other words": Form(
        ours(
            {
                "headcount": "see question 3",
                "staff_number": "Band 7",
                "population": "300-350,000",
                "wte": "approx. 4.5-5 WTE",
            }
        ),
        {"team.headcount": "", "organisation.staff": "", "organisation.population": "", "team.wte": ""},
        {
            "see question 3": "no-number",
            "Band 7": "no-number",
            "300-350,000": "no-number",
            "approx. 4.5-5 WTE": "no-number",
        },
    ),
    "numbers with words that say no more": Form(
        ours(
            {
                "headcount": "12 staff in total",
                "wte": "7.5 WTE (approx)",
                "population": "1.2 million",
                "staff_number": "c.4,500",
            }
        ),
        {
            "team.headcount": "12",
            "team.wte": "7.5",
            "team.wte_is_approximate": "true",
            "organisation.population": "1200000",
            "organisation.staff": "4500",
        },
    ),
    "halves": Form(
        ours(
            {
                "wte": "4½",
                "headcount": "12⅓",
                "staff.title": ["CCIO", "CNIO", "Digital nurse"],
                "staff.time": ["½", "2½ days", "½Dr"],
            }
        ),
        {"team.wte": "4.5", "team.headcount": "", "team.members": '"wte": "0.5"'},
        {"12⅓": "no-number"},
    ),
    "clinical time beside informatics time": Form(
        titled(
            (
                "Role",
                "Proportion of time spent in clinical role",
                "Proportion of time spent in informatics role",
            ),
            ("CCIO", "0.8", "0.2"),
            ("CNIO", "", "1.0"),
        ),
        {"team.members": '"wte": "0.2"'},
        {"0.8": "unknown-column"},
    ),
    "how many, with words": Form(
        ours({"staff.title": ["CCIO", "Digital nurse"], "staff.count": ["Band 7", "2 (job share)"]}),
        {"team.members": "How many: 2 (job share)"},
    ),
    "dates without a year, or with two": Form(
        ours({"date": "Begun in 2019, finished in 2022", "remit": "Records."}),
        {"told": ""},
        {"Begun in 2019": "editor"},
    ),
    # Plans
    "plans in other words": Form(
        ours(
            {
                "practices.regular-meetings": "We're hoping to start in May.",
                "practices.join-networks": "By April 2027 we will have joined two.",
                "practices.secondments": "In place from next April.",
                "practices.floor-walking": "A post is due to be advertised.",
                "practices.advisory-groups": "The group will be set up.",
                "board": "By April 2027 we will have a CNIO on the Board.",
            }
        ),
        {"practices": "", "board_representation": ""},
        {
            "hoping to start": "plan",
            "By April 2027 we will have joined": "plan",
            "next April": "plan",
            "due to be": "plan",
            "will be set up": "plan",
            "CNIO on the Board": "plan",
        },
    ),
    "plans without a verb": Form(
        ours(
            {
                "practices.regular-meetings": "Every Monday, from April 2027.",
                "practices.join-networks": "From 2019, with three networks.",
                "board": "From April 2027 a CNIO on the Board.",
            }
        ),
        {"practices": "From 2019, with three networks.", "board_representation": ""},
        {"Every Monday, from April": "plan", "From April 2027 a CNIO": "plan"},
    ),
    "answers that refer to others": Form(
        body(
            *(p(ASKED["board"]), p("The CCIO attends."), p(ASKED["structure"]), p("See above")),
            *(p(ASKED["breadth"]), p("Same as question 2."), p(ASKED["success"]), p("ditto")),
            *(p(ASKED["challenges"]), p("Money."), p(ASKED["other"])),
        ),
        {
            "board_representation": "The CCIO attends.",
            "team.reporting_line": "",
            "cpd": "",
            "success_factors": "",
        },
        {"See above": "refers", "Same as question 2.": "refers", "ditto": "refers"},
    ),
    # Names
    "whoever signed it": Form(
        body(
            *(p(ASKED["board"]), p("The CCIO attends.\nContact: Sam Sample on extension 4411.")),
            *(p(ASKED["structure"]), p("Below the director. Completed by Rhiannon Example")),
            *[p(ASKED[id_]) + p("Fine.") for id_ in ("breadth", "success", "challenges", "other")],
        ),
        {"team.reporting_line": ""},
        {"Sam Sample": "names", "Rhiannon Example": "names"},
    ),
    "names beside roles": Form(
        ours(
            {
                "job_titles": "Jane Example (CCIO)\nSample Testy – CNIO\nDr Ann Else, CCIO",
                "board": "Jane attends.",
                "remit": "Prof. Bob Nobody leads it.",
                "staff.title": ["CCIO – Carol Example", "CNIO"],
                "organisation": "Testshire Trust",
            }
        ),
        {"board_representation": "", "remit": "", "interviewed": ""},
        {"attends.": "names"},
    ),
    "names at the foot of the page and in notes": Form(
        lambda: docx(
            original(
                board=p(ASKED["board"])
                + p("The CCIO", '<w:r><w:footnoteReference w:id="2"/></w:r>', " attends.")
            ),
            {
                "word/footnotes.xml": part(
                    "footnotes", f'<w:footnote w:id="2">{p("Dr Ann Example, 07700 900123")}</w:footnote>'
                ),
                "word/footer1.xml": part("ftr", p("Completed by Mrs Ann Example, a.example@example.org")),
            },
        ),
        {"board_representation": ""},
        {"The CCIO": "names", "Completed by": "margin"},
    ),
    # OpenDocument
    "the OpenDocument form, untidy": Form(
        odt_with_note,
        {
            "board_representation": "The CCIO attends.",
            "team.funding": "Half from the budget.",
            "practices": "",
            "team.wte": "2.5",
        },
        {"Hoping to": "plan"},
    ),
    "numbers and letters alone": Form(
        body(
            *[
                p(text)
                for text in (
                    "1a) The team has a CCIO.",
                    "1b) They meet weekly.",
                    "2) The CCIO attends.",
                    "3) Below the CIO.",
                    "4a) Skills are mapped.",
                    "4b) No.",
                    "6) Support.",
                    "7) Money.",
                    "8) None.",
                )
            ]
        ),
        {
            "board_representation": "The CCIO attends.",
            "team.summary": "They meet weekly.",
            "competency_framework.use": "no",
            "success_factors": "Support",
        },
    ),
}
ALL = {**FORMS, **UNTIDIER}
