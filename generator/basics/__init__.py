"""What every room may use: problems and their words, labels, addresses, the cache.

Nothing here knows what the guidance is about, and nothing here imports from another room.

    problem      a mistake in the content: where it is, what was found, what was expected
    messages     what an editor reads of it: all words, by code
    report       problems as text, JSON, or annotations of a pull request; at most so many of a kind
    labels       words of the program, which may be translated; how a number or a date is written
    addresses    where each thing has its page
    cache        what is kept from one build to the next
    version      which program and which guidance this is, by version and digest
    disk         one run at a time, and what an editor reads when a disk is full
    clock        which day a build is for, and how long its stages take
"""
