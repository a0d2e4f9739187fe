"""How sure a search result is."""
