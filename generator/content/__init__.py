"""From the files that editors write to typed records that know the line of every value.

In: the bytes of `content/` and `case_studies/`. Out: a `Document` for each file (`load`), and the classes
that say what it may contain (`model`). A file that can't be read becomes problems, never an exception.

    yaml            bytes → text and positions, strictly
    model           one class for each kind of thing; a field is declared here and nowhere else
    content_files   which file holds which kind
    load            a project's folder → documents; what has not changed since the last build
    document        the data of a file, with the position of every value
    prose           the Markdown that fields may hold

To add a field, see `model`; to add a kind of file, `content_files`; a rule of YAML, `yaml`.
"""
