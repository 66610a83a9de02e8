"""Measure the site at sizes that it does not have yet, with `make bench`. No part of the site."""
