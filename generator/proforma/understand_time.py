"""How much of a whole-time equivalent (WTE) an answer means, if it is certain.

The sources give no rule for this, so these are our own, and a report names the one it used:

- WTE and FTE are WTE; a share such as 60% is of one WTE, as the form's own note says.
- Ten programmed activities (PAs) are 1 WTE: the standard full-time contract of a consultant.
- Five days, or ten half-days, a week are 1 WTE.
- A session has no fixed length: half a day for many doctors, but nine make a full-time GP, and a case
  study here has 14 sessions for about 3.5 WTE. So sessions are kept as words, unless they are half-days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.proforma.understand_amounts import SMALL_NUMBERS, as_yaml_number

_N = r"(?P<n>\d{1,3}(?:\.\d+)?|\.\d+|" + "|".join(SMALL_NUMBERS) + ")"
_WEEK = r"(?:\s*(?:/|per|a|each|every|in the)\s*(?:week|wk))?"
_ABOUT = r"(?:~|≈|c\.?|ca\.?|circa|approx(?:imately)?\.?|about|around|roughly)?\s*"
_FOR = (
    r"(?:\s*(?:for|on|in|of|to)?\s*(?:the|their|my|his|her)?\s*(?:clinical)?"
    r"\s*(?:informatics|digital)(?:\s*(?:role|work|time))?)?"
)


@dataclass(frozen=True)
class Rule:
    pattern: re.Pattern[str]
    whole: int
    """How many of the unit are 1 WTE."""
    words: str
    """The rule for a report; empty where nothing was converted."""


def _rule(unit: str, whole: int, words: str) -> Rule:
    return Rule(re.compile(rf"{_ABOUT}{_N}\s*{unit}{_FOR}[.]?", re.IGNORECASE), whole, words)


RULES = (
    _rule(r"(?:wte|fte|w\.t\.e\.?|whole[- ]time equivalents?|full[- ]time equivalents?)", 1, ""),
    _rule(
        r"(?:%|per ?cent)(?:\s*(?:of\s*)?(?:(?:a|1|one|1\.0)\s*)?(?:wte|fte|full[- ]time|whole[- ]time))?",
        100,
        "a share is of one whole-time equivalent",
    ),
    _rule(
        rf"(?:pas?|p\.a\.s?|pa'?s|programmed activit(?:y|ies)){_WEEK}",
        10,
        "10 programmed activities are 1 WTE",
    ),
    _rule(rf"days?{_WEEK}", 5, "5 days a week are 1 WTE"),
    _rule(rf"(?:half[- ]days?|half[- ]day sessions?){_WEEK}", 10, "10 half-days a week are 1 WTE"),
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
class Share:
    wte: Decimal | None
    """None when it is not certain."""
    remark: str
    """The rule that was used, or why none was."""


def understand_time(text: str) -> Share:
    """The WTE that a share of time amounts to, by a stated rule."""
    plain = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" ;,")
    if _FULL.fullmatch(plain):
        return Share(Decimal(1), "full time is 1 WTE")
    match = _PREFIXED.fullmatch(plain) or _BARE.fullmatch(plain)
    if match:
        number = match.groupdict().get("n") or match[0]
        return _share(_number(number), Rule(_BARE, 1, ""))
    for rule in RULES:
        match = rule.pattern.fullmatch(plain)
        if match:
            return _share(_number(match["n"]), rule)
    labelled = _LABELLED.findall(plain)
    if len(labelled) == 1 and len(_CLINICAL.findall(plain)) == 1 and plain.count("%") == 2:
        return _share(Decimal(labelled[0]), RULES[1])
    if _SESSIONS.search(plain):
        return Share(None, "a session has no fixed length, so no WTE was worked out")
    return Share(None, "no WTE was worked out, because the words allow more than one reading")


def _number(text: str) -> Decimal:
    return SMALL_NUMBERS[text.lower()] if text.lower() in SMALL_NUMBERS else Decimal(text)


def _share(number: Decimal, rule: Rule) -> Share:
    wte = number / rule.whole
    if wte > 1 and rule.words:
        return Share(None, "it would be more than 1 WTE, so no WTE was worked out")
    if not 0 < wte <= 100:
        return Share(None, "no WTE was worked out")
    remark = f"{as_yaml_number(wte)} WTE, since {rule.words}" if rule.words else "WTE as reported"
    return Share(wte, remark)
