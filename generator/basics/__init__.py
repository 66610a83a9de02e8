"""What every room may use: problems and their words, labels, addresses, formatting, the cache.

Nothing here knows what the guidance is about, and nothing here imports from another room.

To change
    what an editor reads of a mistake       messages
    where a page lives                      addresses
    how a number or a date is written       formatting
    what an editor reads when a disk fills  disk
    how long something is kept              cache
"""
