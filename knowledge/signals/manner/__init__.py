"""How a message is meant: small talk, another language, or a yes or no to the check question."""
