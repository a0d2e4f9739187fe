"""Open what recognises personal data: our detector, and a second one where the settings ask for it."""

from actions.house import Redactor
from bot.broken import BrokenRedaction
from bot.settings import Settings
from knowledge.errors import KnowledgeError, SecondOpinionUnavailable
from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.privacy.second_opinion.detector import JoinedDetector
from knowledge.signals.privacy.second_opinion.library import Deduce


def open_redaction(settings: Settings, problems: list[str]) -> Redactor:
    """Open the detector.

    Args:
        settings: Say whether a second one is asked for.
        problems: Told what could not be opened.

    Returns:
        A detector that can be shared between threads. Without the second one our own works alone, as it does by
        default; without our own a stand-in that refuses.
    """
    try:
        ours = PersonalDataDetector.load()
    except (KnowledgeError, OSError) as error:
        problems.append(f"redaction: {error}")
        return BrokenRedaction()
    if settings.privacy.second_opinion == "none":
        return ours
    try:
        return JoinedDetector(ours, Deduce.open(settings.second_opinion_folder))
    except SecondOpinionUnavailable as error:
        problems.append(f"second opinion on personal data: {error}")
        return ours
