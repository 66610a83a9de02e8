"""Everything but pages: data for scripts and downloads, feeds, site maps; and the Markdown folder as a whole.

In: a project's folder. Out: `docs/`, equal to what was rendered. Files that are unchanged are not touched.

    project            the stages in a row: check, render, write
    other_files        which files there are besides pages
    finder_data, comparison_data, assessment_data, case_form
                       what scripts in a page need
    page_scripts       the scripts of pages, joined from their parts in templates/scripts
    feeds, sitemap     what other programs read
    theme_files        the theme in another language, or with what an overlay replaces
    overlay_files      templates of an overlay that replace nothing
    label_files        the labels for translators
    write              a folder, kept equal to a set of files
"""
