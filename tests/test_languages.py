"""A site in another language: labels and content are translated, and the rest is visibly in English.

The Welsh in `tests/cases/welsh` is test data. A made-up language, in which every label is spelt in
other letters, shows that no label is missed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import markdown
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.basics.labels import counted, inside
from generator.content.content_files import RELEASE
from generator.languages.language import read_language
from generator.languages.language_marks import BLOCK_LOCAL, Signs, resolved, say_languages
from generator.languages.template_labels import END, ENGLISH, iter_messages, translate_template
from generator.rendering.localise import Localiser, as_english, as_local
from tests.conftest import Guidance, MakeProject
from tests.examples import examples
from tests.script_texts import WITHOUT_WORDS, iter_texts

WELSH = Path(__file__).parent / "cases" / "welsh"
SMALL_STEPS = "content/pages/small-steps.md"
LABELS = "translations/cy/labels.po"
TEMPLATES = [*(RELEASE / "templates").rglob("*.md.j2"), *(RELEASE / "templates/theme").rglob("*.html")]
SCRIPTS = sorted(
    path
    for pattern in ("scripts/*/*.js", "theme/assets/javascripts/*.js")
    for path in (RELEASE / "templates").glob(pattern)
)
OF_GLOSSARY = re.compile(r"glossary\.md#.*")
"""Where a page explains its words: a translated text may have others."""

OF_DATA = re.compile(r"Atom|JSON|[a-z0-9_-]+(?:\.csv|\.json)?")
"""Names of formats, files and columns."""
TO_TYPE = {"team", "initiative", "yes", "planned", "no", "public", "internal"}
"""Values in files, which are the same in every language."""

CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абсдефгхијклмнопярстуввхузАБСДЕФГХИЈКЛМНОПЯРСТУВВХУЗ",
)


def welsh_files() -> dict[str, str | bytes]:
    return {
        path.relative_to(WELSH).as_posix(): path.read_bytes()
        for path in (WELSH / "translations").rglob("*")
        if path.is_file()
    }


@pytest.fixture
def welsh(project: MakeProject) -> Callable[..., Path]:
    def make(files: Mapping[str, str | bytes] | None = None) -> Path:
        root = project({**welsh_files(), **(files or {})})
        guide = root / SMALL_STEPS
        guide.write_text(f"{guide.read_text('utf-8')}\n## Next\n\nGo on.\n", "utf-8")
        return root

    return make


def spelt_otherwise(message: str) -> str:
    """The message in other letters, except for its placeholders and markup."""
    kept = re.compile(r"\{\w+\}|</?\d+>|\]\(\d+\)|\]\([^)]*\)|`[^`]*`|&\w+;")
    return "".join(
        part if kept.fullmatch(part) else part.translate(CYRILLIC)
        for part in re.split(f"({kept.pattern})", message)
    )


def made_up_labels() -> bytes:
    """A catalogue in which every label has a translation."""
    made = Catalog(locale="cy")
    for message in read_po(BytesIO((RELEASE / "translations/labels.pot").read_bytes())):
        if isinstance(message.id, tuple):
            made.add(message.id, (spelt_otherwise(message.id[1]),) * made.num_plurals)
        elif message.id:
            made.add(message.id, spelt_otherwise(str(message.id)))
    written = BytesIO()
    write_po(written, made)
    return written.getvalue()


def pages_of(root: Path) -> dict[str, str]:
    docs = root / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.md")}


def test_a_page_is_shown_in_welsh(
    welsh: Callable[..., Path], guidance: Guidance, update_golden: bool
) -> None:
    root = welsh()
    assert guidance(root, "render", "--language", "cy").exit_code == 0
    for name in ("themes/team-working.md", "guides/small-steps.md"):
        expected, page = WELSH / "expected" / name, pages_of(root)[name]
        if update_golden:
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(page, "utf-8")
        assert page == expected.read_text("utf-8")


def anchors_of(page: str) -> list[str]:
    body = page.split("\n---\n", 1)[1]
    extensions = ["attr_list", "def_list", "md_in_html", "sane_lists", "tables", "toc"]
    anchors = re.findall(r'\bid="([^"]+)"', markdown.markdown(body, extensions=extensions))
    return [anchor for anchor in anchors if not OF_GLOSSARY.search(anchor)]


def test_values_are_the_same_in_every_language(welsh: Callable[..., Path], guidance: Guidance) -> None:
    root = welsh()
    assert guidance(root, "render").exit_code == 0
    english, names = pages_of(root), {path for path in (root / "docs").rglob("*") if path.is_file()}
    tables = {path: path.read_bytes().splitlines()[0] for path in names if path.suffix == ".csv"}
    (root / LABELS).write_bytes(made_up_labels())
    assert guidance(root, "render", "--language", "cy").exit_code == 0
    other = pages_of(root)
    made = {path for path in (root / "docs").rglob("*") if path.is_file()}
    assert made - names == {root / "docs/assets/data/labels.js"}
    assert not names - made
    assert {path: path.read_bytes().splitlines()[0] for path in tables} == tables
    facets = re.compile(r'^guidance: \{"kind": (.*)', re.MULTILINE)
    addresses = re.compile(r'(?:\]\(|href=")((?!mailto:)[^)" ]+)')  # an e-mail holds words
    for name, page in english.items():
        assert anchors_of(other[name]) == anchors_of(page), name
        assert facets.findall(other[name]) == facets.findall(page), name
        wanted = {address for address in addresses.findall(page) if not OF_GLOSSARY.search(address)}
        assert wanted <= set(addresses.findall(other[name])), name


class Parts:
    """The words of a page outside passages that are marked as English, and each of these passages."""

    def __init__(self, page: str) -> None:
        body = page.split("\n---\n", 1)[1]
        # How to cite a page is in English by a rule of its own.
        body = re.sub(r'(?s)<details class="g-foot g-citing">.*?</details>', "", body)
        # Code has no language, an option can contain no element, and a title may be only a name.
        body = re.sub(r"(?s)<(script|code|option|title)\b.*?</\1>|<!--.*?-->|`[^`]*`", "", body)
        self.english: list[str] = []
        rest, current, is_english = "", "", list[bool]()
        for part in re.split(r"(<span[^>]*>|</span>)", body):
            if part.startswith("<span"):
                is_english.append('lang="en"' in part)
            elif part == "</span>":
                is_english.pop()
                if current and not any(is_english):
                    self.english.append(_words(current))
                    current = ""
            elif any(is_english):
                current += part
            else:
                rest += part
        self.aloud = re.findall(r'(?:aria-label|alt|placeholder)="([^"]*)"', rest)
        self.rest = _words(rest)


def _words(text: str) -> str:
    bare = re.sub(r"\]\([^)]*\)|<[^>]*>|\{[^}]*\}|[\[*]", "", text)
    return " ".join(html.unescape(bare).split())


def test_no_label_slips_past(project: MakeProject, guidance: Guidance) -> None:
    """Every word of a page is from a label, from a text of the content, or marked as English."""
    root = project({LABELS: made_up_labels()})
    assert guidance(root, "render", "--language", "cy").exit_code == 0
    files = [path for folder in ("content", "case_studies") for path in (root / folder).rglob("*.*")]
    content = " ".join(_words(path.read_text("utf-8")) for path in files)
    titles = [title for path in files for title in re.findall(r"title: (.*)", path.read_text("utf-8"))]
    as_inside = " ".join(map(inside, titles))
    sections = re.findall(r"^## (.*)", (root / "docs/llms.txt").read_text("utf-8"), re.MULTILINE)
    assert [title for title in sections if re.search(r"[A-Za-z]", title)] == ["Optional"]
    for name, page in pages_of(root).items():
        parts = Parts(page)
        dates = re.sub(r"\b\d+ \w+ \d{4}\b", "", parts.rest)
        said = [text for text in parts.aloud if re.search(r"[A-Za-z]{2}", text)]
        assert [text for text in said if text not in content and ":" not in text] == [], name
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"`[^`]*`", "", dates))
        assert [word for word in words if word not in TO_TYPE] == [], name
        unknown = [text for text in parts.english if text.strip("“”.")[:24] not in content + as_inside]
        assert [text for text in unknown if not OF_DATA.fullmatch(text)] == [], name


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_script_says_nothing_that_cannot_be_translated(path: Path) -> None:
    if f"{path.parent.name}/{path.name}" not in WITHOUT_WORDS:
        assert list(iter_texts(path.read_text("utf-8"))) == [], "use guidance.say or guidance.count"


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('make("p", "g-note", "Kept in this browser.")', ["Kept in this browser."]),
        ('make("p", "g-note", guidance.say("Kept in this browser."))', []),
        ('number + " of " + whole', [" of "]),
        ("`${number} of ${whole.get({ a: 1 })}`", [" of "]),
        ('`${is ? "Kept here" : guidance.say("Or not")}`', ["Kept here"]),
        ('guidance.count(found.length, "page found", "pages found", {})', []),
        ('say(is ? guidance.say("Kept") : "Not kept")', ["Not kept"]),
        ("// Don't \n say('Close') /* 'Or' */", ["Close"]),
        ('box.querySelector("input, textarea"); run("use strict"); add("g-button g-button--quiet")', []),
        ('text.replace(/"[A-Z][a-z]+ and"/g, "x").split("Then stop")', ["Then stop"]),
    ],
)
def test_texts_of_a_script_that_slip_past_are_found(script: str, found: list[str]) -> None:
    assert [text for _, text in iter_texts(script)] == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_without_translations_is_as_it_was(path: Path) -> None:
    source = path.read_text("utf-8")
    translated = translate_template(source, lambda _: None)
    for mark in (ENGLISH, END):
        translated = translated.replace(mark, "")
    translated = re.sub(r'\b_\(("[^"]*")\)', r"\1", translated).replace("| quiet }}", "| text }}")
    assert translated == source


def test_the_list_of_labels_is_up_to_date(tmp_path: Path, guidance: Guidance) -> None:
    assert guidance(RELEASE, "labels", "--out", str(tmp_path)).exit_code == 0
    made = (tmp_path / "labels.pot").read_text("utf-8")
    assert made == (RELEASE / "translations/labels.pot").read_text("utf-8"), "run: guidance labels"


def test_labels_are_brought_up_to_date_and_translations_stay(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    assert guidance(root, "labels", "--language", "cy").exit_code == 0
    path = root / LABELS
    text = path.read_text("utf-8")
    assert "Plural-Forms: nplurals=5" in text
    text = text.replace('msgid "Why it matters"\nmsgstr ""', 'msgid "Why it matters"\nmsgstr "Pam"')
    text = text.replace('msgid "Recommendations"\n', 'msgid "Recommendation"\n', 1)
    path.write_text(text, "utf-8")
    assert guidance(root, "labels").exit_code == 0
    assert 'msgid "Why it matters"\nmsgstr "Pam"' in path.read_text("utf-8")
    assert "0 files written" in guidance(root, "labels").output


@pytest.mark.parametrize(
    ("source", "labels"),
    [
        ("# {{ page.title | text }}", []),
        ("Reviewed {{ page.reviewed | date | text }}.", ["Reviewed {reviewed}."]),
        ("[Start](/a.md){ .g-button }", ["[Start](1)"]),
        ("| Role | {{ x | text }} |", ["Role"]),
        ('<p class="x">Case{% if a == "Team" %}: study{% endif %}</p>', ["Case", "study"]),
        ('<nav aria-label="Other {{ x.kind | text }}">', ["Other {kind}"]),
        ("Run <code>guidance check</code> 100% of days", ["Run <1>guidance check</1> 100% of days"]),
        ('{{ m.section("Next steps", a) }}{{ "x.y" | text }}', ["Next steps"]),
        ('{{ m.count(n, "role", "roles") }} in all.', ["{n} in all.", "{number} role"]),
        ("{# A comment #}{{ a | text }}, {{ b | text }}", []),
    ],
)
def test_labels_are_found_in_a_template(source: str, labels: list[str]) -> None:
    assert [said if isinstance(said, str) else said[0] for said in iter_messages(source)] == labels


@given(st.text(st.characters(exclude_categories=["Cs", "Co"], exclude_characters="\n\r\0"), min_size=1))
def test_a_translation_is_never_a_template(words: str) -> None:
    translated = translate_template("Why {{ a | text }}", lambda _: words + "{a}", is_marked=False)
    assert translated.count("{{") == 1
    assert "{%" not in translated
    assert "{#" not in translated


def test_a_citation_is_no_matter_of_translation() -> None:
    signs = Signs("cy", "", lambda percent: f"{percent} of 100", "all English")
    local, foreign = as_local("dau air"), as_english("two words")
    cited = f'<details class="g-foot g-citing">{as_english("Team working, version 1")}</details>'
    assert "of 100" not in say_languages(f"# {local}\n\n{BLOCK_LOCAL}{local}\n\n{cited}", signs)
    page = say_languages(f"# {local}\n\n{BLOCK_LOCAL}{foreign}\n\n{cited}", signs)
    assert "50 of 100" in page
    assert '<span lang="en">Team working, version 1</span>' in page


def test_what_is_in_which_language_nests() -> None:
    text = as_english(f"Themes: {as_local('Thema', 'Theme')} and {as_english('Roles')}")
    assert resolved(text, "cy") == '<span lang="en">Themes: <span lang="cy">Thema</span> and Roles</span>'
    assert resolved(as_local(f"a {as_english('b')}"), "cy") == 'a <span lang="en">b</span>'


@settings(max_examples=examples(60))
@given(st.data())
def test_a_damaged_file_of_labels_is_read_or_refused(data: st.DataObject) -> None:
    whole = (WELSH / LABELS).read_bytes()[:4000]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    damaged = whole[:start] + data.draw(st.binary(max_size=12)) + whole[end:]
    _, problems = read_language("cy", LABELS, damaged)
    assert all(problem.path == LABELS and problem.message for problem in problems)


def test_a_file_of_labels_may_come_from_any_editor() -> None:
    whole = (WELSH / LABELS).read_bytes()
    for data in (whole.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + whole):
        language, problems = read_language("cy", LABELS, data)
        assert problems == []
        assert language.find("Why it matters") == "Pam mae'n bwysig"


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 astudiaeth achos"), (3, "3 astudiaeth achos"), (10, "10 astudiaethau achos")],
)
def test_what_is_counted_takes_the_form_of_its_number(number: int, said: str) -> None:
    language, _ = read_language("cy", LABELS, (WELSH / LABELS).read_bytes())
    assert Localiser(language).plain(counted(number, "case study", "case studies")) == said
    assert str(counted(number, "case study", "case studies")).startswith(f"{number} case stud")


def test_a_form_that_is_missing_is_not_made_up() -> None:
    text = 'msgid "{number} role"\nmsgid_plural "{number} roles"\nmsgstr[0] "{number} rol"\n'
    language, problems = read_language("cy", LABELS, text.encode())
    assert problems == []
    assert language.find_label(counted(4, "role", "roles")) is None


def test_a_label_that_is_unsure_is_not_shown() -> None:
    language, _ = read_language("cy", LABELS, b'#, fuzzy\nmsgid "Theme"\nmsgstr "Thema"\n')
    assert language.find("Theme") is None


MISTAKES = {
    "an unknown key": ("titel: Gwaith\n", "unknown key", "nearest:  title"),
    "a number": ("order: 2\n", "the same in every language", "why_it_matters"),
    "a reference": ("sources: [report]\n", "the same in every language", "summary"),
    "an unknown entry": ("recommendations:\n  - id: meetings\n", "no entry with this id", "regular-meetings"),
    "an unknown link": ("summary: Gweler [](role:nobody).\n", "unknown role", "role:nobody"),
    "a list for a text": ("title: [a]\n", "text is expected here", "a list"),
    "two lines": ("title: |\n  a\n  b\n", "this is not one line", "one line of text"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_translation_is_shown_at_its_line(
    name: str, project: MakeProject, guidance: Guidance
) -> None:
    text, message, also = MISTAKES[name]
    result = guidance(project({"translations/cy/content/themes/team-working.yml": f"# x\n{text}"}), "check")
    assert result.exit_code == 1
    assert re.search(r"^translations/cy/content/themes/team-working\.yml:[23]:\d+: error: ", result.output)
    assert message in result.output
    assert also in result.output


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"translations/cy/content/themes/other.yml": "title: a\n"}, "no file that this could be"),
        ({"translations/cy/content/other.yml": "title: a\n"}, "would not be read"),
        ({"translations/welsh/labels.po": ""}, "not the code of a language"),
        ({"translations/cy/labels.po": 'msgid "a\n'}, "can't be read"),
        ({"translations/cy/labels.po": b'msgid "a"\nmsgstr "\xff"\n'}, "can't be read"),
        (
            {"translations/cy/labels.po": 'msgid "Cited as {name}"\nmsgstr "Enw {nam}"\n'},
            "values and links are not those of the English",
        ),
        (
            {"translations/cy/content/pages/small-steps.md": "---\ntitle: a\n---\n\n## Un\n\nDau\n"},
            "has the headings of its original",
        ),
        ({"translations/cy/content/benefits.yml": "introduction: ''\n"}, "there is no text here"),
    ],
)
def test_a_file_of_translations_that_does_not_fit_is_refused(
    files: dict[str, str | bytes], message: str, project: MakeProject, guidance: Guidance
) -> None:
    result = guidance(project(files), "check")
    assert result.exit_code == 1
    assert message in result.output
    assert next(iter(files)).rpartition("/")[0].split("/")[1] in result.output


def test_a_translation_of_an_older_english_is_reported(project: MakeProject, guidance: Guidance) -> None:
    path = "translations/cy/content/themes/team-working.yml"
    root = project({path: "original: x\ntitle: Gwaith\n"})
    result = guidance(root, "check")
    assert result.exit_code == 0
    assert "warning: the English has changed" in result.output
    digest = re.search(r"expected: (\w{10}),", result.output)
    assert digest
    (root / path).write_text(f"original: {digest[1]}\ntitle: Gwaith\n", "utf-8")
    assert "warning" not in guidance(root, "check").output


@pytest.mark.parametrize("code", ["xx", "Welsh", "cy\n"])
def test_an_unknown_language_is_wrong_use(code: str, project: MakeProject, guidance: Guidance) -> None:
    result = guidance(project({}), "render", "--language", code)
    assert result.exit_code == 2
    assert "not the code of a language" in result.output


def test_a_language_without_translations_says_how_to_start(project: MakeProject, guidance: Guidance) -> None:
    result = guidance(project({}), "render", "--language", "cy")
    assert result.exit_code == 1
    assert "guidance labels --language cy" in result.output


def test_the_content_says_the_language(welsh: Callable[..., Path], guidance: Guidance) -> None:
    root = welsh()
    site = root / "content/site.yml"
    site.write_text(f"{site.read_text('utf-8')}language: cy\n", "utf-8")
    assert guidance(root, "render").exit_code == 0
    assert 'title: "Gweithio fel tîm"' in pages_of(root)["themes/team-working.md"]
    assert guidance(root, "render", "--language", "en-GB").exit_code == 0
    assert 'title: "Team working"' in pages_of(root)["themes/team-working.md"]


def test_an_overlay_speaks_its_own_language(guidance: Guidance, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    (root / "content").mkdir(parents=True)
    overlay = "release: 0.1.0\nname: Riverside\nvisibility: internal\nreviewed: 2026-01-02\nlanguage: cy\n"
    (root / "content/overlay.yml").write_text(overlay, "utf-8")
    theme = root / "translations/cy/content/themes/team-working-methods.yml"
    theme.parent.mkdir(parents=True)
    name = next((RELEASE / "content/themes").glob("*.yml"))
    theme.with_name(name.name).write_text("title: Gweithio\n", "utf-8")
    (root / LABELS).write_text('msgid "Why it matters"\nmsgstr "Pam"\n', "utf-8")
    assert guidance(root, "render").exit_code == 0
    page = (root / f"docs/themes/{name.stem}.md").read_text("utf-8")
    assert "# Gweithio" in page
    assert "## Pam { #why-it-matters }" in page
