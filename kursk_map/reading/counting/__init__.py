"""Numbers: their words, their grammar, and what is said to have been counted or measured."""
