"""A second detector of personal data beside our own: it may add, and never takes away."""
