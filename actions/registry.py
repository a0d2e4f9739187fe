"""Which actions exist: the table that the executor and ``domain.yml`` agree on."""

from collections.abc import Callable
from functools import partial

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from actions.forms.slots import Step
from actions.forms.top3.slots import Step as Top3Step
from actions.house import House
from actions.rasa.agenda import ActionAgenda
from actions.rasa.agenda_summary import ActionSummary
from actions.rasa.cards import ActionCards
from actions.rasa.concept import ActionConcept
from actions.rasa.consult_case import ActionConsultCase
from actions.rasa.consult_form import ActionAskConsult, ValidateConsultForm
from actions.rasa.consult_own import ActionConsultOwn
from actions.rasa.consult_preview import ActionConsultPreview
from actions.rasa.consult_send import ActionConsultSend
from actions.rasa.consult_write import ActionConsultWrite
from actions.rasa.curate_entry import ActionBringBack, ActionOffline, ActionRecheck
from actions.rasa.curate_make import ActionMakeCard
from actions.rasa.curate_review import ActionDecide, ActionReview
from actions.rasa.desk_link import ActionDeskLink
from actions.rasa.entry import ActionEntry
from actions.rasa.feedback import ActionFeedback
from actions.rasa.find import ActionFind
from actions.rasa.help import ActionHelp, ActionStart
from actions.rasa.houvast import ActionHouvast
from actions.rasa.media import ActionMedia
from actions.rasa.own_data import ActionForget, ActionOwnData
from actions.rasa.places import ActionDeleteMessage, ActionPrivate
from actions.rasa.practice import ActionPractice
from actions.rasa.privacy import ActionPrivacy
from actions.rasa.quiz_own import ActionQuizOwn
from actions.rasa.quiz_start import ActionQuiz
from actions.rasa.quiz_steps import ActionQuizStep
from actions.rasa.reflection_goal import ActionReflectionGoal
from actions.rasa.reflection_insight import ActionReflectionInsight
from actions.rasa.reflection_notes import ActionReflectionNotes
from actions.rasa.reflection_prompt import ActionReflection
from actions.rasa.reflection_rhythm import ActionReflectionRhythm
from actions.rasa.team_chat import ActionTeamChat
from actions.rasa.team_members import ActionMembers
from actions.rasa.team_page import ActionTeam
from actions.rasa.team_profile import ActionJoin, ActionProfile
from actions.rasa.top3 import ActionAskTop3, ActionTop3Result, ValidateTop3
from actions.rasa.wording import ActionWording

ACTIONS: tuple[Callable[[House], Action], ...] = (
    ActionHouvast,
    ActionStart,
    ActionHelp,
    ActionMedia,
    ActionPrivate,
    ActionDeleteMessage,
    ActionPrivacy,
    ActionOwnData,
    ActionForget,
    ActionFeedback,
    ActionEntry,
    ActionCards,
    ActionConcept,
    ActionFind,
    ActionJoin,
    ActionProfile,
    ActionTeam,
    ActionMembers,
    ActionTeamChat,
    ValidateConsultForm,
    *(partial(ActionAskConsult, step=step) for step in Step),
    ActionConsultPreview,
    ActionConsultSend,
    ActionConsultCase,
    ActionConsultWrite,
    ActionConsultOwn,
    ActionWording,
    ValidateTop3,
    *(partial(ActionAskTop3, step=step) for step in Top3Step),
    ActionTop3Result,
    ActionAgenda,
    ActionSummary,
    ActionReflection,
    ActionReflectionGoal,
    ActionReflectionRhythm,
    ActionReflectionNotes,
    ActionReflectionInsight,
    ActionDeskLink,
    ActionReview,
    ActionDecide,
    ActionRecheck,
    ActionOffline,
    ActionBringBack,
    ActionMakeCard,
    ActionPractice,
    ActionQuiz,
    ActionQuizStep,
    ActionQuizOwn,
)


def make_executor(house: House, executor: ActionExecutor | None = None) -> ActionExecutor:
    """An executor with every action registered.

    Args:
        house: What the actions need.
        executor: Registers them there; rasa_sdk's own by default.

    Returns:
        rasa_sdk's executor, for use in process or behind the action server.
    """
    executor = executor or ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(house))
    return executor
