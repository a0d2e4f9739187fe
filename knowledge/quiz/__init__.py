"""Quiz items: questions with an explanation, each bound to an entry of the knowledge base."""
