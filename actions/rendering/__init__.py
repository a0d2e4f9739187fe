"""From decisions to messages; pure functions, so that every reply can be pinned in a snapshot."""
