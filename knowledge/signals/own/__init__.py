"""Sentences that an organisation labels itself: proposed by one lead, accepted by another, learned on request."""
