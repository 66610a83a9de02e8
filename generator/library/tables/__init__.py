"""Open data: the tables and records of everything that the site publishes, and what they mean.

They are made from the library alone, so they can't contain anything that the library withholds.
"""
