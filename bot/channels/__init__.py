"""Channels: parse what came in, hand it over, show what comes back."""
