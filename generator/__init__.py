"""The clinical informatics guidance site: structured content in, Markdown and a website out.

The stages, in the order in which data flows through them:
source, validate, library, pages, render, write, site. See CONTRIBUTING.md.
"""
