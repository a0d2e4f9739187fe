"""Somebody behind a real browser, who reads what is on the page and presses what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page, Response

PATIENCE_MS = 60_000
"""For a page of a busy machine; a hang fails, slowness does not."""


class Person:
    """A tab of the browser, used by the names that a person reads or hears."""

    def __init__(self, page: Page, base: str) -> None:
        """Use a tab.

        Args:
            page: The tab.
            base: Address of the desk.
        """
        self.page, self.base = page, base
        page.set_default_timeout(PATIENCE_MS)

    async def open(self, path: str) -> Response:
        """Go to a page of the desk."""
        response = await self.page.goto(f"{self.base}{path}")
        assert response is not None
        return response

    async def sign_in(self, link: str) -> None:
        """Open a link to sign in and say yes."""
        await self.page.goto(link)
        await self.press("Inloggen")
        await self.page.wait_for_url("**/vandaag")

    async def follow(self, name: str) -> None:
        """Follow a link in the text of the page."""
        await self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()

    async def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button."""
        area = within or self.page.locator("main")
        await area.get_by_role("button", name=name, exact=True).click()

    async def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        """Type in a field."""
        await (within or self.page.locator("main")).get_by_label(label, exact=True).fill(text)

    async def sees(self, text: str) -> None:
        """The page says this, soon."""
        from playwright.async_api import expect

        await expect(self.page.locator("main")).to_contain_text(text, timeout=PATIENCE_MS)

    async def add_sentence(self, number: int, text: str) -> None:
        """Add a sentence to the short answer, from common knowledge."""
        await self.press("Zin erbij in Kort")
        await self.page.locator(f"#kort-{number}").fill(text)
        await self.page.locator(f"#kort-{number}-bron").select_option("algemeen")
