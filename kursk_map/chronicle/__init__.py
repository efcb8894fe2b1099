"""From statements to who held what, when, on whose word."""
