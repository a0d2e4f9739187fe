"""A Telegram Bot API server in memory, for tests and trying a bot by hand. Start with README.md in this folder."""
