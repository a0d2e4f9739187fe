"""From stored rows to what a page shows; pure functions."""
