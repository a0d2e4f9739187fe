"""The live quiz in a group: what is asked, what is said when, and who may do it."""
