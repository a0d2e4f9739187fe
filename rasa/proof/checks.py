"""What is proved, one conversation after the other; people and numbers are invented."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import typer

from proof.talk import Message, Person

QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"
FACTS = "Het kind had drie keer deze week geen brood mee naar school."
ASKED = "Wat zie ik over het hoofd?"
ACUTE = "hij slaat haar nu"
GREY = "Vorige week vrijdag gooide stiefvader een stoel om. De kleuter zat ernaast."
PLANTED = {"BSN": "111222333", "e-mail address": "sanne.devries@voorbeeld.nl", "first name": "Sanne", "name": "Vries"}
"""Personal data that must be nowhere; the number passes the check of a BSN and belongs to nobody."""
ABOUT = "Moeder heet Sanne de Vries, BSN 111222333, mail sanne.devries@voorbeeld.nl."
PLACEHOLDERS = ("[naam]", "[bsn]", "[e-mailadres]")
"""What stands in their place: they show that the messages were kept at all."""
CONTROL = "onbewerkte proefzin 4711"
"""Typed past Houvast, to show that these dumps and logs would hold what is typed."""
CARD = "danger"


@dataclass
class Findings:
    """What held and what did not.

    Attributes:
        failed: What did not.
        passed: How many did.
        dumps: Everything Rasa kept, by conversation.
    """

    failed: list[str] = field(default_factory=list)
    passed: int = 0
    dumps: list[str] = field(default_factory=list)

    def check(self, claim: str, holds: bool, seen: object = "") -> None:  # noqa: FBT001 - reads as a sentence
        """Note whether a claim holds; what was seen instead is printed when it does not."""
        if holds:
            self.passed += 1
            typer.echo(f"ok      {claim}")
        else:
            self.failed.append(claim)
            typer.echo(f"FAILED  {claim}\n        seen: {seen}")


def answers_with_source(person: Person, findings: Findings) -> None:
    """A question outside any form."""
    replies = person.say(QUESTION)
    seen = [(reply.decision, reply.sources) for reply in replies]
    findings.check("a question gets one answer", [reply.decision for reply in replies] == ["answer"], seen)
    findings.check("the answer names its source", any(reply.sources for reply in replies), seen)


def asks_in_form(person: Person, invitation: str, findings: Findings) -> None:
    """Join a team and begin a consultation."""
    person.say(f"/start {invitation}")
    person.press("/expertise klaar")
    person.say("/overleg")
    replies = person.say(FACTS)
    findings.check("a Rasa form runs", _form(person) == "consult_form" and "team" in _text(replies), _text(replies))
    findings.check("the form keeps an answer in its slot", _slot(person, "consult_facts") == FACTS)


def acute_in_form(person: Person, findings: Findings) -> None:
    """Acute danger in the middle of a form, through the channel: the card, and Rasa never hears of it."""
    replies = person.say(ACUTE)
    findings.check("an acute message in a form gets the card, and only the card", _is_card(replies), _text(replies))
    findings.check("the card begins with 112", "112" in _text(replies)[:60], _text(replies))
    findings.check("the acute message is not in the tracker", ACUTE not in person.dump())
    findings.check("the form waits", _form(person) == "consult_form")
    replies = person.say("dat was het")
    findings.check("after the card the form asks first whether to go on", "/stop" in _payloads(replies), _text(replies))
    person.press("/hervat")


def acute_past_channel(person: Person, findings: Findings) -> None:
    """The same in a channel of Rasa's own, without metadata: the form's validation judges danger first."""
    replies = person.say_past_houvast(ACUTE)
    shown = [reply for reply in replies if reply.text]
    first = shown[0].text if shown else ""
    findings.check("without our channel validate_consult_form still lets the card come first", "112" in first, first)
    asked = [reply.text for reply in shown if "Wat wil je van je team" in reply.text]
    findings.check("nothing is asked after the card", not asked, asked)
    findings.check("the acute message is no answer in the form", _slot(person, "consult_question") is None)


def identifiers_in_form(person: Person, findings: Findings) -> None:
    """Personal data as an answer: refused, and asked again."""
    replies = person.say(ABOUT)
    findings.check("personal data is no answer in a form", "niets bewaard" in _text(replies), _text(replies))
    findings.check("the form asks again", "Wat wil je van je team" in _text(replies), _text(replies))


def grey_in_form(person: Person, findings: Findings) -> None:
    """Possible danger: the metadata says so, the check question stands alone, and Nee keeps the answer."""
    replies = person.say(GREY)
    decisions = [reply.decision for reply in replies]
    findings.check("possible danger in a form gets the check question alone", decisions == ["danger_check"], decisions)
    person.say("nee")
    findings.check("after Nee the message is the answer it was", _slot(person, "consult_question") == GREY)


def interruption(person: Person, findings: Findings) -> None:
    """A command of something else, and back to the question."""
    replies = person.say("/help")
    findings.check("a command in a form is answered and the question asked again", len(replies) == 2, _text(replies))


def complete_form(person: Person, findings: Findings) -> None:
    """The form ends with its preview; a stopped one does not."""
    person.press("/wie lvb aan")
    replies = person.say("/stop")
    findings.check("a stopped form ends there", _form(person) is None and "Gestopt" in _text(replies), _text(replies))
    person.press("/hervat")
    replies = person.press("/klaar")
    findings.check("a complete form is followed by the preview", "Zo komt het" in _text(replies), _text(replies))


def identifiers_in_question(person: Person, findings: Findings) -> None:
    """Personal data in a question: answered, and redacted before the tracker."""
    replies = person.say(f"{ABOUT} Hoe leg ik de schaalvraag uit?")
    findings.check("a question with personal data gets an answer", replies[0].decision == "answer", _text(replies))
    dump = person.dump()
    for placeholder in PLACEHOLDERS:
        findings.check(f"the tracker holds {placeholder} instead", placeholder in dump)


def control(person: Person, findings: Findings) -> None:
    """Rasa's own channel, for comparison: what is typed stands in the tracker."""
    person.say_past_houvast(CONTROL)
    findings.check("for comparison: Rasa's own channel keeps a message as it was typed", CONTROL in person.dump())


def forgets(person: Person, findings: Findings) -> None:
    """/vergeetmij removes what Rasa keeps as well."""
    findings.dumps.append(person.dump())
    person.say("/vergeetmij")
    person.press("/vergeetmij ja")
    left = person.dump()
    findings.check("after /vergeetmij Rasa keeps nothing of the conversation", '"event":"user"' not in left, left[:300])


def nothing_planted(findings: Findings, rasa_log: Path, houvast_log: Path) -> None:
    """No planted personal data in what was kept or logged."""
    logs = {"Rasa": rasa_log, "Houvast": houvast_log}
    findings.check("for comparison: and logs it", CONTROL in rasa_log.read_text(encoding="utf-8"))
    dumped = "\n".join(findings.dumps)
    findings.check(f"the dumps hold {len(dumped)} characters of conversations", '"event":"user"' in dumped)
    for kind, value in PLANTED.items():
        findings.check(f"no tracker dump holds the {kind}", value.casefold() not in dumped.casefold())
    for name, log in logs.items():
        text = log.read_text(encoding="utf-8").casefold()
        found = [kind for kind, value in PLANTED.items() if value.casefold() in text]
        findings.check(f"the log of {name} ({len(text)} characters) holds none of it", not found and bool(text), found)


def without_houvast(person: Person, findings: Findings) -> None:
    """Houvast is down: nothing is handed to Rasa, and the asker sees the numbers."""
    replies = person.say(ABOUT)
    findings.check("without Houvast the asker still sees 112", "112" in _text(replies), _text(replies))
    dump = person.dump()
    findings.check("without Houvast Rasa gets no message", '"event":"user"' not in dump, dump[:300])
    findings.dumps.append(dump)


IN_FORM: tuple[Callable[[Person, Findings], None], ...] = (
    acute_in_form,
    acute_past_channel,
    identifiers_in_form,
    grey_in_form,
    interruption,
    complete_form,
)
"""In this order, in one form."""


def _text(replies: list[Message]) -> str:
    return "\n\n".join(reply.text for reply in replies)


def _payloads(replies: list[Message]) -> list[str]:
    return [payload for reply in replies for payload in reply.payloads]


def _is_card(replies: list[Message]) -> bool:
    return [reply.decision for reply in replies] == [CARD]


def _form(person: Person) -> object:
    return person.tracker()["active_loop"].get("name")


def _slot(person: Person, name: str) -> object:
    return person.tracker()["slots"][name]
