"""Files with a message: text or bytes, through JSON and back, within a limit."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.errors import AttachmentTooLarge
from actions.vocabulary import LARGEST_FILE, Attachment, OutboundMessage

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@given(TEXTS, TEXTS | st.binary(max_size=60), st.booleans())
def test_a_file_survives_the_way_to_an_action_server(name: str, content: str | bytes, photo: bool) -> None:
    is_text = isinstance(content, str)
    file = Attachment(name, content, photo=photo) if is_text else Attachment(name, data=content, photo=photo)
    sent = json.loads(json.dumps(OutboundMessage((), attachment=file).to_json()))
    assert OutboundMessage.from_json(sent).attachment == file
    assert file.content == (content.encode() if is_text else content)


def test_an_earlier_release_sends_text_only() -> None:
    assert Attachment.from_json({"name": "a.md", "text": "x"}) == Attachment("a.md", "x")


def test_a_file_has_one_content() -> None:
    with pytest.raises(ValueError, match="both"):
        Attachment("a.pdf", "x", b"x")


@pytest.mark.parametrize("content", [{"data": b"x" * (LARGEST_FILE + 1)}, {"text": "é" * (LARGEST_FILE // 2 + 1)}])
def test_a_file_that_is_too_large_is_refused(content: dict) -> None:
    with pytest.raises(AttachmentTooLarge, match=r"groot\.pdf has 500000\d bytes"):
        Attachment("groot.pdf", **content)
    assert Attachment("net.pdf", data=b"x" * LARGEST_FILE).name == "net.pdf"
