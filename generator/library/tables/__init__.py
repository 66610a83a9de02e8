"""Open data: which tables and records there are of all that the site publishes, and what they mean.

They are made from the library alone, so what the library withholds can't be in them.
"""
