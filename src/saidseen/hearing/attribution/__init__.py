"""Who is said to have said what: source, cue and content."""
