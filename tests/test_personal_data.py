"""Personal data is found at its line and column, however it is spelt; ordinary figures are not.

Every number is made up: NHS numbers that begin with 999 are never issued, and the phone numbers are those
that the regulator reserves for fiction.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nhs_number.validate import calculate_checksum

from generator.basics.problem import START_OF_FILE, Position, Problem
from generator.checks.personal_data import find_personal_data, find_refused
from generator.content.document import Document
from tests.conftest import Guidance, MakeProject
from tests.phone_numbers import NO_PHONES, PHONES
from tests.small_site import ROOT

LETTERS = string.ascii_lowercase + string.digits


def found_in(text: str, path: str = "content/site.yml") -> list[Problem]:
    document = Document(path, text, {}, lambda _: {(): (START_OF_FILE, START_OF_FILE)})
    return sorted(find_personal_data([document], {}), key=lambda problem: problem.sort_key)


def kinds_in(text: str, path: str = "content/site.yml") -> list[tuple[str, str]]:
    return [(problem.code.removeprefix("personal-"), problem.severity) for problem in found_in(text, path)]


@st.composite
def emails(draw: st.DrawFn) -> str:
    words = st.text(LETTERS, min_size=1, max_size=12)
    local = draw(st.sampled_from([".", "_", "-", "+", "'"])).join(
        draw(st.lists(words, min_size=1, max_size=3))
    )
    at = draw(st.sampled_from(["@", " @ ", " [at] ", "(at)", "(At)", "\uff20", "%40", "&#64;"]))
    labels = draw(st.lists(words, min_size=2, max_size=4))
    return local + at + draw(st.sampled_from([".", " [dot] ", " . ", " dot "])).join(labels)


@st.composite
def spelled_out(draw: st.DrawFn) -> str:
    """An e-mail address without a sign that gives it away."""
    words = st.text(string.ascii_lowercase, min_size=2, max_size=12)
    local = draw(st.sampled_from([".", "_", " dot "])).join(draw(st.lists(words, min_size=2, max_size=2)))
    at = draw(st.sampled_from([" at ", " AT "]))
    dot = "." if " dot " not in local else " dot "
    return local + at + draw(words) + dot + draw(st.sampled_from(["net", "org", "uk"]))


@st.composite
def unusual_phones(draw: st.DrawFn) -> str:
    """Numbers abroad, UK numbers with strokes, and extensions."""
    last = "".join(draw(st.lists(st.sampled_from(string.digits), min_size=3, max_size=3)))
    number = draw(st.sampled_from(["+353 1 234 5", "+33 1 70 18 9", "+1 650-253-0", "020/7946/0"])) + last
    return number + draw(st.sampled_from(["", " ext. 12", " x123"]))


@st.composite
def phones(draw: st.DrawFn) -> str:
    first, second, third = draw(
        st.sampled_from(
            [("01632", "960", ""), ("020", "7946", "0"), ("07700", "900", ""), ("0306", "999", "0")]
        )
    )
    third += "".join(draw(st.lists(st.sampled_from(string.digits), min_size=3, max_size=3)))
    abroad = draw(st.sampled_from(["", "+44 ", "+44", "0044 ", "(+44) ", "+44 (0)", "+44\u00a0(0) "]))
    trunk = first[1:] if abroad else draw(st.sampled_from([first, f"({first})"]))
    gap = draw(st.sampled_from(["", " ", "-", ".", " - ", "\u2011", "\u00a0", "\n    ", "\n  # "]))
    return abroad + trunk + gap + second + gap + third


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    nine = "999" + "".join(draw(st.lists(st.sampled_from(string.digits), min_size=6, max_size=6)))
    check = calculate_checksum(nine)
    if check == 10:
        nine = nine[:8] + str((int(nine[8]) + 1) % 10)
        check = calculate_checksum(nine)
    digits = nine + str(check)
    gap = draw(st.sampled_from(["", " ", "-", "\u2013", "\u202f", "\n   "]))
    return gap.join([digits[:3], digits[3:6], digits[6:]])


@st.composite
def postcodes(draw: st.DrawFn) -> str:
    outward = draw(st.sampled_from(["M1", "B33", "CR2", "DN55", "W1A", "EC1A", "SW1A", "ZE1"]))
    inward = draw(st.sampled_from(string.digits)) + draw(
        st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2)
    )
    return outward + draw(st.sampled_from(["", " ", "  ", "\u00a0", "\n    "])) + inward


THINGS = {
    "email": (emails(), "error"),
    "email, spelled out": (spelled_out(), "error"),
    "phone": (phones(), "error"),
    "phone, less usual": (unusual_phones(), "error"),
    "nhs-number": (nhs_numbers(), "error"),
    "postcode": (postcodes(), "warning"),
}
BEFORE = st.sampled_from(
    ["", "Call ", "  - \u201c", "# ", "x: '", "See (", "In 2019, ", "caf\u00e9, ", "one\n  two "]
)
AFTER = st.sampled_from(["", ".", ", or 2 days later", "'", ")", "\nnext: 3", " and so on", ";", "\u201d"])


@pytest.mark.parametrize("kind", THINGS)
def test_each_kind_is_found_at_its_place_however_it_is_spelled(kind: str) -> None:
    things, severity = THINGS[kind]

    @given(BEFORE, things, AFTER)
    def check(before: str, thing: str, after: str) -> None:
        [problem] = found_in(before + thing + after)
        lines = before.split("\n")
        assert problem.span.start == Position(len(lines), len(lines[-1]) + 1)
        ends = (before + thing).split("\n")
        assert problem.span.end == Position(len(ends), len(ends[-1]) + 1)
        assert (problem.code, problem.severity) == (f"personal-{kind.partition(',')[0]}", severity)
        assert len(thing) < 8 or thing not in problem.found

    check()


ORDINARY = [
    "13,000 staff",
    "2019-2022",
    "2019 2020 2021 2022",
    "Band 8a and 8b",
    "\u00a3500 million",
    "999,000,0018",
    "ISBN 978-0-306-40615-7",
    "ISBN 0306406152",
    "ISBN-10: 0-19-852663-6",
    "978 0 306 40615 7",
    "doi:10.1136/bmjhci-2020-100299",
    "https://doi.org/10.1093/9990000018",
    "10.1093/jamia/0198526636",
    "01/02/2023 and 01-02-2023 12:30",
    "01.02.2023",
    "2026-11-21",
    "0.345 and 0.11123",
    "sections 5.1, 5.2 and 5.6-ics",
    "the 1st, 2nd and 3rd of W1 1st",
    "2 PAs a week, 0.6 WTE",
    "999 000 0019",
    "99900000180",
    "@handle and a@b",
    "published at england.nhs.uk, and e.g. at nhs.uk",
    "the page at example.org dot by dot",
    "extension 12 of 0800 words",
    "A&E on site 24/7",
    "sha256:0123456789abcdef0123456789",
    "Dr Smith wrote it",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_figures_are_left_alone(text: str) -> None:
    assert kinds_in(f"text: {text}, as reported.") == []


@pytest.mark.parametrize("number", PHONES)
def test_each_spelling_of_a_phone_number_is_found_whole(number: str) -> None:
    [found] = find_refused(f"Ring {number}, or write.", is_anonymous=False)
    assert (found.kind, found.start, found.end) == ("phone", 5, 5 + len(number))


@pytest.mark.parametrize("text", NO_PHONES)
def test_figures_that_are_no_phone_number_are_left_alone(text: str) -> None:
    assert find_refused(f"There was {text}, or so.", is_anonymous=False) == []


@given(
    st.integers(0, 999), st.integers(1900, 2100), st.decimals(0, 500, places=1), st.integers(1, 30_000_000)
)
def test_figures_of_a_case_study_are_left_alone(few: int, year: int, wte: object, many: int) -> None:
    assert (
        kinds_in(f"In {year}-{year + 3} the {few} staff ({wte} WTE) served {many:,} people for \u00a3{few}m.")
        == []
    )


@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    for problem in found_in(text.replace("\r", "")):
        assert problem.span.start <= problem.span.end


def hostile() -> Iterator[str]:
    for part in (
        "0",
        "01",
        "a.",
        "a@a.",
        "+44 (0)",
        "999 000 ",
        "Dr ",
        "The Of ",
        "SW1A ",
        "\n    ",
        "- ",
        "(",
        "0\n  # ",
    ):
        yield part * (60_000 // len(part))


@pytest.mark.parametrize("text", list(hostile()), ids=lambda text: repr(text[:8]))
def test_no_text_takes_long(text: str) -> None:
    found_in(text, "case_studies/x.yml")  # seconds, not minutes: the tests as a whole have a time limit


def anonymous(text: str) -> dict[str, str]:
    return {"case_studies/hill.yml": CASE.replace("SUMMARY", text)}


CASE = """title: A hospital on a hill
kind: team
summary: SUMMARY
organisation:
  types: [acute]
practices:
  - recommendation: regular-meetings
    how: They meet.
sources: [report]
publication:
  consent: true
  visibility: public
  anonymous: true
  reviewed: 2026-01-02
  review_by: 2099-01-02
"""
NAMED = CASE.replace("anonymous: true", "anonymous: false").replace(
    "  types:", "  name: Nowhere Cottage Hospital\n  types:"
)
NAMES = {
    "Dr Nobody asked.": "error",
    "Mrs A. B. O'Nobody-Nowhere asked.": "error",
    "Prof. Nobody asked.": "error",
    "Sir Nobody asked.": "warning",
    "As in Nowhere Cottage Hospital, they ask.": "warning",
    "The Nowhere University Hospitals of Nobody NHS Trust asked.": "warning",
    "It is in the area of Nowhere City Council.": "warning",
}


@pytest.mark.parametrize(("text", "severity"), NAMES.items(), ids=NAMES)
def test_a_name_in_an_anonymous_case_study_is_found(
    project: MakeProject, guidance: Guidance, text: str, severity: str
) -> None:
    root = project(anonymous(text) | {"case_studies/nowhere.yml": NAMED})
    result = guidance(root, "check")
    assert f"case_studies/hill.yml:3:{10 + len(text) - len(text.lstrip())}"[:24] in result.stdout
    assert f": {severity}: " in result.stdout
    assert result.exit_code == (severity == "error")


@pytest.mark.parametrize(
    "text",
    [
        "The NHS Trust asks the Health Board.",
        "Professor of nursing.",
        "Doctors, Matron and Sister",
        "Each NHS Trust",
    ],
)
def test_words_that_are_no_names_are_left_alone(project: MakeProject, guidance: Guidance, text: str) -> None:
    assert "warning" not in guidance(project(anonymous(text)), "check").output


def test_the_name_of_an_anonymous_file_is_looked_at(project: MakeProject, guidance: Guidance) -> None:
    root = project({"case_studies/nowhere.yml": NAMED, "case_studies/nowhere-cottage-hospital-2.yml": CASE})
    result = guidance(root, "check")
    assert "case_studies/nowhere-cottage-hospital-2.yml:1:1: warning: the name of this file" in result.stdout


def test_a_warning_is_shown_and_stops_nothing(project: MakeProject, guidance: Guidance) -> None:
    root = project(anonymous("It is at LA1 1ZZ."))
    result = guidance(root, "check")
    assert result.exit_code == 0
    assert "warning: this may be a postcode" in result.stdout
    assert "No errors: a warning stops nothing." in result.stdout
    assert result.stderr == "1 warning in 1 file\n"
    assert "LA1 1ZZ" not in result.output
    assert guidance(root, "render").exit_code == 0
    assert guidance(root, "check", "--format", "github").stdout.startswith(
        "::warning file=case_studies/hill.yml,line=3"
    )


SILENCED = {
    "a phone number": ("Call 0300 123 0000.", True),
    "a postcode": ("At LA1 1ZZ.", True),
    "a name": ("Dr Nobody wrote a book.", True),
    "an ungrouped number that only looks like an NHS number": ("Grant 9990000018.", True),
    "an NHS number": ("Patient 999 000 0018.", False),
    "an e-mail address": ("Write to a.nobody@example.org.", False),
}


@pytest.mark.parametrize(("text", "helps"), SILENCED.values(), ids=SILENCED)
def test_a_reason_in_the_file_silences_what_may_be_public(
    project: MakeProject, guidance: Guidance, text: str, helps: bool
) -> None:
    root = project(anonymous(text))
    path = root / "case_studies" / "hill.yml"
    path.write_text(
        f"# not personal: {text} This is public because we say so.\n{path.read_text('utf-8')}", "utf-8"
    )
    result = guidance(root, "check")
    assert ("No problems found." in result.stdout) is helps
    assert "personal-reason" not in result.stdout


def test_an_address_of_an_organisation_may_stand_in_a_page_with_a_reason(
    project: MakeProject, guidance: Guidance
) -> None:
    reason = "# not personal: desk@example.org is our own desk"
    front = f"{reason}\ntitle: A page\nsummary: A page.\nsection: guides\norder: 3\nreviewed: 2026-01-02"
    page = f"---\n{front}\n---\n\nWrite to desk@example.org.\n"
    assert "No problems found." in guidance(project({"content/pages/desk.md": page}), "check").stdout


def test_the_real_content_is_clean(guidance: Guidance) -> None:
    found = json.loads(guidance(ROOT, "check", "--format", "json").stdout)
    assert [problem for problem in found if problem["code"].startswith("personal")] == []
