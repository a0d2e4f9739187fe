"""A lead at work in the editor."""

import pytest

from tests.bot.desk.conftest import LEAD, Browser
from tests.bot.desk.sending import ADDRESS, SLUG


@pytest.fixture
async def writer(lead: Browser) -> Browser:
    """A lead with the draft of an entry in view."""
    lead.desk.flow.start(SLUG, LEAD, lead.desk.now())
    await lead.open(ADDRESS)
    return lead
