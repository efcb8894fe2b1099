"""What a text's words mean to a set of rules, found out once for each different word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ClassMasks", "Learned"]

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")

#: A million articles do not fill the memory.
_MOST_WORDS: Final = 200_000


class Learned(dict[KeyT, ValueT]):
    """A mapping that works out what is asked for the first time, and remembers it.

    >>> lengths = Learned(len)
    >>> lengths["Sudzha"], dict(lengths)
    (6, {'Sudzha': 6})
    """

    def __init__(self, learn: Callable[[KeyT], ValueT]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, key: KeyT) -> ValueT:
        if len(self) > _MOST_WORDS:
            self.clear()
        learned = self[key] = self._learn(key)
        return learned


class ClassMasks(dict[tuple[str, ...], int]):
    """The bits of classes of words, by their names together; one that is missing has none."""

    def __missing__(self, names: tuple[str, ...]) -> int:
        mask = 0
        for name in names:
            mask |= self.get((name,), 0)
        self[names] = mask
        return mask
