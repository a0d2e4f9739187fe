"""The form of a consultation: its steps, how answers are read, and how one moves through it."""
