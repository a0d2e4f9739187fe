"""Updates on their way in: which are new, which may be confirmed, what they mean."""
