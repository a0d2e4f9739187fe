"""Search over published entries: from a redacted question to ranked entries with a probability."""
