"""A team with a group, as for consultations."""

from tests.actions.consult.conftest import stage

__all__ = ["stage"]
