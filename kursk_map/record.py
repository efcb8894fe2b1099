"""Values that nobody changes, of which every article makes hundreds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, **options: bool) -> Callable[[type], type]:
        """Make a dataclass that the type checker alone keeps from being changed.

        One that is frozen as it runs takes three times as long to make.
        """
        return dataclass(unsafe_hash=frozen, **options)


__all__ = ["record"]
