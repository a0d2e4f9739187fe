"""Practising alone: a few items a day, each again at the moment it would otherwise be forgotten."""
