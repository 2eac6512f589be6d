"""Which person, office, organisation or country a source is."""
