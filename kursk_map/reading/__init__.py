"""From articles to statements: who said that which place changed hands, and when."""
