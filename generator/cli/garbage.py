"""Python looks through all objects, time and again, for some that nothing leads to any more.

Of what a command reads from the content nearly everything stays until its end, so it looks in vain.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_looking_for_garbage() -> Iterator[None]:
    """What was made inside is not looked at afterwards either."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
