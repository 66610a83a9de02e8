"""What answers mean: numbers, whole-time equivalents (WTE), choices, roles and professions.

The sources give no rule for WTE, so these are our own, and a report names the one it used:

- WTE and FTE are WTE; a share such as 60% is of one WTE, as the form's own note says.
- Ten programmed activities (PAs) are 1 WTE: the standard full-time contract of a consultant.
- Five days, or ten half-days, a week are 1 WTE.
- A session has no fixed length: half a day for many doctors, but nine make a full-time GP, and a case
  study here has 14 sessions for about 3.5 WTE. So sessions are kept as words, unless they are half-days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.basics.problem import nearest
from generator.library.library import Library
from generator.proforma.find_answers import (
    Piece,
    is_mark,
    key_words,
    likeness,
    read_yes_no,
    stem,
    unknown_words,
    without_mark,
    words_of,
)

_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
SMALL_NUMBERS = {word: Decimal(number) for number, word in enumerate(_WORDS, 1)} | {"half": Decimal("0.5")}

_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d*\.\d+|\d+)"
    r"(?:\s?(?P<scale>k|thousand|m|million)(?![a-z]))?(?![\d])",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"~|≈|±|\+|[<>]|\b(?:approx(?:imately)?|about|around|circa|ca?\.|c\.?(?=\s?\d)|roughly|nearly|almost|some|over|"
    r"under|more than|less than|up to|just|estimated|est|around|in the region of|at least|or so|ish)\b\.?",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\b(?:wte|fte|whole[- ]time equivalents?|full[- ]time equivalents?|staff|people|employees|members|"
    r"headcount|in total|total|persons|posts|residents|patients|population|of|a|the|we|have|serves?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    value: Decimal | None
    """None when there is no number, or more than one."""
    is_approximate: bool = False
    is_bare: bool = True
    """Whether the answer says nothing beyond the number."""


def find_numbers(text: str) -> list[Decimal]:
    """All numbers in a text, in digits or in words up to twenty."""
    found = [(match.start(), _value(match)) for match in _NUMBER.finditer(text)]
    found += [
        (match.start(), SMALL_NUMBERS[match[0]])
        for match in re.finditer(r"[a-z]+", text.lower())
        if match[0] in SMALL_NUMBERS
    ]
    return [value for _, value in sorted(found)]


def _value(match: re.Match[str]) -> Decimal:
    digits = Decimal(re.sub("[, ]", "", match["digits"])[:15])
    return digits * _SCALES.get((match["scale"] or "").lower(), 1)


def understand_amount(text: str, is_whole: bool) -> Amount:
    """The one number of an answer."""
    numbers = find_numbers(text)
    if len(numbers) != 1:
        return Amount(None, is_bare=False)
    value = numbers[0].normalize()
    if value < (1 if is_whole else 0) or (is_whole and value != value.to_integral_value()):
        return Amount(None, is_bare=False)
    rest = _UNITS.sub("", _ABOUT.sub("", _NUMBER.sub("", text)))
    rest = re.sub("|".join(rf"\b{word}\b" for word in SMALL_NUMBERS), "", rest, flags=re.IGNORECASE)
    return Amount(value, bool(_ABOUT.search(text)), not re.search(r"\w", rest))


def as_yaml_number(value: Decimal) -> str:
    """Digits without an exponent, at most six after the point."""
    text = f"{round(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_N = r"(?P<n>\d{1,3}(?:\.\d+)?|\.\d+|" + "|".join(SMALL_NUMBERS) + ")"
_WEEK = r"(?:\s*(?:/|per|a|each|every|in the)\s*(?:week|wk))?"
_ABOUT_TIME = r"(?:~|≈|c\.?|ca\.?|circa|approx(?:imately)?\.?|about|around|roughly)?\s*"
_FOR = (
    r"(?:\s*(?:for|on|in|of|to)?\s*(?:the|their|my|his|her)?\s*(?:clinical)?"
    r"\s*(?:informatics|digital)(?:\s*(?:role|work|time))?)?"
)


@dataclass(frozen=True)
class Rule:
    pattern: re.Pattern[str]
    whole: int
    """How many of the unit are 1 WTE."""
    key: str
    """Of the message that tells the rule in a report."""


def _rule(unit: str, whole: int, key: str) -> Rule:
    return Rule(re.compile(rf"{_ABOUT_TIME}{_N}\s*{unit}{_FOR}[.]?", re.IGNORECASE), whole, key)


RULES = (
    _rule(r"(?:wte|fte|w\.t\.e\.?|whole[- ]time equivalents?|full[- ]time equivalents?)", 1, "time"),
    _rule(
        r"(?:%|per ?cent)(?:\s*(?:of\s*)?(?:(?:a|1|one|1\.0)\s*)?(?:wte|fte|full[- ]time|whole[- ]time))?",
        100,
        "time/share",
    ),
    _rule(
        rf"(?:pas?|p\.a\.s?|pa'?s|programmed activit(?:y|ies)){_WEEK}",
        10,
        "time/programmed-activities",
    ),
    _rule(rf"days?{_WEEK}", 5, "time/days"),
    _rule(rf"(?:half[- ]days?|half[- ]day sessions?){_WEEK}", 10, "time/half-days"),
)
_PREFIXED = re.compile(rf"(?:wte|fte)\s*[:=]?\s*{_N}", re.IGNORECASE)
_BARE = re.compile(r"(?:0?\.\d+|1\.0+)")
_FULL = re.compile(rf"(?:full|whole)[- ]?time{_FOR}[.]?|100\s*%[.]?", re.IGNORECASE)
_SESSIONS = re.compile(r"\bsessions?\b", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?P<n>\d{1,3})\s*%\s*(?:clinical informatics|informatics|digital|it)\b", re.IGNORECASE
)
_CLINICAL = re.compile(
    r"\d{1,3}\s*%\s*(?:clinical|patients?|direct care|ward)\b(?!\s*informatics)", re.IGNORECASE
)


@dataclass(frozen=True)
class WteShare:
    wte: Decimal | None
    """None when it is not certain."""
    key: str
    """Of the message that tells the rule that was used, or why none was."""


def understand_time(text: str) -> WteShare:
    """The WTE that a share of time amounts to, by a stated rule."""
    plain = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" ;,")
    if _FULL.fullmatch(plain):
        return WteShare(Decimal(1), "time/full")
    match = _PREFIXED.fullmatch(plain) or _BARE.fullmatch(plain)
    if match:
        number = match.groupdict().get("n") or match[0]
        return _share(_number(number), Rule(_BARE, 1, "time"))
    for rule in RULES:
        match = rule.pattern.fullmatch(plain)
        if match:
            return _share(_number(match["n"]), rule)
    labelled = _LABELLED.findall(plain)
    if len(labelled) == 1 and len(_CLINICAL.findall(plain)) == 1 and plain.count("%") == 2:
        return _share(Decimal(labelled[0]), RULES[1])
    if _SESSIONS.search(plain):
        return WteShare(None, "time/sessions")
    return WteShare(None, "time/ambiguous")


def _number(text: str) -> Decimal:
    return SMALL_NUMBERS[text.lower()] if text.lower() in SMALL_NUMBERS else Decimal(text)


def _share(number: Decimal, rule: Rule) -> WteShare:
    wte = number / rule.whole
    if wte > 1 and rule.whole > 1:
        return WteShare(None, "time/more-than-one")
    return WteShare(wte, rule.key) if 0 < wte <= 100 else WteShare(None, "time/unlikely")


SURE = 0.75
_BOX = re.compile("(?=[☒☑✓✔✅☐□✗✘])")


@dataclass(frozen=True)
class Option:
    id: str
    wordings: tuple[str, ...]


@dataclass
class _Line:
    """A line that names one of the options."""

    option: Option
    piece: Piece
    state: str
    """on, off, cross, or empty when nothing marks it."""


@dataclass
class Chosen:
    ids: list[str] = field(default_factory=list)
    """In the order of the options, each once."""
    rest: list[Piece] = field(default_factory=list)
    """What is none of the options, or says more than one of them."""
    doubt: str = ""
    """The key of the message that says why the choice is not certain; empty when it is."""


def understand_choices(pieces: Sequence[Piece], options: Sequence[Option]) -> Chosen:
    chosen = Chosen()
    lines: list[_Line] = []
    for piece in (part for whole in pieces for part in _split(whole)):
        if not _marks_last_line(piece, lines):
            _read_line(piece, options, lines, chosen)
    ids = _ids_of(lines, chosen, len(options))
    chosen.ids = [option.id for option in options if option.id in ids]
    return chosen


def _split(piece: Piece) -> list[Piece]:
    """One piece for each box, where several stand in one line: ☐ England ☒ Wales."""
    parts = [part for part in _BOX.split(piece.text) if part.strip()]
    if len(parts) < 2 or any(is_mark(part) for part in parts):
        return [piece]
    return [replace(piece, paragraph=replace(piece.paragraph, text=part.strip(" ,;/"))) for part in parts]


def _marks_last_line(piece: Piece, lines: list[_Line]) -> bool:
    """Whether a piece is but the tick, or the yes or no, beside the line before it."""
    answer = read_yes_no(piece.text)
    beside = (
        lines and piece.row and piece.row == lines[-1].piece.row and piece.column != lines[-1].piece.column
    )
    if not beside or answer is None:
        return is_mark(piece.text)
    mark = without_mark(piece.text)[1]
    lines[-1].state = ("on" if answer else "off") if mark != "cross" else "cross"
    return True


def _read_line(piece: Piece, options: Sequence[Option], lines: list[_Line], chosen: Chosen) -> None:
    label, mark = without_mark(piece.text)
    label, said = _without_yes_no(label)
    option = _find(label, options)
    if option is None:
        if piece.text:
            chosen.rest.append(piece)
        return
    if unknown_words(label, option.wordings):
        chosen.rest.append(piece)
    lines.append(_Line(option, piece, said or mark))


def _without_yes_no(label: str) -> tuple[str, str]:
    """A label without a yes or no at its end, and what that says."""
    match = re.search(r"[\s:–-]+(yes|no)[.!]?$", label, re.IGNORECASE)
    if match is None:
        return label, ""
    return label[: match.start()], "on" if match[1].lower() == "yes" else "off"


def _find(label: str, options: Sequence[Option]) -> Option | None:
    words = key_words(label)
    scored = sorted(
        (
            (max(likeness(words, key_words(text)) for text in option.wordings), -number)
            for number, option in enumerate(options)
        ),
        reverse=True,
    )
    if scored and scored[0][0] >= SURE and (len(scored) == 1 or scored[0][0] > scored[1][0]):
        return options[-scored[0][1]]
    typed = words_of(label)
    first = [option for option in options if typed and words_of(option.wordings[0])[: len(typed)] == typed]
    starting = [
        option
        for option in options
        if any(text and typed[: len(words_of(text))] == words_of(text) for text in option.wordings)
    ]
    return first[0] if len(first) == 1 else starting[0] if len(starting) == 1 else None


def _ids_of(lines: list[_Line], chosen: Chosen, number: int) -> set[str]:
    has_ticks = any(sign in line.piece.text for line in lines for sign in "✓✔")
    if has_ticks and any(line.state == "cross" for line in lines):
        chosen.doubt = "cross-is-no"
    on = {"on"} if has_ticks else {"on", "cross"}
    ticked = {line.option.id for line in lines if line.state in on and not line.piece.paragraph.struck}
    coloured = {line.option.id for line in lines if line.piece.paragraph.highlighted}
    if coloured and len(coloured) < len({line.option.id for line in lines}):
        ticked |= coloured
    return ticked | _typed(lines, bool(ticked) or len({line.option.id for line in lines}) == number, chosen)


def _typed(lines: list[_Line], has_chosen: bool, chosen: Chosen) -> set[str]:
    """Options that somebody wrote down rather than ticked."""
    bare = {line.option.id for line in lines if not line.state and not line.piece.paragraph.struck}
    if any(line.state == "off" for line in lines):
        return bare
    if not bare or any(line.state for line in lines):
        return set()
    struck = [line for line in lines if line.piece.paragraph.struck]
    if len(bare) == 1 or struck:
        return set() if has_chosen else bare
    if not has_chosen:
        chosen.doubt = "listed-not-ticked"
        chosen.rest += [line.piece for line in lines]
    return set()


_COUNT_BEFORE = re.compile(r"(?P<n>[1-9]\d?)\s*[x×*]\s+(?=\w)", re.IGNORECASE)
_COUNT_AFTER = re.compile(r"\s*(?:[x×*]\s*|\(\s*[x×*]?\s*)(?P<n>[1-9]\d?)\s*\)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Post:
    title: str
    """As typed, without a number of posts such as `2 x`."""
    count: int | None
    role: str
    """The identifier of a role; empty when none fits for certain."""


class Roles:
    """The roles of a library by everything that they are called."""

    def __init__(self, library: Library) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        for entry in library.roles:
            role = entry.record
            for name in (role.title, role.abbreviation or "", *role.also_called):
                if name:
                    self._names.setdefault(_words(name), entry.id)

    def find(self, title: str) -> str:
        """The role that a job title names; empty when none does for certain."""
        for name in _versions(title):
            if _words(name) in self._names:
                return self._names[_words(name)]
        known = {" ".join(words): role for words, role in self._names.items() if len(words) > 1}
        near = nearest(" ".join(_words(title)), known)
        return known[near] if near and _differ_little(" ".join(_words(title)), near) else ""

    def read_post(self, text: str) -> Post:
        """What stands in the first column of the table of question 1."""
        match = _COUNT_BEFORE.match(text) or _COUNT_AFTER.search(text)
        title = (text[: match.start()] + text[match.end() :]).strip() if match else text.strip()
        return Post(title, int(match["n"]) if match else None, self.find(title))


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        stem(word) for word in words_of(text.replace("&", " and ")) if word not in {"the", "of", "for", "and"}
    )


def _versions(title: str) -> list[str]:
    """The title, and its parts where it says the same twice: Chief Nursing Information Officer (CNIO)."""
    inside = re.findall(r"\(([^)]+)\)", title)
    outside = re.sub(r"\([^)]*\)", "", title)
    informatics = re.sub(r"\(information\)", "", title, flags=re.IGNORECASE)
    return [title, outside, informatics, *inside]


def _differ_little(first: str, second: str) -> bool:
    """Whether two titles have the same words, but for how one long word is spelt. CNIO is not CCIO."""
    a, b = first.split(), second.split()
    different = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and all(min(len(x), len(y)) > 5 and nearest(x, [y]) for x, y in different)


def find_profession(library: Library, texts: Iterable[str]) -> str:
    """The one profession that is named; empty when none is, or more than one."""
    for text in texts:
        words = " ".join(_words(text))
        found = {
            entry.id
            for entry in library.vocabulary.professions
            for name in (entry.title, entry.plural or "", *entry.also)
            if name and re.search(rf"\b{re.escape(' '.join(_words(name)))}\b", words)
        }
        if len(found) == 1:
            return found.pop()
        if found:
            return ""
    return ""
