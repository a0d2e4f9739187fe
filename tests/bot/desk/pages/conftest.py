"""A lead at work in the editor."""

import pytest

from tests.bot.desk.conftest import LEAD, TRAINER, Browser
from tests.bot.desk.sending import ADDRESS, SLUG


@pytest.fixture
async def writer(lead: Browser) -> Browser:
    """A lead with the draft of an entry in view."""
    lead.desk.flow.start(SLUG, LEAD, lead.desk.now())
    await lead.open(ADDRESS)
    return lead


@pytest.fixture
async def trainer(browser: Browser, team: str) -> Browser:
    """A browser in which the trainer of the team is signed in."""
    await browser.sign_in(TRAINER)
    return browser
