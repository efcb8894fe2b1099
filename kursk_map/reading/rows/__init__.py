"""What the TOML files of the lexicon may say, and how their rows are found in a text."""
