"""Errors of the quiz: what happened, to what, and what to do next."""

from knowledge.errors import DataFileError, KnowledgeError


class QuizItemError(DataFileError):
    """A quiz item, or a whole file of items, breaks the item format."""


class QuizError(KnowledgeError):
    """Something about the quiz cannot be done."""


class ItemNotFound(QuizError):
    """The bank has no item of this name. `name` is what was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The item bank has no item {name!r}. Import the content or check the name.")
        self.name = name


class ItemVersionNotFound(QuizError):
    """No version of an item has this id. `version_id` is what was asked for."""

    def __init__(self, version_id: int) -> None:
        super().__init__(f"No version of a quiz item has the id {version_id}. They are never deleted: check the id.")
        self.version_id = version_id


class OwnItem(QuizError):
    """Somebody tried to approve or confirm an item that they wrote. `version_id` is the version concerned."""

    def __init__(self, version_id: int) -> None:
        super().__init__(f"Item version {version_id} waits for somebody else: who wrote an item never approves it.")
        self.version_id = version_id


class ItemDecided(QuizError):
    """Somebody decided about this version before. `version_id` is the version, `decision` what became of it."""

    def __init__(self, version_id: int, decision: str) -> None:
        super().__init__(f"Item version {version_id} does not wait any more: it is {decision}. Look at the item again.")
        self.version_id = version_id
        self.decision = decision


class NotItsAuthor(QuizError):
    """Only its authors withdraw a version. `version_id` is the version concerned."""

    def __init__(self, version_id: int) -> None:
        super().__init__(f"Item version {version_id} was written by somebody else. Reject it instead, with a reason.")
        self.version_id = version_id


class ItemNotShown(QuizError):
    """An item that cannot be confirmed: there is no approved version, or its entry is offline. `name` is the item."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Item {name!r} has no approved version with a published entry. Approve one, or publish it.")
        self.name = name


class NothingToAsk(QuizError):
    """No item may be asked: nothing of the theme is approved, or all wait to be checked."""

    def __init__(self) -> None:
        super().__init__("There is no item to ask. Choose another theme, or check the items that wait in the desk.")


class QuizBusy(QuizError):
    """Another quiz runs in this chat. `session_id` is that quiz."""

    def __init__(self, session_id: int) -> None:
        super().__init__(f"Quiz {session_id} runs in this chat. Stop it or wait until it ends.")
        self.session_id = session_id


class SessionNotFound(QuizError):
    """There is no such quiz (any more). `session_id` is what was asked for."""

    def __init__(self, session_id: int) -> None:
        super().__init__(f"Quiz {session_id} is not known (any more). Start a new one.")
        self.session_id = session_id


class WrongState(QuizError):
    """A quiz is not where this step can be taken.

    Attributes:
        session_id: The quiz.
        state: Where it is.
        step: What was asked of it.
    """

    def __init__(self, session_id: int, state: str, step: str) -> None:
        super().__init__(
            f"Quiz {session_id} is {state}, so it cannot {step}. Read its state again and go on from there."
        )
        self.session_id = session_id
        self.state = state
        self.step = step


class NotInQuiz(QuizError):
    """Somebody has no answers in a quiz, or not any more. `session_id` is the quiz."""

    def __init__(self, session_id: int) -> None:
        super().__init__(f"This person has no answers in quiz {session_id} (any more), so there is nothing to do.")
        self.session_id = session_id
