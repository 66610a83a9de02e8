"""From the files that editors write to typed records that know the line of every value.

In: the bytes of `content/` and `case_studies/`. Out: a `Document` for each file (`load`), and the classes
that say what may stand in it (`model`). A file that can't be read becomes problems, and never an exception.

    yaml            bytes → text and places, strictly
    model           one class for each kind of thing; a field is declared here and nowhere else
    content_files   which file holds which kind
    load            a project's folder → documents
    document        what a file says, with the place of every value
    parse_cache     the same, from the last build
    prose           the Markdown that fields may hold

To add a field, see `model`; to add a kind of file, `content_files`; a rule of YAML, `yaml`.
"""
