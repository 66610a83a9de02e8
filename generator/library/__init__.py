"""Everything joined up: what the site is made of, before there are pages.

In: records that are free of mistakes. Out: a `Library`, which holds only what may be published, and what
follows from it.

    library        the records, what refers to what, and links to all of it
    entries        a record with its address; what a case study reports, as readers see it
    overlay        what a host adds, replaces and hides
    evidence       which case studies show which recommendation; coverage; related case studies
    freshness      what is due for review, and what is new
    figures        counted from the case studies, without what could identify an organisation
    board_paper    what a paper can ask a board for, and its statements
    open_data      the tables and records to download

Only `library` and `overlay` decide what is withheld; `site.scan` checks them by a rule of its own.
"""
