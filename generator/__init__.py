"""The clinical informatics guidance site: structured content in, Markdown and a website out.

The stages, in the order in which data flows through them:
source, validate, library, pages, render, write, site. See CONTRIBUTING.md.
"""

from importlib.util import find_spec

if find_spec("mkdocs") is None:
    # ProperDocs carries MkDocs 1 on. From here on, whatever imports MkDocs gets ProperDocs.
    import properdocs.replacement  # noqa: F401
