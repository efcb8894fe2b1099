"""How an article comes in: front matter, saved page, language, day, and what is no article."""
