"""Entries in and out: a Markdown folder in the entry format, or one JSON file; nothing is lost on the way."""
