"""What changes between two versions of the content, for those who decide on a change.

In: two folders, revisions of git, or releases. Out: a report.

    versions    a revision or a release as a folder like any other
    changes     two folders → what changes for readers, even if the newer one has mistakes
    report      what reports say, in `templates/reports/`, as text, Markdown, JSON, or a page
    upgrade     what a newer release means for an overlay
"""
