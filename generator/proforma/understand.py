"""What words say: how alike two texts are, ticks, numbers, whole-time equivalents (WTE), choices, roles.

What allows more than one reading says nothing here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from generator.proforma.blocks import Block, joined
from generator.proforma.rules import PATTERNS, QUIET, TABLE, TIMES, Option

_WORD = re.compile(r"[a-z0-9]+(?:[.][0-9]+)*")
_ALIKE, _MARKS = TABLE["alike"], TABLE["marks"]
Mark = Literal["", "on", "off", "cross"]


def says(name: str, text: str) -> bool:
    """Whether all of a text is as the table's pattern of this name."""
    return PATTERNS[name].fullmatch(text) is not None


def is_plan(text: str, strictly: bool = True) -> bool:
    """Whether a text says that something has not happened. `strictly`: also further on in it."""
    plain = text.lstrip(" •*–-")
    return bool(PATTERNS["plans"].match(plain) or (strictly and PATTERNS["planned"].search(plain)))


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
    return says("blank", text)


_ANY = _MARKS["on"] + _MARKS["off"] + _MARKS["cross"]
_MARK = rf"(?:[{_ANY}]|[\[(]\s*[xX{_ANY}]?\s*[\])]|(?<!\S)[xX](?!\S))"
_MARKED = re.compile(rf"\s*((?:{_MARK}\s*)*)(.*?)((?:\s*{_MARK})*)\s*", re.DOTALL)
_BOX = re.compile(f"(?=[{_ANY}])")


def without_mark(text: str) -> tuple[str, Mark]:
    """A text without the ticks at its ends, and what they say."""
    match = _MARKED.fullmatch(text)
    label, signs = (match[2], match[1] + match[3]) if match else (text, "")
    # Somebody who types x beside an empty box means the x.
    if any(sign in f"xX{_MARKS['on']}" for sign in signs):
        return label, "on"
    is_cross = any(sign in _MARKS["cross"] for sign in signs)
    return label, "cross" if is_cross else "off" if signs.strip() else ""


def is_mark(text: str) -> bool:
    """Whether a text is nothing but ticks."""
    label, mark = without_mark(text)
    return not label and bool(mark)


def read_yes_no(text: str) -> bool | None:
    """What a tick or a single word says; None when it says neither, or more than that."""
    label, mark = without_mark(text)
    if mark == "cross" or not (label or mark):
        return None
    if not label or says("yes", label):
        return mark != "off"
    return False if says("no", label) and mark != "off" else None


def with_figures(text: str) -> str:
    """A text with a point and figures in place of ½ and its like."""
    for sign, figures in TABLE["fractions"].items():
        text = re.sub(rf"(?<=[0-9]) ?{sign}", figures, text).replace(sign, f"0{figures}")
    return text


def read_amount(text: str, is_whole: bool) -> tuple[Decimal | None, bool]:
    """The number of an answer that says no more than that, and whether it is approximate."""
    text = with_figures(text)
    plain = PATTERNS["about"].sub("", text)
    found = list(PATTERNS["digits"].finditer(plain))
    rest = PATTERNS["amount_words"].sub("", PATTERNS["digits"].sub("", plain))
    if len(found) != 1 or re.search(r"[^\W_]", rest):
        return None, False
    number = Decimal(re.sub("[, ]", "", found[0][1])[:15])
    number *= TABLE["scales"].get((found[0][2] or "").lower(), 1)
    if number < int(is_whole) or (is_whole and number % 1):
        return None, False
    return number.normalize(), plain != text


def as_number(value: Decimal) -> str:
    """Digits without an exponent, at most six after the point."""
    text = f"{round(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_time(text: str) -> tuple[Decimal | None, str]:
    """The WTE that a share of time amounts to, and the code of the message that tells how, or why none."""
    plain = re.sub(r"\s+", " ", with_figures(text.lower())).strip(" ;,")
    plain = re.sub("[a-z]+", lambda match: TABLE["time"]["words"].get(match[0], match[0]), plain)
    for pattern, whole, key in TIMES:
        if match := re.fullmatch(pattern, plain):
            wte = round(Decimal((match.groups() or "1")[0]) / Decimal(str(whole)), 6 if whole != 37.5 else 2)
            if wte > 1 and whole > 1:
                return None, "time/more-than-one"
            return (wte, key) if 0 < wte <= 100 else (None, "time/unlikely")
    return None, "time/sessions" if PATTERNS["sessions"].search(plain) else "time/ambiguous"


@dataclass
class Chosen:
    ids: list[str] = field(default_factory=list)
    """In the order of the options, each once."""
    rest: list[Block] = field(default_factory=list)
    """What is none of the options, or says more than one of them."""
    why: str = ""
    """The code of why nothing is chosen, or of a doubt; empty when it is certain."""


def read_choices(blocks: Sequence[Block], options: Sequence[Option]) -> Chosen:
    """Which of the options are ticked, or the only one that is typed."""
    chosen = Chosen()
    on: set[str] = set()
    bare: dict[str, Block] = {}
    for block in (part for whole in joined(blocks, " ") for part in _boxes(whole)):
        label, mark = _choice(block.text, options)
        option = find_option(label, options)
        chosen.why = "cross" if mark == "cross" else chosen.why
        if not is_mark(block.text) and (mark == "cross" or not option or unknown_words(label, option.words)):
            chosen.rest.append(block)
        if option and not block.is_struck:
            on |= {option.id} if mark == "on" else set()
            # Yes and no may have more behind them. Another choice with more words may be one of several.
            is_sure = (
                not unknown_words(label, option.words)
                or says("yes", option.words[0])
                or says("no", option.words[0])
            )
            bare |= {option.id: block} if is_sure and not mark else {}
    if not on and 1 < len(bare) < len(options):
        chosen.why = "listed-not-ticked"
        chosen.rest += [block for block in bare.values() if block not in chosen.rest]
    on = on or (set(bare) if len(bare) == 1 else set())
    chosen.ids = [option.id for option in options if option.id in on]
    return chosen


def _choice(text: str, options: Sequence[Option]) -> tuple[str, Mark]:
    """A choice and its mark, which may be a yes or no behind it."""
    label, mark = without_mark(text)
    said = None if mark else PATTERNS["said_behind"].search(label)
    if said and find_option(label[: said.start()], options):
        return label[: said.start()], "on" if said[1] else "off"
    return label, mark


def _boxes(block: Block) -> list[Block]:
    """One block for each box, where several stand in one line: ☐ England ☒ Wales."""
    parts = [part.strip(" ,;/") for part in _BOX.split(block.text) if part.strip()]
    if len(parts) < 2 or any(is_mark(part) for part in parts):
        return [block]
    return [replace(block, text=part) for part in parts]


def find_option(label: str, options: Sequence[Option]) -> Option | None:
    """The one option that a text names, by its words or by how it begins."""
    words = key_words(label)
    scored = [(max(likeness(words, key_words(text)) for text in each.words), each) for each in options]
    best = max((score for score, _ in scored), default=0)
    found = [each for score, each in scored if score == best >= _ALIKE["option"]]
    typed = words_of(label)
    if len(found) != 1:
        found = [each for each in options if any(_begins(typed, words_of(text)) for text in each.words)]
    return found[0] if len(found) == 1 else None


def _begins(typed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether one of them begins with the other."""
    length = min(len(typed), len(words))
    return length > 0 and typed[:length] == words[:length]


def read_post(text: str) -> tuple[str, int | None]:
    """A job title without a number of posts such as `2 x`, and that number."""
    match = PATTERNS["count_before"].match(text) or PATTERNS["count_behind"].search(text)
    if match is None:
        return text.strip(), None
    return (text[: match.start()] + text[match.end() :]).strip(), int(match[1])


def find_role(title: str, roles: Sequence[Option]) -> str:
    """The identifier of the role that a job title is called; empty when none is."""
    names = {_title_words(name): role.id for role in reversed(roles) for name in reversed(role.words)}
    outside = re.sub(r"\([^)]*\)", "", title)
    # Chief Nursing Information Officer (CNIO) says the same twice.
    texts = (title, outside, *re.findall(r"\(([^)]+)\)", title))
    return next((names[words] for text in texts if (words := _title_words(text)) in names), "")


def _title_words(text: str) -> str:
    plain = words_of(text.replace("&", " and "))
    return " ".join(stem(word) for word in plain if word not in {"the", "of", "for", "and"})


def find_profession(text: str, professions: Iterable[Option]) -> str:
    """The one profession that is named; empty when none is, or more than one."""
    said = f" {_title_words(text)} "
    found = {each.id for each in professions for name in each.words if f" {_title_words(name)} " in said}
    return found.pop() if len(found) == 1 else ""
