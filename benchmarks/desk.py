"""Time of the server for each page of the desk, with a large store: a Markdown table.

    python -m benchmarks.desk [--requests 20]

A throw-away store with 2,000 entries (the shipped ones, and copies of them under other names), 100,000 logged
questions over a year and 300 questions without an answer. The index holds the shipped entries only: how search grows
is in `benchmarks/scaling.py`. Requests go to the real application in this process, one after another, so the line and
the browser are left out. "CPU ms" is the mean of the process: what a page costs where the machine is busy.

What the desk makes ready in a thread beside its pages (`bot.desk.background`) is made ready first, as it is half a
minute after a start, and its time is told. Needs the extra ``desk`` and some minutes.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.assembly import assemble
from bot.desk.app import make_app
from bot.desk.desk import Desk, open_desk
from bot.settings import load_settings
from knowledge.quiz.live.model import QuizSetup
from knowledge.roster import Role
from knowledge.store import OPERATOR, FeedbackStore, QuestionStore, RosterStore
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore
from knowledge.store.rows import FeedbackKind, QuestionReason, SeedEntry
from tests.bot.desk.reading import Page

ENTRIES, LOGGED, UNANSWERED, VOTES = 2_000, 100_000, 300, 50
DRAFTS, QUIZZES, PLAYERS = 20, 12, 15
WARM_UPS = 2
TARGET_MS = 200.0
SEED = 20261122
BASE = "http://localhost:8080"
LEAD, SECOND, TRAINER = "bench:1", "bench:2", "bench:3"
DECISIONS = {"answer": 60, "clarify": 18, "abstain": 12, "danger": 3, "smalltalk": 7}
SUBJECTS = ("school", "huisarts", "buurvrouw", "oma", "pleegzorg", "wijkagent", "tolk", "slaapplek", "telefoon")
ASKED = (
    "mag ik zonder toestemming praten met {0} over {1}",
    "wie belt {0} als {1} niet meewerkt",
    "wat schrijf ik op na een gesprek met {0} en {1}",
)


def fill(desk: Desk) -> str:
    """Fill the store with invented work; returns the id of the team."""
    now, pick = datetime.now(UTC), random.Random(SEED)
    shipped = desk.entries.published()
    copies = [(f"{shipped[n % len(shipped)].slug[:70]}-{n}", shipped[n % len(shipped)], n) for n in range(ENTRIES)]
    desk.entries.import_seeds(
        (
            SeedEntry(slug, f"bench-{n}", {**row.document, "slug": slug, "title": f"{row.document['title']} ({n})"})
            for slug, row, n in copies[len(shipped) :]
        ),
        now,
    )
    team = _team(desk.roster, now)
    published, questions = desk.entries.published(), QuestionStore(desk.database)

    def asked() -> None:
        names = list(DECISIONS)
        for decision in pick.choices(names, list(DECISIONS.values()), k=LOGGED):
            row = pick.choice(published) if decision == "answer" else None
            at = now - timedelta(hours=pick.uniform(0, 364 * 24))
            version = row.version_id if row else None
            questions.log(decision, at, slug=row.slug if row else None, version_id=version, team=team)
        for n in range(UNANSWERED):
            text = ASKED[n % len(ASKED)].format(pick.choice(SUBJECTS), f"{pick.choice(SUBJECTS)} {n // 3}")
            near = [row.slug for row in pick.sample(published, 3)]
            questions.file(text, QuestionReason.UNANSWERED, now, person=f"bench:{n}", team=team, candidates=near)
        for n in range(VOTES):
            kind = (FeedbackKind.WRONG, FeedbackKind.OUTDATED)[n % 2]
            FeedbackStore(desk.database).give(kind, pick.choice(published).version_id, now, person=f"bench:{n}")

    desk.database.together(asked)
    _quizzes(desk, team, now, pick)
    return team


def _team(roster: RosterStore, now: datetime) -> str:
    made = roster.create_team("Team Meting", now, actor=OPERATOR).team_id
    people = [(LEAD, "Lotte Voorbeeld", Role.TEAM_LEAD), (SECOND, "Bram Voorbeeld", Role.TEAM_LEAD)]
    people.append((TRAINER, "Mees Voorbeeld", Role.TRAINER))
    people += [(f"bench:{n}", f"Collega {n}", Role.PROFESSIONAL) for n in range(10, 10 + PLAYERS)]
    for person, name, role in people:
        roster.redeem(roster.invite(made, role, now, actor=OPERATOR), person, name, now)
    roster.note_chat("bench:-1", "Teamoverleg", now)
    roster.link_chat("bench:-1", made, now, actor=LEAD)
    return made


def _quizzes(desk: Desk, team: str, now: datetime, pick: random.Random) -> None:
    """Quizzes of the last months, each of five questions that everybody answered."""
    bank, live = ItemBank(desk.database), LiveQuizStore(desk.database)
    for number in range(QUIZZES):
        at, rows = now - timedelta(days=7 * (QUIZZES - number)), bank.askable(None)
        chosen = pick.sample(list(rows), 5)
        session = live.start(QuizSetup(team, "bench:-1", None, 5), chosen, at, actor=TRAINER, key=f"quiz-{number}")
        for place, row in enumerate(chosen, 1):
            poll = f"poll-{number}-{place}"
            live.poll_sent(live.ask(session.session_id, place, at), poll, str(place), at)
            for player in range(10, 10 + PLAYERS):
                live.answer(poll, f"bench:{player}", (pick.randrange(len(row.item.options)),), at)
            live.close(session.session_id, place, at)
            live.go_on(session.session_id, place, at, actor=TRAINER)


class Visitor:
    """Somebody who is signed in."""

    def __init__(self, desk: Desk) -> None:
        transport = httpx.ASGITransport(make_app(desk), client=("192.0.2.1", 4711))
        self._client = httpx.AsyncClient(transport=transport, base_url=BASE, follow_redirects=True)
        self._desk = desk

    async def sign_in(self, person: str) -> None:
        """With a link, as from the bot."""
        path = f"/inloggen/{self._desk.links.offer_link(person, self._desk.now())}"
        await self.send(path, path)

    async def get(self, path: str) -> str:
        """The page.

        Raises:
            httpx.HTTPStatusError: The page is not there.
        """
        return (await self._client.get(path)).raise_for_status().text

    async def send(self, page: str, action: str, **fields: str) -> None:
        """Send a form of a page.

        Raises:
            httpx.HTTPStatusError: The form was refused.
        """
        form = next(form for form in Page(await self.get(page)).forms if form.action == action)
        (await self._client.post(action, data=form.fields | fields)).raise_for_status()


async def measure(desk: Desk, team: str, requests: int) -> None:
    """Print the table."""
    lead, trainer = Visitor(desk), Visitor(desk)
    for visitor, person in ((lead, LEAD), (trainer, TRAINER)):
        await visitor.sign_in(person)
    slugs = [row.slug for row in desk.entries.published()[:DRAFTS]]
    desk.flow.start(slugs[0], SECOND, desk.now())
    for row in desk.entries.published()[1:DRAFTS]:
        changed = {**row.document, "title": f"Nieuw: {row.document['title']}"}
        desk.entries.propose(row.slug, changed, f"changed-{row.slug}", SECOND, desk.now())
    for errand in (desk.background.entries, desk.background.golden, desk.background.vectors):
        began, used = time.perf_counter(), time.process_time()
        errand.start()
        errand.wait()
        print(f"{errand.name}: {time.perf_counter() - began:.1f} s, {time.process_time() - used:.1f} s of CPU")
    print()
    waiting = desk.flow.store.waiting()
    item = ItemBank(desk.database).items()[0].name
    pages = {
        "Vandaag": "/vandaag",
        "Kennisbank": "/kennisbank",
        "Kennisbank, page 40": "/kennisbank?pagina=40",
        "Kennisbank, a question": "/kennisbank?q=wanneer+bel+ik+veilig+thuis",
        "an entry": f"/kennisbank/{slugs[5]}",
        "the editor": f"/concept/{slugs[0]}",
        "the editor, as text": f"/concept/{slugs[0]}?als=tekst",
        "the editor, which question finds this": f"/concept/{slugs[0]}?q=wanneer+bel+ik+veilig+thuis",
        "a new entry": "/nieuw",
        "Importeren": "/importeren",
        "Beoordelen": "/beoordelen",
        "Beoordelen, one version": f"/beoordelen/{waiting[0].version.version_id}",
        "Onbeantwoord": "/onbeantwoord",
        "Feedback": "/feedback",
        "Begrippen": "/begrippen",
        "Signalen": "/signalen",
        "Signalen, a sentence tried": "/signalen?zin=hij+staat+voor+de+deur",
        "Signalen, own sentences": "/signalen/zinnen",
        "Signalen, shipped sentences": "/signalen/meegeleverd",
        "Signalen, learning": "/signalen/leren",
        "Quiz": "/quizvragen",
        "a quiz item": f"/quizvragen/vraag/{item}",
        "the editor of a quiz item": f"/quizvragen/vraag/{item}/aanpassen",
        "Quiz, files": "/quizvragen/bestanden",
        "Team": f"/team/{team}",
        "Gebruik": "/gebruik",
        "Gebruik, a year": "/gebruik?weken=52",
        "Logboek": "/logboek",
    }
    whose = [(lead, pages), (trainer, {"Quizcijfers (trainer)": "/quizcijfers", "Plannen (trainer)": "/quizplannen"})]
    print("| Page | first ms | median ms | p95 ms | CPU ms | kB |\n|---|---:|---:|---:|---:|---:|")
    for visitor, paths in whose:
        for name, path in paths.items():
            print(await _row(visitor, name, path, requests), flush=True)


async def _row(visitor: Visitor, name: str, path: str, requests: int) -> str:
    taken, size, used = [], 0, 0.0
    for number in range(WARM_UPS + requests):
        if number == WARM_UPS:
            used = time.process_time()
        began = time.perf_counter()
        size = len(await visitor.get(path))
        taken.append((time.perf_counter() - began) * 1000)
    used = (time.process_time() - used) * 1000 / requests
    return _line(name, taken[0], taken[WARM_UPS:], used, size)


def _line(name: str, first: float, taken: Sequence[float], used: float, size: int) -> str:
    median = statistics.median(taken)
    mark = " (over)" if median > TARGET_MS else ""
    p95 = statistics.quantiles(taken, n=20, method="inclusive")[-1]
    return f"| {name} | {first:.0f} | {median:.0f}{mark} | {p95:.0f} | {used:.0f} | {size / 1000:.0f} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=20, help="measured requests per page, at least 2")
    parser.add_argument("--folder", type=Path, help="a folder to work in, with an index but without a team")
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        config = (options.folder or Path(temporary)) / "config.yml"
        config.write_text("paths:\n  data: data\n", encoding="utf-8")
        opened = assemble(load_settings(config), in_process=True)
        desk = open_desk(opened.settings, opened.database, opened.house)
        team = fill(desk)
        asyncio.run(measure(desk, team, options.requests))
        desk.database.close()


if __name__ == "__main__":
    main()
