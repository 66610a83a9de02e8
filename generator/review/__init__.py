"""What changes between two versions of the content, for those who decide on a change.

In: two folders, revisions of git, or releases. Out: a report.

    versions    a revision or a release as a folder like any other
    changes     two folders → what changes for readers, even if the newer one has mistakes
    formats     a difference as text, Markdown, JSON, or a page
    report      a pull request: mistakes, changes, what is due for review
    upgrade     what a newer release means for an overlay
"""
