"""One Rasa action or form per thing the bot does, and the one way a message goes."""
