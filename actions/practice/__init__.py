"""Practising alone, and drills on an own sentence; in the private chat only."""
