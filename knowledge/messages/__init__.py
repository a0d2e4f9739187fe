"""The message catalogue: every text a user reads, in one place per language."""
