"""A page on which people and a group chat with the bot that runs against this server."""
