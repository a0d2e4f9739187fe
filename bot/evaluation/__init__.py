"""Measure the whole conversation on labelled messages (``houvast eval``)."""
