import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.signals.wording.normalise import normalise
from knowledge.signals.wording.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hij Heeft een MÉS!!", "hij heeft een mes"),
        ("h\u200bij sl\u00adaat", "hij slaat"),
        ("hij  slaat\n\thaar ...", "hij slaat haar"),
        ("heeeelp", "heelp"),
        ("hij heeft een m3s", "hij heeft een mes"),
        ("h e l p", "help"),
        ("3 kinderen van 4 en 6", "3 kinderen van 4 en 6"),
        ("m’n cliënt", "m'n client"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_plain_form(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text(max_size=20_000))
def test_never_raises_and_has_no_outer_space(text: str) -> None:
    plain = normalise(text)
    assert plain == plain.strip()


@given(st.text(st.characters(categories=("L", "N", "P", "Zs", "Cf", "Cc", "So")), max_size=200))
def test_zero_width_characters_do_not_matter(text: str) -> None:
    assert normalise("\u200b".join(text)) == normalise(text)


def test_an_emoji_says_what_its_word_would_say() -> None:
    tokens = tokenise(normalise("hij heeft een 🔪!"), {"🔪": ("mes",)})
    assert tokens.words == ("hij", "heeft", "een", "mes")
