"""Ways to run a Rasa action: in this process, or on an action server over HTTP."""
