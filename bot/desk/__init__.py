"""The desk: web pages for team leads and trainers; server-rendered, without scripts."""
