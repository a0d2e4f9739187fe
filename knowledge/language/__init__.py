"""The language check: which words are vague, judging or jargon, and what is fact, hearsay, explanation or verdict."""
