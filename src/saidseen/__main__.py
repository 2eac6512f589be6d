"""``python -m saidseen``."""

from saidseen.showing.cli import main

main()
