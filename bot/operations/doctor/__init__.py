"""A check-up of an installation: what is well, what asks for attention, what is wrong, and what to do."""
