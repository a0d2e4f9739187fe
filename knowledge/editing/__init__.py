"""A draft as fields instead of text: read from it, written to it without loss, and checked field by field."""
