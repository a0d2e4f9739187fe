"""Teams and questions for the tests of consultations; everybody is invented."""

from dataclasses import dataclass
from datetime import date, datetime

from knowledge.consultations import Consultation, Draft
from knowledge.roster import Role
from knowledge.store import OPERATOR, ConsultationStore, Database, RosterStore

MILA, SAM, LEAD, NOOR, ADMIN = (f"p:{name}" for name in ("mila", "sam", "lead", "noor", "admin"))
TEXTS = {
    "facts": "feiten van het kind",
    "worries": "zorgen van de school",
    "strengths": "sterk: oma komt elke dag",
    "scale": 4,
    "scale_reason": "reden van het cijfer",
    "unknown": "wat niet begrepen is",
    "question": "vraag aan het team",
    "due": date(2026, 3, 9),
}


@dataclass
class House:
    """A team with a lead, MILA and SAM, and another with NOOR and an ADMIN."""

    database: Database
    now: datetime

    def __post_init__(self) -> None:
        self.roster = RosterStore(self.database)
        self.store = ConsultationStore(self.database)
        self.team = self.team_of("Zuid", {LEAD: Role.TEAM_LEAD, MILA: Role.PROFESSIONAL, SAM: Role.PROFESSIONAL})
        self.other = self.team_of("Noord", {NOOR: Role.TEAM_LEAD, ADMIN: Role.ADMIN})
        self.keys = 0

    def team_of(self, name: str, people: dict[str, Role]) -> str:
        team = self.roster.create_team(name, self.now, actor=OPERATOR).team_id
        for person, role in people.items():
            self.join(team, person, role)
        return team

    def join(self, team: str, person: str, role: Role = Role.PROFESSIONAL) -> None:
        self.roster.redeem(self.roster.invite(team, role, self.now, actor=OPERATOR), person, person[2:], self.now)

    def key(self) -> str:
        self.keys += 1
        return f"test:update:{self.keys}"

    def draft(self, asker: str = MILA, team: str | None = None, **changes: object) -> Draft:
        return Draft(**({"team_id": team or self.team, "asker": asker} | TEXTS | changes))

    def asked(self, asker: str = MILA, at: datetime | None = None, **changes: object) -> Consultation:
        return self.store.open(self.draft(asker, **changes), at or self.now, self.key())
