"""Finds and replaces personal data in a message before anything is stored or sent on."""
