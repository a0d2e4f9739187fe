"""Telegram brings updates here over HTTP; the other way than polling, with the same handling behind it."""
