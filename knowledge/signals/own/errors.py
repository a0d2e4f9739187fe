"""Refusals about own sentences: what was asked, why not, and what to do next. None quotes the sentence."""

from knowledge.errors import KnowledgeError


class SentenceError(KnowledgeError):
    """The sentence, or the act, is refused; nothing was changed."""


class SentenceLength(SentenceError):
    """The sentence is empty, one word, or too long."""

    def __init__(self, shortest_words: int, longest: int) -> None:
        super().__init__(f"Write a sentence of at least {shortest_words} words and at most {longest} characters.")


class LabelUnknown(SentenceError):
    """The label or the kind is none of this subject."""

    def __init__(self, label: str, kind: str) -> None:
        super().__init__(f"There is no label {label!r} with kind {kind!r}. Choose one of the list.")


class SentenceHoldsPersonalData(SentenceError):
    """The sentence holds personal data, and would be kept.

    Attributes:
        types: The kinds that were found, never the values.
    """

    def __init__(self, types: tuple[str, ...]) -> None:
        super().__init__(f"The sentence holds personal data ({', '.join(types)}) and was not kept. Write it without.")
        self.types = types


class SentenceKnown(SentenceError):
    """The sentence is there already, perhaps with other capitals or punctuation."""

    def __init__(self) -> None:
        super().__init__("This sentence is there already. Search for it in the list.")


class SentenceMeasures(SentenceError):
    """The sentence belongs to the regression set, on which nothing may be learned."""

    def __init__(self) -> None:
        super().__init__("This sentence is used to measure with, so it is not learned. Choose other words.")


class SentenceNotFound(SentenceError):
    """No sentence has this id.

    Attributes:
        sentence_id: The id.
    """

    def __init__(self, sentence_id: int) -> None:
        super().__init__(f"There is no own sentence {sentence_id}. Load the list again.")
        self.sentence_id = sentence_id


class SentenceDecided(SentenceError):
    """The sentence is not in the state that this act needs.

    Attributes:
        sentence_id: The id.
    """

    def __init__(self, sentence_id: int, state: str) -> None:
        super().__init__(f"Sentence {sentence_id} is {state} already. Load the list again.")
        self.sentence_id = sentence_id


class OwnProposal(SentenceError):
    """Somebody tried to accept a sentence that they added themselves.

    Attributes:
        sentence_id: The id.
    """

    def __init__(self, sentence_id: int) -> None:
        super().__init__(f"Sentence {sentence_id} waits for somebody else: who adds a sentence never accepts it.")
        self.sentence_id = sentence_id
