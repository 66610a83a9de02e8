"""The grade that Mozilla's HTTP Observatory would give, by its published scoring (version 5, 2024 to 2026).

A site starts with 100 points and loses some for each fault. If 90 are left, it gains some for what exceeds
the requirements. Only the rules that apply to a site without cookies and other hosts are implemented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

SIX_MONTHS = 15_768_000
ENOUGH_FOR_EXTRA_CREDIT = 90
BROAD = {"*", "http:", "https:", "ftp:", "http://*", "https://*", "http://*.*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
LOOSE = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
LETTERS = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"))

Headers = Mapping[str, str]


def grade(headers: Headers, redirect: str, host: str) -> str:
    """The grade. `headers`: by lower-case name, from HTTPS. `redirect`: the target of plain HTTP, if any."""
    points = list(modifiers(headers, redirect, host).values())
    score = 100 + sum(value for value in points if value < 0)
    if score >= ENOUGH_FOR_EXTRA_CREDIT:
        score += sum(value for value in points if value > 0)
    return next((letter for least, letter in LETTERS if score >= least), "D or worse")


def modifiers(headers: Headers, redirect: str, host: str) -> dict[str, int]:
    policy = parse_policy(headers.get("content-security-policy", ""))
    return {
        "content-security-policy": _policy(policy),
        "cookies": 0 if "set-cookie" not in headers else -20,
        "cross-origin-resource-sharing": -50 if "access-control-allow-credentials" in headers else 0,
        "redirection": _redirection(redirect, host),
        "referrer-policy": _referrer(headers.get("referrer-policy", "")),
        "strict-transport-security": _transport(headers.get("strict-transport-security", "")),
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": _frames(policy, headers.get("x-frame-options", "")),
        **{
            name: _isolation(headers.get(name, ""), good)
            for name, good in {
                "cross-origin-opener-policy": {"same-origin", "same-origin-allow-popups"},
                "cross-origin-embedder-policy": {"require-corp", "credentialless"},
                "cross-origin-resource-policy": {"same-origin", "same-site"},
            }.items()
        },
    }


def parse_policy(text: str) -> dict[str, set[str]]:
    """Each directive with its sources. A repeated directive makes the whole policy invalid."""
    directives = [part.lower().split() for part in text.split(";") if part.strip()]
    policy = {name: set(sources) for name, *sources in directives}
    return policy if len(policy) == len(directives) else {}


def _policy(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    script, style = policy.get("script-src", default), policy.get("style-src", default)
    everything = set().union(*policy.values())
    if script & (BROAD | INLINE) or policy.get("object-src", default) & BROAD:
        return -20
    if any(source.startswith(("http:", "ftp:")) for source in everything):
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if style & (BROAD | INLINE):
        return 0
    return 10 if default == {"'none'"} else 5


def _redirection(redirect: str, host: str) -> int:
    target = urlsplit(redirect)
    if not redirect:
        return -20
    if target.scheme != "https":
        return -10
    return 0 if target.hostname == host else -5


def _referrer(value: str) -> int:
    last = value.rpartition(",")[2].strip()
    return 5 if last in PRIVATE else -5 if last in LOOSE else 0


def _transport(value: str) -> int:
    found = re.search(r"max-age=(\d+)", value)
    if not found:
        return -20
    return 0 if int(found[1]) >= SIX_MONTHS else -10


def _frames(policy: dict[str, set[str]], value: str) -> int:
    if policy.get("frame-ancestors", BROAD).isdisjoint(BROAD) or value.upper() in {"DENY", "SAMEORIGIN"}:
        return 5
    return -20


def _isolation(value: str, good: set[str]) -> int:
    return 10 if value in good else 0
