"""Dates: their grammar, the days they mean, and when it was so."""
