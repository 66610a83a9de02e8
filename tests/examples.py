"""How many random cases a test tries: a quarter in each run, all of them each week.

A case that failed once is tried first from then on. GUIDANCE_EXAMPLES=all tries all of them.
"""

from __future__ import annotations

import os

ALL = os.environ.get("GUIDANCE_EXAMPLES") == "all"
_SHARE = 4


def examples(number: int) -> int:
    """How many to try now of `number`."""
    return number if ALL else max(number // _SHARE, min(number, 5))
