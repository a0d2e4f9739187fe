"""Reading the wording of a message: normalisation, tokens, word patterns and scope (negation, tense, theory)."""
