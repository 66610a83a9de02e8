"""The content-security policy that a site runs under: nothing but its own files, and no code in its pages."""

from __future__ import annotations

from collections.abc import Iterable

NONE, OWN, DATA = "'none'", "'self'", "data:"


def policy_for(script_hashes: Iterable[str] = (), *, has_data_images: bool = False) -> str:
    """The policy, as the value of its header.

    `script_hashes` are those of the scripts in pages, as `sha256-...`. The search is a WebAssembly
    program, which needs a leave of its own; that one does not let text be run as a script.
    """
    hashes = [f"'{value}'" for value in sorted(set(script_hashes))]
    directives = {
        "default-src": [NONE],
        "script-src": [OWN, "'wasm-unsafe-eval'", *hashes],
        "style-src": [OWN],
        "img-src": [OWN, *([DATA] if has_data_images else [])],
        "font-src": [OWN],
        "connect-src": [OWN],
        "worker-src": [NONE],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [NONE],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
