"""The clinical informatics guidance site: structured content in, Markdown and a website out.

Data flows through the rooms in this order, and each imports only from those before it:

    basics      what every room may use: problems, labels, addresses, the cache
    content     files → typed records that know the line of every value
    checks      what is wrong with a record, and between records
    languages   labels and content in another language
    library     everything joined up: evidence, overlay, figures, tables
    pages       which pages there are, and the data of each
    proforma    the case study form in Word, out and in
    rendering   pages → Markdown
    outputs     everything but pages, and the Markdown folder as a whole
    site        Markdown → website: convert, search, scan, check, publish, serve
    review      what changes between two versions
    cli         the commands

`README.md` beside this file lists all modules.
"""

from importlib.util import find_spec

if find_spec("mkdocs") is None:
    # ProperDocs carries MkDocs 1 on. From here on, whatever imports MkDocs gets ProperDocs.
    import properdocs.replacement  # noqa: F401
