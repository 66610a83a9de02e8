"""Completed forms as people send them, and what becomes of each answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.proforma.import_form import Imported, import_form
from tests.real_content import library
from tests.word_forms import ASKED, METHODS, box, docx, old_box, original, p, part, run, table, text_box

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 11, 21)


def imported(body: str, parts: dict[str, str] | None = None) -> Imported:
    outcome = import_form(docx(body, parts), library(), DAY)
    assert isinstance(outcome, Imported), outcome
    return outcome


def data_of(outcome: Imported) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(outcome.draft, yaml.BaseLoader)  # noqa: S506 (the base loader makes text alone)
    return data


def members(*rows: tuple[str, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data_of(imported(original(staff=rows)))["team"]["members"]
    return found


def report(outcome: Imported) -> str:
    return "\n".join(outcome.report)


def comments(outcome: Imported) -> str:
    return "\n".join(line for line in outcome.draft.split("\n") if line.startswith("#"))


def test_a_tidy_form_of_2022() -> None:
    answers = {
        "date": "1 March 2026",
        "names": "Ann Example",
        "job_titles": "CCIO",
        "email": "ann@example.org",
        "organisation": "Testshire Trust",
        "together": "They meet every week.",
        "board": "The CCIO attends the Board.",
        "structure": "The team is part of the digital directorate.",
        "breadth": "Skills are mapped once a year.",
        "framework": "Yes, for appraisals.",
        "cpd_others": "A journal club",
        "success": "Support from the Board.",
        "challenges": "Money was short.",
        "other": "The team is proud.",
    }
    outcome = imported(original(answers, (("CNIO", "Nurse", "0.6 WTE", "Chief Nurse"),)))
    data = data_of(outcome)
    assert data["interviewed"] == [{"title": "CCIO", "role": "ccio"}]
    assert data["team"]["summary"] == "They meet every week.\n"
    assert data["team"]["reporting_line"] == "The team is part of the digital directorate.\n"
    assert data["team"]["members"] == [
        {
            "role": "cnio",
            "title": "CNIO",
            "profession": "nurse",
            "wte": "0.6",
            "time": "0.6 WTE",
        }
    ]
    assert "Chief Nurse" in comments(outcome)  # the form has no heading over this column
    assert data["board_representation"] == "The CCIO attends the Board.\n"
    assert data["cpd"] == {"text": "Skills are mapped once a year.\n\nA journal club\n"}
    assert data["competency_framework"] == {"use": "yes", "text": "Yes, for appraisals.\n"}
    assert data["success_factors"] == [
        {"title": "Support from the Board", "text": "Support from the Board.\n"}
    ]
    assert data["challenges"] == [{"title": "Money was short", "text": "Money was short.\n"}]
    assert data["publication"]["consent"] == "false"
    assert data["publication"]["anonymous"] == "true"
    assert "The team is proud." in comments(outcome)
    for private in ("1 March", "Ann", "ann@", "Testshire"):
        assert private not in outcome.draft
        assert private not in report(outcome)


TICKS = {
    "an x before it": lambda text: p(f"x {text}"),
    "a capital X after it": lambda text: p(f"{text} X"),
    "a tick": lambda text: p(f"✓ {text}"),
    "a heavy tick after it": lambda text: p(f"{text} ✔"),
    "a crossed box": lambda text: p(f"☒ {text}"),
    "an x in brackets": lambda text: p(f"[x] {text}"),
    "an x beside the empty box": lambda text: p(f"☐ x {text}"),
    "a box of new Word": lambda text: p(box(True), f" {text}"),
    "a box of old Word": lambda text: p(old_box(True), f" {text}"),
    "a symbol of Wingdings": lambda text: p(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', f" {text}"
    ),
    "a letter in Wingdings": lambda text: p(
        run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), f" {text}"
    ),
    "yes after a dash": lambda text: p(f"{text} – Yes"),
    "a cell of its own before": lambda text: table(("x", text)),
    "a cell of its own after": lambda text: table((text, "✓")),
}


@pytest.mark.parametrize("way", TICKS)
def test_ticks(way: str) -> None:
    lines = "".join(TICKS[way](m) if n in {2, 8} else p(m) for n, m in enumerate(METHODS))
    data = data_of(imported(original(methods=lines)))
    assert data["cpd"]["methods"] == ["local-mentoring", "shadowing"]


def test_boxes_that_nobody_ticked_are_not_chosen() -> None:
    lines = "".join(p(box(False), f" {method}") for method in METHODS)
    outcome = imported(original(methods=lines))
    assert "cpd" not in data_of(outcome)
    assert "Question 5A: nothing is ticked" in report(outcome)


def test_colours_are_not_read_and_the_report_says_so() -> None:
    yellow = '<w:highlight w:val="yellow"/>'
    outcome = imported(
        original(methods="".join(p(run(m, yellow if n == 8 else "")) for n, m in enumerate(METHODS)))
    )
    assert "cpd" not in data_of(outcome)
    assert "Question 5A: nothing is ticked, as far as marks tell; colour and bold are not read" in report(
        outcome
    )


def test_what_an_editor_should_know_stays_with_the_draft() -> None:
    outcome = imported(original({"names": "Ann Example"}, (("CNIO", "Nurse", "two sessions", ""),)))
    said = comments(outcome)
    assert "# How a Word form was read." in said
    assert "# - Question 1A: time “two sessions”: a session has no fixed length" in said
    assert "# - “Your names”: kept out of the draft" in said
    assert "as written" not in said


def test_a_cross_may_mean_yes_or_no() -> None:
    lines = "".join(p(f"{'✗' if n == 2 else '☒' if n == 8 else '☐'} {m}") for n, m in enumerate(METHODS))
    outcome = imported(original(methods=lines))
    assert data_of(outcome)["cpd"]["methods"] == ["shadowing"]
    assert "Question 5A: has a cross, which may mean yes or no" in comments(outcome)


def test_methods_left_standing_without_a_tick_are_not_guessed() -> None:
    outcome = imported(original(methods="".join(p(method, listed=True) for method in METHODS[:3])))
    assert "cpd" not in data_of(outcome)
    assert "Question 5A: is listed with others, and none is ticked" in report(outcome)
    assert METHODS[2] in comments(outcome)


def test_words_beside_a_tick_are_kept() -> None:
    lines = "".join(p(f"☒ {m} (only in the ED)" if n == 8 else f"☐ {m}") for n, m in enumerate(METHODS))
    outcome = imported(original(methods=lines))
    assert data_of(outcome)["cpd"]["methods"] == ["shadowing"]
    assert "(only in the ED)" in comments(outcome)


def test_answers_typed_after_and_below_the_question() -> None:
    after = p(f"{ASKED['board']} The CNIO sits on the Board.")
    below = p(ASKED["success"]) + table(("",)) + p("Champions on each ward.")
    data = data_of(imported(original(board=after, success=below)))
    assert data["board_representation"] == "The CNIO sits on the Board.\n"
    assert data["success_factors"][0]["text"] == "Champions on each ward.\n"


def test_an_answer_after_a_line_break_in_the_question() -> None:
    broken = p(f"{ASKED['board']}\nThe CNIO sits on the Board.\nShe reports monthly.")
    data = data_of(imported(original(board=broken)))
    assert data["board_representation"] == "The CNIO sits on the Board.\n\nShe reports monthly.\n"


def test_an_answer_in_a_text_box_counts_once() -> None:
    data = data_of(imported(original(board=p(ASKED["board"], text_box(p("The CNIO sits there."))))))
    assert data["board_representation"] == "The CNIO sits there.\n"


def test_tracked_changes_are_read_as_accepted() -> None:
    changed = p(
        "The ",
        f'<w:del w:id="1"><w:r><w:delText>CIO</w:delText></w:r></w:del><w:ins w:id="2">{run("CCIO")}</w:ins>',
        " attends.",
    )
    outcome = imported(original(board=p(ASKED["board"]) + table((changed,))))
    assert data_of(outcome)["board_representation"] == "The CCIO attends.\n"
    assert "tracked changes" in report(outcome)


def test_footnotes_comments_and_headers_are_kept() -> None:
    noted = p("The CCIO attends", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    parts = {
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{p("Since May")}</w:footnote>'),
        "word/comments.xml": part("comments", f'<w:comment w:id="0">{p("Is this right?")}</w:comment>'),
        "word/header1.xml": part("hdr", p("Draft for the Board")),
    }
    outcome = imported(original(board=p(ASKED["board"]) + table((noted,))), parts)
    assert data_of(outcome)["board_representation"] == "The CCIO attends (Since May)\n"
    assert "Is this right?" in comments(outcome)
    assert "Draft for the Board" in comments(outcome)


def test_questions_in_another_order_edited_or_gone() -> None:
    edited = p("2) How are clinical informatics staff represented at Board level in your trust?")
    body = original(
        structure="",
        board="",
        other=p(ASKED["other"]) + p("Nothing more to add than this.") + edited + p("By the CCIO."),
    )
    outcome = imported(body)
    assert data_of(outcome)["board_representation"] == "By the CCIO.\n"
    assert "Nothing more to add than this." in comments(outcome)


def test_words_added_to_a_question_are_kept() -> None:
    asked = ASKED["board"].replace("organisation?", "organisation since the merger?")
    outcome = imported(original(board=p(asked) + p("By the CCIO.")))
    assert data_of(outcome)["board_representation"] == "By the CCIO.\n"
    assert "merger" in comments(outcome)


@pytest.mark.parametrize("blank", ["", "N/A", "n/a", "None", "-", "…", " \u00a0 ", "Not applicable"])
def test_blank_answers_fill_nothing(blank: str) -> None:
    outcome = imported(original(dict.fromkeys(("board", "structure", "success", "other"), blank)))
    data = data_of(outcome)
    assert not {"board_representation", "team", "success_factors", "challenges"} & set(data)
    assert "Not yet placed" not in outcome.draft


def test_odd_spaces_quotes_and_markup_survive_as_text() -> None:
    typed = "We\u00a0use \u201ctiny\u201d\u200b steps, 5*3*2, <b>bold</b>, [a](b), a_b_c & {{ x }} #1"
    data = data_of(imported(original({"board": typed})))
    assert data["board_representation"] == (
        "We use “tiny” steps, 5\\*3\\*2, \\<b>bold\\</b>, \\[a\\](b), a\\_b\\_c & {{ x }} #1\n"
    )


TIMES = [
    ("0.6 WTE", "0.6"),
    ("WTE: 0.6", "0.6"),
    ("0.6", "0.6"),
    ("60%", "0.6"),
    ("approx. 60 %", "0.6"),
    ("60% of WTE", "0.6"),
    ("2PAs", "0.2"),
    ("2 PAs/week", "0.2"),
    ("~3.5 PAs", "0.35"),
    ("2 days a week", "0.4"),
    ("two days a week", "0.4"),
    ("0,6 WTE", None),
    ("4 half-days a week", "0.4"),
    ("Full-time", "1"),
    ("70% digital / 30% clinical", None),
    ("two sessions a week", None),
    ("60/40", None),
    ("1-2 days", None),
    ("part time", None),
    ("3", None),
    ("12 PAs", None),
    ("15 hours", "0.4"),
    ("37.5 hrs a week", "1"),
    ("FT", "1"),
    ("18 hours a month", None),
    ("as needed", None),
]


def test_shares_of_time_become_wte_by_a_rule_or_not_at_all() -> None:
    found = members(*[("CNIO", "Nurse", text, "") for text, _ in TIMES])
    assert [(member["time"], member.get("wte")) for member in found] == TIMES


def test_the_rule_is_in_the_report() -> None:
    outcome = imported(original(staff=(("CNIO", "Nurse", "2 PAs", ""), ("CCIO", "", "two sessions", ""))))
    assert "time “2 PAs”: 0.2 WTE, since 10 programmed activities are 1 WTE" in report(outcome)
    assert "time “two sessions”: a session has no fixed length" in report(outcome)


def test_rows_added_left_empty_merged_and_filled_with_several_posts() -> None:
    nested = table(("Digital nurse", "Nursing", "0.5 WTE", "CNIO"))
    rows = (
        ("CCIO\nCNIO", "Physician\nNurse", "4 PAs\n100%", ""),
        ("", "", "", ""),
        ("2 x Digital nurses", "Nurses", "50%", "CNIO"),
        (nested,),
        ("Pharmacy EPR Lead", "Pharmacist", "", ""),
        ("Digital wizard", "", "", ""),
    )
    found = members(*rows)
    assert "CCIO; CNIO – Physician; Nurse – 4 PAs; 100%" in comments(imported(original(staff=rows)))
    assert [(m.get("role"), m.get("profession"), m.get("wte"), m.get("count")) for m in found] == [
        ("digital-nurse", "nurse", None, "2"),
        ("digital-nurse", "nurse", "0.5", None),
        ("pharmacy-lead", "pharmacy-professional", None, None),
        (None, None, None, None),
    ]


def test_a_heading_of_their_own_is_kept() -> None:
    body = original(
        staff=(("Role", "Background", "WTE", "Favourite colour"), ("CNIO", "Nurse", "1.0", "Green"))
    )
    member = data_of(imported(body))["team"]["members"][0]
    assert (member["wte"], member.get("note")) == ("1", None)
    assert "Favourite colour: Green" in comments(imported(body))


def test_lists_become_points_and_their_titles_end_at_a_colon() -> None:
    listed = p(run("Champions.", "<w:b/>"), " One on each ward.", listed=True)
    body = original(
        success=p(ASKED["success"]) + listed + p("• Time: half a day a week") + p("- Trust"),
        challenges=p(ASKED["challenges"]) + p("Money was short. " * 8) + p("It still is."),
    )
    data = data_of(imported(body))
    assert data["success_factors"] == [
        {"title": "Champions. One on each ward", "text": "Champions. One on each ward.\n"},
        {"title": "Time", "text": "Half a day a week\n"},
        {"title": "Trust", "text": "Trust\n"},
    ]
    assert len(data["challenges"]) == 1
    assert data["challenges"][0]["title"].startswith("Money was short. Money")
    assert data["challenges"][0]["text"].endswith("It still is.\n")


CONSENTS = [
    (p("☒ " + ASKED["consent"]), True),
    (p(box(True), ASKED["consent"]), True),
    (p(old_box(True), ASKED["consent"]), True),
    (p(ASKED["consent"] + " Yes"), True),
    (p(ASKED["consent"]) + p("x"), True),
    (table(("X", ASKED["consent"])), True),
    (p(box(False), ASKED["consent"]) + p("yes"), True),
    (p("☐ " + ASKED["consent"]), False),
    (p(ASKED["consent"]), False),
    (p(ASKED["consent"] + " No"), False),
    (p("☒ " + ASKED["consent"] + " No"), False),
    (p(ASKED["consent"] + " Yes, but ask our press office first"), False),
    (p("☒ " + ASKED["consent"]) + p("Once the chief executive has agreed"), False),
]


@pytest.mark.parametrize(("asked", "expected"), CONSENTS)
def test_consent_is_true_only_for_a_plain_tick(asked: str, expected: bool) -> None:
    outcome = imported(original(consent=asked))
    assert data_of(outcome)["publication"]["consent"] == str(expected).lower()
    if "press office" in asked:
        assert "press office" in comments(outcome)


@pytest.mark.parametrize(
    ("typed", "use"),
    [("Yes", "yes"), ("No.", "no"), ("Not yet, but we plan to", "planned"), ("It depends", None)],
)
def test_use_of_the_framework_in_words(typed: str, use: str | None) -> None:
    outcome = imported(original({"framework": typed}))
    found = data_of(outcome).get("competency_framework", {}).get("use")
    assert found == use
    assert use or typed in comments(outcome)


def test_names_and_addresses_are_left_out_of_answers_too() -> None:
    outcome = imported(
        original(
            {
                "names": "Dr Ann Example, Bob Sample",
                "email": "ann@example.org",
                "organisation": "Testshire Royal NHS Trust",
                "board": (
                    "Dr Ann Example attends for Testshire Royal NHS Trust. "
                    "Ask bob@example.org, 01632 960 123."
                ),
                "other": "Mr Sample and Example began it in Testshire.",
            }
        )
    )
    assert "board_representation" not in data_of(outcome)
    said = comments(outcome)
    assert "(name left out) attends for (organisation left out)" in said
    assert "(email address left out), (telephone number left out)." in said
    assert "Question 2: names or reaches a person" in said
    for private in ("Sample", "Example", "Testshire", "960"):
        assert private not in outcome.draft + report(outcome)


def test_a_picture_has_to_be_put_into_words() -> None:
    picture = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip/></a:graphicData></a:graphic>"
    picture += "</wp:inline></w:drawing></w:r>"
    outcome = imported(original(structure=p(ASKED["structure"]) + p(picture)))
    assert "Question 3: is a picture: put it into words" in report(outcome)
