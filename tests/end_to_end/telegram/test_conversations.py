"""Thirty conversations, word for word, in private and in groups.

After a wanted change of texts or content, ``HOUVAST_GOLDEN=write`` writes the transcripts anew; read the
difference before keeping it.
"""

import os
from pathlib import Path

from tests.end_to_end.telegram.play import NO_BUTTON, play
from tests.end_to_end.telegram.running import Running
from tests.end_to_end.telegram.script import Script

FOLDER = Path(__file__).parent / "conversations"
SCRIPTS = [Script.read(path) for path in sorted(FOLDER.glob("*.txt"))]


CURATING = [Script.read(path) for path in sorted((FOLDER / "beheer").glob("*.txt"))]
"""What leads do to the knowledge base: with a Houvast of their own, because others would see it change."""


async def test_conversations_read_as_written(houvast: Running) -> None:
    assert len(SCRIPTS) >= 30
    await read_as_written(SCRIPTS, houvast)


async def test_curating_reads_as_written(houvast_with_desk: Running) -> None:
    assert len(CURATING) >= 4
    await read_as_written(CURATING, houvast_with_desk)


async def read_as_written(scripts: list[Script], houvast: Running) -> None:
    """Play scripts and compare, or write them anew."""
    scenes = await play(scripts, houvast)
    if os.environ.get("HOUVAST_GOLDEN") == "write":
        for scene in scenes:
            scene.script.path.write_text(scene.text, encoding="utf-8")
    different = {
        scene.script.path.name: scene.text
        for scene in scenes
        if scene.script.path.read_text(encoding="utf-8") != scene.text
    }
    for name, text in different.items():
        print(f"--- {name} as it is now ---\n{text}")  # noqa: T201 - shown by pytest when the test fails
    assert [scene.script.path.name for scene in scenes if NO_BUTTON in scene.text] == []
    assert different == {}
