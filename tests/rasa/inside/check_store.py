"""Runs in Rasa's own environment, without pytest: the tracker store with Rasa's real trackers and domain."""

import asyncio
import unittest
from pathlib import Path

from rasa.core.tracker_store import TrackerStore, check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from stores.forgetful import ForgetfulTrackerStore

DOMAIN = Domain.load(str(Path("domain.yml").resolve()))
FACTS = "Het kind had geen brood mee."


def turn(tracker: DialogueStateTracker, text: str, *events: object) -> None:
    tracker.update(UserUttered(text, {"name": "message", "confidence": 1.0}))
    tracker.update(ActionExecuted("action_houvast"))
    for event in events:
        tracker.update(event)
    tracker.update(ActionExecuted("action_listen"))


def decided(reason: str) -> BotUttered:
    return BotUttered("...", {"custom": {"houvast": {"decision": {"reason": reason}}}})


class StoreCase(unittest.TestCase):
    def setUp(self) -> None:
        config = EndpointConfig(type="stores.forgetful.ForgetfulTrackerStore", max_events=40, hours=1)
        self.store = TrackerStore.create(config, DOMAIN)
        self.tracker = DialogueStateTracker("rasa:1", DOMAIN.slots)
        self.tracker.update(ActionExecuted("action_listen"))

    def save(self) -> DialogueStateTracker:
        asyncio.run(self.store.save(self.tracker))
        return asyncio.run(self.store.retrieve("rasa:1"))

    def test_rasa_takes_it_from_endpoints_yml(self) -> None:
        assert isinstance(self.store, ForgetfulTrackerStore)
        assert check_if_tracker_store_async(self.store)

    def test_slots_and_form_outlive_the_events_that_set_them(self) -> None:
        turn(self.tracker, "eerste", ActiveLoop("consult_form"), SlotSet("consult_facts", FACTS))
        for number in range(30):
            turn(self.tracker, f"bericht {number}")
            self.tracker = self.save()
        kept = [event.text for event in self.tracker.events if isinstance(event, UserUttered)]
        assert kept[-1] == "bericht 29"
        assert "eerste" not in kept
        assert len(self.tracker.events) < 40 + 10
        assert self.tracker.get_slot("consult_facts") == FACTS
        assert self.tracker.active_loop_name == "consult_form"
        assert self.tracker.latest_action_name == "action_listen"

    def test_a_turn_of_many_events_stays_whole(self) -> None:
        turn(self.tracker, "lang", *(SlotSet("consult_facts", f"{FACTS} {number}") for number in range(100)))
        kept = self.save()
        assert [event.text for event in kept.events if isinstance(event, UserUttered)] == ["lang"]
        assert kept.get_slot("consult_facts") == f"{FACTS} 99"

    def test_who_asked_to_be_forgotten_is(self) -> None:
        turn(self.tracker, "hoi")
        assert self.save() is not None
        turn(self.tracker, "/vergeetmij ja", decided("forgotten"))
        assert self.save() is None
        turn(self.tracker, "hoi weer", decided("other"))
        assert self.save() is not None

    def test_who_is_silent_for_long_is_dropped(self) -> None:
        turn(self.tracker, "hoi")
        self.save()
        self.store._saved["rasa:1"] -= 3599
        assert asyncio.run(self.store.retrieve("rasa:1")) is not None
        self.store._saved["rasa:1"] -= 2
        assert asyncio.run(self.store.retrieve("rasa:1")) is None
        assert self.store.store == {}


if __name__ == "__main__":
    unittest.main()
