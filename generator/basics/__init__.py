"""What every room may use: problems, labels, addresses, formatting, the cache.

Nothing here knows what the guidance is about, and nothing here imports from another room.

To change
    where a page lives                      addresses
    how a number or a date is written       formatting
    what an editor reads when a disk fills  disk
    how long something is kept              cache
"""
