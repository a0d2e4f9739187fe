"""An entry as the chat shows it, also one that is not published: the same as a review in chat shows."""

from actions.curating.preview import bubbles, draft_bubbles

__all__ = ["bubbles", "draft_bubbles"]
