"""Models that look at a question and a text together."""
