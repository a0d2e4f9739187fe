"""Consultations as the store gives them back, about an invented family."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.consultations import Consultation, Status

Make = Callable[..., Consultation]


@pytest.fixture
def make() -> Make:
    """A consultation with every text filled; give the fields that should differ."""
    full = Consultation(
        consultation_id=17,
        team_id="team-a",
        year=2026,
        sequence=14,
        asker="p:asker",
        status=Status.OPEN,
        facts="Het kind [naam] was drie keer niet op school.",
        worries="Moeder zegt afspraken af.",
        strengths="Oma haalt het kind elke vrijdag op.",
        scale=4,
        scale_reason="Er is nog geen veiligheidsplan.",
        unknown="Wie is er 's avonds thuis?",
        question="Wie heeft ervaring met school en LVB?",
        expertise=("lvb", "nieuw-vak"),
        due=date(2026, 3, 9),
        origin_slug="schaalvraag-0-10",
        on_agenda=False,
        created_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        first_reply_at=None,
        reminded_at=None,
        lead_told_at=None,
        closed_at=None,
        decided=None,
        learned=None,
        idea=False,
        reduced_at=None,
    )
    return lambda **changes: replace(full, **changes)
