"""saidseen: what the parties to a crisis say, checked against what can be seen."""

__version__ = "0.1.0"
