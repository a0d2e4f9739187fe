"""From a concept to what readers see, and back: rules, texts, differences and groups of questions."""
