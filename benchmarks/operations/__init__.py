"""Houvast in operation: load, faults, fuzz and start-up, against the local Bot API server."""
