"""One sentence: its items, its lists of places, its sides, and what governs what."""
