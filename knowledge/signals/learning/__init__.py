"""Weights of danger and reflex that an organisation fits on its own sentences: learned, measured, switched, undone."""
