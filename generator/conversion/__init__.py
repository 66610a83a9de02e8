"""Convert the Markdown of all pages at once: what did not change from a cache, the rest in several processes.

What comes out is what MkDocs makes of each page alone, by its own code. Leave the plugin out, and the
site is the same, only later.
"""
