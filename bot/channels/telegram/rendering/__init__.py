"""Replies in Telegram's form; pure, so that what users see can be pinned in a snapshot."""
