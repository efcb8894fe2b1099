"""What holds for every test."""

from hypothesis import settings

# The tests run on every core at once: how long one example takes says nothing.
settings.register_profile("shared_machine", deadline=None)
settings.load_profile("shared_machine")
