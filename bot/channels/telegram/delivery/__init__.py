"""Messages on their way out: limits, the outbox, and what goes out at once."""
