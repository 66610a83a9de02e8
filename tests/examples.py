"""How many random cases a test tries: a quarter in each run, all of them with GUIDANCE_EXAMPLES=all, as each week.

What depends on chance finds more over many runs than in one. A case that failed once is tried first from then on.
"""

from __future__ import annotations

import os

ALL = os.environ.get("GUIDANCE_EXAMPLES") == "all"
_SHARE = 4


def examples(number: int) -> int:
    """How many to try now of `number`."""
    return number if ALL else max(number // _SHARE, min(number, 5))
