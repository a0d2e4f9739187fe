"""What is kept of quizzes and practice, in words of a reader."""

from datetime import UTC, datetime

from actions.rendering.own_data import OwnData
from actions.rendering.own_rows import RowWords
from knowledge.messages.catalogue import load_catalogue
from knowledge.store import RetentionSettings

NOW = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
AT = "2026-11-22T09:00:00.000000+00:00"
ROWS = {
    "quiz_answer": [
        {"at": AT, "late": 0, "question": "Wat is een feit?", "chosen": "Wat je zag"},
        {"at": AT, "late": 0, "question": None, "chosen": None},
    ],
    "quiz_participant": [
        {"session": 1, "nickname": "Uil", "shared_at": None},
        {"session": 1, "nickname": None, "shared_at": AT},
    ],
    "practice_plan": [{"hour": 9, "days": "[1]", "new_a_day": 3, "items_a_day": 6}],
    "practice_card": [{"question": "Wat is een feit?", "due": AT, "lapses": 2}],
    "practice_review": [{"at": AT, "question": "Wat is een feit?", "chosen": "Wat je zag; wat je hoorde"}],
    "quiz_item": [{"name": "ss-feit", "number": 2, "created_at": AT}],
    "quiz_item_decision": [{"decided_at": AT}],
    "quiz": [{"state": "planned", "planned_for": AT, "started_at": None, "created_at": AT}],
}


def test_every_row_is_told_in_words() -> None:
    words = RowWords(load_catalogue(), str, str, {}, lambda moment: moment)
    text = OwnData(words, RetentionSettings(), NOW).file("test:1", ROWS)
    for part in (
        'bij de quizvraag "Wat is een feit?" koos je: Wat je zag.',
        "Je bijnaam in een quiz: Uil.",
        "je uitslag gedeeld met je trainer",
        "Je oefent vanaf 9 uur, hoogstens 6 vragen op een dag.",
        "komt terug op 22 november 2026 om 09:00. Vergeten: 2 keer.",
        "versie 2 van de quizvraag met de naam ss-feit geschreven",
        "een quiz gepland of gestart",
        "hoogstens 180 dagen nadat de quiz is afgelopen",
    ):
        assert part in text, part
    assert "None" not in text
    assert "{" not in text
    assert "Overige gegevens" not in text
