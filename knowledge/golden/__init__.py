"""Golden questions: known questions with their entry, asked again before a text is published; never used to fit."""
