"""The methods of the Bot API that this server imitates, one module per family."""

from tests.botapi.methods import answering, chats, editing, receiving, sending, settings, sharing
from tests.botapi.methods.registry import METHODS, Call

__all__ = ["METHODS", "Call", "answering", "chats", "editing", "receiving", "sending", "settings", "sharing"]
