"""Who can speak, whose a reporting word is, and whose troops "ours" are."""
