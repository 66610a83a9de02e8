"""What the style sheets, scripts and pictures of a site ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IN_STYLES = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_IN_SCRIPTS = re.compile(r"""["'`]((?:assets|pagefind|data)/[A-Za-z0-9_./-]*)["'`]""")
_ASKING = {"href", "src", "{http://www.w3.org/1999/xlink}href"}
_PARSER = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)


def iter_style_addresses(css: str) -> Iterator[str]:
    """Each address that a style sheet asks for, as it is written."""
    for found in _IN_STYLES.finditer(_COMMENT.sub("", css)):
        address = next((group for group in found.groups() if group), "").strip()
        if address and not address.startswith(("data:", "#")):
            yield address


def iter_script_files(script: str) -> Iterator[str]:
    """Each file of the site that a script of ours names, from the top of the site.

    What ends in `/` or `-` is the beginning of a name that the script completes.
    """
    yield from (found[1] for found in _IN_SCRIPTS.finditer(script))


def iter_picture_dangers(svg: bytes) -> Iterator[str]:
    """What a picture may not hold, in words."""
    try:
        tree = etree.fromstring(svg, parser=_PARSER)
    except etree.XMLSyntaxError as error:
        yield f"it is damaged: {error.msg}"
        return
    for element in tree.iter(etree.Element):
        name = etree.QName(element).localname
        if name in {"script", "foreignObject"}:
            yield f"<{name}> can run code"
        for key, value in element.attrib.items():
            if str(key).startswith("on"):
                yield f"the attribute {key} of <{name}> is code"
            elif key in _ASKING and not str(value).startswith(("#", "data:image/")):
                yield f"<{name}> asks for {value}"
