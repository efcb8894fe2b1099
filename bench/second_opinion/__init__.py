"""Teaching the encoder, choosing when its word counts, and measuring it."""
