"""What words say: how alike two texts are, ticks, numbers, whole-time equivalents (WTE), choices, roles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from generator.basics.problem import nearest
from generator.proforma.blocks import Block
from generator.proforma.rules import (
    ABOUT,
    ALIKE,
    AMOUNT_WORDS,
    BLANK,
    FULL_TIME,
    MARKS,
    NO,
    NUMBERS,
    QUIET,
    UNITS,
    YES,
    Option,
)

_WORD = re.compile(r"[a-z0-9]+(?:[.][0-9]+)*")
Mark = Literal["", "on", "off", "cross"]


@lru_cache(2_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without accents and marks."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("e-mail", "email").replace("co-", "co"))
    return tuple(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def stem(word: str) -> str:
    """A word without its plural: enough to see `roles` in `role`."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(2_000)
def key_words(text: str) -> frozenset[str]:
    """The words that say what a text is about."""
    return frozenset(stem(word) for word in words_of(text) if word not in QUIET)


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """From 0, no word in common, to 1, the same words."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def unknown_words(text: str, known: Iterable[str]) -> list[str]:
    """The words of a text that none of the known texts has."""
    there = {stem(word) for other in known for word in words_of(other)} | QUIET
    return [word for word in words_of(text) if stem(word) not in there]


def is_blank(text: str) -> bool:
    """Whether an answer says that there is none."""
    return re.fullmatch(BLANK, text, re.IGNORECASE) is not None


_ANY = MARKS["on"] + MARKS["off"] + MARKS["cross"]
_BRACKETS = r"[\[(]\s*([xX✓✔✗✘×]?)\s*[\])]"
_AT_START = re.compile(rf"\s*(?:([{_ANY}])|{_BRACKETS}|([xX])(?=\s|$))\s*")
_AT_END = re.compile(rf"\s*(?:([{_ANY}])|{_BRACKETS}|(?<=\s)([xX]))\s*$")


def without_mark(text: str) -> tuple[str, Mark]:
    """A text without the ticks at its ends, and what they say."""
    marks: list[Mark] = []
    while match := _AT_START.match(text):
        marks.append(_mark(match))
        text = text[match.end() :]
    while match := _AT_END.search(text[-12:]):
        marks.append(_mark(match))
        text = text[: len(text) - len(text[-12:]) + match.start()]
    # Somebody who types x beside an empty box means the x.
    return text.strip(), "on" if "on" in marks else "cross" if "cross" in marks else marks[0] if marks else ""


def _mark(match: re.Match[str]) -> Mark:
    sign = match[1] or match[2] or match[3] or ""
    if not sign:
        return "off"
    return "cross" if sign in f"xX{MARKS['cross']}" else "off" if sign in MARKS["off"] else "on"


def is_mark(text: str) -> bool:
    """Whether a text is nothing but ticks."""
    label, mark = without_mark(text)
    return not label and bool(mark)


def read_yes_no(text: str) -> bool | None:
    """What a tick or a single word says; None when it says neither, or more than that."""
    label, mark = without_mark(text)
    if not label:
        return None if not mark else mark != "off"
    word = label.replace("’", "'").strip()
    if re.fullmatch(YES, word, re.IGNORECASE):
        return mark != "off"
    return False if re.fullmatch(NO, word, re.IGNORECASE) and mark != "off" else None


_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_DIGITS = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d*\.\d+|\d+)"
    r"(?:\s?(k|thousand|m|million)(?![a-z]))?(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    value: Decimal | None
    """None when there is no number, or more than one."""
    is_approximate: bool = False
    is_bare: bool = True
    """Whether the answer says nothing beyond the number."""


def read_amount(text: str, is_whole: bool) -> Amount:
    """The one number of an answer, in digits or in words up to twenty."""
    found = [
        Decimal(re.sub("[, ]", "", match[1])[:15]) * _SCALES.get((match[2] or "").lower(), 1)
        for match in _DIGITS.finditer(text)
    ]
    rest = re.sub(f"{ABOUT}|{AMOUNT_WORDS}", "", _DIGITS.sub("", text), flags=re.IGNORECASE)
    words = re.findall(r"[a-z]+", rest.lower())
    found += [NUMBERS[word] for word in words if word in NUMBERS]
    if len(found) != 1 or found[0] < (1 if is_whole else 0) or (is_whole and found[0] % 1):
        return Amount(None, is_bare=False)
    is_bare = not [word for word in words if word not in NUMBERS] and not re.search(
        r"[^\W_a-z]", rest.lower()
    )
    return Amount(found[0].normalize(), bool(re.search(ABOUT, text, re.IGNORECASE)), is_bare)


def as_number(value: Decimal) -> str:
    """Digits without an exponent, at most six after the point."""
    text = f"{round(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_N = r"(\d{1,3}(?:\.\d+)?|\.\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_ABOUT = r"(?:~|≈|c\.?|ca\.?|circa|approx(?:imately)?\.?|about|around|roughly)? ?"
_AFTER = (
    r"(?: ?(?:/|per|a|each|every|in the) ?(?:week|wk)|pw| p\.?w\.?| weekly)?"
    r"(?: ?(?:for|on|in|of|to)? ?(?:the|their|my|his|her)? ?(?:clinical)? ?(?:informatics|digital)"
    r"(?: (?:role|work|time))?)?[.]?"
)
_RULES = [
    (re.compile(rf"{_ABOUT}{_N} ?(?:{unit}){_AFTER}", re.IGNORECASE), Decimal(whole), key)
    for unit, whole, key in UNITS
]
_BARE = re.compile(r"(?:(?:wte|fte) ?[:=]? ?)(\d{1,3}(?:\.\d+)?|\.\d+)|(0?\.\d+|1\.0+)", re.IGNORECASE)
_SPLIT_TIME = re.compile(
    r"(\d{1,3}) ?% ?(?:clinical informatics|informatics|digital|it)\b.*?"
    r"\d{1,3} ?% ?(?:clinical|patients?|direct care|ward)\b(?! ?informatics)",
    re.IGNORECASE,
)


def read_time(text: str) -> tuple[Decimal | None, str]:
    """The WTE that a share of time amounts to, and the code of the message that tells how, or why none."""
    plain = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" ;,")
    if re.fullmatch(FULL_TIME + _AFTER, plain, re.IGNORECASE):
        return Decimal(1), "time/full"
    if bare := _BARE.fullmatch(plain):
        return _share(Decimal(bare[1] or bare[2]), Decimal(1), "time")
    for pattern, whole, key in _RULES:
        if match := pattern.fullmatch(plain):
            number = NUMBERS.get(match[1].lower())
            return _share(Decimal(match[1]) if number is None else number, whole, key)
    if plain.count("%") == 2 and (split := _SPLIT_TIME.fullmatch(plain)):
        return _share(Decimal(split[1]), Decimal(100), "time/share")
    return None, "time/sessions" if re.search(r"\bsessions?\b", plain, re.IGNORECASE) else "time/ambiguous"


def _share(number: Decimal, whole: Decimal, key: str) -> tuple[Decimal | None, str]:
    wte = round(number / whole, 2) if whole == Decimal("37.5") else number / whole
    if wte > 1 and whole > 1:
        return None, "time/more-than-one"
    return (wte, key) if 0 < wte <= 100 else (None, "time/unlikely")


_BOX = re.compile(f"(?=[{MARKS['on']}{MARKS['off']}{MARKS['cross']}])")


@dataclass
class Chosen:
    ids: list[str] = field(default_factory=list)
    """In the order of the options, each once."""
    rest: list[Block] = field(default_factory=list)
    """What is none of the options, or says more than one of them."""
    why: str = ""
    """The code of why nothing is chosen, or of a doubt; empty when it is certain."""


@dataclass
class _Line:
    option: Option
    block: Block
    state: str
    """on, off, cross, or empty when nothing marks it."""
    is_on: bool = False


def read_choices(blocks: Sequence[Block], options: Sequence[Option]) -> Chosen:
    """Which of the options are ticked, coloured, left when all others are struck, or typed."""
    chosen = Chosen()
    lines: list[_Line] = []
    for block in (part for whole in _joined(blocks) for part in _boxes(whole)):
        label, mark = without_mark(block.text)
        said = re.search(r"[\s:–-]+(yes|no)[.!]?$", label, re.IGNORECASE)
        label, state = (
            (label[: said.start()], "on" if said[1].lower() == "yes" else "off") if said else (label, mark)
        )
        option = find_option(label, options)
        if option is None or unknown_words(label, option.words):
            chosen.rest += [] if is_mark(block.text) else [block]
        if option:
            lines.append(_Line(option, block, state))
    on = _chosen_of(lines, len(options), chosen)
    chosen.ids = [option.id for option in options if option.id in on]
    return chosen


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """One block for each row of a table in which a cell has but a tick, or a yes or no."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and block.cell and last.cell and last.cell[:2] == block.cell[:2] and last.cell != block.cell:
            pair = (last, block) if read_yes_no(block.text) is None else (block, last)
            answer = read_yes_no(pair[0].text)
            if answer is not None:
                sign = without_mark(pair[0].text)[1]
                tick = "✗" if sign == "cross" else "☒" if answer else "☐"
                tick = pair[0].text if is_mark(pair[0].text) and "✓" in pair[0].text else tick
                found[-1] = Block(f"{tick} {pair[1].text}", pair[1].cell, is_struck=pair[1].is_struck)
                continue
        found.append(block)
    return found


def _boxes(block: Block) -> list[Block]:
    """One block for each box, where several stand in one line: ☐ England ☒ Wales."""
    parts = [part.strip(" ,;/") for part in _BOX.split(block.text) if part.strip()]
    if len(parts) < 2 or any(is_mark(part) for part in parts):
        return [block]
    return [Block(part, block.cell, block.tag, block.is_struck) for part in parts]


def find_option(label: str, options: Sequence[Option], least: float = ALIKE["option"]) -> Option | None:
    """The one option that a text names, by its words or by how it or the option begins."""
    words, typed = key_words(label), words_of(label)
    scored = sorted(
        (
            (max(likeness(words, key_words(text)) for text in each.words), -at)
            for at, each in enumerate(options)
        ),
        reverse=True,
    )
    if scored and scored[0][0] >= least and (len(scored) == 1 or scored[0][0] > scored[1][0]):
        return options[-scored[0][1]]
    first = [each for each in options if typed and words_of(each.words[0])[: len(typed)] == typed]
    starting = [
        each
        for each in options
        if any(typed[: len(words_of(text))] == words_of(text) for text in each.words if text)
    ]
    return first[0] if len(first) == 1 else starting[0] if len(starting) == 1 else None


def _chosen_of(lines: list[_Line], number: int, chosen: Chosen) -> set[str]:
    has_ticks = any(sign in line.block.text for line in lines for sign in MARKS["tick"])
    if has_ticks and any(line.state == "cross" for line in lines):
        chosen.why = "cross-is-no"
    open_ = [line for line in lines if not line.block.is_struck]
    named = {line.option.id for line in lines}
    on = {line.option.id for line in open_ if line.state == "on" or (line.state == "cross" and not has_ticks)}
    bare = {line.option.id for line in open_ if not line.state}
    coloured = {line.option.id for line in open_ if line.block.is_marked}
    if on or not bare:
        # A label typed beside boxes that nobody ticked is an answer; beside ticked ones it is a doubt.
        return on
    if any(line.state for line in lines):
        return bare
    if coloured:
        return coloured if len(coloured) < len(named) else set()
    if any(line.block.is_struck for line in lines) or len(bare) == 1:
        return bare if len(bare) < number else set()
    if len(named) < number:
        chosen.why = "listed-not-ticked"
        chosen.rest += [line.block for line in lines]
    return set()


_COUNT_BEFORE = re.compile(r"([1-9]\d?)\s*[x×*]\s+(?=\w)", re.IGNORECASE)
_COUNT_AFTER = re.compile(r"\s*(?:[x×*]\s*|\(\s*[x×*]?\s*)([1-9]\d?)\s*\)?$", re.IGNORECASE)


def read_post(text: str) -> tuple[str, int | None]:
    """A job title without a number of posts such as `2 x`, and that number."""
    match = _COUNT_BEFORE.match(text) or _COUNT_AFTER.search(text)
    if match is None:
        return text.strip(), None
    return (text[: match.start()] + text[match.end() :]).strip(), int(match[1])


def find_role(title: str, roles: Sequence[Option]) -> str:
    """The identifier of the role that a job title names; empty when none does for certain."""
    names: dict[tuple[str, ...], str] = {}
    for role in roles:
        for name in role.words:
            names.setdefault(_title_words(name), role.id)
    outside = re.sub(r"\([^)]*\)", "", title)
    # Chief Nursing Information Officer (CNIO) says the same twice.
    for text in (title, outside, *re.findall(r"\(([^)]+)\)", title)):
        if _title_words(text) in names:
            return names[_title_words(text)]
    typed = " ".join(_title_words(title))
    known = {" ".join(words): role for words, role in names.items() if len(words) > 1}
    near = nearest(typed, known)
    return known[near] if near and _differ_little(typed, near) else ""


def _title_words(text: str) -> tuple[str, ...]:
    plain = words_of(text.replace("&", " and "))
    return tuple(stem(word) for word in plain if word not in {"the", "of", "for", "and"})


def _differ_little(first: str, second: str) -> bool:
    """Whether two titles have the same words, but for how one long word is spelt. CNIO is not CCIO."""
    a, b = first.split(), second.split()
    different = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and all(min(len(x), len(y)) > 5 and nearest(x, [y]) for x, y in different)


def find_profession(text: str, professions: Iterable[Option]) -> str:
    """The one profession that is named; empty when none is, or more than one."""
    words = " ".join(_title_words(text))
    found = {
        each.id
        for each in professions
        for name in each.words
        if re.search(rf"\b{re.escape(' '.join(_title_words(name)))}\b", words)
    }
    return found.pop() if len(found) == 1 else ""
