"""Does a message say that somebody is in danger? Rules alone (`lexicon`) or with a classifier (`detector`)."""
