"""The encoder: a text in, a vector for each of its words out (BERT, in numpy)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["encode", "gelu"]

#: Of the usual approximation of the Gaussian error linear unit by a hyperbolic tangent.
_SLOPE: Final = np.float32((2 / np.pi) ** 0.5)
_CUBIC: Final = np.float32(0.044715)


def encode(
    vectors: NDArray[np.float32],
    tensors: dict[str, NDArray[np.float32]],
    *,
    layers: int,
    heads: int,
    epsilon: float,
) -> NDArray[np.float32]:
    """Run the layers over the word vectors of one text.

    Parameters
    ----------
    vectors
        Shape ``(words, width)``, without positions.
    tensors
        The weights by name, as `kursk_map.reading.second_opinion.weights` reads them.
    layers, heads, epsilon
        The encoder's sizes.

    Returns
    -------
    NDArray[np.float32]
        Shape ``(words, width)``.
    """
    x = vectors + tensors["emb.pos"][: len(vectors)] + tensors["emb.type"][: vectors.shape[1]]
    x = _normed(x, tensors, "emb.ln", epsilon)
    for number in range(layers):
        layer = f"l{number}."
        attended = _attend(x, tensors, layer, heads)
        x = _normed(x + _linear(attended, tensors, f"{layer}ao"), tensors, f"{layer}aln", epsilon)
        inner = gelu(_linear(x, tensors, f"{layer}fi"))
        x = _normed(x + _linear(inner, tensors, f"{layer}fo"), tensors, f"{layer}oln", epsilon)
    return x


def _attend(
    x: NDArray[np.float32], tensors: dict[str, NDArray[np.float32]], layer: str, heads: int
) -> NDArray[np.float32]:
    """Let each word gather from all words, in each head by itself."""
    query, key, value = (
        _linear(x, tensors, f"{layer}{name}").reshape(len(x), heads, -1).transpose(1, 0, 2)
        for name in "qkv"
    )
    scores = query @ key.transpose(0, 2, 1) / np.float32(query.shape[-1] ** 0.5)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    gathered: NDArray[np.float32] = (weights @ value).transpose(1, 0, 2).reshape(x.shape)
    return gathered


def _linear(
    x: NDArray[np.float32], tensors: dict[str, NDArray[np.float32]], name: str
) -> NDArray[np.float32]:
    return x @ tensors[f"{name}.w"].T + tensors[f"{name}.b"]


def _normed(
    x: NDArray[np.float32], tensors: dict[str, NDArray[np.float32]], name: str, epsilon: float
) -> NDArray[np.float32]:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(epsilon))
    normed: NDArray[np.float32] = centred / spread * tensors[f"{name}.w"] + tensors[f"{name}.b"]
    return normed


def gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bend what is below nought towards it, smoothly: the Gaussian error linear unit."""
    bent: NDArray[np.float32] = np.float32(0.5) * x * (1 + np.tanh(_SLOPE * (x + _CUBIC * x**3)))
    return bent
