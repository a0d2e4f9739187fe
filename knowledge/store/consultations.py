"""The consultations of all teams."""

from knowledge.store.consultations_due import ConsultationDue
from knowledge.store.consultations_insight import ConsultationInsight
from knowledge.store.consultations_reading import ConsultationReading
from knowledge.store.consultations_writing import ConsultationWriting


class ConsultationStore(ConsultationReading, ConsultationWriting, ConsultationDue, ConsultationInsight):
    """Everything about consultations in one object.

    What happens when the person who asked leaves or is forgotten, and when texts expire, is decided in
    `docs/decisions/consultations.md`.
    """
