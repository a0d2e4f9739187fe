"""Errors of the outside of Houvast: what happened, to what, and what to do next."""


class BotError(Exception):
    """Base of every error raised by the bot package; its text fits on one line for the operator."""


class ConfigError(BotError):
    """``config.yml`` holds an unknown key or a bad value."""
