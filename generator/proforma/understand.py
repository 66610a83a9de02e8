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
from generator.proforma.rules import QUIET, TABLE, Option

_WORD = re.compile(r"[a-z0-9]+(?:[.][0-9]+)*")
_ALIKE, _MARKS, _TIME = TABLE["alike"], TABLE["marks"], TABLE["time"]
Mark = Literal["", "on", "off", "cross"]


def says(name: str, text: str) -> bool:
    """Whether all of a text is as the table's pattern of this name."""
    return re.fullmatch(TABLE[name], text, re.IGNORECASE) is not None


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
_SAID = re.compile(r"[\s:–-]+(?:(yes)|no)[.!]?$", re.IGNORECASE)


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


@dataclass(frozen=True)
class Amount:
    value: Decimal | None
    """None when there is no number, or more than one."""
    is_approximate: bool = False
    is_bare: bool = False
    """Whether the answer says nothing beyond the number."""


_DIGITS = re.compile(TABLE["digits"], re.IGNORECASE)


def read_amount(text: str, is_whole: bool) -> Amount:
    """The one number of an answer, in digits."""
    rest = _DIGITS.sub("", text)
    found = [
        Decimal(re.sub("[, ]", "", match[1])[:15]) * TABLE["scales"].get((match[2] or "").lower(), 1)
        for match in _DIGITS.finditer(text)
    ]
    if len(found) != 1 or re.search("[0-9]", rest) or found[0] < int(is_whole) or (is_whole and found[0] % 1):
        return Amount(None)
    rest = re.sub(f"{TABLE['about']}|{TABLE['amount_words']}", "", rest, flags=re.IGNORECASE)
    is_approximate = re.search(TABLE["about"], text, re.IGNORECASE) is not None
    return Amount(found[0].normalize(), is_approximate, not re.search(r"[^\W_]", rest))


def as_number(value: Decimal) -> str:
    """Digits without an exponent, at most six after the point."""
    text = f"{round(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_time(text: str) -> tuple[Decimal | None, str]:
    """The WTE that a share of time amounts to, and the code of the message that tells how, or why none."""
    plain = re.sub(r"\s+", " ", text.lower()).strip(" ;,")
    plain = re.sub("[a-z]+", lambda match: _TIME["words"].get(match[0], match[0]), plain)
    if re.fullmatch(_TIME["full"] + _TIME["after"], plain, re.IGNORECASE):
        return Decimal(1), "time/full"
    if bare := re.fullmatch(_TIME["bare"], plain, re.IGNORECASE):
        return _share(bare[1] or bare[2], 1, "time")
    for unit, whole, key in _TIME["units"]:
        if match := re.fullmatch(_TIME["number"] + unit + _TIME["after"], plain, re.IGNORECASE):
            return _share(match[1], whole, key)
    return None, "time/sessions" if re.search(_TIME["sessions"], plain, re.IGNORECASE) else "time/ambiguous"


def _share(number: str, whole: float, key: str) -> tuple[Decimal | None, str]:
    wte = round(Decimal(number) / Decimal(str(whole)), 6 if whole != 37.5 else 2)
    if wte > 1 and whole > 1:
        return None, "time/more-than-one"
    return (wte, key) if 0 < wte <= 100 else (None, "time/unlikely")


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
            bare |= {} if mark else {option.id: block}
    if not on and 1 < len(bare) < len(options):
        chosen.why = "listed-not-ticked"
        chosen.rest += [block for block in bare.values() if block not in chosen.rest]
    on = on or (set(bare) if len(bare) == 1 else set())
    chosen.ids = [option.id for option in options if option.id in on]
    return chosen


def _choice(text: str, options: Sequence[Option]) -> tuple[str, Mark]:
    """A choice and its mark, which may be a yes or no behind it."""
    label, mark = without_mark(text)
    said = None if mark else _SAID.search(label)
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


_COUNT_BEFORE = re.compile(r"([1-9]\d?)\s*[x×*]\s+(?=\w)", re.IGNORECASE)
_COUNT_AFTER = re.compile(r"\s*(?:[x×*]\s*|\(\s*[x×*]?\s*)([1-9]\d?)\s*\)?$", re.IGNORECASE)


def read_post(text: str) -> tuple[str, int | None]:
    """A job title without a number of posts such as `2 x`, and that number."""
    match = _COUNT_BEFORE.match(text) or _COUNT_AFTER.search(text)
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
