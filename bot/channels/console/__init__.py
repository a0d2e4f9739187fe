"""The console channel: a conversation in a terminal or through a pipe."""
