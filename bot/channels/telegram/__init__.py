"""The Telegram channel: parse, hand over, render, send. Nothing of the conversation itself is decided here."""
