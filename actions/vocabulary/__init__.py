"""The words channels and actions share: a message in, a decision, messages out.

Adding a channel means producing :class:`InboundMessage` and showing :class:`OutboundMessage`; nothing else.
"""

from actions.vocabulary.decision import FORGOTTEN, Decision, DecisionKind, Reply, ScoredEntry
from actions.vocabulary.inbound import InboundMessage
from actions.vocabulary.outbound import (
    LARGEST_FILE,
    LONGEST_PAYLOAD,
    Attachment,
    Block,
    BlockKind,
    Button,
    Mention,
    OutboundMessage,
    Target,
)
from actions.vocabulary.polls import QuizPoll

__all__ = [
    "FORGOTTEN",
    "LARGEST_FILE",
    "LONGEST_PAYLOAD",
    "Attachment",
    "Block",
    "BlockKind",
    "Button",
    "Decision",
    "DecisionKind",
    "InboundMessage",
    "Mention",
    "OutboundMessage",
    "QuizPoll",
    "Reply",
    "ScoredEntry",
    "Target",
]
