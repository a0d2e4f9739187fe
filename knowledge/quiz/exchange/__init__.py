"""Quiz items out to and in from files: Moodle GIFT, and our own YAML."""

from knowledge.quiz.exchange.model import Defaults, Imported, LineProblem

__all__ = ["Defaults", "Imported", "LineProblem"]
