"""From text to tokens, sentences, clauses and quotations."""
