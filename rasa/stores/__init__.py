"""Where Rasa keeps conversations: in memory, and not for long."""
