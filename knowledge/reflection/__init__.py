"""Reflection in the team: a question a week, when it comes, and which one; the rows are in `knowledge.store`."""
