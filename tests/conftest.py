"""What holds for every test."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

# The tests run on every core at once: how long one example takes says nothing.
settings.register_profile("shared_machine", deadline=None)
settings.load_profile("shared_machine")

#: The least of several runs is free of what the collector of garbage and the neighbours took.
RUNS = 3


@pytest.fixture
def seconds() -> Callable[..., float]:
    """Give a function that says how much processor time a call takes at the least."""

    def measure(call: Callable[..., object], *arguments: object) -> float:
        taken = []
        for _ in range(RUNS):
            started = time.process_time()
            call(*arguments)
            taken.append(time.process_time() - started)
        return min(taken)

    return measure
