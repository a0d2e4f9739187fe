"""Browsing: themes, pages and back."""

from actions.rendering.paging import PER_PAGE


async def test_a_long_theme_comes_in_pages_and_every_card_is_on_one(say, assembly) -> None:
    seen: list[str] = []
    reply = await say("/kaarten wegwijzers")
    for _ in range(20):
        message = reply.messages[0]
        cards = [button.payload for button in message.buttons if button.payload.startswith("/kies ")]
        assert 1 <= len(cards) <= PER_PAGE
        seen += cards
        labels = {button.label: button.payload for button in message.buttons}
        assert labels["Terug naar thema's"] == "/kaarten"
        if "Volgende" not in labels:
            break
        reply = await say("", labels["Volgende"])
    signposts = [item.entry.slug for item in assembly.house.knowledge.published.values() if item.entry.is_signpost]
    assert sorted(seen) == sorted(f"/kies {slug}" for slug in signposts)
    assert "Vorige" in {button.label for button in reply.messages[0].buttons}
    assert f"{len(signposts)} kaarten" in reply.text


async def test_the_page_stands_in_the_title(say) -> None:
    assert "bladzijde 2 van" in (await say("", "/kaarten signs-of-safety 2")).text
    assert "bladzijde 1 van" in (await say("/kaarten signs of safety")).text


async def test_a_page_that_is_not_there_gives_the_nearest(say) -> None:
    last = await say("/kaarten signs-of-safety 99")
    assert "Volgende" not in {button.label for button in last.messages[0].buttons}
    assert "Vorige" not in {button.label for button in (await say("/kaarten signs-of-safety 0")).messages[0].buttons}


async def test_a_theme_with_a_number_in_its_name_is_found(say) -> None:
    for typed in ("/kaarten top 3", "/kaarten Top-3", "/kaarten top-3 1"):
        assert "Top-3-methodiek: 12 kaarten (bladzijde 1" in (await say(typed)).text


async def test_themes_show_how_many_cards_they_have(say) -> None:
    reply = await say("/kaarten")
    assert "(40)" in reply.text
    assert (await say("/kaarten 1")).text == reply.text
