"""What `guidance check` refuses in a file, `guidance proforma import` leaves out of a draft: the same things.

Every number is made up: see test_personal_data.py.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.personal_data import find_refused
from generator.proforma.questions import QUESTIONS
from tests.conftest import Guidance, MakeProject
from tests.examples import examples
from tests.filled_forms import fill_word
from tests.test_personal_data import anonymous, emails, nhs_numbers, phones, unusual_phones
from tests.test_proforma import FORM
from tests.test_proforma import imported as imported_form
from tests.test_proforma_untidy import comments, data_of, imported, report
from tests.word_forms import docx, original, p, part

SPELLINGS = {
    "jane.doe@example.org": "email",
    "jane.doe (at) example.net": "email",
    "jane.doe [at] example [dot] net": "email",
    "jane.doe @ example . net": "email",
    "jane dot doe at example dot net": "email",
    "020 7946 0958": "phone",
    "020.7946.0958": "phone",
    "020-7946-0958": "phone",
    "(020) 7946 0958": "phone",
    "+44 (0)20 7946 0958": "phone",
    "0044 20 7946 0958": "phone",
    "020 7946 0958 ext. 12": "phone",
    "01632 960 123": "phone",
    "+353 1 234 5678": "phone",
    "999 000 0018": "nhs-number",
    "999-000-0018": "nhs-number",
    "9990000018": "nhs-number",
    "Dr Nobody": "name",
    "Prof. A. O'Nobody-Nowhere": "name",
}
SAID = {
    "email": ("an email address", "(email address left out)"),
    "phone": ("a telephone number", "(telephone number left out)"),
    "nhs-number": ("an NHS number", "(NHS number left out)"),
    "name": ("a person's name", "(name left out)"),
}
"""In the report, and in the draft."""


@pytest.mark.parametrize(("thing", "kind"), SPELLINGS.items(), ids=SPELLINGS)
def test_the_check_and_the_import_agree(
    project: MakeProject, guidance: Guidance, thing: str, kind: str
) -> None:
    root = project(anonymous(f"They ask {thing} every week."))
    checked = guidance(root, "check")
    assert checked.exit_code == 1
    assert "case_studies/hill.yml:3:19: error: " in checked.stdout
    assert f"[personal-{kind}]" in checked.stdout
    (root / "case_studies" / "hill.yml").unlink()

    form, draft = root / "form.docx", root / "case_studies" / "draft.yml"
    form.write_bytes(docx(original({"board": f"They ask {thing} every week."})))
    said = guidance(root, "proforma", "import", str(form), "--out", str(draft)).output
    text = draft.read_text("utf-8")
    reported, written = SAID[kind]
    assert f"They ask {written} every week." in text
    assert f"Question 2: {reported} was left out" in said
    assert thing not in text + said
    assert "personal-" not in guidance(root, "check").stdout


def test_a_case_study_that_may_be_named_may_name_people() -> None:
    question = QUESTIONS["anonymous"]
    named = p(question.ask) + p("☒ Yes, you may name us")
    outcome = imported(original({"board": "Dr Nobody asks a.nobody@example.org."}) + named)
    assert "board_representation" not in data_of(outcome)
    assert "Dr Nobody asks (email address left out)." in comments(outcome)
    assert "Question 2: the answer may hold a person's name" in report(outcome)


Form = tuple[str, dict[str, str]]
"""The body of a Word document, and its other parts."""

PLACES: dict[str, tuple[str, Callable[[str], Form]]] = {
    "a box": ("Question 2: ", lambda text: (original({"board": text}), {})),
    "a row of the table": (
        "Question 1A: ",
        lambda text: (original(staff=((f"CCIO {text}", "Nurse", ""),)), {}),
    ),
    "a job title": ("“Your job titles”: ", lambda text: (original({"job_titles": f"CCIO {text}"}), {})),
    "before the first question": ("Before the first question: ", lambda text: (p(text) + original(), {})),
    "a comment in the margin": (
        "Comments in the margin: ",
        lambda text: (
            original({"board": "They meet."}),
            {"word/comments.xml": part("comments", f"<w:comment>{p(text)}</w:comment>")},
        ),
    ),
}
"""What the report calls the place, and a form that says something there."""


@pytest.mark.parametrize(("where", "form"), PLACES.values(), ids=PLACES)
def test_the_report_says_what_was_left_out_and_where(where: str, form: Callable[[str], Form]) -> None:
    body, parts = form("see 020.7946.0958 for it")
    outcome = imported(body, parts)
    assert f"{where}a telephone number was left out" in report(outcome)
    assert "7946" not in outcome.draft + report(outcome)


def test_a_number_over_two_paragraphs_is_left_out() -> None:
    outcome = imported(original({"other": "Ring 020 7946\n0958 at any time."}))
    assert "7946" not in outcome.draft
    assert "Question 8: a telephone number was left out" in report(outcome)


def test_a_number_that_comes_about_in_the_draft_is_left_out() -> None:
    outcome = imported_form(fill_word(FORM, {"staff_number": "9,990,000,018"}))
    line = next(n for n, text in enumerate(outcome.draft.split("\n"), 1) if "(NHS number" in text)
    assert f"line {line} of the draft: what looked like a number of a person was left out" in report(outcome)
    assert "9990000018" not in outcome.draft + report(outcome)


THINGS = st.one_of(emails(), phones(), unusual_phones(), nhs_numbers())


@settings(max_examples=examples(60))
@given(st.sampled_from(sorted(PLACES)), THINGS, THINGS)
def test_no_draft_holds_what_the_check_would_refuse(place: str, first: str, second: str) -> None:
    _, form = PLACES[place]
    body, parts = form(f"{first} or {second}")
    outcome = imported(body, parts)
    assert find_refused(outcome.draft, is_anonymous=True) == []
    assert find_refused(report(outcome), is_anonymous=True) == []
