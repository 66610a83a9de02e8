"""From the Markdown folder to a website: convert, search, scan, check, publish, serve.

In: `docs/` and `mkdocs.yml`. Out: a folder that replaces the last site in one step, or not at all.

    build            the stages in a row
    plugin           for MkDocs, so that plain `mkdocs build` works on the YAML
    conversion       Markdown → HTML by pyromark, or by Python-Markdown where that is needed
    site_reading     reads each file once, for search, scan and check
    search           the index of the search, on a server and from a folder
    scan             looks for withheld content in everything that is made
    check            links, anchors, and what a strict content-security policy would refuse
    publish          replaces a folder so that readers see the old site or the new one
    deployment, pdf  what is made from a finished site
    scaffold         the start of a case study, a guide or a copy
    serving          `guidance serve`

Speed is this room's business alone: without the cache the same bytes come out.
"""
