"""Figures that are counted from the case studies of the library, and never from the survey of 2022.

Each has its denominator, how many case studies are missing from it, and the case studies behind every
number. Whatever could identify an anonymous organisation is withheld: `figure` says what, and why.
"""
