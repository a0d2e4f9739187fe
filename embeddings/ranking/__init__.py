"""From a query and the index to features and one score."""
