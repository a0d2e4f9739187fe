"""Backups: one checked file each, made while Houvast runs, and put back as a whole."""
