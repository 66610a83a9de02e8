"""For hosts that take a folder and read from a file in it what to send: Cloudflare Pages, Netlify, Azure.

Other hosts, such as GitLab Pages and GitHub Pages, take no notice of these files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.site.targets.serving import Serving, ending_of, type_of

HEADERS, AZURE = "_headers", "staticwebapp.config.json"
NO_JEKYLL = ".nojekyll"
"""Without it GitHub Pages would leave out what begins with an underscore."""
_LASTING = ("search/parts/*",)
"""Folders in which every file is named by its content."""


def headers_file(serving: Serving) -> str:
    """`_headers`, as Cloudflare Pages and Netlify read it."""
    rules = {f"{serving.path}*": serving.headers | {"Cache-Control": serving.fresh}}
    lines = ["# Written by guidance deploy for this very site: write both anew after each build."]
    for address, headers in rules.items():
        lines += [address, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def azure_config(serving: Serving, names: Iterable[str]) -> str:
    """`staticwebapp.config.json`. Only people who have signed in may read an internal copy."""
    endings = sorted({ending_of(name) for name in names} - {"", ".html"})
    everything = {"route": f"{serving.path}*", "headers": {"Cache-Control": serving.fresh}}
    lasting = [
        {"route": f"{serving.path}{folder}", "headers": {"Cache-Control": serving.forever}}
        for folder in _LASTING
    ]
    sign_in = {"statusCode": 302, "redirect": "/.auth/login/aad"}
    allowed = {"allowedRoles": ["authenticated"]} if serving.is_internal else {}
    config = {
        "routes": [route | allowed for route in (*lasting, everything)],
        "responseOverrides": {
            **({"401": sign_in} if serving.is_internal else {}),
            "404": {"rewrite": f"{serving.path}404.html"},
        },
        "globalHeaders": serving.headers,
        "mimeTypes": {ending: type_of(ending) for ending in endings},
        "trailingSlash": "auto",
    }
    return json.dumps(config, indent=2) + "\n"
