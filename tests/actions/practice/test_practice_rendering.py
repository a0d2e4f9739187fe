"""Every item that ships can be asked and explained, and every button of it pressed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from actions.practice.session import Mode, Phase, Session
from actions.rendering.practice import Shown, feedback, letters, question, summary
from actions.rendering.practice_plan import coming_line, plan_page
from actions.rendering.practice_progress import progress_chart
from actions.vocabulary import LONGEST_PAYLOAD
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.entries.references import load_references
from knowledge.messages.catalogue import load_catalogue
from knowledge.practice.day import ZONE
from knowledge.practice.model import Plan
from knowledge.practice.progress import PracticeWeek, Progress, ThemeProgress
from knowledge.quiz.loader import load_quiz
from knowledge.quiz.model import Item, Kind

CATALOGUE = load_catalogue()
REFERENCES = load_references(CONTENT_FOLDER)
ITEMS = load_quiz(load_content()).items
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TELEGRAM_TEXT = 4096
"""Characters of a message (https://core.telegram.org/bots/api#sendmessage)."""


def asked(item: Item, mode: Mode = Mode.DAY) -> Session:
    return Session(mode, (item.id,), since=NOW).asked(1, "telegram:update:812#practice", NOW)


def shown(item: Item) -> Shown:
    return Shown(item, item.story, REFERENCES.themes[item.theme], "Titel")


@pytest.mark.parametrize("theme", sorted({item.theme for item in ITEMS.values()}))
def test_every_item_that_ships(theme: str) -> None:
    for item in ITEMS.values():
        if item.theme != theme:
            continue
        session = asked(item)
        message = question(shown(item), session, CATALOGUE)
        right = session.answered(item.correct, NOW, right=True)
        wrong = session.answered(
            [place for place in range(len(item.options)) if place not in item.correct], NOW, right=False
        )
        told = [feedback(shown(item), one, REFERENCES, CATALOGUE) for one in (right, wrong)]
        assert told[0].text.startswith("Goed")
        assert told[1].text.startswith("Niet goed")
        for one in (message, *told):
            assert len(one.text) < TELEGRAM_TEXT, item.id
            assert all(len(button.payload.encode()) <= LONGEST_PAYLOAD for button in one.buttons), item.id
        assert all(option in message.text for option in item.options)
        labels = [button.label for button in told[0].buttons]
        assert labels == ["Wist ik", "Gegokt", "Makkelijk", "Lees de kaart", "Deze vraag klopt niet"], item.id
        assert item.explanation in told[0].text
        assert "Bron" in told[0].text


def test_an_entry_that_is_offline_has_no_button() -> None:
    item = next(iter(ITEMS.values()))
    right = asked(item).answered(item.correct, NOW, right=True)
    message = feedback(replace(shown(item), card=""), right, REFERENCES, CATALOGUE)
    assert not any(button.payload.startswith("/kies") for button in message.buttons)


def test_feedback_is_told_for_what_was_chosen_and_what_is_right() -> None:
    item = next(item for item in ITEMS.values() if item.kind is Kind.CHOICE and len(item.options) == 4)
    texts = tuple(f"reden {place}" for place in range(4))
    other = next(place for place in range(4) if place not in item.correct)
    rest = next(place for place in range(4) if place not in (*item.correct, other))
    wrong = asked(item).answered([other], NOW, right=False)
    message = feedback(shown(replace(item, feedback=texts)), wrong, REFERENCES, CATALOGUE)
    assert f"reden {other}" in message.text
    assert f"reden {item.correct[0]}" in message.text
    assert f"reden {rest}" not in message.text


def test_the_story_of_a_case_stands_above_the_question() -> None:
    item = next(item for item in ITEMS.values() if item.story)
    message = question(shown(item), asked(item), CATALOGUE)
    assert message.text.index(item.story) < message.text.index(item.question)


def test_letters_are_read_as_a_list() -> None:
    assert [letters(places, CATALOGUE) for places in ([0], [0, 2], [0, 1, 3])] == ["A", "A en C", "A, B en D"]


def test_a_drill_says_that_nothing_is_kept() -> None:
    item = next(item for item in ITEMS.values() if item.kind is Kind.FACT_OR_READING)
    done = asked(item, Mode.DRILL).answered(item.correct, NOW, right=True)
    assert done.phase is Phase.DONE
    assert "Hiervan bewaar ik niets" in feedback(shown(item), done, REFERENCES, CATALOGUE).text
    over = replace(done, skipped=2)
    assert "2 vragen zijn intussen veranderd" in summary(over, [], CATALOGUE).text


def test_days_are_named_in_amsterdam() -> None:
    moment = datetime(2026, 11, 24, 18, tzinfo=ZONE)
    assert coming_line(moment, CATALOGUE) == "De volgende vragen komen dinsdag 24 november vanaf 18.00 uur."
    paused = plan_page(Plan(paused_until=date(2027, 8, 3)), date(2026, 11, 23), CATALOGUE)
    assert "Je hebt pauze. Dinsdag 3 augustus begin ik weer." in paused.text
    over = plan_page(Plan(paused_until=date(2026, 11, 23)), date(2026, 11, 23), CATALOGUE)
    assert "pauze" not in over.blocks[1].text


def test_the_picture_of_progress() -> None:
    themes = (ThemeProgress("top-3", 4, 8, 0.75), ThemeProgress("acuut-gevaar", 0, 3, None))
    mondays = [date(2026, 11, day) for day in (2, 9, 16)]
    weeks = tuple(PracticeWeek(day, given, given // 2) for day, given in zip(mondays, (0, 8, 4), strict=True))
    chart = progress_chart(Progress(4, 11, 1, 2, themes, weeks), REFERENCES.themes, CATALOGUE)
    by_theme, by_week = chart.groups
    assert [bar.figure for bar in by_theme.bars] == [
        "nog niets gezien, 3 vragen",
        "4 van 8 gezien, ongeveer 3 weet je nu",
    ]
    assert [part.share for part in by_theme.bars[1].parts] == [3 / 8, 1 / 8]
    assert [bar.label for bar in by_week.bars] == ["week van 9 november", "week van 16 november"], (
        "none before the first"
    )
    assert [part.share for part in by_week.bars[1].parts] == [0.25, 0.25]
