"""The form of the Top-3: the three most unsafe situations, one after the other."""
