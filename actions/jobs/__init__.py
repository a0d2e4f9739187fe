"""What the bot does by itself, without a message: run by the process that sends."""
