"""Signals in a message: danger, escalation reflex and personal data, judged before anything else."""
