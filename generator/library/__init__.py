"""Everything joined up: what the site is made of, before there are pages.

In: records that are free of mistakes. Out: a `Library`, which holds only what may be published, and what
follows from it.

    library        the records, and what refers to what
    entries        a record with its address
    links          titled links to things, citations of sources
    overlay        what a host adds, replaces and hides
    evidence       which case studies show which recommendation; coverage; related case studies
    reported_values
                   what a case study reports, as readers see it
    freshness, whats_new, field_outline
    charts, figures, team_facts
                   counted from the case studies, without what could identify an organisation
    board_paper    what a paper can ask a board for, and its statements
    open_data      the tables and records to download

Only `library` and `overlay` decide what is withheld; `site.scan` checks them by a rule of its own.
"""
