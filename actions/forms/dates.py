"""A day as people type it: vandaag, vrijdag, 3 maart, 3-3-2027; always today or later."""

import re
from datetime import date, timedelta

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
FRIDAY = 4
FURTHEST_DAYS = 366
"""A day further away is a slip of the keyboard."""
_NUMBERS = re.compile(r"\b(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{4}|\d{2}))?\b")
_WORDS = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(month[:3] for month in MONTHS)}|mrt)[a-z]*\.?(?:\s+(\d{{4}}))?\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY = re.compile(rf"\b({'|'.join(DAYS)})\b")
_SOON = {"vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}


def read_day(text: str, today: date) -> date | None:
    """The day in a text.

    Args:
        text: What was typed.
        today: The reader's calendar day.

    Returns:
        A day from today on, at most :data:`FURTHEST_DAYS` away; ``None`` when there is none in it.
    """
    said = text.casefold().strip()
    day = _near(said, today) or _numbered(said, today)
    return day if day and today <= day <= today + timedelta(days=FURTHEST_DAYS) else None


def friday(today: date) -> date:
    """The Friday that ends this working week, or the next one on a Saturday or Sunday."""
    return today + timedelta(days=(FRIDAY - today.weekday()) % len(DAYS))


def _near(said: str, today: date) -> date | None:
    for word in re.findall(r"[a-z]+", said):
        if word in _SOON:
            return today + timedelta(days=_SOON[word])
    if re.search(r"\bdeze\s+week\b", said):
        return friday(today)
    named = _DAY.search(said)
    # "donderdag 3 december" names the day twice: the number decides.
    if named is None or re.search(r"\d", said):
        return None
    ahead = (DAYS.index(named[1]) - today.weekday()) % len(DAYS)
    return today + timedelta(days=ahead or len(DAYS))


def _numbered(said: str, today: date) -> date | None:
    if found := _ISO.search(said):
        return _made(int(found[3]), int(found[2]), found[1], today)
    if found := _NUMBERS.search(said):
        return _made(int(found[1]), int(found[2]), found[3], today)
    if found := _WORDS.search(said):
        names = [month[:3] for month in MONTHS]
        month = 3 if found[2] == "mrt" else names.index(found[2]) + 1
        return _made(int(found[1]), month, found[3], today)
    return None


def _made(day: int, month: int, year: str | None, today: date) -> date | None:
    """A date; without a year the first such day from today on."""
    number = int(year) if year else today.year
    if year and len(year) == 2:
        number += 2000
    try:
        made = date(number, month, day)
        return made.replace(year=number + 1) if not year and made < today else made
    except ValueError:
        return None
