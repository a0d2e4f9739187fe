"""The check of a content folder: what is wrong, what deserves a second look, and its figures."""
