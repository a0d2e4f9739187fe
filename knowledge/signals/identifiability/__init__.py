"""Which details make a family recognisable in a text without names, and a broader wording for each."""
