"""Everything but pages: data for scripts and downloads, feeds, site maps; and the Markdown folder as a whole.

In: a project's folder. Out: `docs/`, equal to what was rendered. Files that are unchanged are not touched.

    project            the stages in a row: check, render, write
    other_files        which files there are besides pages: joined scripts, open data, forms
    script_data        what scripts in a page need, and what the search is told about pages
    feeds_and_maps     what other programs read
    theme_files        the theme in another language, or with what an overlay replaces
    label_files        the labels for translators
    readability        how hard pages are to read
    write              a folder, kept equal to a set of files
"""
