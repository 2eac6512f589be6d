"""Observations from files that instruments and registers write, one module a format.

Each format has a pure generator from an open binary file to its rows, and a function from rows to observations. A file is taken
whole or not at all: what breaks off, or is something else than it seems, gives a problem and no observation.
"""
