"""The steps of :func:`actions.conversation.decide`; each returns an outcome or passes."""
