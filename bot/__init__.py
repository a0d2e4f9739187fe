"""Channels, settings and entry points: the outside of Houvast."""
