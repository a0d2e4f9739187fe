"""``houvast train``: placeholder until the end of this hour."""


def train() -> None:
    """Fit."""
