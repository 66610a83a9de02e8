"""Make a finished site searchable: an index of its words in small classic scripts.

A search loads the beginning, `search/index.js`, then the parts with the words that were typed, then the
texts of the results that it shows. Browsers load scripts on a server and from a folder alike, so there is one
index for both.

    entries   a finished page → its entries, and how much each is about each word
    index     that of all entries → the files of the index

The scripts that search are in `templates/scripts/search/`; they take words apart as `entries` does.
"""

from __future__ import annotations

from pathlib import Path

from generator.basics.disk import iter_files
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms
from generator.site.search.entries import CountedEntry
from generator.site.search.index import FOLDER, REPLACED, SearchIndex, replace_index

__all__ = ["FOLDER", "REPLACED", "CountedEntry", "SearchIndex", "index_site", "replace_index"]


def index_site(site: Path, language: str = "en", terms: SearchTerms = NO_TERMS) -> None:
    """Index every page in the folder `site` that is to be searched. The index is put into `site`."""
    index = SearchIndex(terms, language)
    for name in iter_files(site):
        if name.endswith(".html"):
            index.add(index.counter.count(name, (site / name).read_bytes()))
    replace_index(site, index.files())
