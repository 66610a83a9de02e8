"""Figures that are counted from the case studies of the library, and never from the survey of 2022.

Each keeps what it is out of, who is missing, and the case studies behind every number. What
could point at an anonymous organisation is kept back: `figure` says what, and why.
"""
