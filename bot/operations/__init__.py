"""Keeping Houvast running: one process for everything, health, figures, backups, a check-up."""
