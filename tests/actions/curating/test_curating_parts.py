"""The small parts: slugs from titles, what is waited for, and changes told in short."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from actions.curating.purpose import FRESH, Kind, Purpose
from actions.curating.slugs import LONGEST, MOST_TRIES, SIGNPOSTS, slugs_for
from actions.curating.words import REFUSALS
from actions.rendering.changes import MOST_SHOWN, changes
from actions.vocabulary import LONGEST_PAYLOAD
from knowledge.entries.loader import load_content
from knowledge.entries.model import Entry
from knowledge.messages.catalogue import load_catalogue
from knowledge.review.diff import diff
from knowledge.review.text import checked_slug

ROOT = Path(__file__).resolve().parents[3] / "actions"
CONTENT, CATALOGUE = load_content(), load_catalogue()
ENTRY = CONTENT.entries["schaalvraag-0-10"]


@given(st.text(max_size=130), st.sampled_from(["top-3", SIGNPOSTS]))
def test_any_title_gives_slugs_that_are_allowed_and_fit_in_a_button(title: str, theme: str) -> None:
    made = list(slugs_for(title, theme))
    assert len(set(made)) == len(made) == MOST_TRIES - 1
    for slug in made:
        assert checked_slug(slug) == slug
        assert len(f"/kies {slug}".encode()) <= LONGEST_PAYLOAD
        assert slug.startswith("ww-") is (theme == SIGNPOSTS)


def test_slugs_read_as_the_title() -> None:
    first = next(slugs_for("Wat is coöuderschap, écht?", "top-3"))
    assert first == "wat-is-coouderschap-echt"
    cut = next(slugs_for("Een heel lange titel over wat je doet als een kind niets vertelt", "top-3"))
    assert len(cut) <= LONGEST
    assert not cut.endswith("-")


@given(st.sampled_from(Kind), st.integers(0, 10**12))
def test_what_is_waited_for_comes_back(kind: Kind, version: int) -> None:
    read = Purpose.read(Purpose(kind, version).written())
    assert read is not None
    assert (read.kind, read.version_id, read.stale) == (kind, version, False)


@given(st.text(max_size=60))
def test_anything_else_is_not_ours(text: str) -> None:
    assert Purpose.read(text) is None


def test_after_an_hour_it_is_not_waited_for() -> None:
    assert Purpose(Kind.RETURN, 1, datetime.now(UTC) - FRESH - timedelta(seconds=1)).stale


def told(after: Entry, before: Entry = ENTRY) -> tuple[str, bool]:
    return changes(diff(before, after), CONTENT.references, CATALOGUE)


def test_few_changes_are_told_in_full() -> None:
    text, is_all = told(replace(ENTRY, title="Anders", not_family_first=True))
    assert f"• Titel, was: {ENTRY.title}\n  wordt: Anders" in text
    assert "was: nee\n  wordt: ja" in text
    assert is_all


def test_nothing_changed() -> None:
    assert told(ENTRY) == ("Er verandert niets aan wat collega's nu zien.", True)


def test_many_changes_are_counted() -> None:
    questions = tuple(f"Wat zie je bij nummer {number}?" for number in range(MOST_SHOWN + 1))
    text, is_all = told(replace(ENTRY, reflection=questions))
    assert re.search(r"• Eerst begrijpen: \d", text)
    assert "nummer 1" not in text
    assert not is_all


def test_phrasings_are_counted_only() -> None:
    text, is_all = told(replace(ENTRY, title="Anders", phrasings=()))
    assert f"• Zo vragen collega's het: {len(ENTRY.phrasings)} weg" in text
    assert "wordt: Anders" in text
    assert not is_all


def test_every_text_of_curating_exists() -> None:
    files = [*(ROOT / "curating").glob("*.py"), *(ROOT / "rasa").glob("curate_*.py")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    texts = set(re.findall(r"(?:plain|not_done|_part)\(\s*\"([a-z_.]+)\"", source))
    texts |= {f"buttons.{key}" for key in re.findall(r"\bbutton\(\s*\"([a-z_]+)\"", source)}
    texts |= {f"refused.{key}" for key in REFUSALS.values() if key != "decided"}
    assert len(texts) > 40
    assert {key for key in texts if not CATALOGUE.has(f"beheer_chat.{key}")} == set()
