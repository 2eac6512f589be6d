"""Places that a text names, and where an event took place."""
