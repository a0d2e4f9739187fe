"""Make what this project takes from Houvast: the domain, the rules, and the words of the channel.

Runs in Houvast's environment: ``python -m rasa.make`` in the folder of the source. Run it after each upgrade.
"""

from pathlib import Path

import yaml

from actions.dialogue import MAIN_ACTION, SUBMITS
from actions.rendering.notices import error as error_notice
from actions.runners.call import DOMAIN_FILE, load_domain
from knowledge.messages.catalogue import load_catalogue

HERE = Path(__file__).resolve().parent
HEAD = "# Made by make.py from Houvast; change it there.\n"
RULES = """\
version: "3.1"
rules:
  - rule: every message is a turn of Houvast
    steps:
      - or:
          - intent: message
          - intent: nlu_fallback
      - action: {main}
"""
SUBMIT = """
  - rule: {submit} follows a complete {form}
    condition:
      - active_loop: {form}
    steps:
      - action: {form}
      - active_loop: null
      - slot_was_set:
          - requested_slot: null
      - action: {submit}
"""
LAST = """
  - rule: after {action} the turn is over
    steps:
      - action: {action}
"""


def domain() -> str:
    """The domain of the action server."""
    return HEAD + DOMAIN_FILE.read_text(encoding="utf-8")


def rules() -> str:
    """One rule for every message; the others say what follows on what Houvast itself runs next."""
    text = HEAD + RULES.format(main=MAIN_ACTION)
    text += "".join(SUBMIT.format(form=form, submit=submit) for form, submit in sorted(SUBMITS.items()))
    return text + "".join(LAST.format(action=action) for action in followers())


def followers() -> list[str]:
    """Actions that a turn can end with beside the main one; a form is asked to go on after them."""
    of_forms = ("validate_", "action_ask_")
    return [name for name in load_domain()["actions"] if name != MAIN_ACTION and not name.startswith(of_forms)]


def away() -> str:
    """What the channel shows when Houvast or Rasa does not answer: the numbers to call among it."""
    reply = {"text": error_notice(load_catalogue("nl")).text, "buttons": []}
    return HEAD + yaml.safe_dump(reply, allow_unicode=True, width=120)


FILES = {"domain.yml": domain, "data/rules.yml": rules, "channels/away.yml": away}
"""What is made, and how."""


def main() -> None:
    """Write the files."""
    for name, text in FILES.items():
        (HERE / name).write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
