"""Commands and buttons: ``/name argument``, typed, pressed, opened through a link or given as an answer."""

import re
from dataclasses import dataclass

from actions.forms.slots import FORM, SUBMIT
from actions.forms.top3.slots import FORM as TOP3
from actions.steps import deep_links
from actions.turn import FORGET, ORGANISATION, QUIZ, WORDING, Turn
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.manner.check_answer import CheckAnswer, is_short

ACTIONS = {
    "start": "action_start",
    "help": "action_help",
    "kaarten": "action_cards",
    "begrip": "action_concept",
    "taalcheck": "action_wording",
    "taalcheck_alles": "action_wording",
    "privacy": "action_privacy",
    "mijngegevens": "action_own_data",
    "vergeetmij": "action_forget",
    "verwijder": "action_delete_message",
    "helpt": "action_feedback",
    "kloptniet": "action_feedback",
    "reden": "action_feedback",
    "meer": "action_entry",
    "team": "action_entry",
    "verwant": "action_entry",
    "teamlijst": "action_team",
    "meedoen": "action_join",
    "profiel": "action_profile",
    "organisatie": "action_profile",
    "expertise": "action_profile",
    "verlaat": "action_profile",
    "uitnodigen": "action_members",
    "leden": "action_members",
    "lid": "action_members",
    "rol": "action_members",
    "eruit": "action_members",
    "koppel": "action_team_chat",
    "ontkoppel": "action_team_chat",
    "ruimer": "action_consult_preview",
    "overleg_ja": "action_consult_send",
    "casus": "action_consult_case",
    "denkmee": "action_consult_case",
    "agenda": "action_consult_case",
    "acuut": "action_consult_case",
    "vraagterug": "action_consult_write",
    "reageer": "action_consult_write",
    "antwoord": "action_consult_write",
    "sluit": "action_consult_write",
    "overleggen": "action_consult_own",
    "trekin": "action_consult_own",
    "plaats": "action_consult_own",
    "idee": "action_consult_own",
    "samenvatting": "action_summary",
    "reflectie": "action_reflection",
    "doel": "action_reflection_goal",
    "ritme": "action_reflection_rhythm",
    "geleerd": "action_reflection_notes",
    "leerpunt": "action_reflection_notes",
    "inzicht": "action_reflection_insight",
    "beheer": "action_desk_link",
    "beoordelen": "action_review",
    "beoordeel": "action_review",
    "keurgoed": "action_decide",
    "stuurterug": "action_decide",
    "nakijken": "action_recheck",
    "offline": "action_offline",
    "terugzetten": "action_bring_back",
    "maakkaart": "action_make_card",
    "oefen": "action_practice",
    "oefenplan": "action_practice",
    "oefenkeus": "action_practice",
    "quiz": "action_quiz",
    "quizkeuze": "action_quiz",
    "quizsluit": "action_quiz_step",
    "quizverder": "action_quiz_step",
    "quizuitslag": "action_quiz_own",
    "quizdeel": "action_quiz_own",
    "quiznaam": "action_quiz_own",
    "quizgedeeld": "action_quiz_own",
}
"""Which action answers a command; ``gevaar``, ``kies`` and ``vraag`` belong to the conversation itself."""
FORMS = {"top3": TOP3} | dict.fromkeys(
    (
        "overleg",
        "opnieuw",
        "hervat",
        "stop",
        "weg",
        "terug",
        "sla_over",
        "verder",
        "klaar",
        "pasaan",
        "wie",
        "neemover",
        "cijfer",
        "voor",
        "voorteam",
    ),
    FORM,
)
"""Which form takes a command; ``/pasaan`` without a step belongs to the preview."""
ASKED_FIRST = frozenset(FORMS) | {"taalcheck", "maakkaart"}
"""Commands that may hold a story: possible danger in it is asked about before they are answered."""
TAKES_REPLY = frozenset({"maakkaart"})
"""Commands that take the text of the message that they answer; no other text of somebody else is ever read."""
ROSTER = "action_team"
"""Answers ``/team`` without a number; with one it is the button under an answer, "Leg voor aan het team"."""

AGENDA = "action_agenda"
"""Answers ``/agenda``; with a number of a consultation it is the button under a card, "Zet op MDO-agenda"."""

OWN = frozenset({"gevaar", "kies", "vraag", "overleg", "top3"})
"""Commands without an action of their own: the conversation or the form takes them."""

PRIVATE_ONLY = frozenset(
    {
        "mijngegevens",
        "vergeetmij",
        "meedoen",
        "profiel",
        "organisatie",
        "expertise",
        "verlaat",
        "uitnodigen",
        "leden",
        "lid",
        "rol",
        "eruit",
        "ruimer",
        "overleg_ja",
        "casus",
        "vraagterug",
        "reageer",
        "antwoord",
        "sluit",
        "overleggen",
        "trekin",
        "plaats",
        "idee",
        "samenvatting",
        "leerpunt",
        "beheer",
        "beoordelen",
        "beoordeel",
        "keurgoed",
        "stuurterug",
        "nakijken",
        "offline",
        "terugzetten",
        "oefen",
        "oefenplan",
        "oefenkeus",
        "quizuitslag",
        "quizdeel",
        "quiznaam",
        "quizgedeeld",
    }
    | set(FORMS)
)
"""Commands that a group only gets a link for, to the private chat (design rule 5)."""

_COMMAND = re.compile(r"^/(?P<name>[a-z_]{1,31}\d?)(?:@\w+)?(?:\s+(?P<argument>.*))?$", re.IGNORECASE | re.DOTALL)
_ANSWER_WORDS = 3
"""A longer message is no answer to "weet je het zeker?"."""
_NAME_WORDS = 6
"""A longer message is no name of an organisation, and no nickname."""
_ASKS = re.compile(
    r"\?|^\W*(wat|wie|waar\w*|wanneer|hoe\w*|welke?|mag|moet|kan|is|zijn|heeft|ik|we|wij|hij|zij|ze)\b|^\W*$",
    re.IGNORECASE,
)
"""A question or a sentence about somebody; not the name of an organisation."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what follows it."""

    name: str
    argument: str = ""


def parse(turn: Turn) -> Command | None:
    """The command in a turn, if any.

    A pressed button, text that starts with a slash, what a deep link stands for, or the answer to a question
    that a command waits for.
    """
    command = _read(turn.payload or turn.text)
    if command is None:
        return _answered(turn)
    if command.name == "start" and (linked := deep_links.payload_of(command.argument)):
        return _read(linked)
    return command


def _read(text: str) -> Command | None:
    match = _COMMAND.match(text.strip())
    return Command(match["name"].lower(), (match["argument"] or "").strip()) if match else None


def action_of(command: Command) -> str | None:
    """The action or form that answers a command; ``None`` when the conversation itself does, or nobody."""
    if command.name == "team" and not command.argument:
        return ROSTER
    if command.name == "agenda" and not command.argument[:1].isdecimal():
        return AGENDA
    if command.name == "pasaan" and not command.argument:
        return SUBMIT
    return ACTIONS.get(command.name) or FORMS.get(command.name)


def _answered(turn: Turn) -> Command | None:
    """A typed answer to what a command asked; a possible danger is never such an answer."""
    pending = turn.state.pending
    if pending is None or turn.danger != DangerLevel.NONE or turn.payload is not None:
        return None
    if pending.kind == WORDING and turn.text.strip():
        return Command("taalcheck", turn.text.strip())
    if pending.kind == QUIZ and not _ASKS.search(turn.text) and is_short(turn.text, _NAME_WORDS):
        return Command("quiznaam", f"{pending.then} {turn.text.strip()}")
    if pending.kind == ORGANISATION and not _ASKS.search(turn.text) and is_short(turn.text, _NAME_WORDS):
        return Command("organisatie", turn.text.strip())
    if pending.kind != FORGET or turn.check_answer is None or not is_short(turn.text, _ANSWER_WORDS):
        return None
    return Command("vergeetmij", "ja" if turn.check_answer == CheckAnswer.YES else "nee")
