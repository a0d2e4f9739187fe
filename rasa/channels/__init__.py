"""The way into Rasa: what somebody typed is redacted by Houvast before Rasa sees it."""
