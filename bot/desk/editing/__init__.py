"""The editor of a draft: what comes from its form, what a button does with it, and what the page shows of it."""
