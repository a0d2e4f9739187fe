"""Curating in chat: reviewing, taking offline, and a draft of what a colleague wrote in the group."""
