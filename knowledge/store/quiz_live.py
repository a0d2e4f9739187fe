"""Live quizzes: sessions, polls and answers, results."""

from knowledge.store.quiz_planning import QuizPlanning
from knowledge.store.quiz_polls import QuizPolls
from knowledge.store.quiz_results import QuizResults
from knowledge.store.quiz_sessions import QuizSessions


class LiveQuizStore(QuizPlanning, QuizSessions, QuizPolls, QuizResults):
    """Everything about live quizzes in one object. Every act is one transaction, also with others in `together`."""
