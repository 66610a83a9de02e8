"""web.config, by which Microsoft's IIS serves a site as it should be.

IIS answers 404 for every ending that it does not know, and fails with status 500 where a type or a header is
added that the server has already: so each is taken out first. What administrators usually lock (sign-in,
the list of what to compress) is not here: the README says how to set it on the server.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from generator.site.targets.serving import Serving, ending_of, is_named_by_content, type_of

NAME = "web.config"
_DAYS = "365.00:00:00"
_NOTE = " Written by guidance deploy for this very site: write both anew after each build. "


def web_config(serving: Serving, names: Iterable[str]) -> str:
    """The text of the file. `names`: of all files of the site."""
    known = sorted(names)
    root = ET.Element("configuration")
    root.append(ET.Comment(_NOTE))
    server = ET.SubElement(root, "system.webServer")
    _add_pages(server)
    _add_types(server, serving, {ending_of(name) for name in known} - {""})
    _add_headers(server, serving)
    for name in filter(is_named_by_content, known):
        _add_lasting(root, serving, name)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_pages(server: ET.Element) -> None:
    """What is shown for a folder, and for what is not there."""
    first = ET.SubElement(ET.SubElement(server, "defaultDocument", enabled="true"), "files")
    ET.SubElement(first, "clear")
    ET.SubElement(first, "add", value="index.html")
    ET.SubElement(server, "directoryBrowse", enabled="false")
    errors = ET.SubElement(server, "httpErrors", errorMode="Custom")
    ET.SubElement(errors, "remove", statusCode="404")
    ET.SubElement(errors, "error", statusCode="404", path="404.html", responseMode="File")


def _add_types(server: ET.Element, serving: Serving, endings: Iterable[str]) -> None:
    ET.SubElement(server, "urlCompression", doStaticCompression="true", doDynamicCompression="false")
    content = ET.SubElement(server, "staticContent")
    for ending in sorted(endings):
        ET.SubElement(content, "remove", fileExtension=ending)
        ET.SubElement(content, "mimeMap", fileExtension=ending, mimeType=type_of(ending))
    cache = ET.SubElement(content, "clientCache", cacheControlMode="DisableCache")
    if serving.is_internal:
        cache.set("cacheControlCustom", serving.who_may_keep)


def _add_headers(server: ET.Element, serving: Serving) -> None:
    headers = ET.SubElement(ET.SubElement(server, "httpProtocol"), "customHeaders")
    ET.SubElement(headers, "remove", name="X-Powered-By")
    for name, value in serving.headers.items():
        ET.SubElement(headers, "remove", name=name)
        ET.SubElement(headers, "add", name=name, value=value)


def _add_lasting(root: ET.Element, serving: Serving, name: str) -> None:
    """A file that browsers may keep for good."""
    location = ET.SubElement(root, "location", path=name)
    content = ET.SubElement(ET.SubElement(location, "system.webServer"), "staticContent")
    ET.SubElement(
        content,
        "clientCache",
        cacheControlMode="UseMaxAge",
        cacheControlMaxAge=_DAYS,
        cacheControlCustom=f"{serving.who_may_keep}, immutable",
    )
