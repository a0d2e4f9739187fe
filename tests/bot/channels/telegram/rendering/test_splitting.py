"""Long replies are cut where people would cut them, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from actions.vocabulary import Block, BlockKind
from bot.channels.telegram.rendering.markup import block_html, units
from bot.channels.telegram.rendering.splitting import split

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400)
BLOCKS = st.lists(st.builds(Block, st.sampled_from(BlockKind), TEXTS), min_size=1, max_size=6)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(BLOCKS, st.integers(20, 300))
def test_nothing_is_lost_or_reordered(blocks: list[Block], limit: int) -> None:
    shown = "".join(block.text for message in split(blocks, limit) for block in message)
    assert squeezed(shown) == squeezed("".join(block.text for block in blocks))


@given(BLOCKS, st.integers(20, 300))
def test_every_message_fits(blocks: list[Block], limit: int) -> None:
    for message in split(blocks, limit):
        plain = "\n\n".join(("🚨 " if block.kind is BlockKind.ALERT else "") + block.text for block in message)
        assert units(plain) <= limit


def test_a_cut_falls_between_sentences() -> None:
    text = "Dit is de eerste zin. " * 10
    parts = [message[0].text for message in split([Block(BlockKind.TEXT, text)], 100)]
    assert len(parts) > 1
    assert all(part.endswith("zin.") for part in parts)


def test_blocks_stay_whole_when_they_fit() -> None:
    blocks = [Block(BlockKind.TITLE, "Titel"), Block(BlockKind.TEXT, "a" * 50), Block(BlockKind.SOURCE, "b" * 50)]
    assert split(blocks, 100) == [tuple(blocks[:2]), (blocks[2],)]


def test_what_people_write_is_escaped() -> None:
    assert block_html(Block(BlockKind.TEXT, "a < b & <b>c</b>")) == "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"
    assert block_html(Block(BlockKind.REFLECTION, "Eerst <x>\n• vraag?")).startswith(
        "<blockquote><b>Eerst &lt;x&gt;</b>"
    )
