"""The search index: vectors, persistence and the vector cache."""
