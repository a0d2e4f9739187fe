"""Refusals of consultations: what was asked, why not, and what to do next.

None of these means that the store is broken, so none is a `StoreError`. Neither is a PDF that cannot be made.
"""

from knowledge.consultations.rules import Refusal
from knowledge.errors import KnowledgeError

_REASONS = {
    Refusal.NOT_A_MEMBER: "only members of the team take part. Ask the team lead for an invitation.",
    Refusal.NOT_THE_ASKER: "only who asked may do this. Leave it to them.",
    Refusal.OWN: "who asked cannot think along with the own question. Answer a question of a colleague instead.",
    Refusal.NOT_A_LEAD: "only a team lead may do this. Ask a team lead of this team.",
    Refusal.NOT_OPEN: "it is closed or withdrawn. Open a new consultation.",
    Refusal.NOT_CLOSED: "it is not closed. Close it first.",
}


class ConsultationError(KnowledgeError):
    """A consultation refuses; nothing was changed."""


class ConsultationNotFound(ConsultationError):
    """There is no such consultation, or it has expired.

    Attributes:
        consultation_id: The id that was asked for.
    """

    def __init__(self, consultation_id: int) -> None:
        super().__init__(f"There is no consultation {consultation_id} (any more). Load the list again.")
        self.consultation_id = consultation_id


class ConsultationRefused(ConsultationError):
    """The rules do not allow this to this person now.

    Attributes:
        refusal: Why not.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"Refused: {_REASONS[refusal]}")
        self.refusal = refusal


class ReportsMissing(KnowledgeError):
    """No PDF can be made here, because what it takes is not installed.

    Attributes:
        module: What is missing.
    """

    def __init__(self, module: str) -> None:
        super().__init__(
            f"No PDF can be made: {module} is not installed. Install the extra: pip install 'houvast[reports]'. "
            "Until then the same comes as Markdown."
        )
        self.module = module
