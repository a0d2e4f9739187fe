"""The Rasa actions: one per thing the bot does, with the Rasa contract kept exactly."""
