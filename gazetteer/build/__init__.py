"""Make `gazetteer/data/` out of the sources: ``python -m gazetteer.build``."""
