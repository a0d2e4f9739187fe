"""Reflection in the conversation: which question comes, and what is done with a text that was asked for."""
